"""The raw page: what was taken out is labelled, and citations stand where they stand there."""

from dataclasses import replace

import pytest
from conftest import SUMMIT, FakeArticle
from html_page import Page
from hypothesis import given
from hypothesis import strategies as st
from test_cleaning import LINES
from test_marked import marks

from ui.reader.marked import Span, body_html
from ui.reader.page import View, article_html
from ui.reader.raw_page import legend_html, raw_layers
from vectorstore.article import LoadedArticle, Metadata
from vectorstore.catalog import StoredArticle
from vectorstore.cleaning import apply_ledger, find_furniture, raw_spans
from vectorstore.formats.characters import MAX_ARTICLE_CHARACTERS
from vectorstore.store.ingest import prepare

PAGE = (
    "Home | News | Sport | Weather | Opinion\n"
    "Donate now\n"
    "The bridge over the Oskwater opens on Friday, the council said. "
    "Sign up for our newsletter here. It cost nine million crowns.\n"
    "Photo: R. Calloway\n"
    "The old bridge closes for good on the same day, and walkers have to go round.\n"
)
TURN = "0123abcd"


def stored(raw: str = PAGE, source: str = "bridge.txt", cleaned: bool = True) -> StoredArticle:
    return prepare(LoadedArticle(raw, source, f"/articles/{source}"), cleaned)[0]


def cited(article: StoredArticle, quote: str, number: int = 1) -> Span:
    start = article.text.index(quote)
    return Span(start, start + len(quote), quote, f"cite-{TURN}-{number}", str(number))


def test_a_citation_is_marked_where_it_stands_on_the_raw_page() -> None:
    article = stored()
    spans = [
        cited(article, "It cost nine million crowns.", 1),
        cited(article, "The old bridge closes for good on the same day", 2),
    ]
    view = View("a" * 16, spans[1].name, spans, raw=True)
    html = article_html(article, view)
    assert marks(html) == [
        (f"cite-{TURN}-1", False, "It cost nine million crowns."),
        (f"cite-{TURN}-2", True, "The old bridge closes for good on the same day"),
    ]
    assert Page(html[html.index('<div class="cw-body') :]).text == PAGE.replace("\n", "")


def test_furniture_inside_a_passage_is_no_part_of_it() -> None:
    article = stored()
    across = cited(article, "the council said. It cost nine million crowns.")
    html = body_html(article.raw, raw_layers(article, [across], across.name))
    assert [text for _, _, text in marks(html)] == [
        "the council said. ",
        "It cost nine million crowns.",
    ]
    # The number stands before the passage once.
    assert html.count('data-label="1"') == 1


@given(
    st.lists(LINES | st.text(max_size=60), max_size=20).map("\n".join),
    st.tuples(st.integers(0, 400), st.integers(0, 400)),
)
def test_the_raw_spans_of_a_passage_are_exactly_its_characters(
    raw: str, ends: tuple[int, int]
) -> None:
    ledger = find_furniture(raw)
    text = apply_ledger(raw, ledger)
    start, end = min(ends), min(max(ends), len(text))
    pieces = raw_spans(ledger, start, end)
    assert "".join(raw[a:b] for a, b in pieces) == text[start:end]
    removed = {i for e in ledger if not e.kept for i in range(e.start, e.end)}
    assert not removed & {i for a, b in pieces for i in range(a, b)}


def test_the_legend_counts_labels_and_what_was_left_out() -> None:
    article = stored()
    legend = Page(legend_html(article, raw_layers(article, (), "")))
    removed = len(article.raw) - len(article.text)
    assert f"{removed} of its {len(article.raw)} characters are left out" in legend.text
    labels = [attrs["data-of"] for tag, attrs in legend.elements if tag == "button"]
    assert set(labels) == {entry.label for entry in article.ledger} and labels
    assert f"newsletter {sum(e.label == 'newsletter' for e in article.ledger)}" in legend.text


def test_a_label_that_stands_only_in_the_part_not_shown_has_no_button() -> None:
    article = stored(PAGE + SUMMIT * 60 + "\nPhoto: A. Writer/AFP\n")
    legend = Page(legend_html(article, raw_layers(article, (), "")))
    far = cited(article, "The old bridge closes for good on the same day")
    assert "caption" in {attrs["data-of"] for tag, attrs in legend.elements if tag == "button"}
    shifted = replace(far, start=len(article.text) - 50, end=len(article.text))
    there = Page(legend_html(article, raw_layers(article, [shifted], shifted.name)))
    buttons = {attrs["data-of"] for tag, attrs in there.elements if tag == "button"}
    assert "donation" in there.text and "donation" not in buttons


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("page.txt", "the page as it was loaded"),
        ("page.HTML", "the text that was read out of the web page; its HTML is not kept"),
        ("paper.pdf", "the text that was read out of the PDF"),
        ("https://herald.example/kazan", "the text that was read at the web address"),
        ("javascript:alert(1)", "the page as it was loaded"),
    ],
)
def test_the_legend_says_what_raw_means(source: str, said: str) -> None:
    article = stored("Plain words of an article without any furniture.", source)
    text = Page(legend_html(article, raw_layers(article, (), ""))).text
    assert text == f"This is {said}. No menus, appeals or other furniture were found in it."


def test_an_article_that_is_not_cleaned_says_so_and_its_offsets_are_those_of_the_page() -> None:
    article = stored(cleaned=False)
    spans = [cited(article, "Sign up for our newsletter here.")]
    raw = article_html(article, View("a" * 16, spans[0].name, spans, raw=True))
    assert "Cleaning is off for this article" in raw
    assert [text for _, _, text in marks(raw)] == ["Sign up for our newsletter here."]
    assert "cleaning is off" in Page(article_html(article, View("a" * 16, ""))).text


def test_the_switch_tells_which_text_is_shown() -> None:
    article = FakeArticle("a.txt", "Some text.", Metadata())
    for raw in (False, True):
        page = Page(article_html(article, View("a" * 16, "", raw=raw)))
        pressed = {
            attrs["data-view"]: attrs["aria-pressed"]
            for _, attrs in page.elements
            if attrs.get("class") == "cw-view"
        }
        assert pressed == {"cleaned": str(not raw).lower(), "raw": str(raw).lower()}


def test_the_longest_article_is_cut_in_raw_too() -> None:
    text = "A line of a page that never ends.\n" * (MAX_ARTICLE_CHARACTERS // 34)
    html = article_html(FakeArticle("a.txt", text, Metadata()), View("a" * 16, "", raw=True))
    assert len(html) < 150_000
