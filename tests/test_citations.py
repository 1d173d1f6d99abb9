"""Markers: what is one, what only looks like one, and that none is ever invented."""

import time

import pytest
from answer_fakes import chunk
from hypothesis import given
from hypothesis import strategies as st

from rag.citations import MARKER, Numbering, marked_text, read_markers
from rag.draft import DraftStatement, Quote
from vectorstore.article import text_hash


@pytest.mark.parametrize(
    ("marker", "numbers", "unknown"),
    [
        ("[1]", (1,), 0),
        ("[1, 2]", (1, 2), 0),
        ("[1,2]", (1, 2), 0),
        ("[1; 3]", (1, 3), 0),
        ("[1][2]", (1, 2), 0),
        ("[1] [2]", (1, 2), 0),
        ("[[1]]", (1,), 0),
        ("【1】", (1,), 0),
        ("［1］", (1,), 0),
        ("[^1]", (1,), 0),
        ("[1](http://evil.test/x?a=1)", (1,), 0),
        ("[1](#1)", (1,), 0),
        ("[2][2][1]", (2, 1), 0),
        ("[99]", (), 1),
        ("[0]", (), 1),
        ("[4]", (), 1),
        ("[1][99]", (1,), 1),
        ("[1, 99]", (1,), 1),
        ("[99](https://evil.test)", (), 1),
        ("[-1]", (), 1),
        ("[1-3]", (), 1),
        ("[1–3]", (), 1),
        ("[٣]", (3,), 0),
        (f"[{'9' * 10_000}]", (), 1),
        (f"[{', '.join(str(n) for n in range(1, 60))}]", (), 1),
    ],
)
def test_only_issued_numbers_are_citations(
    marker: str, numbers: tuple[int, ...], unknown: int
) -> None:
    for text in (f"It rained {marker}.", f"It rained. {marker}", f"It rained{marker}."):
        marked = read_markers(text, issued=3)
        assert marked.text == "It rained."
        assert marked.numbers == numbers
        assert marked.unknown == unknown


def test_a_marker_that_broke_off_is_removed_and_counted() -> None:
    marked = read_markers("It rained. [1", issued=3)
    assert (marked.text, marked.numbers, marked.unknown) == ("It rained.", (), 1)


@pytest.mark.parametrize(
    "text",
    [
        "It rained.",
        "It rained (1).",
        "An array[i] and a [note].",
        "He said “[they] left”.",
        "[]",
        "x[ ]",
        "",
    ],
)
def test_other_brackets_stay(text: str) -> None:
    marked = read_markers(text, issued=3)
    assert (marked.text, marked.numbers, marked.unknown) == (text, (), 0)


@pytest.mark.parametrize(
    "text",
    [
        "[1[1[1" * 17_000,
        "[" * 100_000,
        "[1" * 50_000,
        "[1]" * 33_000,
        " " * 100_000,
        " [" * 50_000,
        "[1,1" * 25_000,
        "[" + "1 " * 50_000,
        "[" + "-" * 100_000,
        "[1](http://" * 9_000,
        "\t \t" * 33_000 + "[1",
    ],
)
def test_no_text_takes_long(text: str) -> None:
    began = time.perf_counter()
    read_markers(text, issued=3)
    assert time.perf_counter() - began < 2


@given(st.text(alphabet="[]【】［］^123 90-–,;.a(", max_size=60), st.integers(0, 5))
def test_the_world_is_closed(text: str, issued: int) -> None:
    marked = read_markers(text, issued)
    assert all(1 <= number <= issued for number in marked.numbers)
    assert len(set(marked.numbers)) == len(marked.numbers)
    assert marked.unknown >= 0


def draft(text: str, *quotes: Quote) -> DraftStatement:
    return DraftStatement(text, quotes)


RAIN = chunk("It rained. “We are all wet to the bone,” said Anna Berg.", 1, start=7, outlet="A")
SNOW = chunk(
    "It snowed.", 2, outlet="B", title="Snow", url="http://b.test", published_at="2024-01-02"
)
FIRST, SECOND, THIRD = Quote(RAIN, 7, 17), Quote(RAIN, 18, RAIN.end), Quote(SNOW, 0, 10)


def test_numbers_count_from_one_in_order_of_first_use() -> None:
    numbering = Numbering()
    said = [
        numbering.statement(draft("a", THIRD)),
        numbering.statement(draft("b", FIRST, THIRD, FIRST)),
        numbering.statement(draft("c", Quote(RAIN, 7, 17), SECOND)),
    ]
    assert [statement.citations for statement in said] == [(1,), (2, 1), (2, 3)]
    assert [citation.number for citation in numbering.citations()] == [1, 2, 3]
    assert marked_text(said) == "a [1] b [2][1] c [2][3]"


def test_a_citation_carries_its_span_and_the_hash_of_the_text() -> None:
    numbering = Numbering()
    numbering.statement(draft("x", FIRST))
    numbering.statement(draft("y", THIRD))
    rain, snow = numbering.citations()
    assert (rain.quote, rain.start, rain.end) == ("It rained.", 7, 17)
    assert rain.text_sha256 == text_hash(" " * 7 + RAIN.text)
    assert (rain.title, rain.url, rain.published_at) == (None, None, None)
    assert (snow.outlet, snow.title, snow.url) == ("B", "Snow", "http://b.test")
    assert snow.published_at == "2024-01-02"


def test_a_statement_says_who_and_what_kind() -> None:
    statement = Numbering().statement(draft(SECOND.text, SECOND))
    assert (statement.speaker, statement.kind, statement.outlet) == ("Anna Berg", "quotation", "A")


def test_a_statement_without_a_quote_has_no_citation_and_no_outlet() -> None:
    numbering = Numbering()
    statement = numbering.statement(DraftStatement("It hailed.", (), supported=False))
    assert (statement.citations, statement.outlet, statement.supported) == ((), None, False)
    assert numbering.citations() == ()
    assert marked_text([statement]) == "It hailed."


def test_the_markers_that_are_written_are_those_that_are_read() -> None:
    statement = Numbering().statement(draft("It rained.", FIRST, SECOND))
    written = marked_text([statement])
    assert MARKER.sub("", written) == "It rained."
    assert read_markers(written, issued=2).numbers == (1, 2)
