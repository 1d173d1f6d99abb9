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

VERIFYING = (
    "Compares every text, passage and vector with the others and changes nothing. Worth it after"
    " a crash or a full disk, or when the collection was copied here."
)
REINDEXING = (
    "Cleans, cuts and embeds every article anew by the present settings; the old index answers"
    " until it is done. Needed when this page says that the collection was indexed with other"
    " settings, as after a change of the embedding model."
)


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
    said = gr.HTML("", padding=False)
    verify = _upkeep("Verify", VERIFYING, limits)
    reindex = _upkeep("Re-index", REINDEXING, limits)
    return HealthTab(facts, verify, reindex, said)


def _upkeep(name: str, what: str, limits: Limits) -> gr.Button:
    """Lay out a button beside the sentences that say what it does and when one needs it."""
    with gr.Row(visible=not limits.read_only, elem_classes="cw-upkeep"):
        button = gr.Button(name, size="md", scale=0)
        gr.HTML(f'<p class="cw-quiet">{what}</p>', padding=False)
    return button


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
