"""The web chat: a conversation on the left, the reader with the quoted passage on the right.

The parts (chain, store) are passed in, so that the page can be tested with fakes and is usable
before they are loaded. What this module does not know: what they are.

Why `gr.Blocks` with a `Chatbot` and a `Textbox`, not `gr.ChatInterface`: the interface disables
its text box while a function runs and an exception leaves it disabled for good, its history
carries displayed HTML, and its endpoint takes the page's own components. Here the box is never
disabled, the history is our own record (`Turn`), and the endpoint for programs is separate.
"""

import logging
import os
import socket
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

# Read when gradio is imported and when a page is built: nothing may leave this machine.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr
from starlette.middleware import Middleware

from rag.settings import Settings
from ui.asking import UNEXPECTED, Chain, asked, chain_input, stopped
from ui.filter_chips import read_removal
from ui.once import Once
from ui.opened import Articles, opened, read_name
from ui.policy import OnlyFromHere
from ui.turn import Turn, asked_again, earlier_questions, messages
from vectorstore.errors import CitewireError

log = logging.getLogger(__name__)

AT_ONCE = 8
"""Questions that are answered at the same time; more wait in line."""

WAITING = 64
"""Questions that may wait in line."""

UPLOAD_LIMIT = "1mb"
"""Gradio's upload address is open on every page; this one has no use for it."""

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

Turns = tuple[Turn, ...]
Update = tuple[Any, ...]


def theme() -> gr.themes.Base:
    """Return the colours and type of the page; the fonts come with the package."""
    return gr.themes.Default(
        primary_hue=gr.themes.colors.teal,
        secondary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.stone,
        radius_size=gr.themes.sizes.radius_md,
        # Gradio 6.31 packs only some letters of the semibold; the bold is whole.
        font=(
            gr.themes.LocalFont("Source Sans Pro", weights=(400, 700)),
            "ui-sans-serif",
            "system-ui",
            "sans-serif",
        ),
    ).set(
        # The default is too pale to be read on white (2.5 to 1).
        body_text_color_subdued="*neutral_500",
        body_text_color_subdued_dark="*neutral_400",
    )


def style() -> str:
    """Return the style sheet."""
    return files("ui").joinpath("style.css").read_text(encoding="utf-8")


def build_demo(page: "Page") -> gr.Blocks:
    """Return the pages; nothing is loaded before the first visit or question."""
    # delete_cache: what somebody uploads to the open upload address is gone within the hour.
    demo = gr.Blocks(
        title="Citewire",
        analytics_enabled=False,
        fill_height=True,
        fill_width=True,
        delete_cache=(3600, 3600),
    )
    with demo:
        chatbot = _lay_out(page)
        # Where a host imports `demo` nobody else does it: the first visit starts the loading.
        demo.load(
            page.welcome,
            None,
            [chatbot],
            queue=False,
            api_visibility="private",
            show_progress="hidden",
        )
        gr.events.api(
            page.ask,
            api_name="ask",
            api_description="Answer a question from the collection, with citations.",
            concurrency_limit=AT_ONCE,
        )
        # Beside it, not in it: who calls `ask` with a bare list must give every parameter.
        gr.events.api(
            page.ask_within,
            api_name="ask_within",
            api_description="The same, with outlets, and with filters that are not to be read.",
            concurrency_limit=AT_ONCE,
        )
    demo.queue(max_size=WAITING, default_concurrency_limit=AT_ONCE)
    return demo


