"""What can be done with an answer: copied with its sources, asked again, edited."""

from typing import Any

import gradio as gr
import pytest
from conftest import FakeChain, FakeStore, declined, summit_answer, trade_answer

from rag.answer import ComparisonRow
from rag.plain_text import with_sources
from ui.ask.actions import actions_html
from ui.ask.chat import ChatPage
from ui.ask.next_turn import next_turn, place_of
from ui.ask.turn import Turn, messages
from ui.once import Once
from ui.parts import Parts

TYPED = gr.EventData(None, None)


@pytest.fixture
def page(fake_chain: FakeChain, fake_store: FakeStore) -> ChatPage:
    return ChatPage(Parts(Once(lambda: fake_chain), Once(lambda: fake_store)))


def named(kind: str, turn: Turn) -> gr.EventData:
    return gr.EventData(None, {"id": f"{kind}-{turn.token}"})


def run(page: ChatPage, question: str, turns: tuple[Turn, ...], event: Any = TYPED) -> Any:
    """Return the turns after a question."""
    return list(page.converse(question, turns, event))[-2][1]


@pytest.fixture
def talk(page: ChatPage) -> tuple[Turn, ...]:
    turns: tuple[Turn, ...] = ()
    for question in ("When was it?", "How large is trade?", "And where?"):
        turns = run(page, question, turns)
    return turns


def asked(turns: tuple[Turn, ...]) -> list[str]:
    return [turn.question for turn in turns]


def test_try_again_asks_in_place_with_the_history_of_then(
    page: ChatPage, fake_chain: FakeChain, talk: tuple[Turn, ...]
) -> None:
    now = run(page, "half typed", talk, named("again", talk[1]))
    assert asked(now) == ["When was it?", "How large is trade?", "And where?"]
    assert fake_chain.given[-1]["question"] == "How large is trade?"
    assert fake_chain.given[-1]["history"] == ["When was it?"]
    assert [turn.token for turn in now][::2] == [talk[0].token, talk[2].token]
    assert now[1].token != talk[1].token


def test_try_again_keeps_the_filters_that_were_taken_back(
    page: ChatPage, fake_chain: FakeChain
) -> None:
    first = run(page, "When, in the Steppe Herald?", ())
    without = gr.EventData(None, {"id": f"without-{first[0].token}-outlet"})
    turns = run(page, "", first, without)
    run(page, "", turns, named("again", turns[1]))
    assert fake_chain.given[-1]["without"] == ("outlet",)
    assert fake_chain.given[-1]["history"] == []


def test_the_typed_question_stays_while_another_is_asked_again(
    page: ChatPage, talk: tuple[Turn, ...]
) -> None:
    boxes = [update[2] for update in page.converse("half typed", talk, named("again", talk[0]))]
    assert all("value" not in box for box in boxes)


def test_editing_puts_the_whole_question_into_the_box_and_shows_it(
    page: ChatPage,
) -> None:
    long = "When was it? " + "Tell me more. " * 60
    turns = run(page, long, ())
    shown, marked, box = page.edit(turns, named("edit", turns[0]))
    assert box["value"] == long
    assert marked[0].edited
    assert "cw-edited" in shown[0]["content"]


def test_an_edited_question_replaces_its_turn_and_what_came_after(
    page: ChatPage, fake_chain: FakeChain, talk: tuple[Turn, ...]
) -> None:
    _, marked, _ = page.edit(talk, named("edit", talk[1]))
    now = run(page, "How large was trade?", marked)
    assert asked(now) == ["When was it?", "How large was trade?"]
    assert fake_chain.given[-1]["history"] == ["When was it?"]
    assert not any(turn.edited for turn in now)


def test_editing_can_be_given_up(page: ChatPage, talk: tuple[Turn, ...]) -> None:
    _, marked, _ = page.edit(talk, named("edit", talk[1]))
    shown, now, box = page.edit(marked, gr.EventData(None, {"id": "edit"}))
    assert now == talk
    assert box["value"] == ""
    assert shown == messages(talk)


