"""What each part is worth, as a table for the terminal and in Markdown.

What this module does not know: how anything was measured.
"""

from rich.console import RenderableType
from rich.text import Text

from eval.benchmarks.ablation.asking import COLUMNS, Ablation, Row
from eval.metrics import Estimate
from eval.report.numbers import number, signed
from eval.report.tables import markdown_table, terminal_table

COMPARED = ("mrr@10", "answer_in_text")
"""The figures of which the table shows the difference to everything."""

_HEAD = ("variant", *COLUMNS.values(), "median seconds")


def render(ablation: Ablation) -> RenderableType:
    """Return the result as a table for the terminal."""
    table = terminal_table("What each part is worth", _HEAD)
    for row in ablation.rows:
        table.add_row(*_cells(row, "\n"))
    table.caption = Text(_caption(ablation))
    return table


def as_markdown(ablation: Ablation) -> str:
    """Return the result as Markdown: the table and a sentence on it."""
    body = [_cells(row, "; ") for row in ablation.rows]
    return f"{markdown_table(_HEAD, body)}\n{_caption(ablation)}"


def _cells(row: Row, between: str) -> list[str]:
    """Return a row of the table; `between` parts a figure from its difference."""
    figures = [
        between.join([_mean(row.figures[figure]), *_difference(row, figure)]) for figure in COLUMNS
    ]
    seconds = "–" if row.seconds_p50 is None else f"{row.seconds_p50:.2f}"
    return [row.name, *figures, seconds]


def _mean(estimate: Estimate | None) -> str:
    return number(None if estimate is None else estimate.mean)


def _difference(row: Row, figure: str) -> list[str]:
    """Return the difference to everything, with its interval, where the table shows one."""
    found = row.differences.get(figure)
    if found is None or figure not in COMPARED:
        return []
    if found.low is None or found.high is None:
        return [signed(found.mean)]
    return [f"{signed(found.mean)} ({signed(found.low)} to {signed(found.high)})"]


def _caption(ablation: Ablation) -> str:
    failed = sum(row.failed for row in ablation.rows)
    return (
        f"{ablation.questions} questions with the answer in the articles, asked as of their day"
        f" unless a row says otherwise; {failed} failed in all rows together. Differences are to"
        " everything, question by question, with the 95 % interval when weeks are drawn again."
        f" {ablation.embedding_model}, reader {ablation.reader}, without a language model."
    )
