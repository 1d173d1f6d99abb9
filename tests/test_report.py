import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from eval_fakes import FakeChain, FakeStore, abstained, answered, cite, passage, sample, statement
from html_page import Page
from rich.console import Console

from eval.baselines.baseline import baseline_of
from eval.baselines.gate import compare
from eval.report.files import write_report
from eval.report.markdown import as_markdown
from eval.report.page import as_html
from eval.report.sheets import Report
from eval.report.terminal import render
from eval.runs.figures import METRICS
from eval.runs.records import Run
from eval.runs.runner import run
from rag.answer import Answer
from vectorstore.errors import UsageError

STORE = FakeStore()
SUMMIT_ARTICLE, _ = STORE.articles()
JOINED = "Nine states joined the group in Kazan."
NASTY = '<script>alert(1)</script> | ![x](http://evil.test/y.png) [bold red]\x1b[31m "q"'


def a_run(**failing: Any) -> Run:
    good = answered(
        (statement(JOINED, 1), cite(1, SUMMIT_ARTICLE, JOINED)), passages=(passage(SUMMIT_ARTICLE),)
    )
    samples = [
        sample("fine", facts=(("nine",),), articles=("summit.txt",)),
        sample("wrong", category="number", facts=(("ten", "10"),), **failing),
        sample("quiet", category="unanswerable", status="abstained"),
        sample("broken", category="date", as_of="2024-10-25"),
    ]
    answers: dict[str, Answer | Exception] = {
        samples[0].question: good,
        samples[1].question: good,
        samples[2].question: abstained(),
        samples[3].question: UsageError("The day is not a date."),
    }
    return run(samples, FakeChain(answers), STORE, name="citewire", embedding_model="mini")


def on_terminal(report: Report) -> str:
    console = Console(file=io.StringIO(), width=200)
    console.print(render(report))
    text = console.file
    assert isinstance(text, io.StringIO)
    return text.getvalue()


def test_the_terminal_shows_figures_categories_and_failures() -> None:
    text = on_terminal(Report(a_run()))
    assert "2 of 4 questions passed." in text
    assert all(metric in text for metric in METRICS)
    assert re.search(r"unanswerable +1/1", text)
    assert re.search(r"number +0/1", text)
    assert "the fact 'ten' is missing" in text
    assert "failed: The day is not a date." in text
    assert "There is no baseline" in text


def test_an_undefined_metric_is_a_dash_and_no_number() -> None:
    line = next(row for row in on_terminal(Report(a_run())).splitlines() if "forbidden_rate" in row)
    assert "–" in line
    assert "0.000" not in line


def test_the_baseline_stands_beside_the_figures() -> None:
    now = a_run()
    was = baseline_of(now)
    kept = was.samples["wrong"].model_copy(update={"passed": True})
    was = was.model_copy(update={"samples": {**was.samples, "wrong": kept, "old": kept}})
    text = on_terminal(Report(now, was, compare(now, was)))
    assert "Passed in the baseline and fail now: wrong." in text
    assert "Only in the baseline: old." in text


def test_the_errors_of_the_set_are_told_everywhere() -> None:
    report = Report(a_run(articles=("lost.txt",)))
    for text in (on_terminal(report), as_markdown(report), as_html(report)):
        assert "Error of the sample set" in text
        assert "lost.txt" in text


def test_three_files_are_written(tmp_path: Path) -> None:
    write_report(Report(a_run()), tmp_path / "new" / "report")
    names = sorted(file.name for file in (tmp_path / "new" / "report").iterdir())
    assert names == ["report.html", "report.json", "report.md"]


def test_the_json_keeps_the_whole_run(tmp_path: Path) -> None:
    now = a_run()
    write_report(Report(now, None, compare(now, baseline_of(now))), tmp_path)
    record = json.loads((tmp_path / "report.json").read_text())
    assert Run.model_validate(record["run"]) == now
    assert record["metrics"]["passed"]["mean"] == 0.5
    assert record["metrics"]["forbidden_rate"] is None
    assert record["metrics"]["seconds_p50"] >= 0
    assert record["categories"]["unanswerable"]["passed"]["mean"] == 1.0
    assert record["comparison"]["ok"] is True


@pytest.mark.parametrize("field", ["question", "forbidden"])
def test_the_page_shows_hostile_text_as_text(field: str) -> None:
    failing = {"question": NASTY} if field == "question" else {"forbidden": (NASTY,)}
    parsed = Page(as_html(Report(a_run(**failing))))
    assert '<script>alert(1)</script> | ![x](http://evil.test/y.png) [bold red][31m "q"' in (
        parsed.text
    )
    names = {tag for tag, _ in parsed.elements}
    assert not names & {"script", "img", "link", "iframe", "object", "a"}
    assert not any({"src", "href", "onclick"} & set(attrs) for _, attrs in parsed.elements)


def test_the_page_shows_the_evidence_of_a_failed_question() -> None:
    page = as_html(Report(a_run()))
    assert "passage 1, summit.txt 0–" in page
    assert f"[1] summit.txt: {JOINED}" in page


def test_markdown_shows_hostile_text_as_text() -> None:
    text = as_markdown(Report(a_run(question=NASTY)))
    assert "<script>" not in re.sub(r"\\<", "", text)
    assert not re.search(r"(?<!\\)\]\(", text)
    assert r"\| !\[x\](http\://evil.test/y.png)" in text
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 2


def test_the_terminal_gets_no_escape_sequences_and_no_markup() -> None:
    text = on_terminal(Report(a_run(question=NASTY)))
    assert "\x1b" not in text
    assert "[bold red]" in text


def test_without_a_failure_the_report_says_so() -> None:
    only = run([sample("q", status="abstained")], FakeChain({"q?": abstained()}), STORE)
    assert as_markdown(Report(only)).endswith("## Failed questions\n\nNone.")
    assert "<p>None.</p>" in as_html(Report(only))
