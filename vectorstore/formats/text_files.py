"""Bytes in, clean text out: encodings, characters that must not be stored, size limits.

What this module does not know: which file the bytes come from and what the text means.
"""

import codecs
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import IO

from vectorstore.errors import UnreadableArticle

MAX_FILE_BYTES = 50_000_000
"""The largest single document, and the largest line of a JSON Lines file, in bytes."""

MAX_ARTICLE_CHARACTERS = 5_000_000
"""The longest article, in characters."""

MAX_EXPANSION = 100
"""How many times larger than its packed form a large packed file may become."""

_CHUNK = 1 << 16

_SIGNATURES = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a zip or office file",
    b"\x1f\x8b": "a gzip file",
    b"\x7fELF": "a program",
    b"SQLite format 3\x00": "a database",
}

# UTF-32 first: its little-endian mark begins with the one of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_CONTROL_BYTES = bytes(set(range(32)) - set(b"\t\n\r\f\x1b"))


def _spans(*spans: tuple[int, int]) -> list[int]:
    return [code for first, last in spans for code in range(first, last + 1)]


# Invisible characters make two words that look the same different, or hide text in text.
_REMOVED = _spans(
    (0x00, 0x08),
    (0x0E, 0x1F),
    (0x7F, 0x84),
    (0x86, 0x9F),
    (0xAD, 0xAD),  # soft hyphen
    (0x61C, 0x61C),
    (0x180E, 0x180E),
    (0x200B, 0x200B),  # zero-width space
    (0x200E, 0x200F),
    (0x202A, 0x202E),  # direction overrides
    (0x2060, 0x206F),
    (0xFEFF, 0xFEFF),
    (0xFFF9, 0xFFFB),
    (0xFFFE, 0xFFFF),
    (0xE0000, 0xE01EF),  # tags and supplementary variation selectors
)
_LINE_ENDS = _spans((0x0B, 0x0D), (0x85, 0x85), (0x2028, 0x2029))
_TRANSLATION: dict[int, str | None] = {
    **dict.fromkeys(_REMOVED, None),
    **dict.fromkeys(_LINE_ENDS, "\n"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
_TRANSLATED = frozenset(map(chr, _TRANSLATION))

# A joiner belongs to the spelling after Arabic and Indic letters and inside emoji; elsewhere it
# only splits a word for every search.
_JOINERS = "\u200c\u200d"
_STRAY_JOINER = re.compile(
    "(?<![\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u2190-\u2bff\ufe0f\ufb50-\ufdff\U0001f000-\U0001faff])"
    f"[{_JOINERS}]"
)

_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_LINE_END = re.compile(r"\r\n?")


def sanitise(text: str) -> str:
    """Return `text` with `\\n` line ends and without characters that break storing or matching.

    Control, zero-width, direction and tag characters are removed, lone surrogates become U+FFFD.
    The form of accented letters is left as it is: quotations must be verbatim.
    """
    # Most texts need none of it, and to look is several times as fast as to do.
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    if not _TRANSLATED.isdisjoint(text):
        text = text.translate(_TRANSLATION)
    if any(joiner in text for joiner in _JOINERS):
        text = _STRAY_JOINER.sub("", text)
    return text


def one_line(text: str, limit: int = 300) -> str:
    """Return `text` sanitised, with single spaces, cut at `limit` characters."""
    return " ".join(sanitise(text[: 20 * limit]).split())[:limit].rstrip()


def checked(text: str) -> str:
    """Return `text` sanitised and without blank edges, or raise UnreadableArticle.

    An article must hold something and be at most `MAX_ARTICLE_CHARACTERS` long.
    """
    if len(text) > MAX_ARTICLE_CHARACTERS:
        raise UnreadableArticle(
            f"has {len(text):,} characters and an article may have {MAX_ARTICLE_CHARACTERS:,}: "
            "split it into its articles"
        )
    clean = sanitise(text).strip()
    if not clean:
        raise UnreadableArticle("is empty")
    return clean


def refuse_binary(data: bytes) -> None:
    """Raise UnreadableArticle where `data` is no text in any encoding that is read."""
    head = data[:8192]
    for signature, name in _SIGNATURES.items():
        if head.startswith(signature):
            raise UnreadableArticle(f"is not text but {name}")
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        return
    control = len(head) - len(head.translate(None, _CONTROL_BYTES))
    # A few stray control characters are repaired; text has no more than that.
    if control > 8 and control * 33 > len(head):
        raise UnreadableArticle("is not text")


def decode(data: bytes, stated: str | None = None) -> str:
    """Return the text of `data`: by its byte order mark, as UTF-8, as `stated`, or by guessing."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode(_legacy_encoding(data, stated), "replace")


def _legacy_encoding(data: bytes, stated: str | None) -> str:
    if stated and _is_text_encoding(stated):
        return stated
    lossy = data.decode("utf-8", "replace")
    damaged = lossy.count("\ufffd")
    # Other encodings hardly ever form valid UTF-8 sequences, so this is UTF-8 with damage.
    if sum(1 for letter in lossy if letter > "\x7f") >= 2 * damaged:
        return "utf-8"
    return _guessed_encoding(data)


def _is_text_encoding(name: str) -> bool:
    try:
        return isinstance(b"a".decode(name), str)
    except (LookupError, ValueError, TypeError):
        return False


def _guessed_encoding(data: bytes) -> str:
    from charset_normalizer import from_bytes

    matches = list(from_bytes(_telling_part(data)))
    if not matches:
        return "cp1252"
    best = matches[0]
    equal = [match for match in matches if match.chaos <= best.chaos]
    # Short Western text fits many single-byte encodings equally well: the common one wins.
    if any("cp1252" in [match.encoding, *match.could_be_from_charset] for match in equal):
        return "cp1252"
    return best.encoding


def _telling_part(data: bytes) -> bytes:
    """Return the lines around the first letters that are not ASCII, at most some 64 kB."""
    match = _NOT_ASCII.search(data)
    first = match.start() if match else 0
    start = max(0, data.rfind(b"\n", 0, first) + 1, first - 4096)
    return data[start : start + _CHUNK]


def read_chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the content of `stream` piece by piece."""
    while chunk := stream.read(_CHUNK):
        yield chunk


def unpack_gzip(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield what gzip `chunks` hold; what could be read comes before the error is raised."""
    unpacker = zlib.decompressobj(wbits=31)
    packed = unpacked = 0
    for chunk in chunks:
        packed += len(chunk)
        while chunk:
            if unpacker.eof:  # a file may hold several members, one after another
                unpacker = zlib.decompressobj(wbits=31)
            data, chunk = _inflate(unpacker, chunk)
            unpacked += len(data)
            if unpacked > MAX_FILE_BYTES + MAX_EXPANSION * packed:
                raise UnreadableArticle("becomes suspiciously large when unpacked: reading stopped")
            yield data
    if packed and not unpacker.eof:
        raise UnreadableArticle("is cut off: the rest of the gzip file is missing")


def _inflate(unpacker: "zlib._Decompress", chunk: bytes) -> tuple[bytes, bytes]:
    try:
        data = unpacker.decompress(chunk, 16 * _CHUNK)
    except zlib.error as error:
        raise UnreadableArticle("is damaged or not a gzip file: pack it again") from error
    return data, unpacker.unused_data.lstrip(b"\0") or unpacker.unconsumed_tail


def read_all(chunks: Iterable[bytes]) -> bytes:
    """Return the joined `chunks`, at most `MAX_FILE_BYTES` of them."""
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > MAX_FILE_BYTES:
            raise UnreadableArticle(
                f"is larger than {MAX_FILE_BYTES // 1_000_000} MB: split it into its articles"
            )
    return bytes(data)
