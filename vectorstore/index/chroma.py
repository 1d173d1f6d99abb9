"""One segment of the dense index as Chroma keeps it: made once, then only read.

What this module does not know: which segments count; the database lists them. Chroma reports
distances: similarity is 1 - cosine distance.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from vectorstore.catalog import ChunkVector, Filter, Vector
from vectorstore.catalog.pages import PAGE, pages
from vectorstore.errors import CitewireError, IndexBroken
from vectorstore.index.place import Place
from vectorstore.index.server import explained, server_client

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection


AT_ONCE, NEVER = 1, 1_000_000
"""Changes after which Chroma writes its vector files: while a segment is made, and afterwards. It
writes in place, and a process that reads them at that moment dies of a segmentation fault
(measured, Chroma 1.5.9). What it has not written in the end, everyone who opens it would write."""


class ChromaSegment:
    """One opened segment. Safe to share between threads."""

    def __init__(self, place: Place, number: int, rows: int = 0, make: bool = False) -> None:
        """Open a segment that holds so many `rows`, or `make` an empty one.

        Raises IndexBroken when Chroma cannot read it or it has another size, and
        ChromaUnreachable.
        """
        self._place = place
        self._number = number
        # Between the check that it is open and its use, no other thread may close it.
        self._lock = threading.RLock()
        self._is_open = True
        self._client = server_client(place.url) if place.url else self._local_client(make)
        try:
            with explained(place.url):
                self._collection = self._made() if make else self._found(rows)
        except CitewireError:
            self.close()
            raise

    def _local_client(self, make: bool) -> "ClientAPI":
        import chromadb
        from chromadb.config import Settings

        path = self._place.path(self._number)
        if not make and not (path / "chroma.sqlite3").is_file():
            # Chroma would make an empty one.
            raise IndexBroken(f"Segment {self._number} of the search index is missing.")
        with explained(None):
            if make:
                path.mkdir(parents=True, exist_ok=True)
            return chromadb.PersistentClient(path, settings=Settings(anonymized_telemetry=False))

    def _made(self) -> "Collection":
        return self._client.create_collection(
            self._place.collection(self._number),
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine", "sync_threshold": AT_ONCE}},
        )

    def _found(self, rows: int) -> "Collection":
        collection = self._client.get_collection(
            self._place.collection(self._number), embedding_function=None
        )
        if (there := collection.count()) != rows:
            raise IndexBroken(
                f"Segment {self._number} of the search index has {there} of {rows} chunks."
            )
        return collection

    def add(self, rows: Sequence[ChunkVector]) -> None:
        """Add chunks with their vectors, in batches Chroma accepts."""
        with self._in_use():
            for batch in pages(rows):
                self._collection.add(
                    ids=[str(row.id) for row in batch],
                    embeddings=np.stack([row.vector for row in batch]),
                    metadatas=cast(Any, [_chroma_metadata(row) for row in batch]),
                )

    def finish(self, rows: int) -> None:
        """Compare the size, and let whoever opens it from now on leave its files as they are."""
        with self._in_use():
            if (there := self._collection.count()) != rows:
                raise IndexBroken(f"Chroma has {there} of {rows} chunks.")
            self._collection.modify(configuration={"hnsw": {"sync_threshold": NEVER}})

    def query(self, vector: Sequence[float], limit: int, only: Filter) -> list[tuple[int, float]]:
        """Return (chunk id, cosine similarity), best first, at most `limit`."""
        where = {"outlet": {"$in": list(only.outlets)}} if only.outlets else None
        with self._in_use():
            found = self._collection.query(
                query_embeddings=np.asarray([vector], dtype=np.float32),
                n_results=limit,
                where=cast(Any, where),
                include=["distances"],
            )
        distances = found["distances"] or [[]]
        return [
            (int(chunk_id), 1.0 - distance)
            for chunk_id, distance in zip(found["ids"][0], distances[0], strict=True)
        ]

    def vectors(self) -> dict[int, Vector]:
        """Return every stored vector by chunk id, read in pages."""
        stored: dict[int, Vector] = {}
        with self._in_use():
            for offset in range(0, self._collection.count(), PAGE):
                page = self._collection.get(limit=PAGE, offset=offset, include=["embeddings"])
                embeddings = page["embeddings"]
                assert embeddings is not None
                for chunk_id, vector in zip(page["ids"], embeddings, strict=True):
                    stored[int(chunk_id)] = np.asarray(vector, dtype=np.float32)
        return stored

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            if self._is_open:
                self._is_open = False
                # `close` is on every client but not on the interface that the constructors name.
                cast("Client", self._client).close()

    @contextmanager
    def _in_use(self) -> Iterator[None]:
        """Keep it open meanwhile; one that another thread has closed is told apart."""
        with self._lock:
            if not self._is_open:
                raise IndexBroken("The search index was replaced while it was searched.")
            with explained(self._place.url):
                yield


def _chroma_metadata(row: ChunkVector) -> dict[str, str] | None:
    # Only what a search is narrowed by; Chroma takes neither None as a value nor an empty dict.
    return None if row.outlet_key is None else {"outlet": row.outlet_key}
