"""Asks the questions of every variant, and holds what comes back against everything.

What this module does not know: how a part is switched off, and how the result is shown.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from eval.benchmarks.ablation.ways import VARIANTS, Parts, Variant
from eval.benchmarks.realtimeqa.asking import measure as ask_all
from eval.benchmarks.realtimeqa.figures import WORDS
from eval.benchmarks.realtimeqa.questions import Question, read_some
from eval.benchmarks.realtimeqa.records import Result
from eval.metrics import Estimate, paired_difference
from eval.runs.collection import Ingest
from rag.answer import Record
from vectorstore.errors import UsageError

COLUMNS = {
    "answer_recall@1": "answer recall@1",
    "answer_recall@5": "@5",
    "answer_recall@10": "@10",
    "mrr@10": "MRR@10",
    "answer_in_text": f"within {WORDS} words",
    "answer_in_short": "short answer",
    "refused": "declined",
}
"""The figures of the table, all over the same questions, and their headings."""


class Row(Record):
    """What came of one variant."""

    name: str
    off: str
    figures: dict[str, Estimate | None]
    """By the names in COLUMNS."""
    differences: dict[str, Estimate | None]
    """Of these figures to those of everything; empty for everything itself."""
    seconds_p50: float | None
    failed: int
    """Questions that ended in an error; they found and told nothing, and were not declined."""
    results: tuple[Result, ...]
    """Their `as_of` is the day of the question, also where the chain was not told it."""


class Ablation(Record):
    """The whole result."""

    embedding_model: str
    reader: str
    ingest: Ingest
    questions: int
    rows: tuple[Row, ...]
    """Everything first."""


def read_answerable(path: Path, limit: int | None) -> list[Question]:
    """Read the first `limit` questions whose answer is in the articles; UsageError if none is."""
    found = [question for question in read_some(path, None) if question.answer_in_articles]
    if not found:
        raise UsageError(f"{path} holds no question with `answer_in_articles`.")
    return found[:limit]


def measure(
    questions: Sequence[Question],
    parts: Parts,
    ingest: Ingest,
    progress: Callable[[int, int], None] | None = None,
    *,
    reader_name: str = "",
    variants: Sequence[Variant] | None = None,
) -> Ablation:
    """Ask every question in every one of VARIANTS, or of `variants`, of which the first is whole.

    `progress` is told (done, of how many).
    """
    rows: list[Row] = []
    variants = variants or VARIANTS
    for variant in variants:
        step = _shifted(progress, len(rows) * len(questions), len(variants) * len(questions))
        asked = ask_all(questions, variant.build(parts), ingest, step)
        row = Row(
            name=variant.name,
            off=variant.off,
            figures={figure: asked.figures[figure] for figure in COLUMNS},
            differences=_differences(asked.results, rows[0].results) if rows else {},
            seconds_p50=asked.seconds_p50,
            failed=asked.failed,
            results=asked.results,
        )
        rows.append(row)
    return Ablation(
        embedding_model=parts.store.model,
        reader=reader_name,
        ingest=ingest,
        questions=len(questions),
        rows=tuple(rows),
    )


def _shifted(
    progress: Callable[[int, int], None] | None, before: int, total: int
) -> Callable[[int, int], None] | None:
    """Return what tells the progress of one variant as that of all."""
    if progress is None:
        return None
    return lambda done, _of: progress(before + done, total)


def _differences(
    results: Sequence[Result], everything: Sequence[Result]
) -> dict[str, Estimate | None]:
    weeks = [result.week for result in results]
    return {
        figure: paired_difference(
            [result.values[figure] for result in results],
            [result.values[figure] for result in everything],
            weeks,
        )
        for figure in COLUMNS
    }
