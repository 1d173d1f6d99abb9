import io
import json
from pathlib import Path
from typing import Any

import pytest
import typer
from eval_fakes import FakeChain, FakeStore, abstained, sample
from rich.console import Console
from typer.testing import CliRunner

from eval.baselines.gate import Change, Comparison
from eval.command import app, complaints, conclude
from eval.runs.records import Run
from eval.runs.runner import run
from eval.samples.sets import find_set, is_about_home
from vectorstore.errors import UsageError

mounted = typer.Typer()
mounted.add_typer(app, name="eval")


@mounted.command()
def other() -> None:
    """Make `eval` one command of several, as it is mounted."""


def parsed(*args: str) -> tuple[str, dict[str, Any]]:
    """Return the path of commands and the values that a command line is read as."""
    return _descend(typer.main.get_command(mounted).make_context("citewire", list(args)))


def _descend(context: Any) -> tuple[str, dict[str, Any]]:
    rest = [*context._protected_args, *context.args]
    if not hasattr(context.command, "resolve_command"):
        return context.command_path, context.params
    name, command, args = context.command.resolve_command(context, rest)
    return _descend(command.make_context(name, args, parent=context))


SAMPLES = {
    "name": "citewire",
    "check": False,
    "report": None,
    "update_baseline": False,
    "articles": None,
    "here": False,
    "keep": False,
}


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("eval", {}),
        ("eval citewire", {}),
        ("eval citewire --check", {"check": True}),
        ("eval --check", {"check": True}),
        ("eval --check citewire", {"check": True}),
        ("eval mine.jsonl --report out", {"name": "mine.jsonl", "report": Path("out")}),
        ("eval --report out mine", {"name": "mine", "report": Path("out")}),
        ("eval --update-baseline", {"update_baseline": True}),
        ("eval samples citewire --check", {"check": True}),
        ("eval --articles here", {"articles": Path("here")}),
        ("eval mine.jsonl --here --keep", {"name": "mine.jsonl", "here": True, "keep": True}),
    ],
)
def test_the_name_of_a_set_needs_no_command(line: str, given: dict[str, Any]) -> None:
    path, values = parsed(*line.split())
    assert path == "citewire eval samples"
    assert values == SAMPLES | given


def test_the_benchmark_is_a_command_of_its_own() -> None:
    path, values = parsed(
        *"eval benchmark realtimeqa --articles a.gz --questions q --limit 5 --json".split()
    )
    assert path == "citewire eval benchmark realtimeqa"
    assert values == {
        "articles": Path("a.gz"),
        "questions": Path("q"),
        "limit": 5,
        "json": True,
        "home": None,
        "others": None,
    }


def test_the_ablation_is_a_benchmark_of_its_own() -> None:
    path, values = parsed(
        *"eval benchmark ablation --articles a.gz --questions q --limit 5 --home h --json".split()
    )
    assert path == "citewire eval benchmark ablation"
    assert values == {
        "articles": Path("a.gz"),
        "questions": Path("q"),
        "limit": 5,
        "home": Path("h"),
        "json": True,
        "markdown": False,
    }


def test_the_ablation_is_printed_in_one_way() -> None:
    line = "eval benchmark ablation --articles a --questions q --json --markdown"
    result = CliRunner().invoke(mounted, line.split())
    assert isinstance(result.exception, UsageError)
    assert "exclude each other" in str(result.exception)


def test_an_ablation_without_a_reader_is_told_before_anything_is_indexed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    questions = tmp_path / "q.jsonl"
    asked = {"id": "20240105_0", "question": "Who?", "asked_at": "2024-01-05", "answer": "Anna"}
    questions.write_text(json.dumps({**asked, "answer_in_articles": True}))
    monkeypatch.setenv("CITEWIRE_READER", "off")
    line = ["eval", "benchmark", "ablation", "--articles", str(tmp_path / "none")]
    result = CliRunner().invoke(mounted, [*line, "--questions", str(questions)])
    assert isinstance(result.exception, UsageError)
    assert "CITEWIRE_READER" in str(result.exception)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("eval --help", "benchmark"),
        ("eval citewire --help", "--update-baseline"),
        ("eval benchmark realtimeqa --help", "--questions"),
        ("eval benchmark ablation --help", "--markdown"),
    ],
)
def test_help_is_shown_without_running_anything(line: str, shown: str) -> None:
    result = CliRunner().invoke(mounted, line.split(), terminal_width=120)
    assert result.exit_code == 0
    assert shown in result.output


@pytest.mark.parametrize(
    "line",
    [
        "eval --nonsense",
        "eval a b",
        "eval benchmark realtimeqa",
        "eval benchmark ablation",
        "eval benchmark nothing",
    ],
)
def test_wrong_usage_ends_with_two(line: str) -> None:
    assert CliRunner().invoke(mounted, line.split()).exit_code == 2


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("eval nosuch", "no set of samples 'nosuch'"),
        ("eval citewire --check --update-baseline", "exclude each other"),
    ],
)
def test_what_cannot_be_served_is_an_error_for_the_edge(line: str, told: str) -> None:
    result = CliRunner().invoke(mounted, line.split())
    assert isinstance(result.exception, UsageError)
    assert told in str(result.exception)


