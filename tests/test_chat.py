"""What happens on the page, without a browser: states of a turn, errors, endpoint, launch."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
import httpx
import pytest
from conftest import SUMMIT_ID, FakeChain, FakeStore, ServedChat, summit_answer

from rag.citations import Numbering
from rag.settings import Settings
from ui.ask.asking import UNEXPECTED, after, asked, stopped
from ui.ask.chat import ChatPage
from ui.ask.turn import INTERRUPTED, Turn, earlier_questions, messages
from ui.endpoints import Endpoints
from ui.once import Once
from ui.parts import Parts
from ui.serving import launch
from ui.shell import build_demo
from vectorstore.errors import CitewireError, IndexMismatch

TYPED = gr.EventData(None, None)


@pytest.fixture
def page(fake_chain: FakeChain, fake_store: FakeStore) -> ChatPage:
    return ChatPage(Parts(Once(lambda: fake_chain), Once(lambda: fake_store)))


def run(page: ChatPage, question: str, turns: tuple[Turn, ...] = ()) -> list[Any]:
    return list(page.converse(question, turns, TYPED))


def last_turns(updates: list[Any]) -> tuple[Turn, ...]:
    turns: tuple[Turn, ...] = updates[-2][1]
    return turns


def states(question: str, chain: FakeChain | None = None) -> list[Turn]:
    return list(asked(Turn(question), [], lambda: chain or FakeChain(), lambda: 2450))


def test_the_status_tells_what_is_being_done() -> None:
    told = [turn.status for turn in states("When?") if turn.status]
    assert list(dict.fromkeys(told)) == [
        "Searching the articles…",
        "Searching 2,450 articles…",
        "Reading 12 passages…",
    ]


def test_statements_arrive_one_by_one_and_the_answer_replaces_them() -> None:
    seen = [len(turn.drafts) for turn in states("When?") if not turn.status]
    assert seen == [1, 2, 3, 0]
    assert states("When?")[-1].answer == summit_answer("When?")


def test_the_status_goes_once_a_statement_is_there() -> None:
    drafts = next(turn for turn in states("When?") if turn.drafts)
    assert "The summit was held" in drafts.html()
    assert "cw-status" not in drafts.html()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("", "The question is empty."),
        (" \n\t ", "The question is empty."),
        ("a" * 100_000, "The question is too long"),
        ("\x07", "The question is empty."),
    ],
)
def test_a_bad_question_ends_as_a_message(page: ChatPage, question: str, said: str) -> None:
    updates = run(page, question)
    shown, turns, _ = updates[-2]
    assert said in shown[-1]["content"]
    assert len(shown[0]["content"]) < 2000
    again = run(page, "When?", turns)
    assert last_turns(again)[-1].answer is not None


def test_a_bug_in_the_middle_keeps_what_was_shown_and_says_so(
    page: ChatPage, caplog: pytest.LogCaptureFixture
) -> None:
    updates = run(page, "break now")
    html = updates[-2][0][-1]["content"]
    assert "The summit was held" in html
    assert "the details are in the server&#x27;s log" in html
    assert "a bug in the middle" in caplog.text
    box = updates[-1][2]
    assert (box["submit_btn"], box["stop_btn"]) == (True, False)


def test_a_chain_that_cannot_be_loaded_is_tried_again(fake_store: FakeStore) -> None:
    tries: list[int] = []

    def load() -> FakeChain:
        tries.append(1)
        if len(tries) == 1:
            raise IndexMismatch("The index was made otherwise. Run `citewire reindex`.")
        return FakeChain()

    page = ChatPage(Parts(Once(load), Once(lambda: fake_store)))
    first = run(page, "When?")
    assert "Run `citewire reindex`." in first[-2][0][-1]["content"]
    second = run(page, "When?", last_turns(first))
    assert last_turns(second)[-1].answer is not None
    run(page, "When?", last_turns(second))
    assert len(tries) == 2


def test_a_chain_that_ends_without_an_answer_ends_as_a_message() -> None:
    class Silent(FakeChain):
        def stream(self, input: dict[str, Any], /) -> Iterator[dict[str, Any]]:
            yield {"passages": []}

    assert states("When?", Silent())[-1].problem == UNEXPECTED


def test_the_box_is_emptied_once_so_that_the_next_question_can_be_typed(page: ChatPage) -> None:
    boxes = [update[2] for update in run(page, "When?")]
    assert boxes[0]["value"] == ""
    assert all("value" not in box for box in boxes[1:])


def test_earlier_questions_are_sent_but_not_those_that_failed(
    page: ChatPage, fake_chain: FakeChain
) -> None:
    turns: tuple[Turn, ...] = ()
    for question in ("When?", "", "break", "And where?"):
        turns = last_turns(run(page, question, turns))
    assert fake_chain.given[-1]["history"] == ["When?"]
    assert earlier_questions(turns) == ["When?", "And where?"]


def test_an_example_is_asked_as_it_stands(page: ChatPage, fake_chain: FakeChain) -> None:
    picked = gr.EventData(None, {"index": 0, "value": {"text": "How large is trade?"}})
    list(page.converse("", (), picked))
    assert fake_chain.given[-1]["question"] == "How large is trade?"


def test_stopping_keeps_what_there_is(page: ChatPage) -> None:
    partial = next(turn for turn in states("When?") if turn.drafts)
    shown, turns, _ = page.stop((partial,))
    assert turns[-1].problem == INTERRUPTED
    assert "The summit was held" in shown[-1]["content"]
    complete = states("When?")[-1]
    assert stopped(complete) == complete
    assert page.stop(())[1] == ()


def test_stopping_closes_the_chain() -> None:
    closed: list[bool] = []

    class Slow(FakeChain):
        def stream(self, input: dict[str, Any], /) -> Iterator[dict[str, Any]]:
            try:
                yield {"passages": [1]}
                yield {"passages": [1, 2]}
            finally:
                closed.append(True)

    running = asked(Turn("When?"), [], Slow, lambda: 1)
    next(turn for turn in running if turn.status == "Reading 1 passage…")
    running.close()  # type: ignore[attr-defined]
    assert closed == [True]


def test_a_step_that_shows_nothing_changes_nothing() -> None:
    turn = Turn("When?", status="Searching 3 articles…")
    assert after(turn, {"evidence": [1]}, Numbering()) == turn
    assert after(turn, {"something_new": {}}, Numbering()) == turn


def test_links_of_two_turns_never_meet(page: ChatPage) -> None:
    turns = last_turns(run(page, "When?", last_turns(run(page, "When?"))))
    assert turns[0].token != turns[1].token
    contents = [message["content"] for message in messages(turns)]
    assert f"#cite-{turns[0].token}-1" in contents[1]
    assert f"#cite-{turns[1].token}-1" in contents[3]


def test_following_a_link_opens_its_article(page: ChatPage) -> None:
    turns = last_turns(run(page, "When?"))
    html = page.open(turns, gr.EventData(None, {"id": f"cite-{turns[0].token}-2"}))
    assert "Trade with the EU grows" in html
    for forged in ({"id": "../x"}, {"id": 3}, {}, None, "cite"):
        assert "no longer kept" in page.open(turns, gr.EventData(None, forged))


@pytest.fixture
def endpoints(fake_chain: FakeChain, fake_store: FakeStore) -> Endpoints:
    return Endpoints(Parts(Once(lambda: fake_chain), Once(lambda: fake_store)))


def test_ask_returns_the_answer_as_json(endpoints: Endpoints, fake_chain: FakeChain) -> None:
    answer = endpoints.ask("When?", ["Where?"], "2024-10-22")
    assert json.loads(json.dumps(answer))["citations"][0]["article_id"] == SUMMIT_ID
    assert fake_chain.given == [
        {
            "question": "When?",
            "history": ["Where?"],
            "as_of": "2024-10-22",
            "outlets": [],
            "without": [],
        }
    ]


def test_ask_ends_in_a_sentence(endpoints: Endpoints) -> None:
    with pytest.raises(gr.Error, match="The question is empty"):
        endpoints.ask("")
    with pytest.raises(gr.Error, match="Something went wrong"):
        endpoints.ask("break")


def test_only_the_endpoints_for_programs_are_public(served: ServedChat) -> None:
    info = httpx.get(f"{served.url}gradio_api/info").json()
    assert list(info["named_endpoints"]) == ["/ask", "/ask_within", "/add"]
    assert info["unnamed_endpoints"] == {}
    parameters = [item["parameter_name"] for item in info["named_endpoints"]["/ask"]["parameters"]]
    assert parameters == ["question", "history", "as_of"]


def test_the_endpoint_answers_and_explains(served: ServedChat) -> None:
    address = f"{served.url}gradio_api/run/ask"
    given = {"data": ["How large is trade?", None, None]}
    assert httpx.post(address, json=given).json()["data"][0]["status"] == "answered"
    refused = httpx.post(address, json={"data": ["", None, None]})
    assert refused.status_code == 500
    assert refused.json()["error"].startswith("The question is empty.")


def test_too_few_values_are_told_with_what_belongs_there(served: ServedChat) -> None:
    for name, order in (
        ("ask", "question, history, as_of"),
        ("add", "files, text, url, title, outlet, published_at, cleaned"),
    ):
        given = {"data": [None, "some words"]}
        answered = httpx.post(f"{served.url}gradio_api/run/{name}", json=given, timeout=30)
        assert answered.status_code == 500
        assert f"/{name} takes {len(order.split(', '))} values" in answered.json()["error"]
        assert order in answered.json()["error"]
        page = Path("docs/API.md").read_text("utf-8")
        assert f"`/{name}` `[{order}]`" in page


def test_the_server_gives_away_nothing_more(served: ServedChat) -> None:
    assert httpx.get(f"{served.url}monitoring").status_code in {403, 404}
    big = {"files": b"x" * 2_000_000}
    assert httpx.post(f"{served.url}gradio_api/upload", files=big).status_code == 413
    policy = httpx.get(served.url).headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy


def test_analytics_are_off_on_the_page(served: ServedChat) -> None:
    assert served.demo.analytics_enabled is False
    config = httpx.get(f"{served.url}config").json()
    assert config["analytics_enabled"] is False


def test_a_taken_port_is_told_with_what_to_set() -> None:
    demo = build_demo(Parts(Once(FakeChain), Once(FakeStore)))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = Settings(port=taken.getsockname()[1])
        with pytest.raises(CitewireError, match="CITEWIRE_PORT"):
            launch(demo, settings, block=False)


def test_a_part_is_loaded_once_by_many_threads() -> None:
    loads: list[int] = []
    part = Once(lambda: loads.append(1) or "part")
    assert not part.ready
    part.start()
    assert [part() for _ in range(3)] == ["part"] * 3
    part.start()
    assert loads == [1]
