"""Questions for a figure, and texts with one of the kind that is asked for."""

from pathlib import Path

import pytest
from answer_fakes import WordCounts, loaded
from test_chain import ask

from rag.chain import build_chain
from rag.figures import asked_figure, has_figure, no_figure
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


def test_a_question_for_a_figure_is_not_answered_without_one(tmp_path: Path) -> None:
    store = Store(tmp_path, WordCounts(), "word counts")
    text = "The population of Osk is small and far apart.\n\nThe ferry to Osk is old."
    assert {r.status for r in store.add([loaded(text, "osk.txt")])} == {"added"}
    answer = ask(build_chain(store), PEOPLE)
    assert answer.abstention is not None
    assert "number of inhabitants" in answer.abstention.reason
    assert ask(build_chain(store), "Who is the population of Osk?").status == "answered"
