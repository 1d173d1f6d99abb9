"""What the person says who is asked for, and questions that ask for nobody's words."""

from pathlib import Path

import pytest
from answer_fakes import WordCounts, chunk, loaded
from test_chain import ask

from rag.chain import build_chain
from rag.draft import Attribution, Quote
from rag.evidence import Evidence
from rag.spoken import asked_speaker, with_speaker
from rag.words import Weights
from vectorstore.store import Store

QUESTION = "What does Anna Berg say about bridge tolls?"
WEIGHTS = Weights({"ana": 3.0, "berg": 3.0, "bridg": 2.0, "tol": 2.0})

INTERVIEW = (
    "In an interview with the Harbour Post, the engineer Anna Berg tells what she plans.\n\n"
    "- Engineer Berg, what becomes of the old quay?\n\n"
    + "- It will be a park with many trees and a long path along the water for everybody. "
    * 14
    + "\n\n- And what of the bridge tolls?\n\n"
    "- I would rather have no bridge tolls at all than such high ones.\n\n"
    "- Does the council agree?\n\n"
    "- Not yet."
)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        (QUESTION, {"ana", "berg"}),
        ("How does Berg explain the delay?", {"berg"}),
        ("And what did Berg think of it?", {"berg"}),
        ("What did the mayor say?", set()),
        ("What does Berg earn?", set()),
        ("Did Berg say so?", set()),
        ("Who said that Berg paid?", set()),
    ],
)
def test_whose_words_are_asked_for(question: str, named: set[str]) -> None:
    assert asked_speaker(question) == named


def sentence(text: str, score: float, id: int) -> Evidence:
    found = chunk(text, id)
    return Evidence(found, id, 0, len(text), text, score, 0.0, 0.0, False, None, None, score)


def test_what_the_person_says_comes_before_what_names_them() -> None:
    naming = sentence("Anna Berg came late.", 0.5, 1)
    said = sentence("I want no bridge tolls.", 0.4, 2)

    def who(quote: Quote) -> Attribution:
        return Attribution("Anna Berg" if quote.chunk.id == 2 else None, "quotation")

    ordered = with_speaker(QUESTION, [naming, said], WEIGHTS, who)
    assert [e.text for e in ordered] == ["I want no bridge tolls.", "Anna Berg came late."]
    assert ordered[0].overlap == 1.0
    assert ordered[1] == naming


def test_nothing_changes_where_nobody_is_asked_for() -> None:
    evidence = [sentence("I want no bridge tolls.", 0.4, 1)]

    def who(quote: Quote) -> Attribution:
        raise AssertionError("no speaker is looked for")

    assert with_speaker("What do bridge tolls cost?", evidence, WEIGHTS, who) == evidence


def test_an_interview_answers_far_from_the_name(tmp_path: Path) -> None:
    store = Store(tmp_path, WordCounts(), "word counts")
    other = "The bridge tolls are fair, said Otto Lind of the office for roads."
    articles = (loaded(INTERVIEW, "interview.txt"), loaded(other, "other.txt"))
    assert {result.status for result in store.add(articles)} == {"added"}
    answer = ask(build_chain(store), QUESTION)
    assert "no bridge tolls at all" in answer.statements[0].text
    assert answer.statements[0].speaker == "Anna Berg"
