"""Exact search over vectors held in memory: what is newer than the last segment.

Also stands in for a segment that cannot be read and not be made anew just now. What this module
does not know: which chunks have been removed since; it is told while it searches.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from vectorstore.catalog import ChunkVector
from vectorstore.catalog.pages import pages

BLOCKS = 8
"""Additions after which they are put together: many small matrices are slow to multiply."""

Matrix = NDArray[np.float32]
Live = Callable[[Sequence[int]], set[int]]
"""Tells which of some chunks are still there and wanted."""


@dataclass(frozen=True, slots=True)
class Tail:
    """Chunk ids, ascending, and their unit vectors in blocks. Safe to share between threads."""

    ids: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    blocks: tuple[Matrix, ...] = ()

    @property
    def last(self) -> int:
        """Return the newest chunk id; 0 when there is none."""
        return int(self.ids[-1]) if len(self.ids) else 0

    def extended(self, rows: Sequence[ChunkVector]) -> "Tail":
        """Return this tail with newer chunks behind it."""
        if not rows:
            return self
        ids = np.concatenate([self.ids, [row.id for row in rows]])
        blocks = (*self.blocks, _unit(np.stack([row.vector for row in rows])))
        return Tail(ids, blocks if len(blocks) <= BLOCKS else (np.concatenate(blocks),))

    def after(self, chunk_id: int) -> "Tail":
        """Return what is newer than a chunk, without keeping the memory of the rest."""
        start = int(np.searchsorted(self.ids, chunk_id, side="right"))
        if start == 0:
            return self
        if start == len(self.ids):
            return Tail()
        return Tail(self.ids[start:], (np.concatenate(self.blocks)[start:].copy(),))

    def query(self, vector: Sequence[float], limit: int, live: Live) -> list[tuple[int, float]]:
        """Return (chunk id, cosine similarity) of the nearest live chunks, best first."""
        if not self.blocks:
            return []
        asked = _unit(np.asarray([vector], dtype=np.float32))[0]
        # Not `block @ asked`: that starts threads which then take time from everything else.
        similarities = np.concatenate([np.vecdot(block, asked) for block in self.blocks])
        order = np.argsort(-similarities, kind="stable")
        found: list[tuple[int, float]] = []
        # One page is enough unless most of what is near was removed or is of another outlet.
        for page in pages(order.tolist(), 2 * limit):
            wanted = live([int(self.ids[place]) for place in page])
            found += [
                (int(self.ids[place]), float(similarities[place]))
                for place in page
                if int(self.ids[place]) in wanted
            ]
            if len(found) >= limit:
                break
        return found[:limit]


def exact(rows: Iterable[Sequence[ChunkVector]]) -> Tail:
    """Return the tail that holds all these chunks, which come in pages."""
    tail = Tail()
    for page in rows:
        tail = tail.extended(page)
    return tail


def _unit(vectors: Matrix) -> Matrix:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return (vectors / np.where(lengths == 0, 1, lengths)).astype(np.float32, copy=False)
