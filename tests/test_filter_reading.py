"""Filters read from questions: on samples where none is meant, and honoured by the chain."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from answer_fakes import loaded, small_collection

from eval.samples.sample import Sample, read_samples
from rag.answer import Answer
from rag.asking.filter_reading import COUNTED, NO_DAYS, NOT_COUNTED, filters_of, read_filters
from rag.asking.outlets import Outlets
from rag.chain import build_chain
from rag.filters import NO_FILTERS, NOTHING_FITS
from rag.question import read_question
from rag.retriever import HybridRetriever
from vectorstore.errors import UsageError
from vectorstore.store import Store

OUTLETS = Outlets({"harbour post": "Harbour Post", "velmora gazette": "Velmora Gazette"})
NEWEST = date(2024, 11, 2)
NAMED = {
    "Harbour Post",
    "Upland Review",
    "Velmora Gazette",
    "Compass Explainers",
    "Meridian Institute",
    "Steppe Courier",
    "Calder Chronicle",
    "Kazan Daily Ledger",
    "City Ledger Weekly",
    "Caspian Observer",
    "Almaty Notebook",
    "Riverline",
}
"""The outlets of the sample collection."""
SAMPLES = read_samples(Path(str(files("eval"))) / "samples" / "citewire.jsonl")


def days(question: str, anchor: date | None = NEWEST) -> list[tuple[str, str]]:
    found = read_filters(question, OUTLETS, lambda: anchor)
    return [(f.kind, f.value) for f in found.applied if f.kind != "outlet"]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What happened in October 2024?", "2024-10-01/2024-10-31"),
        ("What happened in October?", "2024-10-01/2024-10-31"),
        ("Who spoke on 23 October?", "2024-10-23/2024-10-23"),
        ("Who has left since September?", "2024-09-01/.."),
        ("Who left after October 20?", "2024-10-21/.."),
        ("Who left before October 20, 2024?", "../2024-10-19"),
        ("Who paid between August and October 2024?", "2024-08-01/2024-10-31"),
        ("How large was trade in January to August 2024?", "2024-01-01/2024-08-31"),
        ("Who paid from November to January 2024?", "2023-11-01/2024-01-31"),
        ("Who won last month?", "2024-10-01/2024-10-31"),
        ("Who won this week?", "2024-10-28/2024-11-03"),
        ("What will open in January?", "2025-01-01/2025-01-31"),
        ("Who paid between 15 and 17 October 2024?", "2024-10-15/2024-10-17"),
        ("Who paid from the 15th of October 2024 onwards?", "2024-10-15/.."),
        ("Who won on Friday?", "2024-11-01/2024-11-01"),
        ("Who won yesterday?", "2024-11-01/2024-11-01"),
        ("Who won two weeks ago?", "2024-10-16/2024-10-22"),
        ("Who won in the last three days?", "2024-10-30/2024-11-02"),
        ("What happened between 2022 and 2023?", "2022-01-01/2023-12-31"),
        ("What was announced in August last year?", "2023-08-01/2023-08-31"),
    ],
)
def test_the_days_of_an_event_give_weight(question: str, value: str) -> None:
    assert days(question) == [("date", value)]


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("What do articles from October say?", "2024-10-01/2024-10-31"),
        ("What was reported in October about the tram?", "2024-10-01/2024-10-31"),
        ("What do stories published after October 20 say?", "2024-10-21/.."),
        ("Why is it late, according to articles published since 2023?", "2023-01-01/.."),
        ("What was said about the tram last year?", "2023-01-01/2023-12-31"),
        ("What did the newspapers write before 20 October?", "../2024-10-19"),
        ("What was in the news in 2023?", "2023-01-01/2023-12-31"),
        ("Why is it late? Only published before 1 October 2024", "../2024-09-30"),
    ],
)
def test_words_about_the_publication_exclude(question: str, value: str) -> None:
    assert days(question) == [("published", value)]


@pytest.mark.parametrize(
    "question",
    [
        "Who chairs the inquiry into the March flood?",
        "Why did May resign?",
        "What did the cabinet of May decide?",
        "How large was trade in 2023?",
        "Since when is it measured?",
        "In which month does it open?",
        "What is planned for this year?",
        "Who said it will rain tomorrow?",
        "How did it grow last year?",
    ],
)
def test_no_days_are_read_where_none_are_said(question: str) -> None:
    assert days(question) == []


def test_cases_reported_in_a_month_are_no_articles_of_it() -> None:
    assert days("How many cases were reported in October?") == [("date", "2024-10-01/2024-10-31")]


def test_without_a_day_to_count_from_nothing_is_guessed() -> None:
    assert days("Who won in October?", None) == []
    assert days("Who won last month?", None) == []


def test_a_phrase_that_chooses_nothing_is_said() -> None:
    guessed = read_filters("Who won last week?", OUTLETS, lambda: NEWEST, day_known=False)
    assert guessed.applied == ()
    assert guessed.notices == (NOT_COUNTED.format("last week"),)
    told = read_filters("What was reported last week?", OUTLETS, lambda: NEWEST, day_known=False)
    assert told.published is not None
    assert told.notices == (COUNTED.format("last week"),)
    season = read_filters("What was reported last spring?", OUTLETS, lambda: NEWEST)
    assert season.notices == (NO_DAYS.format("last spring"),)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.id)
def test_the_samples_have_the_filters_that_they_name_and_no_others(sample: Sample) -> None:
    known = Outlets({name.casefold(): name for name in NAMED})
    found = read_filters(sample.question, known, lambda: date(2024, 12, 2))
    meant = {name for name in NAMED if name in sample.question and sample.category == "outlet"}
    assert set(found.outlets) == meant
    assert found.notices == ()
    dated = {"January 2024", "August 2024", "in January"}
    assert (found.near is not None) == any(words in sample.question for words in dated)
    assert found.published is None


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return small_collection(tmp_path)


@pytest.fixture
def ask(store: Store) -> Callable[..., Answer]:
    chain = build_chain(store)

    def asked(question: str, **given: object) -> Answer:
        answer: Answer = chain.invoke({"question": question, **given})["answer"]
        return answer

    return asked


def outlets_of(answer: Answer) -> set[str | None]:
    return {passage.outlet for passage in answer.passages}


def test_an_outlet_in_the_question_narrows_the_search(ask: Callable[..., Answer]) -> None:
    answer = ask("What did the Harbour Post report about the cost of the tram line?")
    assert [(f.kind, f.value, f.words) for f in answer.filters] == [
        ("outlet", "Harbour Post", "Harbour Post")
    ]
    assert outlets_of(answer) == {"Harbour Post"}
    assert "410 million crowns" in answer.text


def test_a_filter_can_be_taken_back(ask: Callable[..., Answer]) -> None:
    question = "What did the Harbour Post report about the cost of the tram line?"
    answer = ask(question, without=["outlet"])
    assert answer.filters == ()
    assert len(outlets_of(answer)) == 3
    with pytest.raises(UsageError, match="'colour' is no kind of filter"):
        ask(question, without=["colour"])
    with pytest.raises(UsageError, match="'without' must be a list"):
        ask(question, without="outlet")


def test_outlets_given_beside_the_question_win(ask: Callable[..., Answer]) -> None:
    answer = ask("What did the Harbour Post report on the flood?", outlets=["Velmora Gazette"])
    assert answer.filters == ()
    assert outlets_of(answer) == {"Velmora Gazette"}


def test_an_outlet_that_is_not_there_is_said_so(ask: Callable[..., Answer]) -> None:
    answer = ask("What did the Harbour Gazette report about the tram line?")
    assert answer.filters == ()
    assert answer.notices[0].startswith("No article in the collection is from “Harbour Gazette”")
    assert "Daily Ledger, Harbour Post, Velmora Gazette" in answer.notices[0]


def test_the_words_for_a_source_need_not_stand_in_its_articles(
    ask: Callable[..., Answer],
) -> None:
    # Neither "Ledger" nor "written" stands in any article.
    answer = ask("What has the Daily Ledger written about the hotels of Kazan?")
    assert answer.status == "answered"
    assert "hotels were full" in answer.text


def test_articles_of_other_days_and_without_a_date_are_left_out(
    ask: Callable[..., Answer],
) -> None:
    answer = ask("What do articles published after 1 October 2024 say of the tram line?")
    assert outlets_of(answer) == {"Harbour Post"}
    assert any("date is not known" in notice for notice in answer.notices)
    nothing = ask("What do articles from May 2020 say of the tram line?")
    assert (nothing.status, nothing.passages) == ("abstained", ())
    assert nothing.abstention is not None
    assert nothing.abstention.reason == NOTHING_FITS


def test_the_days_of_an_event_exclude_nothing_and_move_their_articles_up(store: Store) -> None:
    near = loaded("Gulls ate the bread of the market.", "n.txt", published_at="2024-06-12")
    far = loaded("Gulls ate the bread of the station.", "f.txt", published_at="2022-01-12")
    old = loaded("Gulls ate the bread of the castle.", "o.txt")
    assert [r.status for r in store.add([far, old, near])] == ["added"] * 3
    query = read_question({"question": "What did gulls eat in June 2024?"})
    dated = replace(query, filters=filters_of(query, store.catalog))
    search = HybridRetriever(store=store).search
    assert search(dated, 50)[0].chunk.source == "n.txt"
    assert search(query, 50)[0].chunk.source != "n.txt"
    found = {c.chunk.source for c in search(dated, 50)}
    assert found == {c.chunk.source for c in search(query, 50)}


def test_a_follow_up_keeps_the_source_it_leans_on(store: Store) -> None:
    history = ["What did the Harbour Post report about the tram line?"]
    for question, outlets in (
        ("And when does it begin?", ("Harbour Post",)),
        ("And what did the Velmora Gazette say?", ("Velmora Gazette",)),
    ):
        query = read_question({"question": question, "history": history})
        assert filters_of(query, store.catalog).outlets == outlets


def test_a_month_is_counted_from_the_day_asked_about_or_the_newest_article(store: Store) -> None:
    event, articles = "Who won last month?", "What do articles from last month say about the dam?"
    for question, as_of, values in (
        (event, "2023-05-20", ["2023-04-01/2023-04-30"]),
        (articles, "2023-05-20", ["2023-04-01/2023-04-30"]),
        (articles, None, ["2024-10-01/2024-10-31"]),
        # Of which day it is the last month, nobody said: nothing is weighed by a guess.
        (event, None, []),
    ):
        query = read_question({"question": question, "as_of": as_of})
        assert [f.value for f in filters_of(query, store.catalog).applied] == values


def test_a_question_without_filters_stays_as_it_is(store: Store) -> None:
    query = read_question({"question": "How many houses were flooded in Velmora?"})
    assert filters_of(query, store.catalog) == NO_FILTERS
    assert query.subject == query.searched_for
