"""The health of the collection: the facts, and the buttons that verify and index anew.

What this module does not know: what is checked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ui.events import PRIVATE
from ui.library.condition import Condition
from ui.library.said import safely
from ui.parts import Limits, Parts


@dataclass(frozen=True, slots=True)
class HealthTab:
    """The components."""

    facts: gr.HTML
    verify: gr.Button
    reindex: gr.Button
    said: gr.HTML


def lay_out(limits: Limits) -> HealthTab:
    """Lay it out in the Blocks that are being built."""
    facts = gr.HTML("", padding=False)
    with gr.Row(visible=not limits.read_only, elem_id="cw-upkeep"):
        verify = gr.Button("Verify", size="sm")
        reindex = gr.Button("Re-index", size="sm")
    said = gr.HTML("", padding=False)
    return HealthTab(facts, verify, reindex, said)


class HealthPage:
    """What happens on the page."""

    def __init__(self, parts: Parts) -> None:
        """Keep the parts; none is loaded yet."""
        self._condition = Condition(parts)

    def show(self) -> Iterator[str]:
        """Yield the facts."""
        yield from safely(self._condition.show())

    def verify(self) -> Iterator[str]:
        """Verify, and yield what comes of it."""
        yield from safely(self._condition.verify())

    def reindex(self) -> Iterator[str]:
        """Index anew, and yield how far it is."""
        yield from safely(self._condition.reindex())


def wire(parts: Parts, tab: HealthTab, select: Any) -> None:
    """Connect the components with what happens; `select` is the event that shows the page."""
    page = HealthPage(parts)
    select(page.show, None, [tab.facts], **PRIVATE)
    for button, act in ((tab.verify, page.verify), (tab.reindex, page.reindex)):
        done = button.click(act, None, [tab.said], trigger_mode="once", **PRIVATE)
        done.then(page.show, None, [tab.facts], **PRIVATE)
