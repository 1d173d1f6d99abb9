"""Which generation of the dense index is current, and how it follows the database.

A generation is never repaired in place: when a crash left the mark of an unfinished write, or
Chroma's files are damaged, a new one is built from the stored vectors and the old one deleted.
What this module does not know: the lock; methods that write take it for granted.
"""

import logging
import threading
from collections.abc import Sequence
from pathlib import Path

from vectorstore.catalog import Catalog, State
from vectorstore.errors import IndexBroken
from vectorstore.index import DenseIndex

log = logging.getLogger(__name__)

UNSEALED = 5_000
"""Changes that may be replayed on opening; more are built into a new generation."""


class Generations:
    """The dense index of one collection, as this process sees it."""

    def __init__(self, directory: Path, catalog: Catalog, url: str | None) -> None:
        """Open nothing yet: listing articles needs no Chroma."""
        self._directory = directory
        self._catalog = catalog
        self._url = url
        self._name = catalog.get_meta().get("name", "citewire")
        self._index: DenseIndex | None = None
        self._epoch = -1
        self._guard = threading.RLock()

    def current(self) -> DenseIndex:
        """Return the index as of the last finished write, reopening it when another process wrote.

        Raises IndexBroken when it is damaged, or lacks chunks though no write is under way.
        """
        with self._guard:
            state = self._catalog.state()
            if self._index is None or self._index.generation != state.generation:
                self.close()
                self._index = self._open(state.generation)
                self._epoch = state.epoch
                if not state.writing:
                    self._require_complete(self._index, state)
            elif state.epoch != self._epoch:
                self._index.reopen()
                self._epoch = state.epoch
            return self._index

    def follow(self, came: Sequence[int], gone: Sequence[int]) -> None:
        """Bring the index to where the database is, and clear the mark of the write."""
        with self._guard:
            try:
                index = self.current()
                index.delete(gone)
                for rows in self._catalog.chunk_vectors(came, self._catalog.indexed_model()):
                    index.add(rows)
                self._require_complete(index)
            except IndexBroken as error:
                # Writing on to a damaged index makes it worse.
                log.warning("%s Building a new one.", error)
                self.rebuild()
                return
            self._catalog.set_meta(unsealed=str(self._unsealed() + len(came) + len(gone)))
            self._catalog.finish_write()
            self._epoch = self._catalog.state().epoch

    def tidy(self) -> None:
        """Rebuild when so much has changed that opening the index has become slow."""
        if self._unsealed() > UNSEALED:
            self.rebuild()

    def _unsealed(self) -> int:
        """Return how many changes are only in Chroma's log."""
        return int(self._catalog.get_meta().get("unsealed", "0"))

    def rebuild(self) -> None:
        """Build the next generation from the stored vectors and make it the current one."""
        with self._guard:
            self.close()
            generation = self._catalog.state().generation + 1
            index = self._open(generation, fresh=True)
            ids = self._catalog.chunk_ids()
            for rows in self._catalog.chunk_vectors(ids, self._catalog.indexed_model()):
                index.add(rows)
            self._require_complete(index)
            index.seal()
            self._catalog.set_meta(generation=str(generation), unsealed="0")
            self._catalog.finish_write()
            self._index, self._epoch = index, self._catalog.state().epoch
            index.remove_others()

    def close(self) -> None:
        """Let go of the files."""
        with self._guard:
            if self._index is not None:
                self._index.close()
                self._index = None

    def _open(self, generation: int, fresh: bool = False) -> DenseIndex:
        return DenseIndex(self._directory, self._name, generation, self._url, fresh=fresh)

    def _require_complete(self, index: DenseIndex, since: State | None = None) -> None:
        """Raise IndexBroken when chunks are missing and no write began `since` explains it."""
        stored, expected = index.count(), self._catalog.counts()["chunks"]
        if stored != expected and since in (None, self._catalog.state()):
            self.close()
            index.close()
            raise IndexBroken(f"The search index has {stored} of {expected} chunks.")
