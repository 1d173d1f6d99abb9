"""What a run is: an outcome for every sample, and what was asked.

What this module does not know: how an outcome is measured (measuring.py), and how it is shown.
"""

from eval.samples.sample import Sample
from rag.answer import Answer, Record


class Outcome(Record):
    """What came of one sample."""

    sample: Sample
    answer: Answer | None
    """The whole answer with its passages; None when the question failed."""
    error: str | None
    """What the failed question was answered with."""
    failures: tuple[str, ...]
    """Why the sample did not pass, one sentence each; empty for one that did."""
    passed: bool
    values: dict[str, float | None]
    """The metrics of this sample, None where there is nothing to measure."""
    seconds: float
    """Wall-clock seconds of the question."""


class Run(Record):
    """One run over a set of samples."""

    name: str
    """Name of the set."""
    embedding_model: str
    composer: str
    """`extractive`, or the chat model; several, joined by ", ", when a model failed at times."""
    outcomes: tuple[Outcome, ...]
    sample_errors: tuple[str, ...]
    """Errors of the set itself: gold that does not stand in the collection."""
