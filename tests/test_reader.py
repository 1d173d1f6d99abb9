"""The article page: exact marks, metadata with its origin, and nothing but text from articles."""

from dataclasses import replace

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
from html_page import Page
from test_marked import marks

from ui.ask.turn import Turn
from ui.reader.links import ArticlePlace, Link, Place
from ui.reader.opened import CHANGED, GONE, MOVED, NO_LINK, REMOVED, UNEXPECTED, opened, opened_link
from ui.reader.page import passage_hash

TURN = "0123abcd"
TURNS = (Turn("When?", TURN, answer=summit_answer("When?")),)


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


def test_a_lost_answer_says_so(fake_store: FakeStore) -> None:
    assert GONE in opened(Place("cite", "ffffffff", 1), TURNS, lambda: fake_store)
    assert GONE in opened(Place("cite", TURN, 99), TURNS, lambda: fake_store)
    assert GONE in opened(None, TURNS, lambda: fake_store)


def test_of_a_removed_article_the_quotation_is_still_shown(fake_store: FakeStore) -> None:
    fake_store.removed.add(SUMMIT_ID)
    page = Page(opened(Place("cite", TURN, 1), TURNS, lambda: fake_store))
    assert REMOVED in page.text
    assert "Kazan hosts the sixteenth summit" in page.text
    assert "The summit was held in Kazan from 22 to 24 October 2024." in page.text


def test_every_citation_of_the_answer_is_stepped_through_article_by_article(
    fake_store: FakeStore,
) -> None:
    for number in (1, 2, 3):
        page = Page(opened(Place("cite", TURN, number), TURNS, lambda: fake_store))
        data = next(attrs for tag, attrs in page.elements if tag == "article")
        assert data["data-order"] == f"cite-{TURN}-1 cite-{TURN}-3 cite-{TURN}-2"
        assert data["data-name"] == f"cite-{TURN}-{number}"


class Changed(FakeStore):
    """A store whose articles have another text by now."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def get(self, article_id: str) -> FakeArticle:
        return replace(ARTICLES[article_id], text=self._text)


def test_a_passage_that_moved_is_found_again() -> None:
    store = Changed("A new first line.\n" + ARTICLES[TRADE_ID].text)
    html = opened(Place("cite", TURN, 2), TURNS, lambda: store)
    quote = "Turnover reached 41.8 billion dollars in 2023, the ministry said."
    assert marks(html) == [(f"cite-{TURN}-2", True, quote)]
    assert CHANGED in html


def test_a_passage_that_is_gone_is_quoted_instead_of_mismarked() -> None:
    html = opened(Place("cite", TURN, 1), TURNS, lambda: Changed("Other words."))
    assert marks(html) == []
    quote = "The summit was held in Kazan from 22 to 24 October 2024."
    assert f'<blockquote class="cw-lost">{quote}</blockquote>' in html


def test_an_article_opens_without_an_answer(fake_store: FakeStore) -> None:
    html = opened(ArticlePlace(SUMMIT_ID, f"article-{SUMMIT_ID}"), (), lambda: fake_store)
    assert "Kazan hosts the sixteenth summit" in html
    assert marks(html) == []
    assert "cw-step" not in html


def at(start: int, end: int, check: str = "") -> ArticlePlace:
    return ArticlePlace(SUMMIT_ID, "article-somewhere", start, end, check)


def test_an_article_opens_at_the_characters_that_a_link_names(fake_store: FakeStore) -> None:
    start = SUMMIT.index("Some 36 countries")
    check = passage_hash("Some 36 countries")
    for place in (at(start, start + 17), at(start, start + 17, check)):
        html = opened(place, (), lambda: fake_store)
        assert marks(html) == [("article-somewhere", True, "Some 36 countries")]


@pytest.mark.parametrize(
    "place", [at(40, 10), at(10, 10), at(10, 9_999_999), at(0, 12, "00000000")]
)
def test_a_passage_that_is_not_there_is_not_marked(
    place: ArticlePlace, fake_store: FakeStore
) -> None:
    html = opened(place, (), lambda: fake_store)
    assert MOVED in Page(html).text
    assert marks(html) == []
    assert "Kazan hosts the sixteenth summit" in html


def test_an_unknown_article_is_a_sentence(fake_store: FakeStore) -> None:
    html = opened(ArticlePlace("f" * 16, "article-f"), (), lambda: fake_store)
    assert "is not in the collection" in html


def test_what_fails_unexpectedly_is_a_sentence_and_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def broken() -> FakeStore:
        raise RuntimeError("a bug in the store")

    assert UNEXPECTED in Page(opened(Place("cite", TURN, 1), TURNS, broken)).text
    assert "a bug in the store" in caplog.text


def test_an_address_opens_the_citation_where_its_conversation_is_there(
    fake_store: FakeStore,
) -> None:
    cited = Place("cite", TURN, 3)
    here = opened_link(Link(cited, at(0, 7), raw=False), TURNS, lambda: fake_store)
    assert len(marks(here)) == 2
    assert opened_link(Link(cited, None, raw=True), TURNS, lambda: fake_store).count("cw-raw") == 1


def test_an_address_opens_the_article_where_the_conversation_is_not_there(
    fake_store: FakeStore,
) -> None:
    cited = Place("cite", TURN, 3)
    html = opened_link(Link(cited, at(0, 7), raw=False), (), lambda: fake_store)
    assert [text for _, _, text in marks(html)] == ["Leaders"]
    assert GONE in opened_link(Link(cited, None, raw=False), (), lambda: fake_store)


def test_an_address_that_names_nothing_says_so(fake_store: FakeStore) -> None:
    assert NO_LINK in opened_link(Link(None, None, raw=False), TURNS, lambda: fake_store)


@pytest.mark.parametrize("raw", [False, True])
def test_nothing_of_a_nasty_article_becomes_html(fake_store: FakeStore, raw: bool) -> None:
    turns = (Turn("What?", TURN, answer=nasty_answer("What?")),)
    page = Page(opened(Place("cite", TURN, 1), turns, lambda: fake_store, raw))
    allowed = {"article", "header", "div", "span", "button", "bdi", "h2", "dl", "dt", "dd", "p"}
    assert {tag for tag, _ in page.elements} <= allowed | {"mark"}
    assert page.links() == []  # its address is a script
    names = {name for _, attrs in page.elements for name in attrs}
    assert not [name for name in names if name.startswith("on") or name in {"src", "style"}]
    for line in NASTY.split("\n\n")[:4]:
        assert line in page.text
    assert ARTICLES[NASTY_ID].source in page.text
