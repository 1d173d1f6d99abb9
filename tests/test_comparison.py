"""What each outlet says, over a real store: who speaks, who is silent, and with which sentence."""

from pathlib import Path
from typing import Any

import pytest
from answer_fakes import Replies, WordCounts, loaded
from langchain_core.runnables import Runnable

from rag.answer import Answer, ComparisonRow
from rag.chain import build_chain
from rag.comparison import MOST_OUTLETS
from vectorstore.store import Store

LEDGER = (
    "The tram line to the harbour will cost 410 million crowns.\n\n"
    "It will cost more than any tram line to the harbour before it."
)
POST = "The cost of the tram line to the harbour is 395 million crowns, the office said."
GAZETTE = "The river flooded 96 houses in Velmora on Sunday night."
NOBODY = "Nobody in the town knows the cost of the tram line to the harbour."
QUESTION = "How did the outlets report the cost of the tram line to the harbour?"

Chain = Runnable[Any, Any]


def a_store(home: Path, *articles: tuple[str, dict[str, str]]) -> Store:
    store = Store(home, WordCounts(), "word counts")
    files = [loaded(text, f"{n}.txt", **given) for n, (text, given) in enumerate(articles)]
    assert {result.status for result in store.add(files)} == {"added"}
    return store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return a_store(
        tmp_path_factory.mktemp("comparison"),
        (LEDGER, {"outlet": "Daily Ledger", "published_at": "2024-11-02"}),
        (POST, {"outlet": "Harbour Post", "published_at": "2024-12-01"}),
        (GAZETTE, {"outlet": "Velmora Gazette"}),
        (NOBODY, {}),
    )


@pytest.fixture(scope="module")
def chain(store: Store) -> Chain:
    return build_chain(store)


def ask(chain: Chain, question: str = QUESTION, **more: Any) -> Answer:
    answer = chain.invoke({"question": question, **more})["answer"]
    assert isinstance(answer, Answer)
    return answer


def by_outlet(answer: Answer) -> dict[str | None, str | None]:
    return {row.outlet: row.quote for row in answer.comparison}


def test_each_outlet_has_its_row(chain: Chain) -> None:
    answer = ask(chain)
    assert answer.status == "answered"
    assert answer.searched_for == "the cost of the tram line to the harbour"
    assert by_outlet(answer) == {
        "Daily Ledger": "The tram line to the harbour will cost 410 million crowns.",
        "Harbour Post": POST,
        None: NOBODY,
        "Velmora Gazette": None,
    }


def test_silence_comes_last_and_says_nothing(chain: Chain) -> None:
    assert ask(chain).comparison[-1] == ComparisonRow(outlet="Velmora Gazette")


def test_a_row_is_a_checked_quotation(chain: Chain, store: Store) -> None:
    answer = ask(chain)
    cited = {citation.number: citation for citation in answer.citations}
    speaking = [row for row in answer.comparison if row.quote]
    assert [row.quote for row in speaking] == [said.text for said in answer.statements]
    for row in speaking:
        found = cited[row.citations[0]]
        text = store.get(found.article_id).text
        assert text[found.start : found.end] == found.quote == row.quote
        assert (found.outlet, found.published_at) == (row.outlet, row.published_at)


def test_a_row_tells_who_speaks_and_which_day_is_meant(tmp_path: Path) -> None:
    told = (
        "The cost of the tram line to the harbour has been too high since last month, the"
        " auditor Greta Holm said."
    )
    given = {"outlet": "Quay News", "published_at": "2024-11-02"}
    answer = ask(build_chain(a_store(tmp_path, (told, given), (POST, {"outlet": "Harbour Post"}))))
    rows = {row.outlet: row for row in answer.comparison}
    assert (rows["Quay News"].speaker, rows["Quay News"].role) == ("Greta Holm", "auditor")
    assert rows["Quay News"].kind == "statement"
    assert [(found.words, found.start) for found in rows["Quay News"].dates] == [
        ("last month", "2024-10-01")
    ]
    said = {statement.text: statement for statement in answer.statements}
    assert rows["Harbour Post"].speaker == said[POST].speaker


