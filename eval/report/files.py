"""A run as the files report.json, report.md and report.html.

What this module does not know: who reads them; their forms are in markdown.py and page.py.
"""

import json
from pathlib import Path

from eval.metrics import Estimate
from eval.report.markdown import as_markdown
from eval.report.page import as_html
from eval.report.sheets import Report
from eval.runs.figures import by_category, latency, summary


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
