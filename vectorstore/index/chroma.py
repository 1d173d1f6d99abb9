"""The segments of the dense index as Chroma keeps them: made once, then only read.

Each has a directory of its own (or, on a server, a collection), named after its number. What this
module does not know: which segments count; the database lists them. Chroma reports distances:
similarity is 1 - cosine distance.
"""

import logging
import os
import shutil
import threading
from collections.abc import Collection as Several
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import numpy as np

from vectorstore.catalog import ChunkVector, Filter, Vector
from vectorstore.catalog.pages import PAGE, pages
from vectorstore.errors import CitewireError, IndexBroken

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

log = logging.getLogger(__name__)

AT_ONCE, NEVER = 1, 1_000_000
"""Changes after which Chroma writes its vector files: while a segment is made, and afterwards. It
writes in place, and a process that reads them at that moment dies of a segmentation fault
(measured, Chroma 1.5.9). What it has not written in the end, everyone who opens it would write."""


class ChromaUnreachable(CitewireError):
    """The Chroma server that the settings name does not answer."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the segments of one collection are kept."""

    directory: Path
    name: str
    """Tells collections on one server apart."""
    url: str | None = None
    """Of a Chroma server; None keeps them under `directory`."""

    def path(self, number: int) -> Path:
        """Return the directory of a segment on this machine."""
        return self.directory / f"seg-{number:06d}"

    def collection(self, number: int) -> str:
        """Return the name of a segment's Chroma collection."""
        return f"{self.name}-{number:06d}"

    def build(self, number: int, rows: Iterable[Sequence[ChunkVector]]) -> int:
        """Make a segment that nobody reads yet and return how many chunks it holds.

        Raises CitewireError when Chroma cannot write it; what is there then is never opened.
        """
        made = 0
        try:
            segment = ChromaSegment(self, number, make=True)
            try:
                for page in rows:
                    segment.add(page)
                    made += len(page)
                segment.finish(made)
            finally:
                segment.close()
        except IndexBroken as error:
            raise CitewireError(
                f"The search index cannot be written ({error.__cause__ or error}). Check that the"
                f" disk of {self.directory} has room; nothing that was added is lost."
            ) from error
        if self.url is None:
            _write_through(self.path(number))
        return made

    def remove_others(self, numbers: Several[int]) -> None:
        """Delete what is not one of these segments, unopened: replaced, or never finished."""
        if self.url is None:
            kept = {self.path(number) for number in numbers}
            for path in self.directory.glob("*"):
                if path not in kept:
                    _remove(path)
            return
        kept_names = {self.collection(number) for number in numbers}
        client = _server_client(self.url)
        try:
            with _explained(self.url):
                for collection in client.list_collections():
                    name = collection.name
                    if name.startswith(f"{self.name}-") and name not in kept_names:
                        client.delete_collection(name)
        finally:
            cast("Client", client).close()


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
        self._client = _server_client(place.url) if place.url else self._local_client(make)
        try:
            with _explained(place.url):
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
        with _explained(None):
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
            with _explained(self._place.url):
                yield


def _chroma_metadata(row: ChunkVector) -> dict[str, str] | None:
    # Only what a search is narrowed by; Chroma takes neither None as a value nor an empty dict.
    return None if row.outlet_key is None else {"outlet": row.outlet_key}


def _remove(path: Path) -> None:
    """Delete a directory in one step for those who look for it, then its files."""
    try:
        if path.is_dir():
            gone = path.with_name(f"old-{path.name.removeprefix('old-')}")
            if gone != path:
                shutil.rmtree(gone, ignore_errors=True)
                path.rename(gone)
            shutil.rmtree(gone, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    except OSError as error:
        # It takes room and is in nobody's way; the next writer that seals tries again.
        log.warning("%s cannot be deleted (%s).", path, error.strerror)


def _write_through(directory: Path) -> None:
    """Have the disk keep a finished segment before the database says that it is there."""
    for path in [*directory.rglob("*"), directory, directory.parent]:
        if os.name == "nt" and path.is_dir():
            continue  # Windows opens no directories
        handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _explained(url: str | None) -> Iterator[None]:
    """Turn what Chroma raises into errors that say what to do.

    Its Rust side raises ChromaError; a damaged directory also surfaces as OSError, as ValueError
    or KeyError from the client's start, or as RuntimeError.
    """
    import httpx
    from chromadb.errors import ChromaError

    try:
        yield
    except httpx.HTTPError as error:
        raise _unreachable(url) from error
    except (ChromaError, OSError, ValueError, RuntimeError, KeyError) as error:
        raise _broken(error) from error


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
