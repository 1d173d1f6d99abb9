"""The article page: exact marks, metadata with its origin, and nothing but text from articles."""

import re
from dataclasses import replace
from html import unescape

import pytest
from conftest import (
    ARTICLES,
    NASTY,
    NASTY_ID,
    SUMMIT,
    SUMMIT_ID,
    TRADE_ID,
    FakeArticle,
    FakeStore,
    declined,
    nasty_answer,
    summit_answer,
)
from hypothesis import given
from hypothesis import strategies as st
from test_render import Page

from ui.opened import GONE, REMOVED, Place, opened, read_name
from ui.reader import WINDOW, Span, article_html
from ui.turn import Turn
from vectorstore.article import Metadata

TURN = "0123abcd"
TURNS = (Turn("When?", TURN, answer=summit_answer("When?")),)


def marks(html: str) -> list[tuple[str, bool, str]]:
    """Return (names, chosen, text) of each mark."""
    found = re.findall(
        r'<mark class="cw-mark( cw-active)?" data-names="([^"]*)"[^>]*>(.*?)</mark>', html
    )
    return [(names, bool(active), unescape(text)) for active, names, text in found]


def span(start: int, end: int, number: int, text: str) -> Span:
    return Span(start, end, text[start:end], f"cite-{TURN}-{number}", str(number))


def test_all_passages_of_the_article_are_marked_and_the_chosen_one_stronger(
    fake_store: FakeStore,
) -> None:
    html = opened(Place("cite", TURN, 3), TURNS, lambda: fake_store)
    assert marks(html) == [
        (f"cite-{TURN}-1", False, "The summit was held in Kazan from 22 to 24 October 2024."),
        (
            f"cite-{TURN}-3",
            True,
            "Kazakhstan's president said the country would not apply for membership for now.",
        ),
    ]


def test_the_article_is_shown_whole_and_in_order(fake_store: FakeStore) -> None:
    html = opened(Place("cite", TURN, 1), TURNS, lambda: fake_store)
    body = Page(html[html.index('<div class="cw-body">') :]).text
    assert body == SUMMIT.replace("\n", "")


def test_metadata_comes_with_its_origin(fake_store: FakeStore) -> None:
    text = Page(opened(Place("cite", TURN, 1), TURNS, lambda: fake_store)).text
    assert "OutletSteppe Herald given with the article" in text
    assert "Published25 Oct 2024 read from the page" in text
    assert "LanguageEnglish inferred" in text
    undated = Page(opened(Place("cite", TURN, 2), TURNS, lambda: fake_store)).text
    assert "Publishedunknown" in undated


def test_a_web_address_is_linked_and_opens_without_telling_where_from(
    fake_store: FakeStore,
) -> None:
    page = Page(opened(Place("cite", TURN, 1), TURNS, lambda: fake_store))
    link = next(attrs for tag, attrs in page.elements if tag == "a")
    assert link["href"] == "https://herald.example/kazan"
    assert link["rel"] == "noopener noreferrer nofollow"


def test_a_close_passage_of_an_abstention_opens(fake_store: FakeStore) -> None:
    turns = (Turn("Weather?", TURN, answer=declined("Weather?")),)
    html = opened(Place("passage", TURN, 1), turns, lambda: fake_store)
    assert marks(html) == [(f"passage-{TURN}-1", True, "Some 36 countries were present.")]


def test_a_removed_article_and_a_lost_answer_say_so(fake_store: FakeStore) -> None:
    fake_store.removed.add(SUMMIT_ID)
    assert REMOVED in opened(Place("cite", TURN, 1), TURNS, lambda: fake_store)
    assert GONE in opened(Place("cite", "ffffffff", 1), TURNS, lambda: fake_store)
    assert GONE in opened(Place("cite", TURN, 99), TURNS, lambda: fake_store)
    assert GONE in opened(None, TURNS, lambda: fake_store)


