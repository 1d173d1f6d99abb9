"""The figures of a run as HTML: how many passed, each metric with its interval, each category.

Everything is built from escaped text and numbers. What this module does not know: the questions;
questions.py shows those.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from eval.baselines.baseline import Baseline
from eval.baselines.gate import LOWER_IS_BETTER, changes
from eval.metrics import Estimate
from eval.report.sheets import Report
from eval.runs.figures import METRICS, by_category, latency, summary
from eval.runs.records import Outcome
from eval.workplace import Held
from rag.days.day_words import day
from ui.plain import shown

MAIN: Mapping[str, tuple[str, ...]] = {
    "Finding": ("passage_recall@1", "passage_recall@5"),
    "Answering": ("fact_recall", "short_answer_recall", "forbidden_rate"),
    "Quoting": ("citation_validity", "verbatim_rate", "citation_precision", "citation_recall"),
    "Declining": ("abstention_precision", "abstention_recall"),
    "Disagreements": ("conflict_recall", "false_conflict_rate"),
}
"""What is shown first, by what it is about; the rest is one click away."""

BY_CATEGORY = ("passage_recall@5", "fact_recall", "citation_recall")
"""What is shown of a category besides how many passed."""

COLUMNS = ("Share or mean of", "Value", "95 % interval", "Questions", "Before", "Change")

NONE = '<span class="cw-quiet">–</span>'


def moment(at: datetime) -> str:
    """Return a time as people write it.

    >>> from datetime import UTC
    >>> moment(datetime(2024, 10, 22, 9, 5, tzinfo=UTC))
    '22 Oct 2024, 09:05 UTC'
    """
    return f"{day(at.date().isoformat())}, {at:%H:%M} UTC"


def score_html(held: Held) -> str:
    """Return how many questions passed, with what, and what makes a comparison less certain."""
    report = held.report
    outcomes = report.run.outcomes
    passed = sum(outcome.passed for outcome in outcomes)
    width = 100 * passed / max(1, len(outcomes))
    notes = [f"Error of the sample set: {error}" for error in report.run.sample_errors]
    notes += [*(report.comparison.notes if report.comparison else ()), *held.differences]
    told = "".join(f'<p class="cw-notice">{shown(note)}</p>' for note in dict.fromkeys(notes))
    return (
        f'<div class="cw-score"><p class="cw-passed"><strong>{passed}</strong> of {len(outcomes)}'
        f" questions passed {_verdict(report)}</p>"
        f'<div class="cw-meter"><span style="width:{width:.1f}%"></span></div>'
        f'<p class="cw-quiet">{_setup(held)}</p>{told}</div>'
    )


def _verdict(report: Report) -> str:
    found = report.comparison
    if found is None:
        return ""
    moved = {"now fail": len(found.regressed), "now pass": len(found.repaired)}
    told = ", ".join(f"{number} {what}" for what, number in moved.items() if number)
    return f'<span class="cw-verdict">{told or "the same ones as before"}</span>'


def _setup(held: Held) -> str:
    kept = held.kept
    reader, passages = kept.setup.get("reader"), kept.setup.get("passages")
    median = latency(kept.run.outcomes)["seconds_p50"]
    parts = [
        moment(kept.at),
        kept.run.embedding_model,
        kept.run.composer,
        f"reader {reader}" if reader else "",
        f"{passages} passages" if passages else "",
        "" if median is None else f"{median:.2f} s a question",
        f"setup {kept.fingerprint}",
    ]
    return " · ".join(f"<bdi>{shown(part)}</bdi>" for part in parts if part)


# --- metrics -----------------------------------------------------------------------------------


def metrics_html(report: Report) -> str:
    """Return the table of metrics: those that matter most, then the others behind a click."""
    first = {"Overall": ("passed",), **MAIN}
    shown_first = {metric for metrics in first.values() for metric in metrics}
    others = {"The other metrics": tuple(m for m in METRICS if m not in shown_first)}
    rows = _Rows(report)
    return (
        f'<section class="cw-block"><h3>Metrics</h3>{rows.table(first)}'
        f"<details class='cw-others'><summary>All {len(METRICS)} metrics</summary>"
        f"{rows.table(others)}</details></section>"
    )


class _Rows:
    """The rows of one report; what they are made of is computed once."""

    def __init__(self, report: Report) -> None:
        self._now = summary(report.run.outcomes)
        self._before: Baseline | None = report.baseline
        self._moved = changes(report.run, report.baseline) if report.baseline else {}

    def table(self, groups: Mapping[str, Iterable[str]]) -> str:
        columns = COLUMNS if self._before else COLUMNS[:4]
        head = "".join(f'<th scope="col">{name}</th>' for name in columns)
        body = "".join(self._group(name, metrics) for name, metrics in groups.items())
        return (
            '<div class="cw-wide" tabindex="0" role="region" aria-label="Metrics">'
            f'<table class="cw-metrics"><thead><tr>{head}</tr></thead>{body}</table></div>'
        )

    def _group(self, name: str, metrics: Iterable[str]) -> str:
        title = f'<tr class="cw-group"><th colspan="6" scope="rowgroup">{name}</th></tr>'
        return f"<tbody>{title}{''.join(self._row(metric) for metric in metrics)}</tbody>"

    def _row(self, metric: str) -> str:
        now = self._now.get(metric)
        before = self._before.metrics.get(metric) if self._before else None
        said = METRICS[metric]
        lower = ", lower is better" if metric in LOWER_IS_BETTER else ""
        cells = [
            f'<th scope="row">{shown(said[0].upper() + said[1:])}'
            f'<span class="cw-quiet">{shown(metric)}{lower}</span></th>',
            f'<td class="cw-number">{_value(now.mean if now else None)}</td>',
            f"<td>{_plot(now, before)}</td>",
            f'<td class="cw-number cw-quiet">{now.count if now else 0}</td>',
        ]
        if self._before:
            cells.append(f'<td class="cw-number">{_value(before)}</td>')
            cells.append(f"<td>{_change(metric, self._moved.get(metric))}</td>")
        return f"<tr>{''.join(cells)}</tr>"


def _value(value: float | None) -> str:
    return NONE if value is None else f"{value:.3f}"


def _plot(now: Estimate | None, before: float | None) -> str:
    """Return the interval on a line from 0 to 1, with the value before as a tick."""
    if now is None:
        return NONE
    was = "" if before is None else f'<i class="cw-was" style="left:{_percent(before)}"></i>'
    dot = f'<i class="cw-dot" style="left:{_percent(now.mean)}"></i>'
    if now.low is None or now.high is None:
        return f'<span class="cw-plot" aria-hidden="true">{was}{dot}</span>'
    width = _percent(now.high - now.low)
    bar = f'<i class="cw-range" style="left:{_percent(now.low)};width:{width}"></i>'
    told = f'<span class="cw-ends">{now.low:.2f}–{now.high:.2f}</span>'
    return f'<span class="cw-plot" aria-hidden="true">{bar}{was}{dot}</span>{told}'


def _percent(value: float) -> str:
    return f"{100 * min(1.0, max(0.0, value)):.1f}%"


def _change(metric: str, moved: Estimate | None) -> str:
    """Return by how much it moved on the common questions; coloured where that is no chance."""
    if moved is None:
        return NONE
    if abs(moved.mean) < 0.0005:
        return '<span class="cw-quiet">same</span>'
    better = (moved.mean > 0) != (metric in LOWER_IS_BETTER)
    kind = "cw-better" if better else "cw-worse"
    if moved.low is None or moved.high is None:
        return f'<span class="{kind}">{moved.mean:+.3f}</span>'
    if moved.low <= 0 <= moved.high:
        kind = "cw-unsure"
    ends = f"{moved.low:+.2f} to {moved.high:+.2f}"
    return f'<span class="{kind}">{moved.mean:+.3f}</span> <span class="cw-ends">{ends}</span>'


# --- categories --------------------------------------------------------------------------------


def categories_html(report: Report) -> str:
    """Return the table of categories, each with a bar of how many passed."""
    groups = by_category(report.run.outcomes)
    names = ("Category", "Passed", *(METRICS[metric] for metric in BY_CATEGORY))
    head = "".join(f'<th scope="col">{shown(name[0].upper() + name[1:])}</th>' for name in names)
    rows = "".join(_category(name, group, report.baseline) for name, group in groups.items())
    return (
        '<section class="cw-block"><h3>By category</h3>'
        '<div class="cw-wide" tabindex="0" role="region" aria-label="Categories">'
        f'<table class="cw-categories"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody>'
        "</table></div></section>"
    )


def _category(name: str, outcomes: list[Outcome], before: Baseline | None) -> str:
    passed = sum(outcome.passed for outcome in outcomes)
    figures = summary(outcomes)
    cells = "".join(
        f'<td class="cw-number">{_value(found.mean if (found := figures[metric]) else None)}</td>'
        for metric in BY_CATEGORY
    )
    return (
        f'<tr><th scope="row">{shown(name.replace("_", " ").capitalize())}</th>'
        f'<td><span class="cw-meter cw-small" aria-hidden="true">'
        f'<span style="width:{_percent(passed / len(outcomes))}"></span></span>'
        f'<span class="cw-number">{passed} of {len(outcomes)}</span>'
        f"{_was(outcomes, before)}</td>{cells}</tr>"
    )


def _was(outcomes: list[Outcome], before: Baseline | None) -> str:
    """Return how many of the questions that both have passed, now and before, where it moved."""
    if before is None:
        return ""
    both = [o for o in outcomes if o.sample.id in before.samples]
    moved = sum(o.passed - before.samples[o.sample.id].passed for o in both)
    kind = "cw-better" if moved > 0 else "cw-worse"
    return f' <span class="{kind}">{moved:+d}</span>' if moved else ""
