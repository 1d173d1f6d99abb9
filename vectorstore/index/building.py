"""Makes segments where nobody looks for them yet, and deletes those that nothing lists any more.

What this module does not know: when a segment is worth making, and out of what.
"""

import logging
import os
import shutil
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from vectorstore.catalog import ChunkVector
from vectorstore.errors import CitewireError, IndexBroken
from vectorstore.index.chroma import ChromaSegment
from vectorstore.index.place import Place
from vectorstore.index.server import explained, server_client

if TYPE_CHECKING:
    from chromadb.api.client import Client

log = logging.getLogger(__name__)


def build_segment(place: Place, number: int, rows: Iterable[Sequence[ChunkVector]]) -> int:
    """Make a segment that nobody reads yet and return how many chunks it holds.

    Raises CitewireError when Chroma cannot write it; what is there then is never opened.
    """
    made = 0
    try:
        segment = ChromaSegment(place, number, make=True)
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
            f" disk of {place.directory} has room; nothing that was added is lost."
        ) from error
    if place.url is None:
        _write_through(place.path(number))
    return made


def remove_others(place: Place, numbers: Collection[int]) -> None:
    """Delete what is not one of these segments, unopened: replaced, or never finished."""
    if place.url is None:
        kept = {place.path(number) for number in numbers}
        for path in place.directory.glob("*"):
            if path not in kept:
                _remove(path)
        return
    kept_names = {place.collection(number) for number in numbers}
    client = server_client(place.url)
    try:
        with explained(place.url):
            for collection in client.list_collections():
                name = collection.name
                if name.startswith(f"{place.name}-") and name not in kept_names:
                    client.delete_collection(name)
    finally:
        cast("Client", client).close()


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
