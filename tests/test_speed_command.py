from pathlib import Path

import pytest
import typer
from speed_fakes import PARTS
from typer.testing import CliRunner

from eval.benchmarks.speed import tutorial
from eval.benchmarks.speed.command import NEEDED, NotInstalled, bench, check_installed, read_parts
from eval.benchmarks.speed.records import Results
from vectorstore.errors import CitewireError, UsageError

app = typer.Typer()
app.command()(bench)


@app.command()
def other() -> None:
    """Make `bench` one command of several, as it is mounted."""


def failed(*args: str) -> BaseException | None:
    return CliRunner().invoke(app, ["bench", *args]).exception


def test_parts_are_run_in_their_order() -> None:
    assert read_parts("cold, ingest") == ("ingest", "cold")


@pytest.mark.parametrize("text", ["", "ingest,", "speed"])
def test_an_unknown_part_is_wrong_usage(text: str) -> None:
    with pytest.raises(UsageError, match="--only"):
        read_parts(text)


def test_a_missing_extra_is_one_sentence() -> None:
    with pytest.raises(NotInstalled, match=r"pip install 'citewire\[bench\]'"):
        check_installed(("no_such_package",))


@pytest.mark.parametrize(
    "args",
    [
        ("--sizes", "12b"),
        ("--articles", "/nowhere/a.jsonl"),
        ("--questions", "/nowhere/q.jsonl"),
        ("--only", "nothing"),
    ],
)
def test_bad_input_is_wrong_usage(tmp_path: Path, args: tuple[str, ...]) -> None:
    for name in NEEDED:
        pytest.importorskip(name)
    error = failed("--work", str(tmp_path / "w"), "--out", str(tmp_path / "o"), *args)
    assert isinstance(error, UsageError)
    assert not (tmp_path / "o").exists()


def test_a_folder_with_other_things_is_left_alone(tmp_path: Path) -> None:
    for name in NEEDED:
        pytest.importorskip(name)
    (tmp_path / "cache").mkdir()
    error = failed("--work", str(tmp_path), "--out", str(tmp_path / "o"))
    assert isinstance(error, UsageError) and "other things" in str(error)
    assert (tmp_path / "cache").exists()


def test_too_few_questions_are_wrong_usage(tmp_path: Path) -> None:
    for name in NEEDED:
        pytest.importorskip(name)
    (tmp_path / "q.jsonl").write_text('{"question": "Who?"}\n' * 3)
    error = failed("--work", str(tmp_path / "w"), "--questions", str(tmp_path / "q.jsonl"))
    assert isinstance(error, UsageError) and "at least 4" in str(error)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    for name in NEEDED:
        pytest.importorskip(name)
    (tmp_path / "file").write_text("", encoding="utf-8")
    error = failed("--report-only", "--work", str(tmp_path / "w"), "--out", str(tmp_path / "file"))
    assert isinstance(error, CitewireError)


def test_the_page_is_written_from_what_was_measured(tmp_path: Path) -> None:
    for name in NEEDED:
        pytest.importorskip(name)
    results = Results(tmp_path / "w" / "results")
    for part in PARTS:
        results.write(part)
    args = ["--report-only", "--work", str(tmp_path / "w"), "--out", str(tmp_path / "o")]
    ran = CliRunner().invoke(app, ["bench", *args])
    assert ran.exit_code == 0
    assert "**5.00×**" in (tmp_path / "o" / "PERFORMANCE.md").read_text(encoding="utf-8")
    assert (tmp_path / "o" / "images" / "performance.svg").exists()


def test_the_tutorial_imports_nothing_of_ours() -> None:
    source = Path(tutorial.__file__).read_text(encoding="utf-8")
    assert not any(f"from {name}" in source for name in ("eval", "rag", "vectorstore"))
