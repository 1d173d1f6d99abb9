"""What came of asking the questions of RealTimeQA, one by one and all together.

What this module does not know: how a figure is measured.
"""

from eval.benchmarks.realtimeqa.risk import Risk
from eval.metrics import Estimate
from eval.runs.collection import Ingest
from rag.answer import Record


class Asked(Record):
    """What came of asking one question once."""

    id: str
    question: str
    as_of: str | None
    """`YYYY-MM-DD`: the day it was asked about; None where none was given."""
    gold: str
    status: str | None
    """None when the question failed."""
    error: str | None
    confidence: float | None
    """Estimated probability that the articles answer it; None: not estimated, or failed."""
    text: str
    seconds: float
    composer: str | None
    """`extractive`, or the model; None when the question failed."""

    @property
    def week(self) -> str:
        """The day of the quiz: what the question shares its articles with."""
        return self.id[:8]


class Result(Asked):
    """What came of a question of the benchmark."""

    answerable: bool
    short_answer: str | None
    rank: int | None
    """Place of the first passage that holds the gold answer, counted from 1."""
    values: dict[str, float | None]
    """The figures of this question, None where one is not defined for it."""


class Benchmark(Record):
    """The whole result."""

    embedding_model: str
    composer: str
    ingest: Ingest
    questions: int
    answerable: int
    failed: int
    """Questions that ended in an error; the others are not among them."""
    figures: dict[str, Estimate | None]
    seconds_p50: float | None
    seconds_p95: float | None
    risk: Risk
    results: tuple[Result, ...]
    others: tuple[Asked, ...]
    """Questions of another time, each once as of its own day and once without one."""
