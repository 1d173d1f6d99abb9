"""`python -m training`: what each step writes, what it refuses, and the documented commands."""

import contextlib
import io
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import typer
from training_fakes import make_group, make_model, quiz_line, write_articles, write_lines

from training.__main__ import app, main
from training.groups import Group, read_groups, write_groups

needs_bm25s = pytest.mark.usefixtures("_bm25s")
ROOT = Path(__file__).parent.parent
DOCUMENT = ROOT / "docs" / "TRAINING.md"


@pytest.fixture
def _bm25s() -> None:
    pytest.importorskip("bm25s", reason="bm25s comes with the extra `train`")


@dataclass(frozen=True)
class Ran:
    """What a command line did."""

    code: object
    out: str
    err: str

    def refused(self, *words: str) -> None:
        """Assert that it ended as wrong usage, in one sentence with these words."""
        assert (self.code, self.out) == (2, "")
        assert self.err.startswith("Error: ")
        assert len(self.err.strip().splitlines()) == 1
        assert [word for word in words if word not in self.err] == []


def run(*args: str | Path) -> Ran:
    """Run `python -m training ARGS` in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main([str(arg) for arg in args])
            code: object = 0
        except SystemExit as end:
            code = end.code or 0
    return Ran(code, out.getvalue(), err.getvalue())


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return write_articles(tmp_path / "articles.jsonl.gz")


def groups_file(path: Path, *groups: Group) -> Path:
    write_groups(path, groups)
    return path


# --- groups -----------------------------------------------------------------------------------


@needs_bm25s
def test_clozes_are_made_of_articles(tmp_path: Path, articles: Path) -> None:
    out = tmp_path / "cloze.jsonl.gz"
    ran = run("cloze", "--articles", articles, "--an-article", 1, "--seed", 1, "--out", out)
    groups = list(read_groups(out))
    assert ran.code == 0
    assert ran.out == f"{out}: {len(groups)} groups\n"
    assert "6 articles, 6 chunks" in " ".join(ran.err.split())
    assert groups
    assert {group.id[-2:] for group in groups} == {"_0"}


@needs_bm25s
def test_quiz_groups_are_made_of_the_questions_of_some_days(tmp_path: Path, articles: Path) -> None:
    weeks = ("20230303", "20230310", "20230317")
    path = write_lines(tmp_path / "q.jsonl", *(quiz_line(0, week) for week in weeks))
    out = tmp_path / "quiz.jsonl.gz"
    days = ("--since", "2023-03-04", "--before", "2023-03-17")
    ran = run("quiz", "--questions", path, "--articles", articles, *days, "--out", out)
    assert (ran.code, ran.out) == (0, f"{out}: 1 groups\n")
    (group,) = read_groups(out)
    assert group.id == "20230310_0"
    assert group.positives


@needs_bm25s
@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("nosuch.jsonl", None, ("nosuch.jsonl", "check the name")),
        ("wrong.jsonl", "no JSON at all\n", ("None of the --articles",)),
        ("empty.jsonl", "", ("None of the --articles",)),
        ("lone.jsonl", '{"text": "A lone seal swam up the river."}\n', ("No group",)),
    ],
)
def test_articles_that_give_nothing_are_refused(
    tmp_path: Path, name: str, content: str | None, words: tuple[str, ...]
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    out = tmp_path / "cloze.jsonl.gz"
    ran = run("cloze", "--articles", tmp_path / name, "--out", out)
    assert (ran.code, ran.out) == (2, "")
    assert [word for word in words if word not in " ".join(ran.err.split())] == []
    assert not out.exists()


@needs_bm25s
def test_questions_that_are_none_are_refused(tmp_path: Path, articles: Path) -> None:
    path = write_lines(tmp_path / "q.jsonl", quiz_line(), {"url": "https://paper.example/1"})
    common = ("--articles", articles, "--out", tmp_path / "quiz.jsonl.gz")
    days = ("--since", "2023-01-01", "--before", "2024-01-01")
    run("quiz", "--questions", path, *common, *days).refused("q.jsonl, line 2")
    run("quiz", "--questions", tmp_path / "no.jsonl", *common, *days).refused("cannot be read")
    run("quiz", "--questions", articles, *common, *days).refused("not UTF-8")


@needs_bm25s
def test_days_on_which_nothing_was_asked_are_refused(tmp_path: Path, articles: Path) -> None:
    path = write_lines(tmp_path / "q.jsonl", quiz_line())
    common = ("--questions", path, "--articles", articles, "--out", tmp_path / "quiz.jsonl.gz")
    days = ("--since", "2024-01-01", "--before", "2025-01-01")
    run("quiz", *common, *days).refused("2024-01-01", "--before")
    wrong = run("quiz", *common, "--since", "January", "--before", "2025-01-01")
    assert wrong.code == 2
    assert "January" in wrong.err


@needs_bm25s
def test_a_file_that_cannot_be_written_is_told_at_once(tmp_path: Path) -> None:
    for out in (tmp_path, tmp_path / "no" / "cloze.jsonl.gz"):
        ran = run("cloze", "--articles", tmp_path / "nosuch.jsonl", "--out", out)
        ran.refused("cannot be written")


# --- training ---------------------------------------------------------------------------------

LEARNED = [make_group(number, "20230310") for number in range(4)]
CHECKED = [make_group(number, "20230317") for number in range(2)]


def sets(folder: Path, learned: list[Group], checked: list[Group]) -> tuple[str | Path, ...]:
    """Return the options that name files of these groups."""
    files = (
        groups_file(folder / "learned.jsonl.gz", *learned),
        groups_file(folder / "checked.jsonl.gz", *checked),
    )
    return ("--groups", files[0], "--check", files[1])


QUICK = ("--questions-a-step", 2, "--passages", 2)


def test_a_reader_is_trained_and_trained_again(tmp_path: Path) -> None:
    start, out = make_model(tmp_path / "start"), tmp_path / "out"
    given = sets(tmp_path, LEARNED, CHECKED)
    ran = run("train", "--start", start, *given, *QUICK, "--out", out)
    assert ran.code == 0, ran.err
    assert re.fullmatch(r".*out: mean reciprocal rank [01]\.\d{3} on the .*\n", ran.out)
    assert "epoch 1: mean reciprocal rank" in " ".join(ran.err.split())
    assert {path.name for path in out.iterdir()} == {
        "config.json",
        "model.safetensors",
        "tokenizer.json",
    }
    again = run("train", "--start", out, *given, *QUICK, "--out", tmp_path / "again")
    assert again.code == 0, again.err


def test_a_question_in_both_sets_is_refused(tmp_path: Path) -> None:
    given = sets(tmp_path, LEARNED, [*CHECKED, LEARNED[2]])
    ran = run("train", *given, "--out", tmp_path / "out")
    ran.refused("20230310_2", "split them by week")


def test_a_week_in_both_sets_is_refused(tmp_path: Path) -> None:
    given = sets(tmp_path, LEARNED, [*CHECKED, make_group(9, "20230310")])
    ran = run("train", *given, *QUICK, "--out", tmp_path / "out")
    ran.refused("20230310", "split them by week")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "checked", [[], [make_group(0, "20230317", positives=())], [make_group(0, negatives=())]]
)
def test_a_check_that_tells_nothing_is_refused(tmp_path: Path, checked: list[Group]) -> None:
    # Without a figure no epoch would be the best, and nothing would be saved.
    ran = run("train", *sets(tmp_path, LEARNED, checked), "--out", tmp_path / "out")
    ran.refused("check set")


def test_too_few_groups_are_refused(tmp_path: Path) -> None:
    given = sets(tmp_path, LEARNED, CHECKED)
    run("train", *given, "--questions-a-step", 4, "--out", tmp_path / "out").refused("4 groups")


def test_a_wrong_file_of_groups_is_refused(tmp_path: Path) -> None:
    right = groups_file(tmp_path / "right.jsonl.gz", *CHECKED)
    plain = write_lines(tmp_path / "plain.jsonl", quiz_line())
    out = ("--out", tmp_path / "out")
    run("train", "--groups", plain, "--check", right, *out).refused("plain.jsonl")
    run("train", "--groups", right, "--check", tmp_path / "no.gz", *out).refused("no.gz")
    articles = write_articles(tmp_path / "articles.jsonl.gz")
    run("train", "--groups", articles, "--check", right, *out).refused("articles", "line 1")


def test_a_wrong_model_directory_is_refused(tmp_path: Path) -> None:
    given = (*sets(tmp_path, LEARNED, CHECKED), *QUICK)
    other = make_model(tmp_path / "other")
    config = (other / "config.json").read_text(encoding="utf-8")
    (other / "config.json").write_text(config.replace('"bert"', '"roberta"'), encoding="utf-8")
    for wrong in (tmp_path / "nosuch", tmp_path, other):
        ran = run("train", "--start", wrong, *given, "--out", tmp_path / "out")
        ran.refused(str(wrong), "BERT")
        run("export", "--trained", wrong, "--out", tmp_path / "out").refused(str(wrong), "BERT")
    start = make_model(tmp_path / "start")
    run("train", "--start", start, *given, "--out", start).refused("--out")


def test_a_trained_reader_is_exported_and_nobody_is_told(tmp_path: Path) -> None:
    pytest.importorskip("nncf", reason="nncf comes with the extra `train`")
    trained = make_model(tmp_path / "trained", answers=True)
    home = tmp_path / "home"
    home.mkdir()
    line = ("export", "--trained", trained, "--out", tmp_path / "out")
    ran = subprocess.run(
        [sys.executable, "-m", "training", *line],
        cwd=ROOT,
        env={**os.environ, "HOME": str(home)},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    assert re.fullmatch(r".*out: 1\.\d MB\n", ran.stdout)
    # Imported before it was kept from it, nncf left the number it reports its user by there.
    assert not (home / "intel").exists()


@pytest.mark.parametrize("line", ["", "nosuch", "train", "quiz --since 2023-01-01", "cloze x"])
def test_wrong_usage_ends_with_two(line: str) -> None:
    ran = run(*line.split())
    assert ran.code == 2
    assert "Usage:" in ran.out + ran.err


# --- the documented commands ------------------------------------------------------------------


def documented() -> list[tuple[str, dict[str, Any]]]:
    """Return step and values of each command in the document."""
    text = DOCUMENT.read_text(encoding="utf-8").replace("\\\n", " ")
    group: Any = typer.main.get_command(app)
    found = []
    for line in re.findall(r"^ +python -m training (.+)$", text, re.MULTILINE):
        step, *args = shlex.split(line)
        found.append((step, group.commands[step].make_context(step, args).params))
    return found


def test_the_documented_commands_make_the_packaged_reader() -> None:
    years = [Path(f"{year}.articles.jsonl.gz") for year in (2022, 2023)]
    quizzes = [Path(f"{year}.questions.jsonl") for year in (2022, 2023)]
    quiz = {"questions": quizzes, "articles": years, "seed": 1}
    days = [datetime(2022, 1, 1), datetime(2023, 10, 1), datetime(2024, 1, 1)]
    check = {"check": Path("check.jsonl.gz"), "seed": 1}
    assert documented() == [
        ("cloze", {"articles": years, "an_article": 3, "seed": 1, "out": Path("cloze.jsonl.gz")}),
        ("quiz", {**quiz, "since": days[0], "before": days[1], "out": Path("quiz.jsonl.gz")}),
        ("quiz", {**quiz, "since": days[1], "before": days[2], "out": Path("check.jsonl.gz")}),
        (
            "train",
            {
                **check,
                "start": None,
                "groups": Path("cloze.jsonl.gz"),
                "epochs": 1,
                "passages": 3,
                "questions_a_step": 10,
                "learning_rate": 1.2e-4,
                "dropout": 0.0,
                "out": Path("stage1"),
            },
        ),
        (
            "train",
            {
                **check,
                "start": Path("stage1"),
                "groups": Path("quiz.jsonl.gz"),
                "epochs": 2,
                "passages": 6,
                "questions_a_step": 4,
                "learning_rate": 8e-5,
                "dropout": 0.0,
                "out": Path("stage2"),
            },
        ),
        ("export", {"trained": Path("stage2"), "out": Path("rag/reader_model")}),
    ]
