"""Adding articles: upload, paste, or a web address; progress and what came of each.

What this module does not know: how articles are read and stored.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.events import PRIVATE, UNQUEUED
from ui.library.adding import Sent, added, kinds_line, read_sent
from ui.library.outcome import pages
from ui.library.said import note
from ui.parts import Limits, Parts

IN_VIEW = """
let before = "";
watch("value", () => {
  const came = element.closest("#cw-came"), now = element.textContent.trim();
  const settled = !element.querySelector("progress");
  // While it goes on only its beginning is brought into view: whoever scrolls is left alone.
  if (came && now && (settled || !before)) came.scrollIntoView({ block: "nearest" });
  before = now;
});
"""
"""Brings what came of adding into view: it stands below the form, often below the window."""

STOPPED = "Stopped. What is listed as added is kept."
STAY = "Keep this page open until it is done; what is listed as added is kept in any case."


@dataclass(frozen=True, slots=True)
class AddTab:
    """The components."""

    files: gr.File
    cleaned: gr.Checkbox
    pasted: list[gr.Textbox]
    """Text, title, outlet, date, address: as `Sent` takes them."""
    add_text: gr.Button
    address: gr.Textbox
    add_page: gr.Button
    stop: gr.Button
    line: gr.HTML
    results: gr.HTML


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
        add_text = gr.Button("Add this text", size="md", elem_id="cw-add-text")
    cleaned = gr.Checkbox(True, label="Take menus, banners and forms out of the text")
    gr.HTML(f'<p class="cw-quiet">{STAY}</p>', padding=False)
    with gr.Column(elem_id="cw-came"):
        with gr.Row(elem_id="cw-adding"):
            line = gr.HTML("", js_on_load=IN_VIEW, padding=False)
            stop = gr.Button("Stop", size="md", visible=False)
        results = gr.HTML("", js_on_load=IN_VIEW, padding=False)
    return AddTab(files, cleaned, pasted, add_text, address, add_page, stop, line, results)


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


class AddPage:
    """What happens on the page."""

    def __init__(self, parts: Parts) -> None:
        """Keep the parts; none is loaded yet."""
        self._parts = parts

    def upload(self, files: Any, cleaned: bool) -> Iterator[tuple[Any, ...]]:
        """Add uploaded files and yield (line, results, stop, the field made empty)."""
        for update in self._add(read_sent(files, cleaned=cleaned)):
            yield *update, gr.skip()
        yield gr.skip(), gr.skip(), gr.skip(), None

    def paste(self, *fields: Any) -> Iterator[tuple[Any, ...]]:
        """Add a pasted text."""
        sent = read_sent(None, *fields)
        # An address alone is no text; it has a field of its own.
        yield from self._add(sent if sent.text.strip() else Sent())

    def fetch(self, url: Any, cleaned: bool) -> Iterator[tuple[Any, ...]]:
        """Add the page at an address."""
        yield from self._add(read_sent(url=url, cleaned=cleaned))

    def stop(self) -> tuple[Any, ...]:
        """Return the page after adding was stopped."""
        return note(STOPPED), gr.update(visible=False)

    def _add(self, sent: Sent) -> Iterator[tuple[Any, ...]]:
        for line, results in pages(added(self._parts, sent)):
            yield line, results, gr.update(visible="<progress" in line)


def wire(parts: Parts, tab: AddTab) -> None:
    """Connect the components with what happens."""
    page = AddPage(parts)
    told = [tab.line, tab.results, tab.stop]
    once: dict[str, Any] = {**PRIVATE, "trigger_mode": "once"}
    runs = [
        tab.files.upload(page.upload, [tab.files, tab.cleaned], [*told, tab.files], **once),
        tab.add_text.click(page.paste, [*tab.pasted, tab.cleaned], told, **once),
        gr.on(
            [tab.add_page.click, tab.address.submit],
            page.fetch,
            [tab.address, tab.cleaned],
            told,
            **once,
        ),
    ]
    tab.stop.click(page.stop, None, [tab.line, tab.stop], cancels=runs, **UNQUEUED)
