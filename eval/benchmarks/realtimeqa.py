"""RealTimeQA: weekly news quiz questions, asked of the articles a search engine gave for them.

A question counts by whether the gold answer stands in the articles at all. Where it does, the
figures tell how far up it is found and how often the answer holds it; where it does not, how
often the question is declined. Intervals draw whole weeks again, because the questions of a
week share their articles.

What this module does not know: whether a passage that holds the gold words answers the
question. A short gold answer occurs in passages that do not.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

from eval.collection import Ingest
from eval.metrics import (
    Estimate,
    first_words,
    hit_at_k,
    mean_interval,
    occurs,
    percentile,
    reciprocal_rank,
    strip_markers,
)
from eval.runner import CUTOFFS, Chain
from eval.sample import read_json_lines
from rag.answer import Answer
from vectorstore.errors import CitewireError, UsageError

WORDS = 60
"""How many words of the answer's text may hold the gold answer."""

FIGURES = {
    **{f"answer_recall@{k}": f"gold answer in the first {k} passages" for k in CUTOFFS},
    "mrr@10": "reciprocal rank of the first passage with the gold answer",
    "answer_in_text": f"gold answer in the first {WORDS} words of the answer",
    "answer_in_short": "gold answer in the short answer",
    "refused": "questions declined although the articles hold the answer",
    "refused_unanswerable": "questions declined because the articles do not hold the answer",
}
"""Every figure in the order of the table, and what it is a share or mean of."""


class Record(BaseModel):
    """Base of the benchmark's parts: frozen."""

    model_config = ConfigDict(frozen=True)


class Question(Record):
    """One line of the questions file; what else stands on the line is left alone."""

    id: str = Field(min_length=8)
    """Its first eight characters are the day of the week's quiz."""
    question: str
    asked_at: str
    """`YYYY-MM-DD`."""
    answer: str
    """The gold answer, a few words."""
    answer_in_articles: bool


class Result(Record):
    """What came of one question."""

    id: str
    question: str
    gold: str
    answerable: bool
    status: str | None
    """None when the question failed."""
    error: str | None
    text: str
    short_answer: str | None
    rank: int | None
    """Place of the first passage that holds the gold answer, counted from 1."""
    seconds: float
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
    """Questions that ended in an error."""
    figures: dict[str, Estimate | None]
    seconds_p50: float | None
    seconds_p95: float | None
    results: tuple[Result, ...]


def read_questions(path: Path) -> list[Question]:
    """Read the questions of a JSON-lines file; UsageError names the first malformed line."""
    questions = []
    for number, value in read_json_lines(path):
        try:
            questions.append(Question.model_validate(value))
        except ValidationError as error:
            reason = str(error).splitlines()[0]
            raise UsageError(f"{path.name}, line {number}: not a question ({reason}).") from error
    return questions


def measure(
    questions: Sequence[Question],
    chain: Chain,
    ingest: Ingest,
    progress: Callable[[int, int], None] | None = None,
    *,
    embedding_model: str = "",
) -> Benchmark:
    """Ask every question as of its day; `progress` is told (done, of how many)."""
    results, composers = [], dict[str, None]()
    for done, question in enumerate(questions, start=1):
        result, composer = _ask(question, chain)
        results.append(result)
        composers |= {composer: None} if composer else {}
        if progress is not None:
            progress(done, len(questions))
    weeks = [result.id[:8] for result in results]
    seconds = [result.seconds for result in results]
    return Benchmark(
        embedding_model=embedding_model,
        composer=", ".join(composers),
        ingest=ingest,
        questions=len(results),
        answerable=sum(result.answerable for result in results),
        failed=sum(result.error is not None for result in results),
        figures={
            figure: mean_interval([result.values[figure] for result in results], weeks)
            for figure in FIGURES
        },
        seconds_p50=percentile(seconds, 0.5),
        seconds_p95=percentile(seconds, 0.95),
        results=tuple(results),
    )


def _ask(question: Question, chain: Chain) -> tuple[Result, str | None]:
    """Ask one question; return its result and which composer answered."""
    answer: Answer | None = None
    error = None
    begin = time.perf_counter()
    try:
        answer = chain.invoke(_input_of(question))["answer"]
    except CitewireError as failure:
        error = str(failure)
    seconds = time.perf_counter() - begin
    hits = [occurs(question.answer, p.text) for p in answer.passages] if answer else []
    result = Result(
        id=question.id,
        question=question.question,
        gold=question.answer,
        answerable=question.answer_in_articles,
        status=answer.status if answer else None,
        error=error,
        text=answer.text if answer else "",
        short_answer=answer.short_answer if answer else None,
        rank=hits.index(True) + 1 if True in hits else None,
        seconds=seconds,
        values=_values(question, answer, hits),
    )
    return result, answer.composer if answer else None


def _input_of(question: Question) -> dict[str, Any]:
    return {
        "question": question.question,
        "history": [],
        "as_of": question.asked_at,
        "outlets": [],
    }


def _values(
    question: Question, answer: Answer | None, hits: Sequence[bool]
) -> dict[str, float | None]:
    """Measure one question; one that failed found and told nothing, and was not declined."""
    refused = float(answer is not None and answer.status == "abstained")
    values: dict[str, float | None] = dict.fromkeys(FIGURES)
    if not question.answer_in_articles:
        return values | {"refused_unanswerable": refused}
    start = first_words(strip_markers(answer.text), WORDS) if answer else ""
    short = (answer.short_answer if answer else None) or ""
    recalls = {f"answer_recall@{k}": hit_at_k(hits, k) for k in CUTOFFS}
    return {
        **values,
        **recalls,
        "mrr@10": reciprocal_rank(hits),
        "answer_in_text": float(occurs(question.answer, start)),
        "answer_in_short": float(occurs(question.answer, short)),
        "refused": refused,
    }


def render(benchmark: Benchmark) -> Table:
    """Return the figures as a table for the terminal."""
    ingest = benchmark.ingest
    table = Table(title="RealTimeQA", title_justify="left", caption_justify="left", box=SIMPLE)
    for name in ("figure", "share or mean of", "value", "95 % interval (weeks)", "questions"):
        table.add_column(name, overflow="fold")
    for figure, estimate in benchmark.figures.items():
        table.add_row(figure, FIGURES[figure], *_cells(estimate))
    table.caption = Text(
        f"{benchmark.questions} questions, {benchmark.answerable} with the answer in the"
        f" articles, {benchmark.failed} failed; {_seconds(benchmark.seconds_p50)} a question"
        f" (median), {_seconds(benchmark.seconds_p95)} (95th percentile); ingest"
        f" {_seconds(ingest.seconds)}: {ingest.added} added, {ingest.unchanged} unchanged,"
        f" {len(ingest.rejected)} rejected; {benchmark.embedding_model}, {benchmark.composer}"
    )
    return table


def _cells(estimate: Estimate | None) -> tuple[str, str, str]:
    if estimate is None:
        return "–", "–", "0"
    low, high = estimate.low, estimate.high
    interval = "–" if low is None or high is None else f"{low:.3f}–{high:.3f}"
    return f"{estimate.mean:.3f}", interval, str(estimate.count)


def _seconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f} s"
