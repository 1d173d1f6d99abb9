"""What a report tells, before it has a form: its figures as sheets, the rest as sentences.

What this module does not know: how a sheet or a sentence is shown; the modules beside it write
files, the web app pages.
"""

from dataclasses import dataclass

from eval.baselines.baseline import Baseline
from eval.baselines.gate import Comparison
from eval.report.numbers import figures, number
from eval.runs.figures import METRICS, by_category, latency, summary
from eval.runs.records import Outcome, Run
from eval.samples.sample import BETWEEN_FACTS

CATEGORY_METRICS = (
    "article_recall@5",
    "passage_recall@5",
    "fact_recall",
    "citation_precision",
    "citation_recall",
)
"""The metrics shown by category, after how many passed."""

PASSAGES_SHOWN = 3
"""Passages shown with a failed question."""


@dataclass(frozen=True, slots=True)
class Report:
    """A run with what it is held against."""

    run: Run
    baseline: Baseline | None = None
    comparison: Comparison | None = None

    @property
    def failed(self) -> list[Outcome]:
        """The outcomes that did not pass."""
        return [outcome for outcome in self.run.outcomes if not outcome.passed]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table without a form yet: what the three forms have in common."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def headline(report: Report) -> str:
    """Return how many questions passed, without a full stop."""
    outcomes = report.run.outcomes
    passed = sum(outcome.passed for outcome in outcomes)
    return f"{passed} of {len(outcomes)} questions passed"


def setup(report: Report) -> str:
    """Return what was asked with what, and how long a question took."""
    run = report.run
    seconds = latency(run.outcomes)
    median, high = seconds["seconds_p50"], seconds["seconds_p95"]
    return (
        f"Samples {run.name}; embedding model {run.embedding_model or 'unknown'};"
        f" composer {run.composer or 'unknown'};"
        f" seconds a question: median {number(median)}, 95th percentile {number(high)}."
    )


def overall(report: Report, explained: bool = True) -> Sheet:
    """Return the figures of all questions; unexplained they fit a terminal of 80 columns."""
    rows: list[tuple[str, ...]] = []
    before = report.baseline.metrics if report.baseline else {}
    for metric, estimate in summary(report.run.outcomes).items():
        name = (metric, METRICS[metric]) if explained else (metric,)
        rows.append((*name, *figures(estimate), number(before.get(metric))))
    names = ("metric", "share or mean of") if explained else ("metric",)
    head = (*names, "value", "95 % interval", "questions", "baseline")
    return Sheet("All questions", head, tuple(rows))


def categories(report: Report) -> Sheet:
    """Return the figures of every category."""
    rows = []
    for category, outcomes in by_category(report.run.outcomes).items():
        found = summary(outcomes)
        shown = [found[metric] for metric in CATEGORY_METRICS]
        passed = sum(outcome.passed for outcome in outcomes)
        means = (number(estimate.mean if estimate else None) for estimate in shown)
        rows.append((category.replace("_", " "), f"{passed}/{len(outcomes)}", *means))
    names = (metric.replace("_", " ") for metric in CATEGORY_METRICS)
    head = ("category", "passed", *names)
    return Sheet("By category", head, tuple(rows))


def against(report: Report) -> list[str]:
    """Say what the comparison with the baseline brought, a sentence each."""
    found = report.comparison
    if found is None:
        return ["There is no baseline to compare with."]
    lists = {
        "Passed in the baseline and fail now": found.regressed,
        "Failed in the baseline and pass now": found.repaired,
        "Not in the baseline": found.new,
        "Only in the baseline": found.removed,
    }
    told = [f"{what}: {', '.join(ids)}." for what, ids in lists.items() if ids]
    told += [
        f"{change.metric} was {number(change.was)} on the same questions"
        f" and is {number(change.now)} now."
        for change in found.dropped
    ]
    return [*found.notes, *told] or ["As in the baseline."]


def expected(outcome: Outcome) -> str:
    """Return what the sample expects, as one line."""
    sample = outcome.sample
    parts: list[str] = [sample.status]
    if sample.facts:
        parts.append("facts: " + "; ".join(BETWEEN_FACTS.join(fact) for fact in sample.facts))
    if sample.forbidden:
        parts.append("not: " + "; ".join(sample.forbidden))
    if sample.articles:
        parts.append("citing " + ", ".join(sample.articles))
    return " · ".join(parts)


def got(outcome: Outcome) -> str:
    """Return what came instead."""
    answer = outcome.answer
    if answer is None:
        return f"failed: {outcome.error}"
    if answer.abstention is not None:
        return f"abstained: {answer.abstention.reason}"
    return answer.text


def conditions(outcome: Outcome) -> str:
    """Return what the question was asked with besides its words."""
    sample = outcome.sample
    parts = [f"after “{earlier}”" for earlier in sample.history]
    if sample.as_of:
        parts.append(f"as of {sample.as_of}")
    if sample.outlets:
        parts.append("only " + ", ".join(sample.outlets))
    return "; ".join(parts)


def evidence(outcome: Outcome) -> list[str]:
    """Return the citations and the best passages, a line each."""
    if outcome.answer is None:
        return []
    cited = [f"[{c.number}] {c.source}: {c.quote}" for c in outcome.answer.citations]
    best = outcome.answer.passages[:PASSAGES_SHOWN]
    return cited + [
        f"passage {rank}, {passage.source} {passage.start}–{passage.end}: {passage.text}"
        for rank, passage in enumerate(best, start=1)
    ]


def printable(text: str) -> str:
    """Drop control characters: an escape sequence in an article must not reach a terminal."""
    return "".join(char for char in text if char.isprintable() or char == "\n")
