"""The dense index: a Chroma collection that is derived from the database and can be rebuilt.

Every rebuild goes to a directory (or, on a server, a collection) of its own, named after the
generation. What this module does not know: whether its content is complete; the store compares
it with the database. Chroma reports distances: similarity is 1 - cosine distance.
"""

import shutil
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import numpy as np

from vectorstore.catalog import PAGE, ChunkVector, Filter, Vector, pages
from vectorstore.errors import CitewireError, IndexBroken

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection


_opened = count()

IN_MEMORY = 1_000_000
"""Chroma writes its vector files after so many changes. It does so in place: a process that reads
them at that moment dies of a segmentation fault (measured, Chroma 1.5.9). So only a generation that
nobody reads yet writes them; later changes stay in Chroma's log, which is replayed on opening."""


class ChromaUnreachable(CitewireError):
    """The Chroma server that the settings name does not answer."""


class DenseIndex:
    """One generation of the Chroma collection."""

    def __init__(
        self,
        directory: Path,
        name: str,
        generation: int,
        chroma_url: str | None = None,
        fresh: bool = False,
    ) -> None:
        """Open the generation, creating it empty where it does not exist.

        `name` tells collections on one server apart. With `fresh`, what a rebuild that was
        interrupted has left there is removed first. Raises IndexBroken when Chroma cannot read
        its files, and ChromaUnreachable.
        """
        self.generation = generation
        self._directory = directory
        self._path = directory / f"gen-{generation:06d}"
        self._prefix = f"{name}-"
        self._collection_name = f"{name}-{generation:06d}"
        # Chroma shares one client among all that name a path alike, and that one sees nothing of
        # what other processes write until the last is closed; so each index spells it its own way.
        self._spelled = str(self._path) + "/." * next(_opened)
        # Chroma's client is closed and reopened when another process has written: no query of
        # another thread may run meanwhile.
        self._lock = threading.RLock()
        self._url = chroma_url
        # What is passed when the collection is created; one that exists keeps its own.
        self._hnsw: dict[str, Any] = {"space": "cosine"}
        if fresh:
            self._remove()
        else:
            self._hnsw["sync_threshold"] = IN_MEMORY
        self._open()

    def _open(self) -> None:
        self._is_open = True
        self._client = _server_client(self._url) if self._url else self._local_client()
        try:
            with self._explained():
                self._collection: Collection = self._client.get_or_create_collection(
                    self._collection_name,
                    embedding_function=None,
                    configuration={"hnsw": cast(Any, self._hnsw)},
                )
        except CitewireError:
            self._close()
            raise

    def _local_client(self) -> "ClientAPI":
        import chromadb
        from chromadb.config import Settings

        with self._explained():
            self._path.mkdir(parents=True, exist_ok=True)
            settings = Settings(anonymized_telemetry=False)
            return chromadb.PersistentClient(self._spelled, settings=settings)

    def reopen(self) -> None:
        """Drop Chroma's caches, so that what another process wrote is seen."""
        with self._lock:
            self._close()
            self._open()

    def seal(self) -> None:
        """Make a fresh generation one that others may read: its vector files stay as they are."""
        with self._lock, self._explained():
            self._collection.modify(configuration={"hnsw": {"sync_threshold": IN_MEMORY}})
            self.reopen()

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        self._is_open = False
        # `close` is on every client but not on the interface that the constructors name.
        cast("Client", self._client).close()

    def add(self, rows: Sequence[ChunkVector]) -> None:
        """Add chunks with their vectors, in batches Chroma accepts."""
        with self._in_use():
            for batch in pages(rows):
                self._collection.add(
                    ids=[str(row.id) for row in batch],
                    embeddings=np.stack([row.vector for row in batch]),
                    metadatas=[_chroma_metadata(row) for row in batch],
                )

    def delete(self, ids: Iterable[int]) -> None:
        """Remove chunks; ids that are not there are ignored."""
        with self._in_use():
            for batch in pages(ids):
                self._collection.delete(ids=[str(chunk_id) for chunk_id in batch])

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

    def count(self) -> int:
        """Return the number of chunks."""
        with self._in_use():
            return self._collection.count()

    def remove_others(self) -> None:
        """Delete all other generations of this collection."""
        with self._lock, self._explained():
            for path in self._directory.glob("gen-*"):
                if path != self._path:
                    shutil.rmtree(path, ignore_errors=True)
            for collection in self._client.list_collections() if self._url else ():
                name = collection.name
                if name.startswith(self._prefix) and name != self._collection_name:
                    self._client.delete_collection(name)

    def _remove(self) -> None:
        """Delete this generation unopened: writing on to damaged files has filled a disk."""
        if self._url is None:
            shutil.rmtree(self._path, ignore_errors=True)
            return
        client = _server_client(self._url)
        from chromadb.errors import NotFoundError

        with self._explained(), suppress(NotFoundError):
            client.delete_collection(self._collection_name)
        cast("Client", client).close()

    @contextmanager
    def _in_use(self) -> Iterator[None]:
        """Keep the index open meanwhile; one that another thread has replaced is told apart."""
        with self._lock:
            if not self._is_open:
                raise IndexBroken("The search index was replaced while it was searched.")
            with self._explained():
                yield

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what Chroma raises into errors that say what to do.

        Its Rust side raises ChromaError; a damaged directory also surfaces as OSError, as
        ValueError or KeyError from the client's start, or as RuntimeError.
        """
        import httpx
        from chromadb.errors import ChromaError

        try:
            yield
        except httpx.HTTPError as error:
            raise _unreachable(self._url) from error
        except (ChromaError, OSError, ValueError, RuntimeError, KeyError) as error:
            raise _broken(error) from error


def _chroma_metadata(row: ChunkVector) -> dict[str, str | int]:
    # Chroma takes no None; only numbers can be compared, hence the date as one.
    metadata: dict[str, str | int] = {"article_id": row.article_id}
    if row.outlet_key is not None:
        metadata["outlet"] = row.outlet_key
    if row.published_day is not None:
        metadata["published_day"] = row.published_day
    return metadata


def _server_client(url: str) -> "ClientAPI":
    import chromadb
    from chromadb.config import Settings

    parts = urlsplit(url)
    try:
        return chromadb.HttpClient(
            host=parts.hostname or "localhost",
            port=parts.port or 8000,
            ssl=parts.scheme == "https",
            settings=Settings(anonymized_telemetry=False),
        )
    except ValueError as error:
        raise _unreachable(url) from error


def _unreachable(url: str | None) -> ChromaUnreachable:
    return ChromaUnreachable(
        f"No Chroma server answers at {url}. Start it, or unset CITEWIRE_CHROMA_URL to keep"
        " the index on this machine."
    )


def _broken(error: Exception) -> IndexBroken:
    reason = (str(error) or type(error).__name__).splitlines()[0][:200]
    return IndexBroken(
        f"The search index cannot be read ({reason}). Run `citewire verify --repair` to rebuild"
        " it from the stored vectors; nothing is embedded again."
    )