def test_the_text_is_the_quotations_with_their_markers(chain: Chain) -> None:
    answer = ask(chain)
    quotes = [row.quote for row in answer.comparison if row.quote]
    assert answer.text == " ".join(f"{quote} [{n}]" for n, quote in enumerate(quotes, start=1))


def test_outlets_that_are_named_are_the_only_rows(chain: Chain) -> None:
    question = (
        "How do the Velmora Gazette and the Daily Ledger differ on the cost of the tram line?"
    )
    assert set(by_outlet(ask(chain, question))) == {"Velmora Gazette", "Daily Ledger"}


def test_a_filter_narrows_the_rows(chain: Chain) -> None:
    assert set(by_outlet(ask(chain, outlets=["Harbour Post"]))) == {"Harbour Post"}


def test_what_was_published_later_is_not_quoted(chain: Chain) -> None:
    said = by_outlet(ask(chain, as_of="2024-11-15"))
    assert said["Harbour Post"] is None
    assert said["Daily Ledger"] is not None


def test_a_sentence_that_leans_is_quoted_only_where_no_other_is_close(tmp_path: Path) -> None:
    leaning = "It will cost 410 million crowns, the tram line to the harbour, more than before."
    chain = build_chain(a_store(tmp_path, (leaning, {"outlet": "Daily Ledger"})))
    assert by_outlet(ask(chain)) == {"Daily Ledger": leaning}


def test_a_question_in_an_article_is_not_what_the_outlet_says(tmp_path: Path) -> None:
    asked = "What is the cost of the tram line to the harbour?"
    chain = build_chain(a_store(tmp_path, (asked, {"outlet": "Daily Ledger"})))
    assert ask(chain).status == "abstained"


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("How did the outlets report Freedonia?", "mentions “Freedonia”"),
        ("How did the outlets report the birds of the mountains?", "any outlet"),
        (
            "How do the Harbour Post and the Daily Ledger differ on the flood in Velmora?",
            "Harbour Post or Daily Ledger",
        ),
    ],
)
def test_where_nobody_speaks_the_answer_is_declined(
    chain: Chain, question: str, reason: str
) -> None:
    answer = ask(chain, question)
    assert answer.status == "abstained"
    assert answer.abstention is not None
    assert reason in answer.abstention.reason
    assert (answer.comparison, answer.text) == ((), "")


def test_no_model_writes_a_comparison(store: Store) -> None:
    model = Replies(["The tram is dear [1]."])
    chain = build_chain(store, model_name="fake:model", model=lambda: model)
    answer = ask(chain)
    assert answer.composer == "extractive"
    assert model.prompts == []


def test_other_questions_have_no_rows(chain: Chain) -> None:
    answer = ask(chain, "What is the cost of the tram line to the harbour?")
    assert answer.status == "answered"
    assert answer.comparison == ()


def test_of_many_outlets_those_are_asked_that_are_found_or_named(tmp_path: Path) -> None:
    others = [(f"{GAZETTE} Number {n}.", {"outlet": f"Paper {n}"}) for n in range(MOST_OUTLETS)]
    store = a_store(tmp_path, (POST, {"outlet": "Harbour Post"}), *others)
    chain = build_chain(store)
    assert len(ask(chain).comparison) <= MOST_OUTLETS
    assert by_outlet(ask(chain))["Harbour Post"] == POST
    named = ask(chain, "How do the Harbour Post and Paper 11 differ on the cost of the tram line?")
    assert by_outlet(named) == {"Harbour Post": POST, "Paper 11": None}


def test_an_outlet_that_tells_the_cost_in_other_words_is_not_silent(tmp_path: Path) -> None:
    told = (
        "The tram line to the harbour was agreed on Monday."
        " The budget for the tram is 412 million crowns."
    )
    store = a_store(
        tmp_path,
        (told, {"outlet": "Calder Chronicle"}),
        (GAZETTE, {"outlet": "Velmora Gazette"}),
    )
    answer = build_chain(store).invoke({"question": QUESTION})["answer"]
    rows = {row.outlet: row.quote for row in answer.comparison}
    assert rows == {
        "Calder Chronicle": "The budget for the tram is 412 million crowns.",
        "Velmora Gazette": None,
    }
