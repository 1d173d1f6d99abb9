"""What the page does with its conversations, without a browser: kept, restored, listed, saved."""

from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest
from conftest import FakeChain, FakeStore, summit_answer

from rag.conversations.kept import Conversations
from rag.conversations.records import Conversation
from ui.ask.chat import ChatPage
from ui.ask.kept import MOVED, NOT_KEPT, Keeper, shown_again, to_keep
from ui.ask.turn import Turn
from ui.conversations.listing import Listed, list_html
from ui.conversations.page import RUNNING, UNKNOWN, ConversationsPage
from ui.once import Once
from ui.parts import Parts
from vectorstore.errors import CitewireError

TYPED = gr.EventData(None, None)

Turns = tuple[Turn, ...]


@pytest.fixture
def parts(fake_chain: FakeChain, fake_store: FakeStore) -> Parts:
    return Parts(Once(lambda: fake_chain), Once(lambda: fake_store))


def asked(parts: Parts, question: str, turns: Turns = (), event: gr.EventData = TYPED) -> Turns:
    """Ask on the page and return its turns once the answer is there."""
    now = turns
    for _, shown, _ in ChatPage(parts).converse(question, turns, event, request()):
        now = shown if isinstance(shown, tuple) else now
    return now


def request(user: str | None = None, **query: str) -> Any:
    return SimpleNamespace(username=user, query_params=query)


def event(**told: str) -> gr.EventData:
    return gr.EventData(None, told)


def questions(parts: Parts, id: str) -> list[str]:
    return [turn.question for turn in parts.conversations().read(id, None)[1]]


def test_every_turn_is_kept_whatever_came_of_it(parts: Parts) -> None:
    turns: Turns = ()
    for question in ("When?", "What about Mars?", "Please break", "And trade?"):
        turns = asked(parts, question, turns)
    (found,) = parts.conversations().list(None)
    assert {turn.conversation for turn in turns} == {found.id}
    again = ConversationsPage(parts).restore(request(c=found.id))[1]
    assert [turn.html() for turn in again] == [turn.html() for turn in turns]
    assert [turn.token for turn in again] == [turn.token for turn in turns]


def test_a_conversation_begins_with_its_first_question(parts: Parts) -> None:
    asked(parts, "")
    asked(parts, " \x07\u202e ")
    assert parts.conversations().list(None) == []
    first, second = asked(parts, "When?"), asked(parts, "Where?")
    assert first[0].conversation != second[0].conversation


def test_what_is_asked_again_takes_the_place_of_what_it_replaces(parts: Parts) -> None:
    keeper = Keeper(parts.conversations)
    old = tuple(Turn(q, answer=summit_answer(q), conversation="c") for q in ("One?", "Two?"))
    keeper.keep((), old, None)
    new = replace(old[0], token="0" * 8, question="One again?")
    keeper.keep(old, (new, old[1]), None)
    assert questions(parts, "c") == ["One again?", "Two?"]


