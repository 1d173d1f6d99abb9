"""Bytes in, the text they are out, in whatever encoding; what is no text is refused.

What this module does not know: which file the bytes come from.
"""

import codecs
import re

from vectorstore.errors import UnreadableArticle

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
_TELLING = 1 << 16
"""Bytes that an encoding is guessed from."""

_NOT_ASCII = re.compile(rb"[\x80-\xff]")


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
    return data[start : start + _TELLING]
