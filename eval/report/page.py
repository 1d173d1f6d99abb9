"""A run as one HTML page, without a script and without anything that is loaded from elsewhere.

Questions, answers and passages can contain anything, so all of them are escaped. What this module
does not know: where the page is kept.
"""

import html
from collections.abc import Iterable, Sequence

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
from eval.runs.records import Outcome

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
    return html.escape(printable(text), quote=True)


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
