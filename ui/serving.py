"""Serves the pages on this machine, with everything off that Gradio would tell or fetch.

What this module does not know: what is on the pages.
"""

import logging
import socket
from collections.abc import Callable

import gradio as gr
from starlette.middleware import Middleware

from rag.settings import Settings
from ui.policy import OnlyFromHere
from ui.theme import style, theme
from vectorstore.errors import CitewireError

log = logging.getLogger(__name__)

NO_UPLOADS = "1mb"
"""Gradio's upload address is open on every page, also where nothing can be added."""


def launch(
    demo: gr.Blocks,
    settings: Settings,
    announce: Callable[[str], object] = log.info,
    block: bool = True,
) -> str:
    """Serve the pages at the host and port of the settings and return their address.

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
        max_file_size=NO_UPLOADS if settings.read_only else f"{settings.upload_limit}mb",
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