def test_a_database_that_fails_costs_no_answer(
    fake_chain: FakeChain, fake_store: FakeStore, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> Conversations:
        raise CitewireError("The database is <b>away</b>.")

    parts = Parts(Once(lambda: fake_chain), Once(lambda: fake_store), Once(fail))
    (turn,) = asked(parts, "When?")
    assert turn.answer is not None
    assert NOT_KEPT in turn.html().replace("&#x27;", "'")
    assert "is <b>away</b>" in caplog.text
    page = ConversationsPage(parts)
    html = page.listed((turn,), "", request())
    assert "is &lt;b&gt;away&lt;/b&gt;" in html
    assert "data-current" not in page.restore(request(c="some-id"))[2]
    assert page.visit("", event(id="x"), request())[1] == gr.skip()


def test_a_bug_in_the_list_is_a_sentence_and_the_page_lives_on(
    fake_chain: FakeChain, fake_store: FakeStore, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> Conversations:
        raise RuntimeError("a bug")

    page = ConversationsPage(Parts(Once(lambda: fake_chain), Once(lambda: fake_store), Once(fail)))
    said = "the details are in the server"
    assert said in page.restore(request(c="some-id"))[2]
    assert said in page.visit("", event(id="x"), request())[4]
    assert said in page.rename((), "", event(id="x", title="New"), request())
    assert said in page.discard((), "", event(id="x"), request())[4]
    assert said in page.export((), "", event(id="x", form="md"), request())
    assert "a bug" in caplog.text


def test_a_page_that_is_closed_keeps_what_there_was(parts: Parts) -> None:
    running = ChatPage(parts).converse("When?", (), TYPED, request())
    turns = next(shown for _, shown, _ in running if shown[-1].drafts)
    running.close()  # type: ignore[attr-defined]
    (found,) = parts.conversations().list(None)
    (kept,) = parts.conversations().read(found.id, None)[1]
    again = shown_again(kept, found.id)
    assert again.citations == turns[0].citations
    assert "Stopped before" in again.html()
    assert "cw-problem" not in again.html()  # who stops an answer has seen no error
    ChatPage(parts).stop(turns, request())
    assert questions(parts, found.id) == ["When?"]


def test_a_question_is_kept_before_it_is_answered(parts: Parts) -> None:
    running = ChatPage(parts).converse("When?", (), TYPED, request())
    turns = next(shown for _, shown, _ in running)
    assert turns[0].is_running
    (found,) = parts.conversations().list(None)
    assert found.id == turns[0].conversation
    (again,) = ConversationsPage(parts).restore(request(c=found.id))[1]
    assert "Stopped before" in again.html()
    assert next(shown for _, shown, _ in running if shown[0].answer)[0].answer
    list(running)
    (again,) = ConversationsPage(parts).restore(request(c=found.id))[1]
    assert again.answer is not None


def test_what_is_asked_in_a_deleted_conversation_begins_another(parts: Parts) -> None:
    turns = asked(parts, "When?")
    parts.conversations().delete(turns[0].conversation, None)
    turns = asked(parts, "Where?", turns)
    assert MOVED in turns[1].html()
    turns = asked(parts, "And then?", turns)
    (found,) = parts.conversations().list(None)
    assert {turn.conversation for turn in turns} == {found.id}
    assert questions(parts, found.id) == ["Where?", "And then?"]
    assert MOVED not in turns[2].html()


def test_an_answer_whose_conversation_goes_meanwhile_begins_another(parts: Parts) -> None:
    turns = asked(parts, "When?")
    running = ChatPage(parts).converse("Where?", turns, TYPED, request())
    next(running)
    parts.conversations().delete(turns[0].conversation, None)
    now = [shown for _, shown, _ in running if isinstance(shown, tuple)][-1]
    (found,) = parts.conversations().list(None)
    assert questions(parts, found.id) == ["Where?"]
    assert {turn.conversation for turn in now} == {found.id}
    assert MOVED in now[1].html()


def test_back_leads_to_a_conversation_with_its_article_or_to_none(parts: Parts) -> None:
    page, turns = ConversationsPage(parts), asked(parts, "When?")
    id, name = turns[0].conversation, f"cite-{turns[0].token}-1"
    update = page.visit("", event(id=id, c=id, open=name), request())
    assert update[1] == turns and 'class="cw-article"' in update[3]
    update = page.visit("", event(id=""), request())
    assert update[1] == () and update[3] == "" and 'data-current=""' in update[4]
    parts.conversations().delete(id, None)
    update = page.visit("", event(id=id, c=id), request())
    assert update[1] == () and update[5] == UNKNOWN
    # Who chooses what another tab has deleted stays where they are.
    update = page.visit("", event(id=id), request())
    assert update[1] == gr.skip() and "may have been deleted" in update[4]


def test_a_failed_turn_comes_back_as_it_was() -> None:
    turn = Turn("When?", problem="It broke.", without=("outlet",), conversation="c")
    assert shown_again(to_keep(turn), "c") == turn


def test_how_an_answer_came_about_is_kept_until_it_cannot_be_read(parts: Parts) -> None:
    (turn,) = asked(parts, "When?")
    kept = to_keep(turn)
    assert turn.trace is not None
    assert shown_again(kept, "c").trace == turn.trace
    assert shown_again(replace(kept, trace='{"of": "the future"}'), "c").trace is None


def test_who_is_logged_in_sees_only_what_is_theirs(parts: Parts) -> None:
    page = ConversationsPage(parts)
    list(ChatPage(parts).converse("When?", (), TYPED, request("ada")))
    (mine,) = parts.conversations().list("ada")
    assert "When?" in page.listed((), "", request("ada"))
    for stranger in (request("bob"), request()):
        assert "When?" not in page.listed((), "", stranger)
        stranger.query_params["c"] = mine.id
        assert page.restore(stranger)[1:] == (gr.skip(), page.listed((), "", stranger), UNKNOWN)
        assert page.visit("", event(id=mine.id), stranger)[1] == gr.skip()
        page.rename((), "", event(id=mine.id, title="Yours"), stranger)
        page.discard((), "", event(id=mine.id), stranger)
        assert "download" not in page.export((), "", event(id=mine.id, form="md"), stranger)
    assert [found.title for found in parts.conversations().list("ada")] == ["When?"]


def test_what_the_browser_sends_is_only_looked_up(parts: Parts) -> None:
    page = ConversationsPage(parts)
    turns = asked(parts, "When?")
    for forged in (TYPED, event(), event(id="<script>"), gr.EventData(None, {"id": 3, "form": []})):
        for done in (page.manage, page.rename, page.export):
            assert "<script>" not in str(done(turns, "", forged, request()))
        assert page.discard(turns, "", forged, request())[1] == gr.skip()
    assert len(parts.conversations().list(None)) == 1


def test_a_conversation_that_is_being_answered_is_not_deleted(parts: Parts) -> None:
    turns = asked(parts, "When?")
    running = (*turns, Turn("And?", conversation=turns[0].conversation))
    deleting = event(id=turns[0].conversation)
    page = ConversationsPage(parts)
    assert RUNNING in page.discard(running, "", deleting, request())[4]
    assert page.discard(turns, "", deleting, request())[1] == ()
    assert parts.conversations().list(None) == []


def test_the_list_is_by_day() -> None:
    days = [datetime(2026, 1, day, 12, tzinfo=UTC) for day in (17, 16, 12, 1)]
    kept = [Conversation(str(day), f"Of {day:%d}", day, day) for day in days]
    html = list_html(Listed(kept), date(2026, 1, 17))
    order = ["Today", "Of 17", "Yesterday", "Of 16", "Last 7 days", "Of 12", "Earlier", "Of 01"]
    places = [html.index(f">{part}<") for part in order]
    assert places == sorted(places)
