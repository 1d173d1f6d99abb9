"""Files are read piece by piece, packed ones too, within limits of size."""

import gzip
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.errors import UnreadableArticle
from vectorstore.formats.contents import MAX_FILE_BYTES, read_all, read_chunks, unpack_gzip


def test_a_file_too_large_is_refused_with_the_limit() -> None:
    with pytest.raises(UnreadableArticle, match="larger than 50 MB"):
        read_all(bytes(1_000_000) for _ in range(MAX_FILE_BYTES // 1_000_000 + 1))


def packed_chunks(packed: bytes) -> list[bytes]:
    return list(read_chunks(io.BytesIO(packed)))


def test_gzip_of_several_members_is_read_whole() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0\0"
    assert b"".join(unpack_gzip(packed_chunks(packed))) == b"one two"


@given(st.binary(max_size=3000), st.integers(min_value=1, max_value=64))
def test_gzip_is_read_whatever_the_size_of_the_pieces(data: bytes, size: int) -> None:
    packed = gzip.compress(data) + gzip.compress(data)
    pieces = [packed[at : at + size] for at in range(0, len(packed), size)]
    assert b"".join(unpack_gzip(pieces)) == data * 2


def test_of_a_truncated_gzip_the_beginning_is_read() -> None:
    data = b"".join(b"line %d\n" % number for number in range(20_000))
    read = bytearray()
    with pytest.raises(UnreadableArticle, match="cut off"):
        for chunk in unpack_gzip([gzip.compress(data)[:-2000]]):
            read += chunk
    assert len(read) > 1000
    assert data.startswith(read)


def test_what_is_no_gzip_is_said_so() -> None:
    with pytest.raises(UnreadableArticle, match="not a gzip file"):
        list(unpack_gzip([b"plain text"]))


def test_a_gzip_bomb_is_stopped_early() -> None:
    packed = gzip.compress(bytes(150_000_000), 6)
    started, read = time.monotonic(), 0
    with pytest.raises(UnreadableArticle, match="suspiciously large"):
        for chunk in unpack_gzip([packed]):
            read += len(chunk)
    assert read < 80_000_000
    assert time.monotonic() - started < 20