def test_another_turn_asked_again_ends_the_editing(page: ChatPage, talk: tuple[Turn, ...]) -> None:
    _, marked, _ = page.edit(talk, named("edit", talk[0]))
    assert not any(turn.edited for turn in run(page, "", marked, named("again", talk[2])))


def test_one_question_at_a_time(page: ChatPage, talk: tuple[Turn, ...]) -> None:
    running = (Turn("Still asked", status="Searching…"), *talk)
    assert next_turn("New", running, None) is None
    assert list(page.converse("New", running, TYPED)) == [(gr.skip(),) * 3]
    assert page.edit(running, named("edit", talk[0])) == (gr.skip(),) * 3


@pytest.mark.parametrize("link", ["again-00000000", "again-../../x", "again", "edit-x", 3, {}, ""])
def test_a_link_that_names_no_turn_asks_nothing(talk: tuple[Turn, ...], link: object) -> None:
    assert next_turn("typed", talk, link) is None
    assert place_of(link, "again", talk) is None


def test_a_stopped_answer_in_the_middle_is_found(page: ChatPage, talk: tuple[Turn, ...]) -> None:
    running = (talk[0], Turn("Again", status="Searching…"), talk[2])
    _, now, _ = page.stop(running)
    assert [turn.problem is None for turn in now] == [True, False, True]


def test_each_finished_turn_has_its_actions() -> None:
    done, failed, running = Turn("a"), Turn("b", problem="No."), Turn("c", status="Searching…")
    answered = Turn("a", token=done.token, answer=summit_answer("a")).html()
    assert all(f"#{kind}-{done.token}" in answered for kind in ("copy", "again", "edit"))
    assert "#copy-" not in failed.html()
    assert f"#again-{failed.token}" in failed.html()
    assert "cw-actions" not in running.html()
    assert "#why-" not in answered  # no trace was kept
    assert actions_html("0" * 8, {"edit", "thumbs"}).count("<a ") == 3


def test_a_copied_answer_has_its_sources(page: ChatPage, talk: tuple[Turn, ...]) -> None:
    copied = page.copy(talk, named("copy", talk[0]))
    assert copied.splitlines() == [
        "When was it?",
        "",
        "The summit was held in Kazan from 22 to 24 October 2024. [1]",
        "    Steppe Herald · 25 Oct 2024",
        "Turnover reached 41.8 billion dollars in 2023, the ministry said. [2]",
        "    Caspian Post",
        "Kazakhstan's president said the country would not apply for membership for now. [3]",
        "    Steppe Herald · 25 Oct 2024",
        "",
        "Sources",
        "[1] Steppe Herald, 2024-10-25, “Kazan hosts the sixteenth summit”, "
        "https://herald.example/kazan",
        "[2] Caspian Post, “Trade with the EU grows”, trade.txt",
        "[3] Steppe Herald, 2024-10-25, “Kazan hosts the sixteenth summit”, "
        "https://herald.example/kazan",
    ]
    assert page.copy(talk, gr.EventData(None, {"id": "copy-00000000"})) == ""


def test_a_copied_disagreement_tells_both_sides() -> None:
    text = with_sources(trade_answer("How large is trade?"))
    assert "The reports disagree: trade turnover in 2023" in text
    assert "  - 39.9 billion dollars: “An earlier count" in text


def test_a_copied_comparison_is_the_rows() -> None:
    rows = (ComparisonRow(outlet="Steppe Herald"), ComparisonRow(outlet=None, quote="It grew."))
    text = with_sources(summit_answer("Who?").model_copy(update={"comparison": rows}))
    assert text.splitlines()[2:5] == ["Steppe Herald: silent", "outlet unknown: It grew.", ""]


def test_a_copied_abstention_gives_the_reason_and_no_sources() -> None:
    text = with_sources(declined("What is the weather on Mars?"))
    assert "The articles say nothing about the weather on Mars." in text
    assert "Sources" not in text


def test_controls_that_reorder_text_are_not_copied(page: ChatPage) -> None:
    turns = run(page, "What is nasty?", ())
    assert "\u202e" not in page.copy(turns, named("copy", turns[0]))
