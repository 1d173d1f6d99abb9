"""The one visual language of the pages: Gradio's theme with our colours, and the style sheets.

What this module does not know: what is on a page.
"""

import os
from importlib.resources import files

# Read when gradio is imported and when a page is built: nothing may leave this machine.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"

import gradio as gr

SHEETS = (
    "frame",
    "chat",
    "conversations",
    "answer",
    "reader",
    "raw",
    "why",
    "library",
    "evaluation",
)
"""The style sheets in `ui/style/`, in the order the browser reads them."""


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
        # The defaults are too pale to be read: 2.5 to 1 on white; of the theme's own tones the
        # next one is too pale on a card, and the one after it no longer quiet.
        body_text_color_subdued="#6b645e",
        body_text_color_subdued_dark="*neutral_400",
        input_placeholder_color="#6b645e",
        input_placeholder_color_dark="*neutral_400",
        # The accent is the colour of text too, of the tab that is open: 2.5 to 1 on white. It has
        # no tone of its own for the dark, so it is that of links, which has.
        link_text_color="*primary_700",
        color_accent="*link_text_color",
        # White on the default tones is 2.5 to 1.
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_700",
        button_primary_background_fill_hover_dark="*primary_800",
    )


def style() -> str:
    """Return the style sheets as one."""
    folder = files("ui").joinpath("style")
    return "\n".join(folder.joinpath(f"{name}.css").read_text("utf-8") for name in SHEETS)
