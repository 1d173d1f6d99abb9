"""The content of a file piece by piece, unpacked where it is packed, within limits of size.

What this module does not know: what the bytes mean.
"""

import zlib
from collections.abc import Iterable, Iterator
from typing import IO

from vectorstore.errors import UnreadableArticle

MAX_FILE_BYTES = 50_000_000
"""The largest single document, and the largest line of a JSON Lines file, in bytes."""

MAX_EXPANSION = 100
"""How many times larger than its packed form a large packed file may become."""

_CHUNK = 1 << 16


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
