"""What happens in the Ask tab: questions asked, stopped, asked again, and articles opened.

What this module does not know: how a question is answered, and what the other tabs do.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from rag.plain_text import with_sources
from ui.answer.why import read_why, why_page
from ui.ask.asking import asked
from ui.ask.kept import Keeper, user_of
from ui.ask.next_turn import edited, next_turn, place_of
from ui.ask.talk import Talk, placeholder
from ui.ask.turn import Turns, messages
from ui.events import PRIVATE, UNQUEUED, Update, event_data, told
from ui.parts import Parts
from ui.plain import HIDDEN
from ui.reader.links import Place, read_link, read_name
from ui.reader.opened import Load, opened, opened_link
from vectorstore.errors import CitewireError

log = logging.getLogger(__name__)

EXAMPLES = (
    "When was the BRICS summit in Kazan?",
    "Which farm products from Kazakhstan did Russia restrict?",
    "Which reasons does Gaziz Abishev give?",
    "How much did sales in Mercer Street fall?",
)
"""Questions that the sample collection answers."""


class ChatPage:
    """What happens in the chat, as functions of what the browser holds."""

    def __init__(self, parts: Parts) -> None:
        """Keep the parts; none is loaded yet."""
        self._parts = parts
        self._keeper = Keeper(parts.conversations)

    def welcome(self, turns: Turns = (), missing: str | None = "") -> Any:
        """Load the parts in the background and offer example questions where there are any.

        `missing` says why the conversation that the address names is not there; None while that is
        not known.
        """
        self._parts.load_early()
        if turns or missing is None:
            return gr.skip()  # An update would draw the conversation anew, under a click.
        try:
            library = self._parts.library()
            examples, empty = library.examples(), not library.count()
        except CitewireError:
            # Said when a question is asked; a page without examples is no error.
            return gr.skip()
        # What fails here was asked by nobody, and must not greet the reader with an error.
        except Exception:
            log.exception("No example questions")
            return gr.skip()
        return gr.update(
            examples=[{"text": example} for example in examples],
            placeholder=placeholder(empty, missing),
        )

    def converse(
        self,
        question: str,
        turns: Turns,
        event: gr.EventData,
        request: gr.Request | None = None,
    ) -> Iterator[Update]:
        """Yield (messages, turns, text box) while the question is answered."""
        link = event_data(event).get("id")
        wanted = next_turn(_picked_example(event) or str(question or ""), tuple(turns), link)
        if wanted is None:
            yield gr.skip(), gr.skip(), gr.skip()
            return
        before, user = tuple(turns), user_of(request)
        new = replace(wanted.turn, can_be_judged=self._parts.feedback is not None)
        # Kept before it is answered: who loads the page again finds the question there.
        wanted = self._keeper.begun(replace(wanted, turn=new), before, user)
        fresh = gr.update(value="", submit_btn=False, stop_btn=True)
        if link:
            # What is being typed stays.
            fresh = gr.update(submit_btn=False, stop_btn=True)
        now = before
        try:
            for turn in asked(wanted.turn, wanted.history, self._parts.chain, self._count):
                now = wanted.page(turn)
                yield messages(now), now, fresh
                # Only the first state empties the box: the next question may be typed meanwhile.
                fresh = gr.skip()
        finally:
            # Also where the reader stops, or closes the page.
            kept = self._keeper.keep(before, now, user)
        noted = (gr.skip(), gr.skip()) if kept == now else (messages(kept), kept)
        yield *noted, gr.update(submit_btn=True, stop_btn=False)

    def stop(self, turns: Turns, request: gr.Request | None = None) -> Update:
        """Return the page after the reader stopped an answer."""
        before = tuple(turn for turn in turns if not turn.is_running)
        now = self._keeper.keep(before, tuple(turns), user_of(request))
        return messages(now), now, gr.update(submit_btn=True, stop_btn=False)

    def start_over(self) -> Update:
        """Return the empty page."""
        return [], (), gr.update(value="", submit_btn=True, stop_btn=False), "", ""

    def edit(self, turns: Turns, event: gr.EventData) -> Update:
        """Return the page with the question that a link names in the box, or with none in it."""
        at = place_of(event_data(event).get("id"), "edit", turns)
        if any(turn.is_running for turn in turns):
            return gr.skip(), gr.skip(), gr.skip()
        now = edited(turns, at)
        return messages(now), now, gr.update(value="" if at is None else turns[at].question)

    def copy(self, turns: Turns, event: gr.EventData) -> str:
        """Return the text of the answer that a link names; empty where it is no longer kept."""
        at = place_of(event_data(event).get("id"), "copy", turns)
        answer = None if at is None else turns[at].answer
        return HIDDEN.sub("", with_sources(answer)) if answer else ""

    def open(self, turns: Turns, event: gr.EventData) -> str:
        """Return the reader's page for the link that was followed."""
        data = event_data(event)
        name, raw = data.get("id"), data.get("view") == "raw"
        explained = read_why(name)
        if explained:
            return why_page(explained, turns)
        of = str(data.get("of") or "")
        return opened(read_name(name), turns, self._articles(of), raw, of)

    def follow(self, turns: Turns, reported: Turns, reviewed: Turns, event: gr.EventData) -> str:
        """Return the same for a link in any tab: its turn says which collection was asked."""
        data, elsewhere = event_data(event), (*reported, *reviewed)
        place = read_name(data.get("id"))
        token = place.turn if isinstance(place, Place) else None
        turn = next((turn for turn in elsewhere if turn.token == token), None)
        if turn is None or self._parts.evaluation is None:
            return self.open(turns, event)
        return opened(place, elsewhere, self._articles(turn.asked_of), data.get("view") == "raw")

    def open_linked(self, turns: Turns, request: gr.Request) -> Any:
        """Return the reader's page for what the address of the page names, if it names anything."""
        return self.linked(request.query_params, turns) or gr.skip()

    def reopen(self, turns: Turns, event: gr.EventData) -> str:
        """Return the reader's page where the browser's Back leads: empty where to none."""
        return self.linked(told(event), turns)

    def linked(self, query: Mapping[str, str], turns: Turns) -> str:
        """Return the reader's page for what an address names; empty where it names nothing."""
        explained = read_why(query.get("open"))
        if explained:
            return why_page(explained, turns)
        link = read_link(query)
        return opened_link(link, turns, self._articles(link.of)) if link else ""

    def _articles(self, of: str) -> Load:
        """Return the collection that the set of this name is asked of; the user's own by default.

        The name can come from the browser: it is only looked up.
        """
        workplace = self._parts.evaluation
        return (lambda: workplace().store(of)) if of and workplace else self._parts.library

    def _count(self) -> int:
        return self._parts.library().count()


