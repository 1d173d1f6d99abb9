"""For a question that a figure answers, a sentence that has one comes first, if one is close.

What this module does not know: whether the figure is the one that was asked for.
"""

from collections.abc import Sequence
from dataclasses import replace

from rag.evidence import Evidence
from rag.fitting.figures import asked_figure, has_figure

MARGIN = 0.3
"""How far its score may lie below the best one's; less than what is told besides it may."""


def with_figure_first(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence, led by the best sentence with a figure of the kind asked for."""
    figure = asked_figure(question)
    found = list(evidence)
    if figure is None or not found:
        return found
    close = (e for e in found if e.score >= found[0].score - MARGIN)
    best = next((e for e in close if e.fits and has_figure(e.text, figure, question)), None)
    if best is None or best is found[0]:
        return found
    led = replace(best, score=found[0].score + 0.01)
    return [led, *(e for e in found if e is not best)]
