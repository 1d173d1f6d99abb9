"""What the Ask tab is made of: the conversation, the box below it, the list beside it.

What this module does not know: what happens when something is pressed; chat.py does.

Why a `Chatbot` and a `Textbox`, not `gr.ChatInterface`: the interface disables its text box
while a function runs and an exception leaves it disabled for good, its history carries displayed
HTML, and its endpoint takes the page's own components. Here the box is never disabled, the
history is our own record (`Turn`), and the endpoint for programs is separate.
"""

from dataclasses import dataclass
from importlib.resources import files

import gradio as gr

from ui.ask import feedback
from ui.ask.feedback import FeedbackForm
from ui.conversations.sidebar import Sidebar, sidebar
from ui.parts import Parts
from ui.plain import shown

ASK = "Ask your articles"
HOW = "Every sentence of the answer is cited. Open a number to read it in its article."
NOTHING_TO_ASK = (
    'There are no articles yet. <a href="#library-add">Add some to the library</a>, '
    "then ask what they report."
)
NOT_HERE = "This conversation is not here"


def placeholder(empty: bool = False, missing: str = "") -> str:
    """Return what stands where there is no conversation: why, and what can be done.

    `empty`: there are no articles. `missing` says why the conversation is not there that the
    page's address names.
    """
    heading = NOT_HERE if missing else ASK
    told = NOTHING_TO_ASK if empty else "Ask to start a new one." if missing else HOW
    why = f"{shown(missing)} " if missing else ""
    return f'<div class="cw-welcome"><h2>{heading}</h2><p>{why}{told}</p></div>'


@dataclass(frozen=True, slots=True)
class Talk:
    """The components of the tab."""

    turns: gr.State
    """The turns of the conversation."""

    chatbot: gr.Chatbot
    box: gr.Textbox
    note: gr.HTML
    """Below the box: what the keys do now. Its value is the text to put on the clipboard."""

    sidebar: Sidebar
    form: FeedbackForm
    missing: gr.State
    """Why the conversation is not there that the page's address names; empty: it is, or none is;
    None until it has been looked for."""


def lay_out(parts: Parts) -> Talk:
    """Lay the tab out in the Blocks that are being built."""
    turns, missing = gr.State(()), gr.State(None)
    with gr.Row(elem_id="cw-ask-room"):
        with gr.Column(elem_id="cw-side"):
            beside = sidebar(parts.conversations is not None)
        with gr.Column(elem_id="cw-talk"):
            chatbot = _chatbot()
            form = feedback.lay_out(can_make_samples=parts.evaluation is not None)
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
            note = gr.HTML(
                "",
                html_template=files("ui.ask").joinpath("ask.html").read_text(encoding="utf-8"),
                js_on_load=files("ui.ask").joinpath("ask.js").read_text(encoding="utf-8"),
                elem_id="cw-note",
                padding=False,
                apply_default_css=False,
            )
    return Talk(turns, chatbot, box, note, beside, form, missing)


def _chatbot() -> gr.Chatbot:
    # Messages are HTML escaped by ui.answer.render, so Markdown and LaTeX stay off; the sanitiser
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
        placeholder=placeholder(),
        autoscroll=False,  # ask.js shows where an answer begins
    )
