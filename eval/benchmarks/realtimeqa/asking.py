"""Asks the questions of RealTimeQA, each as of its day, and measures what comes back.

What this module does not know: how the result is shown.
"""

from collections.abc import Callable, Sequence
from itertools import count

from eval.benchmarks.realtimeqa.figures import figures_of, groups_of, values_of
from eval.benchmarks.realtimeqa.questions import Question
from eval.benchmarks.realtimeqa.records import Asked, Benchmark, Result
from eval.benchmarks.realtimeqa.risk import risk_of
from eval.metrics import occurs, percentile
from eval.runs.ask import Chain, Reply, ask
from eval.runs.collection import Ingest


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
        _asked(question, day, _ask(question, day, chain, step))
        for question in others
        for day in (question.asked_at, None)
    )
    groups = groups_of(results, asked)
    seconds = [result.seconds for result in results]
    composers = (one.composer for one in (*results, *asked) if one.composer)
    return Benchmark(
        embedding_model=embedding_model,
        composer=", ".join(dict.fromkeys(composers)),
        ingest=ingest,
        questions=len(results),
        answerable=sum(result.answerable for result in results),
        failed=sum(result.error is not None for result in results),
        figures=figures_of(results, groups),
        seconds_p50=percentile(seconds, 0.5),
        seconds_p95=percentile(seconds, 0.95),
        risk=risk_of(groups),
        results=results,
        others=asked,
    )


def _counter(progress: Callable[[int, int], None] | None, total: int) -> Callable[[], None]:
    """Return what is to be called after each question."""
    done = count(1)

    def step() -> None:
        if progress is not None:
            progress(next(done), total)

    return step


def _ask(question: Question, as_of: str | None, chain: Chain, step: Callable[[], None]) -> Reply:
    reply = ask(chain, question.question, as_of=as_of)
    step()
    return reply


def _asked(question: Question, as_of: str | None, reply: Reply) -> Asked:
    answer = reply.answer
    return Asked(
        id=question.id,
        question=question.question,
        as_of=as_of,
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
        **_asked(question, question.asked_at, reply).model_dump(),
        answerable=question.answer_in_articles,
        short_answer=answer.short_answer if answer else None,
        rank=hits.index(True) + 1 if True in hits else None,
        values=values_of(question, answer, hits),
    )
