"""Serves the pages on this machine, and says where, or what is in the way.

What this module does not know: what is on the pages.
"""

import logging
import socket
from collections.abc import Callable

import gradio as gr

from rag.settings import Settings
from ui.pages import options
from vectorstore.errors import CitewireError

log = logging.getLogger(__name__)


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
    served = demo.launch(prevent_thread_lock=True, quiet=True, **options(settings))
    url = served[1]
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
