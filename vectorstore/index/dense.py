"""The dense search: the nearest chunks in all segments and in the tail, as one list.

What is opened stays open: segments never change, and the tail is read on from where it ended. Only
which segments count is read anew, when the database was written. What this module does not know:
the lock, and how a segment is made.
"""

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Protocol

from vectorstore.catalog import Catalog, Filter, Vector
from vectorstore.catalog.database import reading
from vectorstore.catalog.state import read_epoch, read_model
from vectorstore.catalog.vectors import read_vectors
from vectorstore.errors import IndexBroken
from vectorstore.index.chroma import ChromaSegment
from vectorstore.index.place import Place
from vectorstore.index.segments import Segment, read_segments, sealed_to
from vectorstore.index.tail import Tail, exact

THREADS = min(8, os.cpu_count() or 1)
"""Chroma searches outside Python's lock: segments are searched side by side."""

Found = list[tuple[int, float]]


class SegmentBroken(IndexBroken):
    """A segment cannot be read; it can be made anew from the stored vectors."""

    def __init__(self, segment: Segment, reason: IndexBroken) -> None:
        """Tell which one and why."""
        super().__init__(str(reason))
        self.segment = segment
        self.reason = str(reason.__cause__ or reason).splitlines()[0][:200]


class _Searchable(Protocol):
    def query(self, vector: Sequence[float], limit: int, only: Filter) -> Found: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class _View:
    """What one state of the database says is to be searched."""

    epoch: int = -1
    model: str = ""
    segments: tuple[Segment, ...] = ()
    tail: Tail = field(default_factory=Tail)


class Dense:
    """The dense index of one collection, as this process sees it. Safe to share."""

    def __init__(self, place: Place, catalog: Catalog) -> None:
        """Open nothing yet: listing articles needs no Chroma."""
        self._place = place
        self._catalog = catalog
        self._view = _View()
        self._opened: dict[int, _Searchable] = {}
        self._guard = threading.RLock()
        self._opening: dict[int, threading.Lock] = {}
        self._pool: ThreadPoolExecutor | None = None

    def search(self, vector: Sequence[float], limit: int, only: Filter) -> Found:
        """Return (chunk id, cosine similarity) of the nearest chunks, best first.

        Raises SegmentBroken.
        """
        view = self._current()
        in_segment = partial(self._in_segment, vector=vector, limit=limit, only=only)
        found = [hit for hits in self._each(in_segment, view.segments) for hit in hits]
        found += view.tail.query(vector, limit, partial(self._catalog.chunks.live, only=only))
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))[:limit]

    def search_exactly(self, segment: Segment) -> None:
        """Read the vectors of a segment from the database from now on, without Chroma."""
        rows = self._catalog.vectors.of_chunks(segment.first, segment.last, self._view.model)
        exactly = _Exactly(exact(rows), self._catalog)
        with self._guard:
            damaged = self._opened.pop(segment.number, None)
            self._opened[segment.number] = exactly
        if damaged is not None:
            damaged.close()

    def vectors(self, segment: Segment) -> dict[int, Vector]:
        """Return every vector of a segment by chunk id. Raises IndexBroken."""
        opened = ChromaSegment(self._place, segment.number, segment.rows)
        try:
            return opened.vectors()
        finally:
            opened.close()

    def close(self) -> None:
        """Let go of the files."""
        with self._guard:
            for searchable in self._opened.values():
                searchable.close()
            self._opened.clear()
            self._view = _View()
            if self._pool is not None:
                self._pool.shutdown(wait=False)
                self._pool = None

    # -- what is searched ----------------------------------------------------------------------

    def _current(self) -> _View:
        """Return what is to be searched; after a write of any process, read what is new."""
        with self._guard, reading(self._catalog.engine) as connection:
            epoch = read_epoch(connection)
            if epoch != self._view.epoch:
                model = read_model(connection)
                listed = read_segments(connection)
                tail = self._kept_tail(model, sealed_to(listed))
                newest = max(sealed_to(listed), tail.last)
                newer = read_vectors(connection, newest + 1, None, model)
                self._view = _View(epoch, model, listed, tail.extended(newer))
                self._close_replaced()
            return self._view

    def _kept_tail(self, model: str, sealed: int) -> Tail:
        """Return what of the tail in memory is still tail; nothing when all was indexed anew."""
        before = self._view
        if model != before.model or sealed < sealed_to(before.segments):
            return Tail()
        return before.tail.after(sealed)

    def _close_replaced(self) -> None:
        listed = {segment.number for segment in self._view.segments}
        for number in [number for number in self._opened if number not in listed]:
            self._opened.pop(number).close()

    def _each(self, search: "partial[Found]", segments: Sequence[Segment]) -> list[Found]:
        if len(segments) < 2 or THREADS < 2:
            return [search(segment) for segment in segments]
        with self._guard:
            self._pool = self._pool or ThreadPoolExecutor(THREADS, "segments")
            searches = [self._pool.submit(search, segment) for segment in segments]
        return [one.result() for one in searches]

    def _in_segment(
        self, segment: Segment, vector: Sequence[float], limit: int, only: Filter
    ) -> Found:
        """Return the nearest live chunks of a segment, asking for more while too few are left."""
        if not segment.live:
            return []
        wanted = limit + min(limit, segment.dead)
        while True:
            try:
                found = self._open(segment).query(vector, wanted, only)
            except IndexBroken as error:
                raise SegmentBroken(segment, error) from error
            if not segment.dead and not only.dated:
                return found
            # The segment knows the outlets, so that only the days are left to be looked at.
            by_day = replace(only, outlets=())
            live = self._catalog.chunks.live((chunk_id for chunk_id, _ in found), by_day)
            kept = [hit for hit in found if hit[0] in live]
            if len(kept) >= limit or len(found) < wanted or wanted >= segment.rows:
                return kept[:limit]
            wanted = min(2 * wanted, segment.rows)

    def _open(self, segment: Segment) -> _Searchable:
        """Return an opened segment; each is opened once, several of them side by side."""
        with self._guard:
            opening = self._opening.setdefault(segment.number, threading.Lock())
        with opening:
            opened = self._opened.get(segment.number)
            if opened is None:
                opened = ChromaSegment(self._place, segment.number, segment.rows)
                with self._guard:
                    self._opened[segment.number] = opened
            return opened


class _Exactly:
    """A segment without Chroma."""

    def __init__(self, vectors: Tail, catalog: Catalog) -> None:
        self._vectors = vectors
        self._catalog = catalog

    def query(self, vector: Sequence[float], limit: int, only: Filter) -> Found:
        return self._vectors.query(vector, limit, partial(self._catalog.chunks.live, only=only))

    def close(self) -> None:
        """Nothing is open."""
