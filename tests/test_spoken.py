"""What the person says who is asked for, and questions that ask for nobody's words."""

from dataclasses import replace
from pathlib import Path

import pytest
from answer_fakes import WordCounts, chunk, loaded
from test_chain import ask

from rag.chain import build_chain
from rag.draft import Attribution, Quote
from rag.evidence import Evidence
from rag.fitting.spoken import Texts, asked_speaker, with_name, with_speaker
from rag.terms.words import Weights
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
        ("And what else? (What does Berg say?)", {"berg"}),
        ("What does Engineer Anna Berg say of it?", {"ana", "berg"}),
        ("What did the mayor say?", set()),
    ],
)
def test_whose_words_are_asked_for(question: str, named: set[str]) -> None:
    asked = asked_speaker(question)
    assert asked is not None
    assert asked.names == named
    assert (asked.role is None) == bool(named)


@pytest.mark.parametrize(
    "question", ["What does Berg earn?", "Did Berg say so?", "Who said that Berg paid?"]
)
def test_nobodys_words_are_asked_for(question: str) -> None:
    assert asked_speaker(question) is None


def sentence(text: str, score: float, id: int) -> Evidence:
    found = chunk(text, id)
    return Evidence(found, id, 0, len(text), text, score, 0.0, 0.0, False, None, None, score)


def test_what_the_person_says_comes_before_what_names_them() -> None:
    naming = sentence("Anna Berg came late.", 0.5, 1)
    said = sentence("I want no bridge tolls.", 0.4, 2)

    def who(quote: Quote) -> Attribution:
        return Attribution("Anna Berg" if quote.chunk.id == 2 else None, "quotation")

    ordered = with_speaker(QUESTION, [naming, said], WEIGHTS, Texts(who))
    assert [e.text for e in ordered] == ["I want no bridge tolls.", "Anna Berg came late."]
    assert ordered[0].overlap == 1.0
    assert ordered[1] == naming


def test_every_spelling_of_the_name_is_the_same_person() -> None:
    said = sentence("I want no bridge tolls.", 0.4, 1)
    spelled = replace(WEIGHTS, variants={"berg": {"bergh"}})

    def who(_: Quote) -> Attribution:
        return Attribution("Anna Bergh", "quotation")

    assert with_speaker(QUESTION, [said], spelled, Texts(who))[0].overlap == 1.0
    assert with_speaker(QUESTION, [said], WEIGHTS, Texts(who)) == [said]


def test_who_speaks_in_two_articles_is_heard_in_both() -> None:
    first, second = sentence("I want no tolls.", 0.8, 1), sentence("Tolls are unfair.", 0.75, 1)
    elsewhere, aside = sentence("I would end tolls.", 0.7, 2), sentence("It rained.", 0.1, 3)

    def who(_: Quote) -> Attribution:
        return Attribution("Anna Berg", "quotation")

    evidence = [first, replace(second, start=20), elsewhere, aside]
    ordered = with_speaker(QUESTION, evidence, WEIGHTS, Texts(who))
    assert [e.text for e in ordered] == [
        "I want no tolls.",
        "I would end tolls.",
        "Tolls are unfair.",
        "It rained.",
    ]


def test_a_role_stands_for_who_holds_it_and_for_nobody_else() -> None:
    question = "What did the mayor of Osk say about bridge tolls?"
    said, other = sentence("I want no tolls.", 0.4, 1), sentence("I want tolls.", 0.5, 2)

    def who(quote: Quote) -> Attribution:
        if quote.chunk.id == 1:
            return Attribution("Otto Lind", "statement", "mayor of Osk")
        return Attribution("Eva Holm", "statement", "mayor of Sund")

    ordered = with_speaker(question, [other, said], WEIGHTS, Texts(who))
    assert [e.text for e in ordered] == ["I want no tolls.", "I want tolls."]
    assert ordered[1] == other
    named = with_name(question, ordered, WEIGHTS, Texts(who))
    assert named == "What did Otto Lind say about bridge tolls?"
    assert with_name(QUESTION, ordered, WEIGHTS, Texts(who)) == QUESTION


def test_nothing_changes_where_nobody_is_asked_for() -> None:
    evidence = [sentence("I want no bridge tolls.", 0.4, 1)]

    def who(quote: Quote) -> Attribution:
        raise AssertionError("no speaker is looked for")

    assert with_speaker("What do bridge tolls cost?", evidence, WEIGHTS, Texts(who)) == evidence


def test_an_interview_answers_far_from_the_name(tmp_path: Path) -> None:
    store = Store(tmp_path, WordCounts(), "word counts")
    other = "The bridge tolls are fair, said Otto Lind of the office for roads."
    articles = (loaded(INTERVIEW, "interview.txt"), loaded(other, "other.txt"))
    assert {result.status for result in store.add(articles)} == {"added"}
    answer = ask(build_chain(store), QUESTION)
    assert "no bridge tolls at all" in answer.statements[0].text
    assert answer.statements[0].speaker == "Anna Berg"


def test_a_seat_of_government_need_not_stand_in_an_article(tmp_path: Path) -> None:
    store = Store(tmp_path, WordCounts(), "word counts")
    wire = (
        "Vladimir Putin's press secretary, Dmitry Peskov, said the grain talks with the port would"
        " go on.\n\nThe talks are about grain from the port."
    )
    other = "Russian President Vladimir Putin did not come to the grain talks at the port."
    assert {r.status for r in store.add((loaded(wire, "w.txt"), loaded(other, "o.txt")))} == {
        "added"
    }
    chain = build_chain(store)
    answer = ask(chain, "What did the Kremlin spokesman say about the grain talks?")
    assert answer.status == "answered"
    assert answer.statements[0].speaker == "Dmitry Peskov"
    declined = ask(chain, "What did the White House spokesman say about the grain talks?")
    assert declined.status == "abstained"


def test_what_a_judge_found_need_not_be_told_as_found(tmp_path: Path) -> None:
    store = Store(tmp_path, WordCounts(), "word counts")
    text = (
        "Judge Ada Holm, who leads the inquiry into the harbour fire, spoke on Monday.\n\n"
        "The fire began in a kitchen, the judge said.\n\nThe inquiry goes on."
    )
    assert {r.status for r in store.add([loaded(text, "inquiry.txt")])} == {"added"}
    question = "Who led the inquiry into the harbour fire, and what did the judge find?"
    answer = ask(build_chain(store), question)
    told = " ".join(said.text for said in answer.statements)
    assert "Judge Ada Holm, who leads the inquiry" in told
    assert "began in a kitchen" in told
    assert answer.notices == ()