class Page:
    """What happens on the page, as functions of what the browser holds."""

    def __init__(
        self, chain_loader: Callable[[], Chain], store_loader: Callable[[], Articles]
    ) -> None:
        """Keep how the parts are loaded; neither is loaded yet."""
        self._chain = Once(chain_loader)
        self._store = Once(store_loader)

    def load_early(self) -> None:
        """Load both parts in the background."""
        self._store.start()
        self._chain.start()

    def welcome(self) -> Any:
        """Load both parts in the background and offer example questions where there are any."""
        self.load_early()
        try:
            examples = self._store().examples()
        except CitewireError:
            # Said when a question is asked; a page without examples is no error.
            return gr.skip()
        return gr.update(examples=[{"text": example} for example in examples])

    def converse(self, question: str, turns: Turns, event: gr.EventData) -> Iterator[Update]:
        """Yield (messages, turns, text box) while the question is answered."""
        before = tuple(turns)
        removal = read_removal(_data(event).get("id"))
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
        for turn in asked(wanted, history, self._chain, self._count):
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
        return opened(read_name(_data(event).get("id")), turns, self._store)

    def ask(
        self, question: str, history: list[str] | None = None, as_of: str | None = None
    ) -> dict[str, Any]:
        """Answer one question from the collection.

        Parameters:
            question: what to ask, as one would ask a person
            history: earlier questions of the conversation, oldest first
            as_of: the day the question is asked about, as YYYY-MM-DD
        """
        return self.ask_within(question, history, as_of)

    def ask_within(
        self,
        question: str,
        history: list[str] | None = None,
        as_of: str | None = None,
        outlets: list[str] | None = None,
        without: list[str] | None = None,
    ) -> dict[str, Any]:
        """Answer one question, with a say in where is searched.

        Parameters:
            question: what to ask, as one would ask a person
            history: earlier questions of the conversation, oldest first
            as_of: the day the question is asked about, as YYYY-MM-DD
            outlets: only these outlets, whatever the question says
            without: kinds of filters not to read from the question: outlet, date, published
        """
        given = chain_input(question, history or [], as_of, outlets or [], without or [])
        try:
            answer = self._chain().invoke(given)["answer"]
        except CitewireError as error:
            raise gr.Error(str(error), print_exception=False) from error
        # As in the chat: a program that calls this gets a sentence, the log gets the rest.
        except Exception as error:
            log.exception("An answer failed")
            raise gr.Error(UNEXPECTED, print_exception=False) from error
        result: dict[str, Any] = answer.model_dump(mode="json")
        return result

    def _count(self) -> int:
        return self._store().count()


def _data(event: gr.EventData) -> dict[str, Any]:
    """Return what came with an event; anyone can have written it."""
    return event._data if isinstance(event._data, dict) else {}


def _picked_example(event: gr.EventData) -> str | None:
    """Return the text of the example that was clicked, or None when a question was typed."""
    value = _data(event).get("value")
    text = value.get("text") if isinstance(value, dict) else None
    return text if isinstance(text, str) else None


def _lay_out(page: Page) -> gr.Chatbot:
    turns = gr.State(())
    with gr.Row(elem_id="cw-top"):
        gr.HTML('<h1 class="cw-name">Citewire</h1>', padding=False)
        again = gr.Button("New chat", size="sm", scale=0, min_width=96, elem_id="cw-new")
    with gr.Row(elem_id="cw-room", equal_height=True):
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
        with gr.Column(elem_id="cw-reader"):
            panel = gr.HTML(
                "",
                js_on_load=files("ui").joinpath("panel.js").read_text(encoding="utf-8"),
                elem_id="cw-panel",
                apply_default_css=False,
            )
    _wire(page, turns, chatbot, box, panel, again)
    return chatbot


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


def _wire(
    page: Page,
    turns: gr.State,
    chatbot: gr.Chatbot,
    box: gr.Textbox,
    panel: gr.HTML,
    again: gr.Button,
) -> None:
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
        [again.click, chatbot.clear],
        page.start_over,
        None,
        [chatbot, turns, box, panel],
        cancels=[run, rerun],
        queue=False,
        **private,
    )
    panel.cite(page.open, [turns], [panel], queue=False, **private)


def launch(
    demo: gr.Blocks,
    settings: Settings,
    announce: Callable[[str], object] = log.info,
    block: bool = True,
) -> str:
    """Serve the page at the host and port of the settings and return its address.

    `announce` is told the address in a sentence. Raises CitewireError when the port is taken.
    With `block` it returns when it is interrupted.
    """
    _require_free(settings.host, settings.port)
    _, url, _ = demo.launch(
        server_name=settings.host,
        server_port=settings.port,
        theme=theme(),
        css=style(),
        prevent_thread_lock=True,
        quiet=True,
        share=False,
        show_error=False,
        ssr_mode=False,
        run_history=False,
        enable_monitoring=False,
        max_file_size=UPLOAD_LIMIT,
        footer_links=[],
        app_kwargs={"middleware": [Middleware(OnlyFromHere)]},
    )
    announce(f"The chat is open at {url}")
    if block:
        demo.block_thread()
    return str(url)


def _require_free(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CitewireError(
                f"The chat cannot listen on {host}:{port} ({error.strerror}). "
                "Set CITEWIRE_PORT (or CITEWIRE_HOST) to another value."
            ) from error
