"""An editor's disclaimer is no answer, unless it is what was asked for."""

from pathlib import Path

import pytest
from answer_fakes import WordCounts, loaded
from test_chain import ask

from rag.chain import build_chain
from rag.fitting.disclaimers import asks_whose_view, is_disclaimer
from vectorstore.store import Store

NOTE = "The column gives the author's own opinion on the harbour tram and not our own."
COLUMN = f"{NOTE}\n\nThe harbour tram costs more than the town will ever have."


@pytest.mark.parametrize(
    "sentence",
    [
        NOTE,
        "The views expressed here are those of the writer alone.",
        "Opinions in this piece do not necessarily reflect the position of the Quay Post.",
        "This essay states a personal view of the author, which may not match ours.",
        "The views in this commentary are the authors’ own.",
    ],
)
def test_whose_opinion_a_piece_is(sentence: str) -> None:
    assert is_disclaimer(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor does not share the views of the council.",
        "The author of the study said the public's views are not reflected in the law.",
        "The columnist holds that the tram is too dear.",
        "Editor's note: Ada Holm led the port until 2019.",
    ],
)
def test_what_tells_something_else(sentence: str) -> None:
    assert not is_disclaimer(sentence)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Whose opinion does the column give?", True),
        ("Does the Quay Post share the author's view?", True),
        ("What does the editor's note say?", True),
        ("What is the author's opinion on the harbour tram?", False),
        ("What are the views of the council on the tram?", False),
    ],
)
def test_who_asks_for_one(question: str, asks: bool) -> None:
    assert asks_whose_view(question) is asks


def test_it_is_quoted_only_where_it_is_asked_for(tmp_path: Path) -> None:
    store = Store(tmp_path, WordCounts(), "word counts")
    assert {r.status for r in store.add([loaded(COLUMN, "column.txt")])} == {"added"}
    chain = build_chain(store)
    answer = ask(chain, "What is the author's own opinion on the harbour tram?")
    assert all(said.text != NOTE for said in answer.statements)
    asked = ask(chain, "Is it the author's own opinion that the column gives on the harbour tram?")
    assert NOTE in [said.text for said in asked.statements]
