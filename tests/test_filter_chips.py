"""The chips of filters: what they show, and what a click on a × leads to."""

from datetime import date
from typing import Any

import gradio as gr
import pytest
from conftest import FakeChain, FakeStore, summit_answer

from rag.answer import AppliedFilter
from rag.days.day_words import days
from ui.answer.filter_chips import filters_html, read_removal
from ui.answer.render import answer_html
from ui.ask.chat import ChatPage
from ui.ask.next_turn import next_turn
from ui.ask.turn import Turn
from ui.endpoints import Endpoints
from ui.once import Once
from ui.parts import Parts

TURN = "0123abcd"
QUESTION = "When was it, according to the Steppe Herald?"


def chip(kind: Any, value: str) -> AppliedFilter:
    return AppliedFilter(kind=kind, value=value, words="in October")


def test_each_kind_has_one_chip_with_a_link_that_names_the_turn() -> None:
    html = filters_html(
        [
            chip("outlet", "Harbour Post"),
            chip("outlet", "<b>"),
            chip("date", "2024-10-01/2024-10-31"),
        ],
        TURN,
    )
    assert "Only <bdi>Harbour Post, &lt;b&gt;</bdi>" in html
    assert "Around <bdi>October 2024</bdi>" in html
    assert html.count("<a ") == 2
    assert f'href="#without-{TURN}-outlet"' in html


def test_nothing_is_shown_where_nothing_was_read() -> None:
    assert filters_html((), TURN) == ""
    assert "cw-filter" not in answer_html(summit_answer("When?"), TURN)


def test_an_answer_shows_its_filters() -> None:
    read = summit_answer("When?").model_copy(
        update={"filters": (chip("published", "2024-10-21/.."),)}
    )
    assert "Published <bdi>from 21 Oct 2024</bdi>" in answer_html(read, TURN)


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        (date(2024, 10, 22), date(2024, 10, 22), "22 Oct 2024"),
        (date(2024, 10, 22), date(2024, 10, 24), "22–24 Oct 2024"),
        (date(2024, 10, 28), date(2024, 11, 3), "28 Oct – 3 Nov 2024"),
        (date(2023, 12, 28), date(2024, 1, 3), "28 Dec 2023 – 3 Jan 2024"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (date(2024, 9, 1), date(2024, 10, 31), "1 Sep – 31 Oct 2024"),
        (date(2024, 10, 20), None, "from 20 Oct 2024"),
        (None, date(2024, 10, 19), "until 19 Oct 2024"),
    ],
)
def test_days_are_shown_as_they_are_said(start: date | None, end: date | None, shown: str) -> None:
    assert days(start, end) == shown


@pytest.mark.parametrize(
    "name",
    [
        None,
        7,
        "",
        "without-0123abcd-colour",
        "without-0123ABCD-outlet",
        "without-0123abcd-outlet\n",
        "cite-0123abcd-1",
    ],
)
def test_any_other_name_names_no_filter(name: object) -> None:
    assert read_removal(name) is None


def test_a_question_is_asked_again_without_all_that_was_removed() -> None:
    first = Turn("When?", "aaaaaaaa", problem="It failed.")
    second = Turn("Why?", "bbbbbbbb", without=("date",), problem="It failed.")
    again = next_turn("", (first, second), "without-bbbbbbbb-outlet")
    assert again is not None
    assert (again.turn.question, again.turn.without) == ("Why?", ("date", "outlet"))
    assert again.turn.token not in {first.token, second.token}
    assert [turn.token for turn in again.before] == ["aaaaaaaa", "bbbbbbbb"]
    assert next_turn("", (first, second), "without-cccccccc-date") is None


def test_a_click_asks_again_and_an_old_one_does_nothing() -> None:
    chain = FakeChain()
    page = ChatPage(Parts(Once(lambda: chain), Once(FakeStore)))
    typed = gr.EventData(None, None)
    turns = list(page.converse(QUESTION, (), typed))[-2][1]
    assert turns[-1].answer.filters[0].value == "Steppe Herald"
    click = gr.EventData(None, {"id": f"without-{turns[-1].token}-outlet"})
    updates = list(page.converse("half a question", turns, click))
    assert chain.given[-1]["without"] == ("outlet",)
    assert chain.given[-1]["history"] == []
    again = updates[-2][1]
    assert [turn.question for turn in again] == [QUESTION, QUESTION]
    assert again[-1].answer.filters == ()
    assert all("value" not in update[2] for update in updates)
    gone = gr.EventData(None, {"id": "without-00000000-outlet"})
    before = len(chain.given)
    list(page.converse("half a question", again, gone))
    assert len(chain.given) == before


def test_programs_pass_outlets_and_what_is_not_to_be_read() -> None:
    chain = FakeChain()
    page = Endpoints(Parts(Once(lambda: chain), Once(FakeStore)))
    answer = page.ask_within(QUESTION, outlets=["Caspian Post"], without=["outlet"])
    assert answer["filters"] == []
    assert chain.given[-1]["outlets"] == ["Caspian Post"]
    assert page.ask(QUESTION)["filters"][0]["value"] == "Steppe Herald"
