"""RealTimeQA: weekly news quiz questions, asked of the articles a search engine gave for them.

A question counts by whether the gold answer stands in the articles at all. Where it does, the
figures tell how far up it is found and how often the answer holds it; where it does not, how
often the question is declined. Questions of another time, which these articles are not expected
to answer, are asked twice: as of their own day, and without one. Intervals draw whole weeks
again, because the questions of a week share their articles.

What this module does not know: whether a passage that holds the gold words answers the
question (a short gold answer occurs in passages that do not), and whether a question of another
time is answered by these articles all the same, as a few are by chance.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from rich.box import SIMPLE
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from eval.benchmarks.risk import (
    RISK_FIGURES,
    Groups,
    Risk,
    Told,
    render_risk,
    risk_figures,
    risk_of,
)
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
from eval.sample import read_records
from rag.answer import Answer
from vectorstore.errors import CitewireError, UsageError

WORDS = 60
"""How many words of the answer's text may hold the gold answer."""

QUESTION_FIGURES = {
    **{f"answer_recall@{k}": f"gold answer in the first {k} passages" for k in CUTOFFS},
    "mrr@10": "reciprocal rank of the first passage with the gold answer",
    "answer_in_text": f"gold answer in the first {WORDS} words of the answer",
    "answer_in_short": "gold answer in the short answer",
    "refused": "questions declined although the articles hold the answer",
    "refused_unanswerable": "questions declined because the articles do not hold the answer",
}
"""The figures that a question has one by one, and what each is a share or mean of."""

