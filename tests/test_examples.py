"""Example questions of an unknown collection: made of its headlines, and asked before shown."""

from collections.abc import Callable
from typing import Any

import pytest
from conftest import declined, summit_answer

from rag.answer import Answer, ComparisonRow
from rag.suggesting.examples import MOST, MOST_ASKED, examples
from ui.once import OncePer

HEADLINES = (
    "Why did the ferry to Velmora stop?",
    "New bridge for Velmora is late",
    "Ferry drifts towards Velmora and the Harne Dam",
    "Council looks at the Harne Dam",
    "Snow falls early",
)
SPEAKING = tuple(ComparisonRow(outlet=name, quote="It is so.", citations=(1,)) for name in "AB")


class Asked:
    """Answers everything with the same confidence; keeps what it was asked."""

    def __init__(self, confidence: float | None = 0.9, **changes: Any) -> None:
        self.questions: list[str] = []
        self._changes = {"confidence": confidence, **changes}

    def __call__(self, question: str) -> Answer:
        self.questions.append(question)
        return summit_answer(question).model_copy(update=self._changes)


def test_headlines_that_ask_and_names_that_recur_become_questions() -> None:
    assert examples(HEADLINES, (), Asked()) == (
        "Why did the ferry to Velmora stop?",
        "What does each outlet say about Velmora?",
        "What do the articles say about Harne Dam?",
    )


@pytest.mark.parametrize("ask", [Asked(0.4), Asked(None), declined], ids=["unsure", "?", "no"])
def test_what_is_not_surely_answered_is_not_shown(ask: Callable[[str], Answer]) -> None:
    assert examples(HEADLINES, (), ask) == ()


@pytest.mark.parametrize(("rows", "shown"), [(SPEAKING, 3), (SPEAKING[:1], 0)])
def test_a_comparison_needs_two_who_speak(rows: Any, shown: int) -> None:
    assert len(examples(HEADLINES, (), Asked(comparison=rows))) == shown


def test_an_outlet_at_the_end_of_headlines_is_no_topic() -> None:
    titles = ("Snow falls early - Riverline", "Rain falls late - Riverline")
    assert examples(titles, {"riverline"}, Asked()) == ()


def test_an_adjective_is_no_topic() -> None:
    titles = [
        f"Snow falls early on the {name} side this year {at}"
        for name in ("British", "Velmora", "Velmoran", "Riverline Weather")
        for at in (1, 2)
    ]
    assert examples(titles, {"riverline"}, Asked()) == ("What does each outlet say about Velmora?",)


def test_headlines_in_title_case_name_nobody() -> None:
    titles = ("The Long Road Home For Many", "A Short Road Home For Few")
    assert examples(titles, (), Asked()) == ()


def test_only_some_are_tried() -> None:
    towns = [f"Town{letter}" for letter in "abcdefghijklmno"]
    titles = [
        f"{what} falls early this year in {town}" for town in towns for what in ("Snow", "Rain")
    ]
    unsure = Asked(0.1)
    assert examples(titles, (), unsure) == ()
    assert len(unsure.questions) == MOST_ASKED
    assert len(examples(titles, (), Asked())) == MOST


def test_they_are_made_once_for_each_state_of_the_collection() -> None:
    made: list[int] = []
    epochs = [1]

    def make() -> int:
        made.append(epochs[0])
        return epochs[0]

    latest = OncePer(make, lambda: epochs[0])
    assert [latest(), latest()] == [1, 1]
    epochs[0] = 2
    assert latest() == 2
    assert made == [1, 2]
