"""The chat: the conversation, and the box to ask in.

What this module does not know: how a question is answered, and what the other tabs do.

Why a `Chatbot` and a `Textbox`, not `gr.ChatInterface`: the interface disables its text box
while a function runs and an exception leaves it disabled for good, its history carries displayed
HTML, and its endpoint takes the page's own components. Here the box is never disabled, the
history is our own record (`Turn`), and the endpoint for programs is separate.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.asking import asked, stopped
from ui.filter_chips import read_removal
from ui.opened import opened, read_name
from ui.panel import event_data
from ui.parts import Parts
from ui.turn import Turn, asked_again, earlier_questions, messages
from ui.why import read_why, why_page
from vectorstore.errors import CitewireError

EXAMPLES = (
    "When was the BRICS summit in Kazan?",
    "Which farm products from Kazakhstan did Russia restrict?",
    "Which reasons does Gaziz Abishev give?",
    "How much did sales in Mercer Street fall?",
)
"""Questions that the sample collection answers."""

PLACEHOLDER = (
    '<div class="cw-welcome"><h2>Ask your articles</h2>'
    "<p>Every sentence of the answer is cited. Open a number to read it in its article.</p></div>"
)

NOTHING_TO_ASK = (
    '<div class="cw-welcome"><h2>Ask your articles</h2><p>There are no articles yet. '
    '<a href="#library-add">Add some to the library</a>, then ask what they report.</p></div>'
)

Turns = tuple[Turn, ...]
Update = tuple[Any, ...]


class ChatPage:
    """What happens in the chat, as functions of what the browser holds."""

    def __init__(self, parts: Parts) -> None:
        """Keep the parts; none is loaded yet."""
        self._parts = parts

    def welcome(self) -> Any:
        """Load the parts in the background and offer example questions where there are any."""
        self._parts.load_early()
        try:
            library = self._parts.library()
            examples, empty = library.examples(), not library.count()
        except CitewireError:
            # Said when a question is asked; a page without examples is no error.
            return gr.skip()
        return gr.update(
            examples=[{"text": example} for example in examples],
            placeholder=NOTHING_TO_ASK if empty else PLACEHOLDER,
        )

    def converse(self, question: str, turns: Turns, event: gr.EventData) -> Iterator[Update]:
        """Yield (messages, turns, text box) while the question is answered."""
        before = tuple(turns)
        removal = read_removal(event_data(event).get("id"))
        again = asked_again(removal, before)
        # One at a time; the events that lead here do not know of each other.
        if (removal and again is None) or (before and before[-1].is_running):
            yield gr.skip(), gr.skip(), gr.skip()
            return
        typed = Turn(_picked_example(event) or str(question or "")), before
        wanted, earlier = again or typed
        fresh = gr.update(value="", submit_btn=False, stop_btn=True)
        if again:
            # What is being typed stays.
            fresh = gr.update(submit_btn=False, stop_btn=True)
        history = earlier_questions(earlier)
        for turn in asked(wanted, history, self._parts.chain, self._count):
            now = (*before, turn)
            yield messages(now), now, fresh
            # Only the first state empties the box: the next question may be typed meanwhile.
            fresh = gr.skip()
        yield gr.skip(), gr.skip(), gr.update(submit_btn=True, stop_btn=False)

    def stop(self, turns: Turns) -> Update:
        """Return the page after the reader stopped an answer."""
        now = (*turns[:-1], stopped(turns[-1])) if turns else ()
        return messages(now), now, gr.update(submit_btn=True, stop_btn=False)

    def start_over(self) -> Update:
        """Return the empty page."""
        return [], (), gr.update(value="", submit_btn=True, stop_btn=False), ""

    def open(self, turns: Turns, event: gr.EventData) -> str:
        """Return the reader's page for the link that was followed."""
        name = event_data(event).get("id")
        explained = read_why(name)
        if explained:
            return why_page(explained, turns)
        return opened(read_name(name), turns, self._parts.library)

    def _count(self) -> int:
        return self._parts.library().count()


def _picked_example(event: gr.EventData) -> str | None:
    """Return the text of the example that was clicked, or None when a question was typed."""
    value = event_data(event).get("value")
    text = value.get("text") if isinstance(value, dict) else None
    return text if isinstance(text, str) else None


@dataclass(frozen=True, slots=True)
class Talk:
    """The components of the tab."""

    turns: gr.State
    """The turns of the conversation."""

    chatbot: gr.Chatbot
    box: gr.Textbox
    again: gr.Button
    """Starts a new conversation."""


def lay_out() -> Talk:
    """Lay the tab out in the Blocks that are being built."""
    turns = gr.State(())
    with gr.Row(elem_id="cw-ask-room"):
        with gr.Column(elem_id="cw-side"):
            again = gr.Button("New chat", size="sm", elem_id="cw-new")
        with gr.Column(elem_id="cw-talk"):
            chatbot = _chatbot()
            box = gr.Textbox(
                placeholder="Ask a question about the articles",
                label="Question",
                show_label=False,
                container=False,
                lines=1,
                max_lines=6,
                autofocus=True,
                submit_btn=True,
                elem_id="cw-ask",
            )
    return Talk(turns, chatbot, box, again)


def _chatbot() -> gr.Chatbot:
    # Messages are HTML escaped by ui.render, so Markdown and LaTeX stay off; the sanitiser
    # stays on as a second lock. The default buttons would copy HTML and share to a web site.
    return gr.Chatbot(
        elem_id="cw-chat",
        label="Conversation",
        show_label=False,
        container=False,
        height="100%",
        layout="bubble",
        buttons=[],
        render_markdown=False,
        sanitize_html=True,
        allow_tags=False,
        latex_delimiters=[],
        feedback_options=None,
        placeholder=PLACEHOLDER,
    )


def wire(demo: gr.Blocks, parts: Parts, talk: Talk, panel: gr.HTML) -> None:
    """Connect the components with what happens, and with the reader."""
    page, turns, chatbot, box = ChatPage(parts), talk.turns, talk.chatbot, talk.box
    private: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
    # One event for typing and for examples: a second question waits until the first is done.
    run = gr.on(
        [box.submit, chatbot.example_select],
        page.converse,
        [box, turns],
        [chatbot, turns, box],
        trigger_mode="once",
        **private,
    )
    # An event of the panel's own cannot stand among the others.
    rerun = panel.refine(
        page.converse, [box, turns], [chatbot, turns, box], trigger_mode="once", **private
    )
    # Also reached when the queue is full or the connection to a worker fails.
    stopped_page = [turns], [chatbot, turns, box]
    for asking in (run, rerun):
        asking.failure(page.stop, *stopped_page, queue=False, **private)
    box.stop(page.stop, *stopped_page, cancels=[run, rerun], queue=False, **private)
    gr.on(
        [talk.again.click, chatbot.clear],
        page.start_over,
        None,
        [chatbot, turns, box, panel],
        cancels=[run, rerun],
        queue=False,
        **private,
    )
    panel.cite(page.open, [turns], [panel], queue=False, **private)
    # Where a host imports `demo` nobody else does it: the first visit starts the loading.
    demo.load(page.welcome, None, [chatbot], queue=False, **private)
