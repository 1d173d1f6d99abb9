"""The figures of RealTimeQA as tables for the terminal, and what the confidence is good for.

What this module does not know: how anything was measured.
"""

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from eval.benchmarks.realtimeqa.figures import FIGURES
from eval.benchmarks.realtimeqa.records import Asked, Benchmark
from eval.benchmarks.realtimeqa.risk import CoveragePoint, DecliningPoint, Risk
from eval.report.numbers import figures, number, seconds
from eval.report.tables import terminal_table

COVERAGES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8, 1.0)
"""The shares answered that the table shows."""

DECLINED = (0.02, 0.05, 0.08, 0.10, 0.15)
"""The shares of the answerable declined that the table shows."""

_HEAD = ("figure", "share or mean of", "value", "95 % interval (weeks)", "questions")
_ROUNDING = 1e-9


def render(benchmark: Benchmark) -> RenderableType:
    """Return the figures, and what the confidence is good for, as tables for the terminal."""
    return Group(_figures_table(benchmark), *render_risk(benchmark.risk))


def _figures_table(benchmark: Benchmark) -> Table:
    ingest = benchmark.ingest
    table = terminal_table("RealTimeQA", _HEAD, unbroken=1)
    for figure, estimate in benchmark.figures.items():
        table.add_row(figure, FIGURES[figure], *figures(estimate))
    table.caption = Text(
        f"{benchmark.questions} questions, {benchmark.answerable} with the answer in the"
        f" articles, {benchmark.failed} failed;{_others(benchmark.others)}"
        f" {seconds(benchmark.seconds_p50)} a question"
        f" (median), {seconds(benchmark.seconds_p95)} (95th percentile); ingest"
        f" {seconds(ingest.seconds)}: {ingest.added} added, {ingest.unchanged} unchanged,"
        f" {len(ingest.rejected)} rejected; {benchmark.embedding_model}, {benchmark.composer}"
    )
    return table


def _others(asked: Sequence[Asked]) -> str:
    """Say how many questions of another time were asked, and how many askings failed."""
    if not asked:
        return ""
    failed = sum(one.error is not None for one in asked)
    return f" {len(asked) // 2} questions of another time, each asked twice, {failed} failed;"


def render_risk(risk: Risk) -> list[RenderableType]:
    """Return both curves as small tables for the terminal, and what they leave out."""
    parts: list[RenderableType] = []
    if risk.coverage:
        parts.append(_coverage_table(risk.coverage))
    if risk.declining:
        parts.append(_declining_table(risk.declining))
    if risk.unscored or risk.unscored_others:
        left_out = (
            f"Without a confidence and left out of risk and declining: {risk.unscored} questions,"
            f" {risk.unscored_others} askings of questions of another time."
        )
        parts.append(Text(left_out))
    return parts


def _coverage_table(points: Sequence[CoveragePoint]) -> Table:
    table = terminal_table(
        "Risk and coverage", ("answered, at least", "answered", "of these wrong")
    )
    for share in COVERAGES:
        point = point_covering(points, share)
        table.add_row(
            f"{share:.0%}",
            number(point.coverage if point else None),
            number(point.risk if point else None),
        )
    table.caption = Text(f"The curve ends at {points[-1].coverage:.3f}; the rest was declined.")
    return table


def _declining_table(points: Sequence[DecliningPoint]) -> Table:
    kinds = ("answerable", "of another time", "… without a day")
    table = terminal_table("Declining", ("answerable, at most", "threshold", *kinds))
    for share in DECLINED:
        point = point_declining(points, share)
        row = (
            (point.threshold, point.answerable, point.others, point.others_undated)
            if point
            else (None,) * 4
        )
        table.add_row(f"{share:.0%}", *(number(value) for value in row))
    return table


def point_declining(points: Sequence[DecliningPoint], share: float) -> DecliningPoint | None:
    """Return the highest threshold that declines at most `share` of the answerable."""
    within = [point for point in points if point.answerable <= share + _ROUNDING]
    return within[-1] if within else None


def point_covering(points: Sequence[CoveragePoint], share: float) -> CoveragePoint | None:
    """Return the first point that covers `share`; None where the curve ends before."""
    reached = (point for point in points if point.coverage >= share - _ROUNDING)
    return next(reached, None)
