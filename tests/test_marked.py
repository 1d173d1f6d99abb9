"""Text with marks and labelled spans: exactly the text, and each character marked as it should."""

import re
from html import unescape

import pytest
from html_page import Page
from hypothesis import given
from hypothesis import strategies as st

from ui.reader.marked import WINDOW, Layers, Span, body_html, within
from vectorstore.article import LedgerEntry

TURN = "0123abcd"


def marks(html: str) -> list[tuple[str, bool, str]]:
    """Return (names, chosen, text) of each mark."""
    found = re.findall(
        r'<mark class="cw-mark( cw-active)?" data-names="([^"]*)"[^>]*>(.*?)</mark>', html
    )
    return [(names, bool(active), unescape(text)) for active, names, text in found]


def span(start: int, end: int, number: int, text: str) -> Span:
    return Span(start, end, text[start:end], f"cite-{TURN}-{number}", str(number))


def test_overlapping_passages_keep_the_text_whole() -> None:
    text = "abcdefghij"
    spans = [span(1, 6, 1, text), span(4, 9, 2, text)]
    html = body_html(text, Layers(spans, chosen=f"cite-{TURN}-2"))
    assert [(names.split(), chosen, part) for names, chosen, part in marks(html)] == [
        ([f"cite-{TURN}-1"], False, "bcd"),
        ([f"cite-{TURN}-1", f"cite-{TURN}-2"], True, "ef"),
        ([f"cite-{TURN}-2"], True, "ghi"),
    ]


def test_a_labelled_span_says_its_rule_and_its_label_once() -> None:
    text = "Menu\nHome\nNews\nBody text."
    html = body_html(text, Layers((), [LedgerEntry(0, 15, "navigation", "a <menu>")]))
    page = Page(html)
    pieces = [attrs for tag, attrs in page.elements if tag == "del"]
    assert [piece.get("data-label") for piece in pieces] == ["navigation", None, None]
    assert {piece["data-rule"] for piece in pieces} == {"navigation: a <menu>"}
    assert "<p>Body text.</p>" in html


def test_what_stays_in_the_text_is_labelled_and_no_deletion() -> None:
    note = "Editor's note: corrected."
    entry = LedgerEntry(0, len(note), "editors_note", "editor's note", kept=True)
    html = body_html(note, Layers([span(15, 24, 1, note)], [entry]))
    rules = [attrs["data-rule"] for tag, attrs in Page(html).elements if tag == "span"]
    assert set(rules) == {"editor's note, stays in the text"}
    assert "<del" not in html
    assert [text for _, _, text in marks(html)] == ["corrected"]


ranges = st.lists(st.tuples(st.integers(0, 59), st.integers(1, 60)), max_size=4)


def ledger_of(points: set[int]) -> list[LedgerEntry]:
    ends = sorted(points)
    return [
        LedgerEntry(start, end, "donation", "rule")
        for start, end in zip(ends[::2], ends[1::2], strict=False)
    ]


@given(
    st.text(alphabet=st.sampled_from("ab <&\n\"'é"), min_size=1, max_size=60),
    ranges,
    st.sets(st.integers(0, 60), max_size=8),
)
def test_marks_and_labels_never_change_the_text(
    text: str, places: list[tuple[int, int]], points: set[int]
) -> None:
    spans = [
        span(start, min(end, len(text)), number, text)
        for number, (start, end) in enumerate(places, start=1)
        if start < min(end, len(text))
    ]
    chosen = spans[0].name if spans else ""
    body = Page(body_html(text, Layers(spans, ledger_of(points), chosen))).text
    assert body == "".join(line for line in text.split("\n") if line.strip())


@given(st.sets(st.integers(0, 60), max_size=12), st.integers(0, 59), st.integers(1, 20))
def test_entries_are_found_as_a_look_at_each_would(
    points: set[int], start: int, length: int
) -> None:
    ledger = ledger_of(points)
    end = start + length
    assert within(ledger, start, end) == [e for e in ledger if e.start < end and e.end > start]


@pytest.mark.parametrize("ledger", [(), (LedgerEntry(0, 900_000, "legal", "rule"),)])
def test_a_very_long_article_is_cut_around_the_passage(ledger: tuple[LedgerEntry, ...]) -> None:
    text = "x" * 1_000_000 + "needle" + "y" * 1_000_000
    passage = span(1_000_000, 1_000_006, 1, text)
    html = body_html(text, Layers([passage], ledger, passage.name))
    assert len(html) < 3 * WINDOW
    assert [part for _, _, part in marks(html)] == ["needle"]
    assert f"{1_000_000 - WINDOW:,} characters before this are not shown." in html
