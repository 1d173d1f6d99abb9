"""What the user names on the command line in, articles out: a file, a folder or a web address.

Nothing here raises for one bad file: it becomes a `Rejected` with a reason, and the next one is
read. What this module does not know: how a kind of file is parsed (formats/), and which
parts of a page are furniture (cleaning/).
"""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from vectorstore.article import LoadedArticle, Rejected
from vectorstore.errors import UnreadableArticle, UsageError
from vectorstore.formats.contents import read_chunks, unpack_gzip
from vectorstore.formats.documents import KINDS, UNKNOWN_KIND, kind_of, read_document, unreadable
from vectorstore.formats.given import web_address
from vectorstore.loaders.archives import count_members, read_zip
from vectorstore.loaders.fetch import fetch
from vectorstore.loaders.folders import refusal, shown, walk

__all__ = ["KINDS", "Rejected", "count", "load", "load_path", "load_upload", "load_url"]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")

_CONTENT_TYPES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/jsonl": ".jsonl",
    "application/pdf": ".pdf",
    "text/markdown": ".md",
}
# Types that servers also use for files they do not know: the end of the address tells more.
_VAGUE_TYPES = {"": None, "text/plain": ".txt", "application/octet-stream": None}
_PACKED_TYPES = ("application/gzip", "application/x-gzip")


def load(argument: str) -> Iterator[LoadedArticle | Rejected]:
    """Yield the articles of a path or a web address; raise UsageError for anything else."""
    if argument.lower().startswith(("http://", "https://")):
        return load_url(argument)
    if _SCHEME.match(argument):
        raise UsageError(f"{shown(argument)}: only http and https addresses can be added.")
    if not argument.strip():
        raise UsageError("An empty name cannot be added: name a file, a folder or a web address.")
    return load_path(Path(argument))


def load_path(path: Path) -> Iterator[LoadedArticle | Rejected]:
    """Yield the articles of a file or of all files in a folder, one after another as asked for.

    Raises UsageError at once where there is nothing at `path`.
    """
    if not os.path.lexists(path):
        raise UsageError(f"There is no file or folder {shown(str(path))}: check the name.")
    return _load_folder(path) if os.path.isdir(path) else _load_file(path, path.name, alone=True)


def load_upload(path: Path, name: str) -> Iterator[LoadedArticle | Rejected]:
    """Yield the articles of a file that was sent here as `name`, wherever it was put meanwhile.

    Its name is its place: the same name sent again replaces what it brought before.
    """
    return _load_file(path, name, alone=True, place=f"upload:{shown(name)}")


def load_url(url: str, *, public: bool = False) -> Iterator[LoadedArticle | Rejected]:
    """Yield the article(s) at a web address, or the reason why there is none.

    With `public` only addresses of the open internet are asked.
    """
    asked = urldefrag(url.strip()).url if web_address(url) else None
    if asked is None:
        yield Rejected(shown(url)[:300], "is not a whole http or https address")
        return
    try:
        response = fetch(asked, public=public)
    except UnreadableArticle as error:
        yield Rejected(asked, str(error))
        return
    kind = _kind_of_response(response.content_type, urlsplit(asked).path)
    if kind is None or kind == ".zip":
        said = response.content_type or "no content type"
        yield Rejected(asked, f"is of a kind that is not read from the web ({said})")
        return
    data = [response.data]
    yield from read_document(kind, data, asked, asked, url=asked, charset=response.charset)


def count(path: Path) -> int:
    """Return about how many articles and rejections `load_path` will yield, for a progress bar."""
    if os.path.isdir(path):
        return sum(1 if isinstance(item, Rejected) else _count_file(item) for item in walk(path))
    return _count_file(path)


def _load_folder(folder: Path) -> Iterator[LoadedArticle | Rejected]:
    found = False
    for item in walk(folder):
        found = True
        if isinstance(item, Rejected):
            yield item
        else:
            yield from _load_file(item, str(item.relative_to(folder)), alone=False)
    if not found:
        yield Rejected(shown(str(folder)), "is empty: the folder holds no files")


def _load_file(
    path: Path, name: str, *, alone: bool, place: str | None = None
) -> Iterator[LoadedArticle | Rejected]:
    source, kind = shown(name), kind_of(name)
    place = place or shown(str(path.absolute()))
    reason = refusal(path) or (UNKNOWN_KIND if kind is None else None)
    if reason or kind is None:
        yield Rejected(source, reason or UNKNOWN_KIND)
        return
    if kind == ".zip":
        yield from read_zip(path, "" if alone else f"{source}!", source, place)
        return
    try:
        with open(path, "rb", opener=_open_waiting_for_nothing) as stream:
            yield from read_document(kind, read_chunks(stream), source, place)
    except OSError as error:
        yield Rejected(source, unreadable(error))


def _open_waiting_for_nothing(path: str, flags: int) -> int:
    # The file may have become a pipe since it was looked at; opening one would wait for ever.
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(0, "it is not a regular file")
    return handle


def _kind_of_response(content_type: str, path: str) -> str | None:
    by_name = kind_of(path)
    if content_type in _PACKED_TYPES:
        return by_name if by_name and by_name.endswith(".gz") else None
    if content_type in _VAGUE_TYPES:
        return by_name or _VAGUE_TYPES[content_type]
    return _CONTENT_TYPES.get(content_type)


def _count_file(path: Path) -> int:
    kind = kind_of(path.name)
    if refusal(path) or kind is None:
        return 1
    if kind == ".zip":
        return max(1, count_members(path))
    return _count_lines(path, kind) if ".jsonl" in kind else 1


def _count_lines(path: Path, kind: str) -> int:
    lines = 0
    try:
        with open(path, "rb") as stream:
            chunks = read_chunks(stream)
            for chunk in unpack_gzip(chunks) if kind.endswith(".gz") else chunks:
                lines += chunk.count(b"\n")
    except (OSError, UnreadableArticle):
        pass  # told when the file is loaded
    return max(1, lines)
