"""A zip archive in, the articles of its members out; nothing is ever unpacked to disk.

What this module does not know: how a member becomes text.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from vectorstore.article import LoadedArticle, Rejected
from vectorstore.errors import UnreadableArticle
from vectorstore.formats.characters import one_line
from vectorstore.formats.contents import MAX_EXPANSION, MAX_FILE_BYTES, read_chunks
from vectorstore.formats.documents import UNKNOWN_KIND, kind_of, read_document, unreadable

MAX_MEMBERS = 10_000
"""The most files in one archive."""

MAX_TOTAL_BYTES = 2_000_000_000
"""The most that all members of one archive may unpack to."""

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    LookupError,
    RuntimeError,  # also NotImplementedError: a compression that is not read
)


def read_zip(
    path: Path, prefix: str, name: str, place: str | None = None
) -> Iterator[LoadedArticle | Rejected]:
    """Yield the articles of the archive at `path`, whose members are shown as `prefix` + member.

    `name` is shown for the archive itself; `place!member` is what a member replaces (as a rule
    the path).
    """
    try:
        with zipfile.ZipFile(path) as archive:
            members = _members(archive)
            if not members:
                yield Rejected(name, "is empty: the archive holds no files")
            for member in members:
                yield from _read_member(archive, member, prefix, place or str(path))
    except UnreadableArticle as error:
        yield Rejected(name, str(error))
    except OSError as error:
        yield Rejected(name, unreadable(error))
    except _DAMAGED:
        yield Rejected(name, "is damaged or not a zip archive: pack it again")


def count_members(path: Path) -> int:
    """Return how many members of the archive will be looked at, 0 where it cannot be read."""
    try:
        with zipfile.ZipFile(path) as archive:
            return len(_members(archive))
    except (*_DAMAGED, OSError, UnreadableArticle):
        return 0


def _members(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    members = [item for item in archive.infolist() if not item.is_dir() and not _hidden(item)]
    if len(members) > MAX_MEMBERS:
        raise UnreadableArticle(
            f"holds {len(members):,} files and may hold {MAX_MEMBERS:,}: split the archive"
        )
    if sum(item.file_size for item in members) > MAX_TOTAL_BYTES:
        raise UnreadableArticle(
            f"unpacks to more than {MAX_TOTAL_BYTES // 1_000_000:,} MB: split the archive"
        )
    return sorted(members, key=lambda item: item.filename)


def _parts(member: zipfile.ZipInfo) -> list[str]:
    # `..` and a leading `/` have no meaning here: members are names, not places on the disk.
    parts = member.filename.replace("\\", "/").split("/")
    return [part for part in parts if part not in ("", ".", "..")]


def _hidden(member: zipfile.ZipInfo) -> bool:
    parts = _parts(member)
    return any(part.startswith(".") or part == "__MACOSX" for part in parts)


def _read_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, prefix: str, place: str
) -> Iterator[LoadedArticle | Rejected]:
    inside = one_line("/".join(_parts(member)), 1000)
    source, kind = prefix + inside, kind_of(inside)
    if reason := _refusal(member, kind):
        yield Rejected(source, reason)
        return
    try:
        with archive.open(member) as stream:
            location = f"{place}!{inside}"
            yield from read_document(kind or "", read_chunks(stream), source, location)
    except OSError as error:
        yield Rejected(source, unreadable(error))
    except _DAMAGED:
        yield Rejected(source, "is damaged inside its archive: pack it again")


def _refusal(member: zipfile.ZipInfo, kind: str | None) -> str | None:
    if kind is None:
        return UNKNOWN_KIND
    if kind == ".zip":
        return "is an archive inside an archive: unpack the outer one first"
    if member.flag_bits & 1:
        return "is encrypted: pack it again without a password"
    if member.file_size > MAX_FILE_BYTES + MAX_EXPANSION * member.compress_size:
        return "becomes suspiciously large when unpacked: it is not read"
    return None
