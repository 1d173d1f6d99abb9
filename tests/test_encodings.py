"""Bytes become the text they are, whatever their encoding; what is no text is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.errors import UnreadableArticle
from vectorstore.formats.characters import sanitise
from vectorstore.formats.encodings import decode, refuse_binary

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


@given(st.binary(max_size=2000))
def test_any_bytes_decode_to_text_that_can_be_stored(data: bytes) -> None:
    sanitise(decode(data)).encode()


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