def _picked_example(event: gr.EventData) -> str | None:
    """Return the text of the example that was clicked, or None when a question was typed."""
    value = event_data(event).get("value")
    text = value.get("text") if isinstance(value, dict) else None
    return text if isinstance(text, str) else None


@dataclass(frozen=True, slots=True)
class Events:
    """What happens in the tab, for others to follow."""

    answers: list[Any]
    """An answer is being given."""

    rests: list[Any]
    """An answer was stopped, or the page emptied."""


def wire(parts: Parts, talk: Talk, panel: gr.HTML, elsewhere: Sequence[gr.State]) -> Events:
    """Connect the components with what happens, and with the reader.

    `elsewhere` holds the turns whose answers other tabs show: of a report, and of a sample.
    """
    page, turns, chatbot, box = ChatPage(parts), talk.turns, talk.chatbot, talk.box
    # One event for typing and for examples: a second question waits until the first is done.
    run = gr.on(
        [box.submit, chatbot.example_select],
        page.converse,
        [box, turns],
        [chatbot, turns, box],
        trigger_mode="once",
        **PRIVATE,
    )
    # An event of the panel's own cannot stand among the others.
    rerun = panel.refine(
        page.converse, [box, turns], [chatbot, turns, box], trigger_mode="once", **PRIVATE
    )
    # Also reached when the queue is full or the connection to a worker fails.
    stopped_page = [turns], [chatbot, turns, box]
    for asking in (run, rerun):
        asking.failure(page.stop, *stopped_page, **UNQUEUED)
    stop = box.stop(page.stop, *stopped_page, cancels=[run, rerun], **UNQUEUED)
    empty = gr.on(
        [talk.sidebar.again.click, chatbot.clear],
        page.start_over,
        None,
        [chatbot, turns, box, panel, talk.missing],
        cancels=[run, rerun],
        **UNQUEUED,
    )
    panel.edit(page.edit, [turns], [chatbot, turns, box], **UNQUEUED)
    panel.copy(page.copy, [turns], [talk.note], **UNQUEUED)
    panel.cite(page.follow, [turns, *elsewhere], [panel], **UNQUEUED)
    panel.reopen(page.reopen, [turns], [panel], trigger_mode="always_last", **UNQUEUED)
    return Events([run, rerun], [stop, empty])


def begin(
    opened: Sequence[Any], tab: gr.Tab, parts: Parts, talk: Talk, panel: gr.HTML, events: Events
) -> None:
    """Open what the page's address names, and welcome where there is no conversation.

    After each of `opened` another one is on the page; the first has restored that of the address.
    """
    page = ChatPage(parts)
    opened[0].then(page.open_linked, [talk.turns], [panel], **UNQUEUED)
    given = [talk.turns, talk.missing]
    # Where a host imports `demo` nobody else does it: the first visit starts the loading.
    for event in (*opened, *events.rests):
        event.then(page.welcome, given, [talk.chatbot], **UNQUEUED)
    # When somebody comes back to the tab there may be articles now, or none any more.
    tab.select(page.welcome, given, [talk.chatbot], **PRIVATE)
