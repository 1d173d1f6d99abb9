"""The few words that answer, and where they are left out."""

from dataclasses import replace

import pytest
from answer_fakes import evidence_of

from rag.draft import DraftStatement
from rag.evidence import Evidence
from rag.short_answer import MOST_WORDS, short_answer

TEXT = "The council gave the Anna Berg Prize to a tram driver of 41 years on Sunday."
ASKED = "Who was honoured?"


def read(text: str, words: str) -> Evidence:
    (found,) = evidence_of(text, [1.0])
    start = text.index(words)
    return replace(found, answer=(start, start + len(words)), reading=3.0)


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("Berg", "Anna Berg Prize"),
        ("41", "41 years"),
        ("a tram driver", "a tram driver"),
        ("Sunday.", "Sunday"),
    ],
)
def test_names_and_numbers_are_whole(words: str, whole: str) -> None:
    assert short_answer(ASKED, [DraftStatement(TEXT, ())], [read(TEXT, words)]) == whole


def test_it_stands_in_a_statement() -> None:
    other = "The prize went to somebody else, the paper wrote."
    assert short_answer(ASKED, [DraftStatement(other, ())], [read(TEXT, "Berg")]) is None
    best_first = [read(TEXT, "Berg"), read(other, "somebody else")]
    assert short_answer(ASKED, [DraftStatement(other, ())], best_first) == "somebody else"


def test_without_a_reader_there_is_none() -> None:
    assert short_answer(ASKED, [DraftStatement(TEXT, ())], evidence_of(TEXT, [1.0])) is None


def test_it_is_short() -> None:
    text = "They " + "often " * 30 + "met."
    found = short_answer(ASKED, [DraftStatement(text, ())], [read(text, "often " * 29 + "often")])
    assert found is not None
    assert len(found.split()) == MOST_WORDS


ROW = "In May the club took in Ada Berg, the Norden Choir, Tomas Lind and Eva Roos."


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (
            "Which new members did the club take in?",
            "Ada Berg, the Norden Choir, Tomas Lind and Eva Roos",
        ),
        ("Which choir did the club take in?", "Norden Choir"),
    ],
)
def test_all_of_a_row_are_given_where_several_are_asked_for(question: str, answer: str) -> None:
    assert short_answer(question, [DraftStatement(ROW, ())], [read(ROW, "Norden")]) == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Who disputes the figure of the council?", None),
        ("Was it the council or the mayor?", "council"),
    ],
)
def test_an_echo_of_the_question_is_no_answer(question: str, answer: str | None) -> None:
    assert short_answer(question, [DraftStatement(TEXT, ())], [read(TEXT, "council")]) == answer


@pytest.mark.parametrize(
    ("words", "answer"),
    [("the mayors", None), ("36 states", "36 states"), ("one guest", "one guest")],
)
def test_how_many_asks_for_a_number(words: str, answer: str | None) -> None:
    text = "The fair was visited by the mayors of 36 states and one guest of the town."
    statements = [DraftStatement(text, ())]
    assert short_answer("How many came to the fair?", statements, [read(text, words)]) == answer


@pytest.mark.parametrize(
    ("question", "text", "words", "short"),
    [
        ("Who led it?", "The commission blamed the Harne Dam.", "Harne Dam", None),
        ("What was blamed?", "The commission blamed the Harne Dam.", "Harne Dam", "Harne Dam"),
        ("What is the population of Osk?", "Osk is run by three powers.", "powers", None),
        ("How old is the pilot?", "The pilot, 41, was calm.", "41", "41"),
        ("Who attended the fair in Osk?", "Ada Lind attended the fair in Sund.", "Ada Lind", None),
        ("Who attended the fair in Osk?", "Ada Lind attended it in Osk.", "Ada Lind", "Ada Lind"),
    ],
)
def test_what_cannot_be_the_answer_is_none(
    question: str, text: str, words: str, short: str | None
) -> None:
    assert short_answer(question, [DraftStatement(text, ())], [read(text, words)]) == short
