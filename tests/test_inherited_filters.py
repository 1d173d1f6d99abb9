"""What a follow-up has of the outlet and the days of the question before it."""

from pathlib import Path

import pytest
from answer_fakes import small_collection

from rag.asking.filter_reading import filters_of
from rag.asking.next_outlet import of_next_outlet
from rag.dialogue.vague import is_vague
from rag.question import read_question
from vectorstore.store import Store

POST, GAZETTE = "Harbour Post", "Velmora Gazette"
EARLIER = "What did the Harbour Post write about the mayor's tram in October 2024?"
OCTOBER, NOVEMBER = "2024-10-01/2024-10-31", "2024-11-01/2024-11-30"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    home: Path = tmp_path_factory.mktemp("inherited")
    return small_collection(home)


def filters(store: Store, question: str, *history: str, **more: object) -> dict[str, str]:
    query = read_question({"question": question, "history": list(history), **more})
    query = of_next_outlet(query, store.catalog.outlets)
    applied = filters_of(query, store.catalog).applied
    return {"days" if f.kind != "outlet" else "outlet": f.value for f in applied}


@pytest.mark.parametrize(
    "question",
    [
        "And what else?",
        "Why?",
        "Why not?",
        "Tell me more.",
        "Anything else?",
        "Go on.",
        "More details, please.",
        "Can you explain that?",
        "Who said so?",
        "And when does it begin?",
    ],
)
def test_who_only_asks_on_stays_with_outlet_and_days(store: Store, question: str) -> None:
    assert filters(store, question, EARLIER) == {"outlet": POST, "days": OCTOBER}


@pytest.mark.parametrize(
    "question",
    [
        "What do other outlets say?",
        "And elsewhere?",
        "Does anyone disagree?",
        "Is that true?",
        "And what do the others say about it?",
    ],
)
def test_who_asks_for_others_stays_with_the_days_alone(store: Store, question: str) -> None:
    assert filters(store, question, EARLIER) == {"days": OCTOBER}


@pytest.mark.parametrize(
    "question", ["And before that?", "And since then?", "What happened next?", "And now?"]
)
def test_who_asks_for_another_time_stays_with_the_outlet_alone(store: Store, question: str) -> None:
    assert filters(store, question, EARLIER) == {"outlet": POST}


@pytest.mark.parametrize(
    "question",
    ["What did it cost?", "When was she elected?", "Who is Ivo Lind?", "How long is Line 7?"],
)
def test_who_asks_something_new_asks_everybody(store: Store, question: str) -> None:
    assert filters(store, question, EARLIER) == {}


def test_what_is_named_takes_the_place_of_its_like(store: Store) -> None:
    assert filters(store, "And the Velmora Gazette?", EARLIER) == {
        "outlet": GAZETTE,
        "days": OCTOBER,
    }
    assert filters(store, "And in November 2024?", EARLIER) == {"outlet": POST, "days": NOVEMBER}


def test_a_chain_of_follow_ups_stays_with_the_first_question(store: Store) -> None:
    history = (EARLIER, "And what else?")
    assert filters(store, "Tell me more.", *history) == {"outlet": POST, "days": OCTOBER}
    assert filters(store, "Who is Ivo Lind?", *history) == {}


def test_what_the_asker_took_back_does_not_come_back(store: Store) -> None:
    assert filters(store, "And what else?", EARLIER, without=["outlet"]) == {"days": OCTOBER}


def test_there_is_nothing_to_inherit_without_a_question_before(store: Store) -> None:
    assert filters(store, "And what else?") == {}
    assert filters(store, "And what else?", "Who leads the inquiry?") == {}


@pytest.mark.parametrize(
    ("question", "vague"),
    [
        ("Anything else?", True),
        ("Tell me more about that.", True),
        ("And what do other papers say?", True),
        ("Tell me more about the dam.", False),
        ("Why did Holm resign?", False),
        ("Which siren failed?", False),
    ],
)
def test_which_questions_say_nothing_of_their_own(question: str, vague: bool) -> None:
    assert is_vague(question) is vague


def test_a_month_after_a_dated_question_is_of_that_year(store: Store) -> None:
    asked = read_question(
        {"question": "And in July?", "history": ["What was reported about the dam in March 2023?"]}
    )
    assert asked.searched_for == "What was reported about the dam in July 2023?"
    found = filters_of(asked, store.catalog)
    assert [(f.kind, f.value) for f in found.applied] == [("published", "2023-07-01/2023-07-31")]
    assert found.near is None
