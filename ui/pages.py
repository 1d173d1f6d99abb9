"""The Blocks of the pages, which start safely and in our style whoever starts them.

In Gradio 6 style and most limits are given at the start, so that a host that imports `demo` and
calls `demo.launch()` itself would leave them out. What this module does not know: what is on the
pages, and how a host serves that mounts them in an application of its own (docs/HOSTING.md).
"""

from inspect import signature
from typing import Any

import gradio as gr
from starlette.middleware import Middleware

from rag.settings import Settings, read_settings
from ui.policy import OnlyFromHere
from ui.theme import style, theme
from ui.uploads import MOST_FILES, FewFiles

NO_UPLOADS = "1mb"
"""Gradio's upload address is open on every page, also where nothing can be added."""


class Pages(gr.Blocks):
    """Blocks whose `launch()` has the style, the limits and the settings, unless told otherwise."""

    def launch(self, *args: Any, **given: Any) -> Any:
        """Serve the pages, as `gr.Blocks.launch` does."""
        return super().launch(*args, **{**options(read_settings()), **given})

    def validate_inputs(self, block_fn: Any, inputs: list[Any]) -> None:
        """Tell a program that gives too few values which there are; Gradio has a traceback only."""
        if block_fn.api_visibility == "public" and len(inputs) < len(block_fn.inputs):
            raise gr.Error(_too_few(block_fn, len(inputs)), print_exception=False)
        super().validate_inputs(block_fn, inputs)


def _too_few(block_fn: Any, given: int) -> str:
    names = list(signature(block_fn.fn).parameters)
    return (
        f"/{block_fn.api_name} takes {len(names)} values and got {given}. Give all of them in this "
        f"order, null for those you leave out: {', '.join(names)}. Or give them by name: "
        "docs/API.md says how."
    )


def options(settings: Settings) -> dict[str, Any]:
    """Return the arguments of `launch()`, with everything off that Gradio would tell or fetch."""
    return {
        "server_name": settings.host,
        "server_port": settings.port,
        "root_path": settings.root_path,
        "theme": theme(),
        "css": style(),
        "share": False,
        "show_error": False,
        "ssr_mode": False,
        "pwa": False,
        "run_history": False,
        "enable_monitoring": False,
        "max_file_size": NO_UPLOADS if settings.read_only else f"{settings.upload_limit}mb",
        "footer_links": [],
        "app_kwargs": {"middleware": _middleware(settings)},
    }


def _middleware(settings: Settings) -> list[Middleware]:
    return [
        Middleware(OnlyFromHere, embed_in=settings.embed_in),
        Middleware(FewFiles, most=0 if settings.read_only else MOST_FILES),
    ]
