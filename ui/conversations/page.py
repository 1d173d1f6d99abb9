"""The conversations beside the chat: opened, searched, renamed, deleted, saved as files.

Ids and titles come back from the browser, where anyone can write them; they are looked up among
the conversations of who asks, and shown as text. What this module does not know: how a question
is answered, and how the list is drawn.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import gradio as gr

from rag.conversations.export import FORMS, exported
from rag.conversations.kept import Conversations, NoConversation
from rag.conversations.records import Owner
from ui.ask.chat import ChatPage, Events
from ui.ask.kept import shown_again, user_of
from ui.ask.talk import Talk
from ui.ask.turn import Turns, messages
from ui.conversations.listing import Listed, list_html
from ui.events import UNQUEUED, Update, told
from ui.guarded import Failure, attempted
from ui.once import Once
from ui.parts import Parts
from vectorstore.errors import CitewireError

UNKNOWN = "There is none at this address: it may have been deleted, or be somebody else's."
NONE_KEPT = "Conversations are not kept on this server."

READY = gr.update(submit_btn=True, stop_btn=False)

RUNNING = "An answer is being given in this conversation. Stop it first."


class ConversationsPage:
    """What happens beside the chat, as functions of what the browser holds."""

    def __init__(self, parts: Parts) -> None:
        """Keep the parts; none is loaded yet."""
        self._kept = parts.conversations or Once(_none_kept)
        self._linked = ChatPage(parts).linked
        self._judged = parts.feedback is not None

    def listed(self, turns: Turns, search: str, request: gr.Request | None = None) -> str:
        """Return the list as it is now."""
        return self._list(_current(turns), search, user_of(request))

    def restore(self, request: gr.Request) -> Update:
        """Return (chat, turns, list, why it is missing) for the address of the page."""
        wanted, owner = request.query_params.get("c"), user_of(request)
        if not wanted:
            return gr.skip(), gr.skip(), self._list("", "", owner), ""
        turns = attempted(lambda: self._turns_if_there(wanted, owner))
        if turns is None:
            return gr.skip(), gr.skip(), self._list("", "", owner), UNKNOWN
        if isinstance(turns, Failure):
            return gr.skip(), gr.skip(), self._list(None, "", owner, turns.why), ""
        return gr.update(value=messages(turns)), turns, self._list(wanted, "", owner), ""

    def visit(self, search: str, event: gr.EventData, request: gr.Request | None = None) -> Update:
        """Return (chat, turns, box, reader, list, why it is missing) with the one that is wanted.

        It was chosen, or the browser's Back leads to its address: then with the article that was
        open, and perhaps to the page without a conversation.
        """
        query, owner = told(event), user_of(request)
        wanted = query.get("id", "")
        read = self._turns_if_there if wanted == query.get("c") else self._turns
        turns = attempted(lambda: read(wanted, owner) if wanted else ())
        if isinstance(turns, Failure):
            kept = self._list(None, search, owner, turns.why)
            return gr.skip(), gr.skip(), gr.skip(), gr.skip(), kept, gr.skip()
        missing, turns = (UNKNOWN, ()) if turns is None else ("", turns)
        kept = self._list(_current(turns), search, owner)
        reader = self._linked(query, turns)
        return gr.update(value=messages(turns)), turns, READY, reader, kept, missing

    def manage(
        self, turns: Turns, search: str, event: gr.EventData, request: gr.Request | None = None
    ) -> str:
        """Return the list with the title of one to be edited, or its deletion to be confirmed."""
        asking = _told(event, "id"), _told(event, "what")
        return self._list(_current(turns), search, user_of(request), asking=asking)

    def rename(
        self, turns: Turns, search: str, event: gr.EventData, request: gr.Request | None = None
    ) -> str:
        """Rename a conversation and return the list."""
        id, title, owner = _told(event, "id"), _told(event, "title"), user_of(request)
        failure = _tried(lambda: self._kept().rename(id, owner, title))
        return self._list(_current(turns), search, owner, failure)

    def discard(
        self, turns: Turns, search: str, event: gr.EventData, request: gr.Request | None = None
    ) -> Update:
        """Delete a conversation; return (chat, turns, box, reader, list, why it is missing)."""
        id, owner = _told(event, "id"), user_of(request)
        here = id == _current(turns)
        running = here and any(turn.is_running for turn in turns)
        failure = RUNNING if running else _tried(lambda: self._kept().delete(id, owner))
        if failure or not here:
            kept = self._list(_current(turns), search, owner, failure)
            return gr.skip(), gr.skip(), gr.skip(), gr.skip(), kept, gr.skip()
        kept = self._list("", search, owner)
        return gr.update(value=[]), (), READY, "", kept, ""

    def export(
        self, turns: Turns, search: str, event: gr.EventData, request: gr.Request | None = None
    ) -> Any:
        """Return the list with a file to save: nothing of it is written on the server."""
        id, form, owner = _told(event, "id"), _told(event, "form"), user_of(request)
        form = form if form in FORMS else "md"
        file = attempted(lambda: exported(*self._kept().read(id, owner), form))
        if isinstance(file, Failure):
            return self._list(_current(turns), search, owner, file.why)
        return gr.update(download={"name": file.name, "mime": file.mime, "text": file.text})

    def _turns_if_there(self, id: str, owner: Owner) -> Turns | None:
        try:
            return self._turns(id, owner)
        except NoConversation:
            return None

    def _turns(self, id: str, owner: Owner) -> Turns:
        conversation, kept = self._kept().read(id, owner)
        return tuple(shown_again(turn, conversation.id, self._judged) for turn in kept)

    def _list(
        self,
        current: str | None,
        search: str,
        owner: Owner,
        note: str = "",
        asking: tuple[str, str] = ("", ""),
    ) -> str:
        search = str(search or "")
        outcome = attempted(lambda: self._kept().list(owner, search))
        found, note = ([], outcome.why) if isinstance(outcome, Failure) else (outcome, note)
        listed = Listed(found, current, search, asking, note)
        return list_html(listed, datetime.now().astimezone().date())


def _none_kept() -> Conversations:
    raise CitewireError(NONE_KEPT)


def not_restored(request: gr.Request) -> str:
    """Return why the conversation that the address names is missing, where none is kept."""
    return NONE_KEPT if request.query_params.get("c") else ""


def _current(turns: Turns) -> str:
    return turns[0].conversation if turns else ""


def _told(event: gr.EventData, name: str) -> str:
    return told(event).get(name, "")


def _tried(doing: Callable[[], object]) -> str:
    """Return why it failed; empty where it did not."""
    outcome = attempted(doing)
    return outcome.why if isinstance(outcome, Failure) else ""


def wire(demo: gr.Blocks, parts: Parts, talk: Talk, panel: gr.HTML, events: Events) -> list[Any]:
    """Connect the list with the chat, and with what happens in it.

    Returns the events after which another one is open; the first has restored that of the page's
    address.
    """
    past = talk.sidebar.past
    if past is None:
        return [demo.load(not_restored, None, [talk.missing], **UNQUEUED)]
    page, turns, listing, find = ConversationsPage(parts), talk.turns, past.listing, past.find
    restored = demo.load(
        page.restore, None, [talk.chatbot, turns, listing, talk.missing], **UNQUEUED
    )
    for event in (*events.answers, *events.rests):
        event.then(page.listed, [turns, find], [listing], **UNQUEUED)
    find.change(page.listed, [turns, find], [listing], trigger_mode="always_last", **UNQUEUED)
    # A question has been asked, and its conversation has got a name.
    listing.begin(page.listed, [turns, find], [listing], **UNQUEUED)
    whole = [talk.chatbot, turns, talk.box, panel, listing, talk.missing]
    visited = listing.visit(
        page.visit,
        [find],
        whole,
        cancels=events.answers,
        trigger_mode="always_last",
        **UNQUEUED,
    )
    listing.manage(page.manage, [turns, find], [listing], **UNQUEUED)
    listing.rename(page.rename, [turns, find], [listing], **UNQUEUED)
    discarded = listing.discard(page.discard, [turns, find], whole, **UNQUEUED)
    listing.export(page.export, [turns, find], [listing], **UNQUEUED)
    return [restored, visited, discarded]
