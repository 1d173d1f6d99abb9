"""Adding articles: upload, paste, or a web address; progress and what came of each.

What this module does not know: how articles are read and stored.
"""

from dataclasses import dataclass
from importlib import resources
from typing import Any

import gradio as gr

from ui.events import PRIVATE, UNQUEUED, Update
from ui.guarded import guarded
from ui.library.adding import Sent, kinds_line, read_sent
from ui.library.additions import Additions, Busy
from ui.library.outcome import line_html, results_html
from ui.library.said import problem
from ui.parts import Limits, Parts
from vectorstore.errors import UsageError

STAY = (
    "Adding goes on when this page is closed; what came of it stands here when you come back. "
    "What is listed as added is kept in any case."
)
NO_TEXT = "There is no text to add yet: paste one into the field above."
SECONDS = 0.5
"""Between two looks at an addition under way."""


@dataclass(frozen=True, slots=True)
class AddTab:
    """The components."""

    files: gr.File
    cleaned: gr.Checkbox
    pasted: list[gr.Textbox]
    """Text, title, outlet, date, address: as `Sent` takes them."""
    add_text: gr.Button
    pasted_line: gr.HTML
    """Why the text is not taken, above its button: the form is taller than the window."""
    address: gr.Textbox
    add_page: gr.Button
    stop: gr.Button
    line: gr.HTML
    results: gr.HTML
    timer: gr.Timer


def lay_out(limits: Limits) -> AddTab:
    """Lay it out in the Blocks that are being built."""
    files = gr.File(
        label="Files", file_count="multiple", height=150, elem_id="cw-upload", type="filepath"
    )
    gr.HTML(f'<p class="cw-quiet">{kinds_line(limits)}</p>', padding=False)
    with gr.Row(elem_id="cw-address"):
        address = gr.Textbox(label="Web address", placeholder="https://…", max_length=2000, scale=4)
        add_page = gr.Button("Add this page", size="md", scale=0, min_width=130)
    with gr.Accordion("Paste a text", open=False, elem_id="cw-paste"):
        pasted = _pasted()
        pasted_line = gr.HTML("", padding=False)
        add_text = gr.Button("Add this text", size="md", elem_id="cw-add-text")
    cleaned = gr.Checkbox(True, label="Take menus, banners and forms out of the text")
    gr.HTML(f'<p class="cw-quiet">{STAY}</p>', padding=False)
    with gr.Column(elem_id="cw-came"):
        with gr.Row(elem_id="cw-adding"):
            line = gr.HTML("", js_on_load=_script(), padding=False)
            stop = gr.Button("Stop", size="md", visible=False)
        results = gr.HTML("", js_on_load=_script(), padding=False)
    timer = gr.Timer(SECONDS, active=False)
    by_text = pasted, add_text, pasted_line
    return AddTab(files, cleaned, *by_text, address, add_page, stop, line, results, timer)


def _script() -> str:
    return resources.files("ui.library").joinpath("add.js").read_text(encoding="utf-8")


def _pasted() -> list[gr.Textbox]:
    text = gr.Textbox(label="Text", lines=8, max_lines=20, placeholder="The article's text")
    with gr.Row():
        named = [
            gr.Textbox(label=label, placeholder=hint, max_length=most, min_width=140)
            for label, hint, most in (
                ("Title", "if it is known", 300),
                ("Outlet", "if it is known", 300),
                ("Published", "2024-10-22", 40),
                ("Address", "https://…", 2000),
            )
        ]
    return [text, *named]


def _refused(reason: str) -> Update:
    return problem(reason), gr.skip(), gr.skip(), gr.skip()


class AddPage:
    """What happens on the page; each function returns (line, results, stop button, timer)."""

    def __init__(self, parts: Parts) -> None:
        """Keep the parts; none is loaded yet."""
        self._additions = Additions(parts)

    @guarded(lambda reason: (*_refused(reason), None))
    def upload(self, files: Any, cleaned: bool) -> Update:
        """Begin to add uploaded files, and return the field made empty too."""
        return *self._begin(read_sent(files, cleaned=cleaned)), None

    @guarded(lambda reason: (*[gr.skip()] * 4, problem(reason)))
    def paste(self, *fields: Any) -> Update:
        """Begin to add a pasted text, and return what stands above its button too."""
        sent = read_sent(None, *fields)
        # An address alone is no text; it has a field of its own.
        if not sent.text.strip():
            raise UsageError(NO_TEXT)
        return *self._begin(sent), ""

    @guarded(_refused)
    def fetch(self, url: Any, cleaned: bool) -> Update:
        """Begin to add the page at an address."""
        return self._begin(read_sent(url=url, cleaned=cleaned))

    @guarded(_refused)
    def stop(self) -> Update:
        """Stop adding."""
        self._additions.stop()
        return self.look()

    @guarded(_refused)
    def look(self) -> Update:
        """Return how far adding is, or what came of the last addition."""
        now = self._additions.now()
        running = now.progress.is_running
        stop = gr.update(visible=running, interactive=now.progress.state == "running")
        return line_html(now), results_html(now.state.results), stop, gr.Timer(active=running)

    def _begin(self, sent: Sent) -> Update:
        try:
            self._additions.begin(sent)
        except Busy as error:
            # Beside the line: that goes on telling how far the other addition is.
            gr.Warning(str(error))
        return self.look()


def wire(parts: Parts, tab: AddTab, selects: list[Any]) -> None:
    """Connect the components with what happens; `selects` are the events that show the page."""
    page = AddPage(parts)
    told = [tab.line, tab.results, tab.stop, tab.timer]
    once: dict[str, Any] = {**PRIVATE, "trigger_mode": "once"}
    # Not once: files that are dropped while others arrive must not be lost without a word.
    tab.files.upload(page.upload, [tab.files, tab.cleaned], [*told, tab.files], **PRIVATE)
    by_text = [*tab.pasted, tab.cleaned], [*told, tab.pasted_line]
    tab.add_text.click(page.paste, *by_text, **once)
    by_address = [tab.add_page.click, tab.address.submit]
    gr.on(by_address, page.fetch, [tab.address, tab.cleaned], told, **once)
    tab.stop.click(page.stop, None, told, **UNQUEUED)
    tab.timer.tick(page.look, None, told, **UNQUEUED)
    gr.on(selects, page.look, None, told, **UNQUEUED)
