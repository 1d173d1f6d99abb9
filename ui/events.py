"""What the events of all tabs have in common: how they are connected, and what came with one.

What this module does not know: which events there are.
"""

from typing import Any

import gradio as gr

PRIVATE: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
"""An event of the page alone: no program can call it, and nothing flashes while it is handled."""

UNQUEUED: dict[str, Any] = {**PRIVATE, "queue": False}
"""The same for what is quick: it does not wait in line behind answers."""

Update = tuple[Any, ...]
"""What an event writes: a value for each of its components, in their order."""


def told(event: gr.EventData) -> dict[str, str]:
    """Return the texts among what came with an event."""
    return {key: value for key, value in event_data(event).items() if isinstance(value, str)}


def event_data(event: gr.EventData) -> dict[str, Any]:
    """Return what came with an event; anyone can have written it."""
    return event._data if isinstance(event._data, dict) else {}
