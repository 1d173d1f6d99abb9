"""A run for the terminal.

What this module does not know: whether a figure is good enough; baselines/gate.py judges that.
"""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from eval.report.sheets import (
    Report,
    Sheet,
    against,
    categories,
    got,
    headline,
    overall,
    printable,
    setup,
)
from eval.report.tables import terminal_table

_CELL = 80
"""Longest text of a cell on the terminal."""


def render(report: Report) -> RenderableType:
    """Return the run for the terminal."""
    parts: list[RenderableType] = [
        _rich_table(overall(report, explained=False)),
        _rich_table(categories(report)),
        Text(setup(report)),
        *(Text(line) for line in against(report)),
        *(Text(f"Error of the sample set: {error}") for error in report.run.sample_errors),
    ]
    if report.failed:
        rows = tuple(
            (o.sample.id, _short(o.sample.question), _short("; ".join(o.failures)), _short(got(o)))
            for o in report.failed
        )
        head = ("id", "question", "why it failed", "got")
        parts.append(_rich_table(Sheet("Failed questions", head, rows)))
    return Group(*parts, Text(headline(report) + ".", style="bold"))


def _rich_table(sheet: Sheet) -> Table:
    table = terminal_table(sheet.title, sheet.head, unbroken=1)
    for row in sheet.rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    return table


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _CELL else flat[: _CELL - 1] + "…"