def test_a_passage_that_moved_is_found_again() -> None:
    old = ARTICLES[TRADE_ID]
    quote = "Turnover reached 41.8 billion dollars in 2023, the ministry said."
    start = old.text.index(quote)
    there = Span(start, start + len(quote), quote, f"cite-{TURN}-2", "2")
    html = article_html(replace(old, text="A new first line.\n" + old.text), [there], there.name)
    assert marks(html) == [(there.name, True, quote)]
    assert "has changed since" in html


def test_a_passage_that_is_gone_is_quoted_instead_of_mismarked() -> None:
    lost = Span(5, 30, "words that stand nowhere", f"cite-{TURN}-2", "2")
    html = article_html(ARTICLES[TRADE_ID], [lost], lost.name)
    assert marks(html) == []
    assert "<blockquote>words that stand nowhere</blockquote>" in html


def test_overlapping_passages_keep_the_text_whole() -> None:
    text = "abcdefghij"
    article = FakeArticle("a.txt", text, Metadata())
    html = article_html(article, [span(1, 6, 1, text), span(4, 9, 2, text)], f"cite-{TURN}-2")
    assert [(names.split(), chosen, part) for names, chosen, part in marks(html)] == [
        ([f"cite-{TURN}-1"], False, "bcd"),
        ([f"cite-{TURN}-1", f"cite-{TURN}-2"], True, "ef"),
        ([f"cite-{TURN}-2"], True, "ghi"),
    ]


@given(
    st.text(alphabet=st.sampled_from("ab <&\n\"'é"), min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 59), st.integers(1, 60)), max_size=4),
)
def test_marks_never_change_the_text(text: str, ranges: list[tuple[int, int]]) -> None:
    article = FakeArticle("a.txt", text, Metadata())
    spans = [
        span(start, min(end, len(text)), number, text)
        for number, (start, end) in enumerate(ranges, start=1)
        if start < min(end, len(text))
    ]
    html = article_html(article, spans, spans[0].name if spans else "")
    body = Page(html[html.index('<div class="cw-body">') :]).text
    assert body == "".join(line for line in text.split("\n") if line.strip())


def test_a_very_long_article_is_cut_around_the_passage() -> None:
    text = "x" * 1_000_000 + "needle" + "y" * 1_000_000
    article = FakeArticle("a.txt", text, Metadata())
    html = article_html(article, [span(1_000_000, 1_000_006, 1, text)], f"cite-{TURN}-1")
    assert len(html) < 3 * WINDOW
    assert [part for _, _, part in marks(html)] == ["needle"]
    assert f"{1_000_000 - WINDOW:,} characters before this are not shown." in html


def test_nothing_of_a_nasty_article_becomes_html(fake_store: FakeStore) -> None:
    turns = (Turn("What?", TURN, answer=nasty_answer("What?")),)
    page = Page(opened(Place("cite", TURN, 1), turns, lambda: fake_store))
    allowed = {"article", "header", "div", "span", "button", "bdi", "h2", "dl", "dt", "dd", "p"}
    assert {tag for tag, _ in page.elements} <= allowed | {"mark"}
    assert page.links() == []  # its address is a script
    names = {name for _, attrs in page.elements for name in attrs}
    assert not [name for name in names if name.startswith("on") or name in {"src", "style"}]
    for line in NASTY.split("\n\n")[:4]:
        assert line in page.text
    assert ARTICLES[NASTY_ID].source in page.text


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("cite-0123abcd-1", Place("cite", "0123abcd", 1)),
        ("passage-0123abcd-12", Place("passage", "0123abcd", 12)),
        ("cite-0123ABCD-1", None),
        ("cite-0123abcd-0", None),
        ("cite-0123abcd-99999", None),
        ("cite-0123abcd-1\n", None),
        ("cite-0123abcd-１", None),
        ("../../etc/passwd", None),
        ("<img src=x>", None),
        (None, None),
        ({"id": "cite-0123abcd-1"}, None),
    ],
)
def test_only_well_formed_names_are_followed(name: object, expected: Place | None) -> None:
    assert read_name(name) == expected
