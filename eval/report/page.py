"""A run as a page: for the terminal, and as report.json, report.md and report.html.

The HTML page is one file without a script, and refers to nothing outside itself. Questions,
answers and passages can contain anything, so all of them are escaped, in each form its own way.
What this module does not know: whether a figure is good enough; baseline.py judges that.
"""

import html
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.box import SIMPLE
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from eval.metrics import Estimate
from eval.runner import Outcome, by_category, latency, summary
from eval.sheets import (
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
    setup,
)

_CELL = 80
"""Longest text of a cell on the terminal."""


# --- terminal ----------------------------------------------------------------------------------


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
    table = Table(title=sheet.title, title_justify="left", box=SIMPLE)
    for place, name in enumerate(sheet.head):
        table.add_column(Text(name), overflow="fold", no_wrap=place == 0)
    for row in sheet.rows:
        table.add_row(*(Text(_printable(cell)) for cell in row))
    return table


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _CELL else flat[: _CELL - 1] + "…"


def _printable(text: str) -> str:
    """Drop control characters: an escape sequence in an article must not reach a terminal."""
    return "".join(char for char in text if char.isprintable() or char == "\n")


# --- files -------------------------------------------------------------------------------------


def write_report(report: Report, directory: Path) -> None:
    """Write report.json, report.md and report.html into `directory`."""
    directory.mkdir(parents=True, exist_ok=True)
    record = json.dumps(as_json(report), ensure_ascii=False, indent=1)
    files = {"json": record, "md": as_markdown(report), "html": as_html(report)}
    for ending, text in files.items():
        (directory / f"report.{ending}").write_text(text + "\n", encoding="utf-8")


def as_json(report: Report) -> dict[str, object]:
    """Return the report for machines: the figures, the comparison, and every outcome."""
    outcomes = report.run.outcomes
    found = report.comparison
    return {
        "metrics": _plain(summary(outcomes)) | latency(outcomes),
        "categories": {
            category: {"count": len(group)} | _plain(summary(group)) | latency(group)
            for category, group in by_category(outcomes).items()
        },
        "comparison": None if found is None else found.model_dump(mode="json") | {"ok": found.ok},
        "run": report.run.model_dump(mode="json"),
    }


def _plain(figures: dict[str, Estimate | None]) -> dict[str, object]:
    return {key: None if est is None else est.model_dump() for key, est in figures.items()}


# --- markdown ----------------------------------------------------------------------------------


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
    flat = " ".join(_printable(text.replace("\n", " ")).split())
    # It never begins a line, so only what works inside one is escaped; `://` makes a bare link.
    return re.sub(r"([\\`*_\[\]<>#|~$&]|:(?=//))", r"\\\1", flat)


def _md_table(sheet: Sheet) -> list[str]:
    rows = [sheet.head, tuple("---" for _ in sheet.head)]
    lines = [" | ".join(rows[0]), " | ".join(rows[1])]
    lines += [" | ".join(_md(cell) for cell in row) for row in sheet.rows]
    return [f"## {sheet.title}", "\n".join(f"| {line} |" for line in lines)]


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


# --- html --------------------------------------------------------------------------------------

_STYLE = """
:root { color-scheme: light dark; --line: #8886; --soft: #8882; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: bold; padding: .5rem 0; }
th, td { text-align: left; padding: .3rem .7rem; border-bottom: 1px solid var(--line); }
thead th { background: var(--soft); }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .5rem 0; padding: .5rem; }
summary { cursor: pointer; }
dt { font-weight: bold; }
dd { margin: 0 0 .5rem 1rem; overflow-wrap: anywhere; white-space: pre-wrap; }
"""

_HEAD = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
"""


def as_html(report: Report) -> str:
    """Return the report as one HTML page: no script, nothing loaded, everything escaped."""
    title = _esc(headline(report))
    errors = (f"Error of the sample set: {error}" for error in report.run.sample_errors)
    failed = "".join(_html_failure(outcome) for outcome in report.failed)
    return "\n".join(
        [
            f"{_HEAD}<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
            f"<h1>{title}</h1>\n<p>{_esc(setup(report))}</p>",
            _html_list(errors),
            _html_table(overall(report)),
            _html_table(categories(report)),
            f"<h2>Against the baseline</h2>\n{_html_list(against(report))}",
            f"<h2>Failed questions</h2>\n{failed or '<p>None.</p>'}",
            "</main>\n</body>\n</html>",
        ]
    )


def _esc(text: str) -> str:
    return html.escape(_printable(text), quote=True)


def _html_list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{_esc(line)}</li>\n" for line in lines)
    return f"<ul>\n{items}</ul>" if items else ""


def _html_table(sheet: Sheet) -> str:
    head = "".join(f'<th scope="col">{_esc(name)}</th>' for name in sheet.head)
    rows = "\n".join(f"<tr>{_html_cells(row)}</tr>" for row in sheet.rows)
    return (
        f'<div class="wide" tabindex="0"><table><caption>{_esc(sheet.title)}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>"
    )


def _html_cells(row: Sequence[str]) -> str:
    rest = "".join(f"<td>{_esc(cell)}</td>" for cell in row[1:])
    return f'<th scope="row">{_esc(row[0])}</th>{rest}'


def _html_failure(outcome: Outcome) -> str:
    sample = outcome.sample
    entries = [
        ("Asked", conditions(outcome)),
        ("Expected", expected(outcome)),
        ("Got", got(outcome)),
        *(("Why", failure) for failure in outcome.failures),
        *(("Evidence", line) for line in evidence(outcome)),
    ]
    told = "\n".join(f"<dt>{what}</dt><dd>{_esc(text)}</dd>" for what, text in entries if text)
    return (
        f"<details><summary><b>{_esc(sample.id)}</b> {_esc(sample.question)}</summary>\n"
        f"<dl>\n{told}\n</dl></details>\n"
    )