FIGURES = {
    **QUESTION_FIGURES,
    "refused_others": "questions of another time declined, asked as of their own day",
    "refused_others_undated": "questions of another time declined, asked without a day",
    **RISK_FIGURES,
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


def read_questions(path: Path) -> list[Question]:
    """Read the questions of a JSON-lines file; UsageError names the first malformed line."""
    return [question for _, question in read_records(path, Question, "question")]


def read_some(path: Path, limit: int | None) -> list[Question]:
    """Read the first `limit` questions of a file, all without one; UsageError if there are none."""
    found = read_questions(path)[:limit]
    if not found:
        raise UsageError(f"{path} holds no questions.")
    return found


def measure(
    questions: Sequence[Question],
    chain: Chain,
    ingest: Ingest,
    progress: Callable[[int, int], None] | None = None,
    *,
    others: Sequence[Question] = (),
    embedding_model: str = "",
) -> Benchmark:
    """Ask every question as of its day, and each of `others` so and again without a day.

    `others` are of another time; their `answer_in_articles` is left alone. `progress` is told
    (done, of how many).
    """
    step = _counter(progress, len(questions) + 2 * len(others))
    results = tuple(_result(question, chain, step) for question in questions)
    asked = tuple(
        _asked(question, _ask(question, day, chain, step))
        for question in others
        for day in (question.asked_at, None)
    )
    groups = _groups(results, asked)
    seconds = [result.seconds for result in results]
    composers = (one.composer for one in (*results, *asked) if one.composer)
    return Benchmark(
        embedding_model=embedding_model,
        composer=", ".join(dict.fromkeys(composers)),
        ingest=ingest,
        questions=len(results),
        answerable=sum(result.answerable for result in results),
        failed=sum(result.error is not None for result in results),
        figures=_figures(results, groups),
        seconds_p50=percentile(seconds, 0.5),
        seconds_p95=percentile(seconds, 0.95),
        risk=risk_of(groups),
        results=results,
        others=asked,
    )


# --- asking ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reply:
    """What one asking led to: an answer, or an error."""

    as_of: str | None
    answer: Answer | None
    error: str | None
    seconds: float


def _counter(progress: Callable[[int, int], None] | None, total: int) -> Callable[[], None]:
    """Return what is to be called after each question."""
    done = count(1)

    def step() -> None:
        if progress is not None:
            progress(next(done), total)

    return step


def _ask(question: Question, as_of: str | None, chain: Chain, step: Callable[[], None]) -> _Reply:
    answer: Answer | None = None
    error = None
    begin = time.perf_counter()
    try:
        answer = chain.invoke(_input_of(question, as_of))["answer"]
    except CitewireError as failure:
        error = str(failure)
    seconds = time.perf_counter() - begin
    step()
    return _Reply(as_of, answer, error, seconds)


def _input_of(question: Question, as_of: str | None) -> dict[str, Any]:
    return {
        "question": question.question,
        "history": [],
        "as_of": as_of,
        "outlets": [],
    }


def _asked(question: Question, reply: _Reply) -> Asked:
    answer = reply.answer
    return Asked(
        id=question.id,
        question=question.question,
        as_of=reply.as_of,
        gold=question.answer,
        status=answer.status if answer else None,
        error=reply.error,
        confidence=answer.confidence if answer else None,
        text=answer.text if answer else "",
        seconds=reply.seconds,
        composer=answer.composer if answer else None,
    )


def _result(question: Question, chain: Chain, step: Callable[[], None]) -> Result:
    """Ask a question of the benchmark and measure the answer."""
    reply = _ask(question, question.asked_at, chain, step)
    answer = reply.answer
    hits = [occurs(question.answer, p.text) for p in answer.passages] if answer else []
    return Result(
        **_asked(question, reply).model_dump(),
        answerable=question.answer_in_articles,
        short_answer=answer.short_answer if answer else None,
        rank=hits.index(True) + 1 if True in hits else None,
        values=_values(question, answer, hits),
    )


# --- measuring ---------------------------------------------------------------------------------


def _values(
    question: Question, answer: Answer | None, hits: Sequence[bool]
) -> dict[str, float | None]:
    """Measure one question; one that failed found and told nothing, and was not declined."""
    refused = float(answer is not None and answer.status == "abstained")
    values: dict[str, float | None] = dict.fromkeys(QUESTION_FIGURES)
    if not question.answer_in_articles:
        return values | {"refused_unanswerable": refused}
    short = (answer.short_answer if answer else None) or ""
    recalls = {f"answer_recall@{k}": hit_at_k(hits, k) for k in CUTOFFS}
    return {
        **values,
        **recalls,
        "mrr@10": reciprocal_rank(hits),
        "answer_in_text": float(_holds(question.answer, answer.text if answer else "")),
        "answer_in_short": float(occurs(question.answer, short)),
        "refused": refused,
    }


def _holds(gold: str, text: str) -> bool:
    """Tell whether the gold answer stands at the start of an answer's text."""
    return occurs(gold, first_words(strip_markers(text), WORDS))


def _groups(results: Sequence[Result], others: Sequence[Asked]) -> Groups:
    return Groups(
        answerable=tuple(_told(result) for result in results if result.answerable),
        unanswerable=tuple(_told(result) for result in results if not result.answerable),
        others=tuple(_told(asked) for asked in others if asked.as_of is not None),
        others_undated=tuple(_told(asked) for asked in others if asked.as_of is None),
    )


def _told(asked: Asked) -> Told:
    return Told(
        week=asked.id[:8],
        confidence=asked.confidence,
        declined=asked.status == "abstained",
        correct=asked.status == "answered" and _holds(asked.gold, asked.text),
    )


def _figures(results: Sequence[Result], groups: Groups) -> dict[str, Estimate | None]:
    """Return every figure of FIGURES; one that failed was not declined."""
    weeks = [result.id[:8] for result in results]
    found = {
        figure: mean_interval([result.values[figure] for result in results], weeks)
        for figure in QUESTION_FIGURES
    }
    found["refused_others"] = _refused(groups.others)
    found["refused_others_undated"] = _refused(groups.others_undated)
    return found | risk_figures(groups)


def _refused(told: Sequence[Told]) -> Estimate | None:
    return mean_interval([float(one.declined) for one in told], [one.week for one in told])


# --- terminal ----------------------------------------------------------------------------------


def render(benchmark: Benchmark) -> RenderableType:
    """Return the figures, and what the confidence is good for, as tables for the terminal."""
    return Group(_figures_table(benchmark), *render_risk(benchmark.risk))


def _figures_table(benchmark: Benchmark) -> Table:
    ingest = benchmark.ingest
    table = Table(title="RealTimeQA", title_justify="left", caption_justify="left", box=SIMPLE)
    table.add_column("figure", no_wrap=True)
    for name in ("share or mean of", "value", "95 % interval (weeks)", "questions"):
        table.add_column(name, overflow="fold")
    for figure, estimate in benchmark.figures.items():
        table.add_row(figure, FIGURES[figure], *_cells(estimate))
    table.caption = Text(
        f"{benchmark.questions} questions, {benchmark.answerable} with the answer in the"
        f" articles, {benchmark.failed} failed;{_others(benchmark.others)}"
        f" {_seconds(benchmark.seconds_p50)} a question"
        f" (median), {_seconds(benchmark.seconds_p95)} (95th percentile); ingest"
        f" {_seconds(ingest.seconds)}: {ingest.added} added, {ingest.unchanged} unchanged,"
        f" {len(ingest.rejected)} rejected; {benchmark.embedding_model}, {benchmark.composer}"
    )
    return table


def _others(asked: Sequence[Asked]) -> str:
    """Say how many questions of another time were asked, and how many askings failed."""
    if not asked:
        return ""
    failed = sum(one.error is not None for one in asked)
    return f" {len(asked) // 2} questions of another time, each asked twice, {failed} failed;"


def _cells(estimate: Estimate | None) -> tuple[str, str, str]:
    if estimate is None:
        return "–", "–", "0"
    low, high = estimate.low, estimate.high
    interval = "–" if low is None or high is None else f"{low:.3f}–{high:.3f}"
    return f"{estimate.mean:.3f}", interval, str(estimate.count)


def _seconds(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f} s"
