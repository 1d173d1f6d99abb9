"""A run as Markdown, in which everything that was not written here is escaped.

What this module does not know: where the text is shown.
"""

import re

from eval.report.sheets import (
    Report,
    Sheet,
    against,
    categories,
    conditions,
    evidence,
    expected,
    got,
    headline,
    overall,
    printable,
    setup,
)
from eval.report.tables import markdown_table
from eval.runs.records import Outcome


def as_markdown(report: Report) -> str:
    """Return the report as Markdown."""
    errors = [f"- Error of the sample set: {_md(error)}" for error in report.run.sample_errors]
    lines = [
        f"# {headline(report)}",
        _md(setup(report)),
        *errors,
        *_md_table(overall(report)),
        *_md_table(categories(report)),
        "## Against the baseline",
        *(f"- {_md(line)}" for line in against(report)),
        "## Failed questions",
        *(_md_failure(outcome) for outcome in report.failed),
    ]
    return "\n\n".join(lines if report.failed else [*lines, "None."])


def _md(text: str) -> str:
    """Return `text` so that Markdown shows it as it is, on one line."""
    flat = " ".join(printable(text.replace("\n", " ")).split())
    # It never begins a line, so only what works inside one is escaped; `://` makes a bare link.
    return re.sub(r"([\\`*_\[\]<>#|~$&]|:(?=//))", r"\\\1", flat)


def _md_table(sheet: Sheet) -> list[str]:
    body = [[_md(cell) for cell in row] for row in sheet.rows]
    return [f"## {sheet.title}", markdown_table(sheet.head, body).rstrip("\n")]


def _md_failure(outcome: Outcome) -> str:
    asked = " ".join(filter(None, [outcome.sample.question, conditions(outcome)]))
    lines = [
        f"### {_md(outcome.sample.id)}: {_md(asked)}",
        f"- Expected: {_md(expected(outcome))}",
        f"- Got: {_md(got(outcome))}",
        *(f"- Why: {_md(failure)}" for failure in outcome.failures),
        *(f"- Evidence: {_md(line)}" for line in evidence(outcome)),
    ]
    return "\n".join(lines)
