"""The pages put together: the tabs on the left, and the reader they share on the right.

Each tab lays itself out, and is wired when the reader is there; the script of the name (address.js)
keeps the address of the page in step with them. What this module does not know: what happens in a
tab.
"""

from importlib.resources import files

import gradio as gr

from ui.ask import chat, talk
from ui.ask import feedback as thumbs
from ui.conversations import page as conversations
from ui.endpoints import offer
from ui.evaluation import tab as evaluation
from ui.library import tab as library
from ui.pages import Pages
from ui.parts import Parts
from ui.reader.panel import reader_panel

AT_ONCE = 8
"""Questions that are answered at the same time; more wait in line."""

WAITING = 64
"""Questions that may wait in line."""


def build_demo(parts: Parts) -> gr.Blocks:
    """Return the pages; nothing is loaded before the first visit or question."""
    # delete_cache: what somebody uploads to the open upload address is gone within the hour.
    demo = Pages(
        title="Citewire",
        analytics_enabled=False,
        fill_height=True,
        fill_width=True,
        delete_cache=(3600, 3600),
    )
    with demo:
        with gr.Row(elem_id="cw-room", equal_height=True):
            with gr.Column(elem_id="cw-main"):
                gr.HTML(
                    '<h1 class="cw-name">Citewire</h1>',
                    js_on_load=files("ui").joinpath("address.js").read_text(encoding="utf-8"),
                    padding=False,
                    elem_id="cw-brand",
                )
                with gr.Tabs(elem_id="cw-tabs") as tabs:
                    with gr.Tab("Ask", id="ask") as ask_tab:
                        ask = talk.lay_out(parts)
                    with gr.Tab("Library", id="library") as library_tab:
                        shelf = library.lay_out(parts.limits)
                    measured = evaluation.lay_out() if parts.evaluation else None
            with gr.Column(elem_id="cw-reader"):
                panel = reader_panel()
        # The turns whose answers the evaluation shows, so that the reader finds their articles.
        reported, reviewed = gr.State(()), gr.State(())
        events = chat.wire(parts, ask, panel, [reported, reviewed])
        opened = conversations.wire(demo, parts, ask, panel, events)
        chat.begin(opened, ask_tab, parts, ask, panel, events)
        thumbs.wire(parts, ask.form, ask.turns, panel, ask.sidebar.again, opened)
        library.wire(parts, shelf, library_tab, tabs, panel)
        if measured:
            evaluation.wire(demo, parts, measured, reported, reviewed)
            evaluation.lead_to(parts, measured, tabs, ask.form, reviewed)
        offer(parts, AT_ONCE)
    demo.queue(max_size=WAITING, default_concurrency_limit=AT_ONCE)
    return demo
