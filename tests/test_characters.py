"""Text that is stored has no characters that break it; accents and line ends stay right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.errors import UnreadableArticle
from vectorstore.formats.characters import MAX_ARTICLE_CHARACTERS, checked, one_line, sanitise


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
