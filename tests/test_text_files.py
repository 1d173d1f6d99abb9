"""Encodings, forbidden characters, size limits, gzip."""

import gzip
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.errors import UnreadableArticle
from vectorstore.formats.text_files import (
    MAX_ARTICLE_CHARACTERS,
    MAX_FILE_BYTES,
    checked,
    decode,
    one_line,
    read_all,
    read_chunks,
    refuse_binary,
    sanitise,
    unpack_gzip,
)

WESTERN = "The naïve café owner said “no” – twice."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"], ids=lambda name: str(name)
)
def test_western_text_is_read_in_every_common_encoding(encoding: str) -> None:
    assert decode(WESTERN.encode(encoding)) == WESTERN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Президент Казахстана выступил на саммите.", "cp1251"),
        ("Zażółć gęślą jaźń i jeszcze trochę słów.", "cp1250"),
        ("哈萨克斯坦总统在会议上发表讲话", "gb18030"),
        ("Präsident Tokajew sagte, dass die Größe übertrieben sei.", "latin-1"),
    ],
)
def test_other_alphabets_are_recognised(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


def test_the_stated_encoding_is_believed_only_where_the_bytes_are_not_utf8() -> None:
    assert decode("Łódź".encode("cp1250"), "cp1250") == "Łódź"
    assert decode("Łódź".encode(), "cp1250") == "Łódź"
    assert decode("café and more".encode("cp1252"), "no-such-encoding") == "café and more"
    assert decode("café and more".encode("cp1252"), "hex") == "café and more"


def test_damaged_utf8_loses_only_the_damaged_bytes() -> None:
    damaged = "Kazakhstan’s “no” – twice".encode() + b"\xff and more"
    assert decode(damaged) == "Kazakhstan’s “no” – twice\ufffd and more"


def test_the_encoding_is_guessed_from_where_the_letters_are() -> None:
    data = b"plain ASCII line\n" * 20_000 + WESTERN.encode("cp1252")
    assert decode(data).endswith(WESTERN)


def test_line_ends_become_newlines() -> None:
    assert sanitise("a\r\nb\rc\u2028d\x0ce") == "a\nb\nc\nd\ne"


@pytest.mark.parametrize(
    "hidden",
    [
        "\0",
        "\x07",
        "\x9b",
        "\u200b",
        "\u202e",
        "\u2066",
        "\ufeff",
        "\u00ad",
        "\U000e0041",
        "\u200d",
    ],
    ids=ascii,
)
def test_invisible_characters_do_not_split_words(hidden: str) -> None:
    assert sanitise(f"Kaza{hidden}khstan") == "Kazakhstan"


def test_joiners_stay_where_spelling_needs_them() -> None:
    for text in ("می\u200cخواهم", "क्\u200dष", "👩\u200d🚀"):
        assert sanitise(text) == text


def test_lone_surrogates_are_replaced_and_the_result_can_be_stored() -> None:
    assert sanitise("a\ud800b").encode() == "a\ufffdb".encode()


def test_accented_letters_keep_their_form() -> None:
    assert sanitise("e\u0301 \u00e9") == "e\u0301 \u00e9"


@given(st.text(st.characters()))
def test_sanitising_twice_changes_nothing_more(text: str) -> None:
    once = sanitise(text)
    assert sanitise(once) == once
    once.encode()


@given(st.binary(max_size=2000))
def test_any_bytes_decode_to_text_that_can_be_stored(data: bytes) -> None:
    sanitise(decode(data)).encode()


def test_one_line_collapses_and_cuts() -> None:
    assert one_line("  A\n title\t\0here ") == "A title here"
    assert len(one_line("word " * 5000)) <= 300


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\ufeff\0"])
def test_nothing_visible_is_empty(text: str) -> None:
    with pytest.raises(UnreadableArticle, match=r"^is empty$"):
        checked(text)


def test_an_article_too_long_is_refused_with_the_limit() -> None:
    assert len(checked("a" * MAX_ARTICLE_CHARACTERS)) == MAX_ARTICLE_CHARACTERS
    with pytest.raises(UnreadableArticle, match=r"5,000,001 characters .* 5,000,000"):
        checked("a" * (MAX_ARTICLE_CHARACTERS + 1))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"rest", "is not text but a PNG image"),
        (b"\xff\xd8\xff\xe0", "is not text but a JPEG image"),
        (b"PK\x03\x04....", "is not text but a zip or office file"),
        (b"\0\1\2\3" * 100, "^is not text$"),
    ],
)
def test_binary_content_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(UnreadableArticle, match=what):
        refuse_binary(data)


def test_a_few_control_characters_are_no_reason_to_refuse() -> None:
    refuse_binary(b"Text\0 with \x01 two stray bytes.")
    refuse_binary("UTF-16 is full of zeros".encode("utf-16"))


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
