"""Questions for a figure, and texts with one of the kind that is asked for."""

from dataclasses import replace
from pathlib import Path

import pytest
from answer_fakes import WordCounts, evidence_of, loaded
from test_chain import ask

from rag.chain import build_chain
from rag.fitting.figure_first import with_figure_first
from rag.fitting.figures import asked_figure, has_figure, no_figure
from vectorstore.store import Store

PEOPLE = "What is the population of Osk?"
SHARE = "What percentage of the catch is cod?"
PRICE = "How much does a ferry ticket cost?"
AGE = "How old is the pilot?"
COUNT = "How many ferries were sold?"
AREA = "How large is the territory of Osk?"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        (PEOPLE, "number of inhabitants"),
        ("How many people live in Osk?", "number of inhabitants"),
        (SHARE, "share"),
        (PRICE, "price or cost"),
        ("What is the price of a ticket?", "price or cost"),
        (AGE, "age"),
        (COUNT, "number"),
        (AREA, "area"),
        ("How far is it to Osk?", "measure"),
        ("How long did the crossing take?", "duration"),
        ("Why? (How many ferries were sold?)", None),
        ("How much fish was landed?", "amount"),
        ("Who pays the costs?", None),
        ("How did the price come about?", None),
        ("Why is the population of Osk angry?", None),
        ("How is the ferry?", None),
    ],
)
def test_what_kind_of_figure_is_asked_for(question: str, name: str | None) -> None:
    figure = asked_figure(question)
    assert (figure.name if figure else None) == name


@pytest.mark.parametrize(
    ("question", "text", "has"),
    [
        (PEOPLE, "Osk is sparsely populated.", False),
        (PEOPLE, "Osk has 3 ferries.", False),
        (PEOPLE, "Osk has 900 residents.", True),
        (PEOPLE, "Nine hundred people live there.", True),
        (PEOPLE, "Osk had a population of 1873 then.", True),
        (PEOPLE, "The population has not been counted since 1994.", False),
        (SHARE, "They landed 900 tonnes of cod.", False),
        (SHARE, "Some 40 percent is cod.", True),
        (SHARE, "Two in three are cod.", True),
        (PRICE, "Tickets are dear, said 3 of them.", False),
        (PRICE, "A ticket is 12 crowns.", True),
        (PRICE, "The ferry is free.", True),
        (AGE, "The pilot is young.", False),
        (AGE, "The pilot, 41, was born there.", True),
        (COUNT, "Ferries were sold on 4 May 2021.", False),
        (COUNT, "Ferries were sold at 9:30 (Sea Journal, 21:154).", False),
        (COUNT, "None was sold.", True),
        (COUNT, "They sold two.", True),
        ("How many of the 12 ferries were sold?", "Of 12 ferries some went.", False),
        (AREA, "Trade grew by 65%.", False),
        (AREA, "It covers 310 square kilometres.", True),
        ("How long was the crossing?", "It lasted for hours.", True),
        ("How long did it last?", "It has lasted since May.", True),
        ("How long is the pier?", "The pier is very long, and one of two that are left.", False),
        ("How long is the pier?", "It was built in 1994.", False),
        ("How long is the pier?", "It is two miles long.", True),
        ("How far have catches fallen?", "For two years a fence stood there.", False),
        ("How far have catches fallen?", "In two years they fell by a third.", True),
    ],
)
def test_which_text_has_one(question: str, text: str, has: bool) -> None:
    figure = asked_figure(question)
    assert figure is not None
    assert has_figure(text, figure, question) is has


def test_what_is_missing_is_named() -> None:
    assert no_figure("Who came?", ["Many."]) is None
    assert no_figure(AGE, ["The pilot is 41."]) is None
    reason = no_figure(AGE, ["The pilot is young."])
    assert reason == "The passages that come closest to the question do not give an age."


def test_a_sentence_with_the_figure_leads_if_it_is_close() -> None:
    said = "Ferries were sold because nobody on the island had the money for new engines."
    two = "They sold two of them."
    best = evidence_of(said, [0.9], 1)
    near, far = (replace(evidence_of(two, [score], 2)[0], fits=True) for score in (0.7, 0.5))
    led = with_figure_first(COUNT, [*best, near])
    assert [e.text for e in led] == [two, said]
    assert led[0].score > led[1].score
    assert with_figure_first(COUNT, [*best, far]) == [*best, far]
    assert with_figure_first("Who sold ferries?", [*best, near]) == [*best, near]


def test_a_question_for_a_figure_is_not_answered_without_one(tmp_path: Path) -> None:
    store = Store(tmp_path, WordCounts(), "word counts")
    text = "The population of Osk is small and far apart.\n\nThe ferry to Osk is old."
    assert {r.status for r in store.add([loaded(text, "osk.txt")])} == {"added"}
    answer = ask(build_chain(store), PEOPLE)
    assert answer.abstention is not None
    assert "number of inhabitants" in answer.abstention.reason
    assert ask(build_chain(store), "Who is the population of Osk?").status == "answered"
