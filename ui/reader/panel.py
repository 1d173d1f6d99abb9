"""The reader's column: whatever a link names is shown there, beside any of the tabs.

Its script (panel.js) hears every click on a link of ours, wherever it stands, and sends what the
link names as an event; the table LINKS in it says which kind leads to which. What this module does
not know: what a name stands for.
"""

from importlib.resources import files

import gradio as gr


def reader_panel() -> gr.HTML:
    """Return the panel, empty, in the Blocks that are being built."""
    return gr.HTML(
        "",
        js_on_load=files("ui.reader").joinpath("panel.js").read_text(encoding="utf-8"),
        elem_id="cw-panel",
        apply_default_css=False,
    )