def test_a_file_is_checked_before_anything_is_loaded(tmp_path: Path) -> None:
    wrong = tmp_path / "mine.jsonl"
    for content, told in (
        (b"{", "line 1"),
        (b"\xff\xfe\xfa", "cannot be read"),
        (b"\n", "no samples"),
    ):
        wrong.write_bytes(content)
        result = CliRunner().invoke(mounted, ["eval", str(wrong)])
        assert isinstance(result.exception, UsageError)
        assert told in str(result.exception)


def test_a_check_without_a_baseline_says_how_to_write_one(tmp_path: Path) -> None:
    mine = tmp_path / "mine.jsonl"
    mine.write_text('{"id": "a", "category": "date", "question": "When?", "status": "abstained"}\n')
    result = CliRunner().invoke(mounted, ["eval", str(mine), "--check"])
    assert isinstance(result.exception, UsageError)
    assert "--update-baseline" in str(result.exception)
    found = find_set(str(mine))
    assert (found.name, found.file, found.baseline) == (
        "mine",
        mine,
        tmp_path / "mine.baseline.json",
    )


@pytest.mark.parametrize("name", ["realtimeqa", "ablation"])
def test_questions_that_are_missing_are_told(tmp_path: Path, name: str) -> None:
    line = ["eval", "benchmark", name, "--articles", str(tmp_path)]
    result = CliRunner().invoke(mounted, [*line, "--questions", str(tmp_path / "none")])
    assert isinstance(result.exception, UsageError)
    assert "cannot be read" in str(result.exception)


def test_a_check_names_all_that_was_lost() -> None:
    lost = Comparison(
        regressed=("q-07", "q-19"),
        repaired=("q-01",),
        new=(),
        removed=(),
        dropped=(Change(metric="fact_recall", was=0.9, now=None),),
        notes=(),
    )
    assert complaints(lost, ("q-02: there is no article 'x'.",)) == [
        "Error of the sample set: q-02: there is no article 'x'.",
        "Regressed: q-07, q-19",
        "Worse: fact_recall was 0.900 and is undefined",
    ]
    fine = lost.model_copy(update={"regressed": (), "dropped": ()})
    assert complaints(fine, ()) == []
    assert complaints(None, ()) == []


def a_run(status: str, **fields: Any) -> Run:
    """A run of one question that is declined, where `status` was expected."""
    asked = sample("q-07", status=status, **fields)
    return run([asked], FakeChain({"q-07?": abstained()}), FakeStore(), name="set")


def test_an_accepted_run_becomes_the_baseline_that_the_next_is_held_against(
    tmp_path: Path,
) -> None:
    out = Console(file=io.StringIO(), width=80)
    baseline = tmp_path / "baselines" / "set.json"
    assert conclude(a_run("abstained"), baseline, None, True, out) == []
    assert conclude(a_run("abstained"), baseline, None, False, out) == []
    lost = conclude(a_run("answered"), baseline, tmp_path / "report", False, out)
    assert lost[0] == "Regressed: q-07"
    assert (tmp_path / "report" / "report.html").is_file()
    assert isinstance(out.file, io.StringIO)
    assert "Passed in the baseline and fail now: q-07." in out.file.getvalue()


def test_a_new_baseline_is_not_held_against_the_old_one(tmp_path: Path) -> None:
    out = Console(file=io.StringIO())
    baseline = tmp_path / "set.json"
    baseline.write_text("not a baseline")
    assert conclude(a_run("answered"), baseline, None, True, out) == []
    assert '"q-07": {"passed": false' in baseline.read_text()


def test_an_error_of_the_set_is_a_complaint_without_a_baseline_too(tmp_path: Path) -> None:
    wrong = a_run("abstained", articles=("lost.txt",))
    lost = conclude(wrong, tmp_path / "none.json", None, False, Console(file=io.StringIO()))
    assert len(lost) == 1
    assert "lost.txt" in lost[0]


def test_a_report_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    out = Console(file=io.StringIO())
    with pytest.raises(UsageError, match="cannot be written"):
        conclude(a_run("abstained"), tmp_path / "b.json", tmp_path / "file", False, out)


def test_the_samples_in_the_data_directory_are_about_the_collection_there(tmp_path: Path) -> None:
    own = tmp_path / "samples.jsonl"
    own.write_text("")
    assert is_about_home(find_set(str(own)), tmp_path)
    elsewhere = tmp_path / "other"
    assert not is_about_home(find_set(str(own)), elsewhere)
    assert not is_about_home(find_set("citewire"), tmp_path)


def test_one_collection_is_asked(tmp_path: Path) -> None:
    line = ["eval", "citewire", "--here", "--articles", str(tmp_path)]
    result = CliRunner().invoke(mounted, line)
    assert isinstance(result.exception, UsageError)
    assert str(result.exception).startswith("--here and --articles exclude each other")
