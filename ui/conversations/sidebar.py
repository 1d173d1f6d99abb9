"""What stands beside the chat: a new one, the search, the list of conversations.

Why not `gr.Sidebar`: it is fixed to the window, above the tabs and on all of them, pads the page
as it opens, and cannot become a drawer because an article was opened. What this module does not
know: what happens when something is pressed.
"""

from dataclasses import dataclass
from importlib.resources import files

import gradio as gr

from ui.events import UNQUEUED

NOT_KEPT = (
    '<p class="cw-quiet">Conversations are not kept on this server: this one ends with the page.'
    "</p>"
)

EMPTIED = "() => { document.querySelector('#cw-find :is(input, textarea)').focus(); return ''; }"
"""Empties the search and goes back to it: the button is gone then."""


@dataclass(frozen=True, slots=True)
class Sidebar:
    """The components beside the chat."""

    again: gr.Button
    """Starts a new conversation."""

    past: "Past | None"
    """None where conversations are not kept."""


@dataclass(frozen=True, slots=True)
class Past:
    """The conversations that were had."""

    find: gr.Textbox
    listing: gr.HTML
    """The list; sends what is done with a conversation as events, and saves what it is given to
    `download`."""


def sidebar(kept: bool) -> Sidebar:
    """Lay the components out in the Blocks that are being built."""
    with gr.Row(elem_id="cw-side-bar"):
        if kept:
            # Shown where the list is a drawer; conversations.js opens it.
            gr.Button("Conversations", size="sm", elem_id="cw-drawer")
        again = gr.Button("New chat", size="sm", elem_id="cw-new")
    if not kept:
        gr.HTML(NOT_KEPT, padding=False, elem_id="cw-not-kept", apply_default_css=False)
    return Sidebar(again, _past() if kept else None)


def _past() -> Past:
    with gr.Column(elem_id="cw-past"):
        find = _search()
        listing = gr.HTML(
            "",
            js_on_load=files("ui.conversations")
            .joinpath("conversations.js")
            .read_text(encoding="utf-8"),
            elem_id="cw-list",
            apply_default_css=False,
            download=None,
        )
    return Past(find, listing)


def _search() -> gr.Textbox:
    """Lay out the search, with a button in it that empties it while something stands there."""
    with gr.Row(elem_id="cw-finding"):
        find = gr.Textbox(
            placeholder="Search conversations",
            label="Search conversations",
            show_label=False,
            container=False,
            lines=1,
            max_lines=1,
            max_length=200,
            elem_id="cw-find",
        )
        clear = gr.Button("Clear the search", size="sm", elem_id="cw-find-clear")
    clear.click(None, None, [find], js=EMPTIED, **UNQUEUED)
    return find
