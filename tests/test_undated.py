"""The window in which an undated article was published, and the words that tell it."""

from pathlib import Path

import pytest
from answer_fakes import WordCounts, loaded
from conftest import make_answer

from rag.answer import Citation, PublishedBetween
from rag.chain import build_chain
from rag.days.undated import SHOWN, published_between
from rag.plain_text import lines
from ui.reader.page import View, article_html
from vectorstore.store import Store

BRIDGE = "The bridge over the Oskwater was closed in May 2021."


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (BRIDGE, "2021-05-01", None),
        ("On 3 June 2021 the council met. In March 2020 it had not met.", "2021-06-03", None),
        ("From January to August 2024 trade came to 17 billion.", "2024-08-01", None),
        (
            "It depends on one road (A. Brandt, A Road, The Ledger, May 9, 2022).",
            "2022-05-09",
            None,
        ),
        ("The bridge will be closed on 4 July 2021.", None, "2021-07-04"),
        ("The fair is to open on 4 July 2021, and it was planned in May 2020.", None, "2021-07-04"),
        (f"{BRIDGE} It will open again in June 2023.", "2021-05-01", "2023-06-30"),
        # The same month said in two ways is that of two years.
        ("She came in August 2023. At the end of August this year she left.", "2024-08-01", None),
        # What comes before what is past was no plan of this article.
        (f"{BRIDGE} In 1999 a poster said: the fair will open in June 2000.", "2021-05-01", None),
    ],
)
def test_what_is_told_as_past_or_to_come_bounds_the_day(
    text: str, start: str | None, end: str | None
) -> None:
    window = published_between(text)
    assert window is not None
    assert (window.start, window.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The bridge was built in 1968 and will be replaced by 2050.",
        "On October 23 the guests arrive.",
        "The contract of the host expires, if nothing changes, before May 2021.",
        "If the dam is dissolved in June 2023, the county pays.",
        "The opening was moved to May 2021.",
        "The bag has the date March 28, 2024.",
        "Schools could be closed on 14 December 2022.",
    ],
)
def test_what_does_not_tell_leaves_the_day_open(text: str) -> None:
    assert published_between(text) is None


def test_the_evidence_stands_in_the_text() -> None:
    long = "Nobody had asked for it, least of all those who lived on the other bank of the river,"
    text = (
        f"The Bridge\n{long} when the old bridge was closed in May 2021, and {long} nobody.\nEnd."
    )
    window = published_between(text)
    assert window is not None
    (words,) = window.evidence
    assert words in text
    assert "closed in May 2021" in words
    assert len(words) <= len("May 2021") + 2 * SHOWN


def answer_citations(home: Path, **metadata: str) -> tuple[Citation, ...]:
    store = Store(home, WordCounts(), "word counts")
    list(store.add([loaded(BRIDGE, "bridge.txt", title="The bridge", **metadata)]))
    answer = build_chain(store).invoke({"question": "When was the bridge closed?"})["answer"]
    assert all(
        p.published_between == answer.citations[0].published_between for p in answer.passages
    )
    citations: tuple[Citation, ...] = answer.citations
    return citations


def test_an_undated_citation_has_its_window_and_still_no_date(tmp_path: Path) -> None:
    (citation,) = answer_citations(tmp_path)
    assert citation.published_at is None
    assert citation.published_between == PublishedBetween(
        start="2021-05-01", end=None, evidence=(BRIDGE,)
    )


def test_a_dated_citation_has_none(tmp_path: Path) -> None:
    (citation,) = answer_citations(tmp_path, published_at="2021-05-09")
    assert citation.published_between is None


def test_the_terminal_says_that_it_is_inferred(tmp_path: Path) -> None:
    told = list(lines(make_answer("When?", answer_citations(tmp_path))))
    assert told[-1].strip().startswith("no date given; published not before 2021-05-01, inferred")


def test_the_reader_says_that_it_is_inferred(tmp_path: Path) -> None:
    store = Store(tmp_path, WordCounts(), "word counts")
    list(store.add([loaded(BRIDGE, "bridge.txt"), loaded("Dry.", "dry.txt", title="Dry")]))
    undated, dry = (article_html(article, View(article.id, "")) for article in store.articles())
    assert "not before 1 May 2021" in undated
    assert "inferred" in undated
    assert "not before" not in dry
