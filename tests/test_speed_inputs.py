import json
from pathlib import Path

import pytest

from eval.benchmarks.speed.inputs import (
    Asked,
    Size,
    read_asked,
    read_lines,
    read_sizes,
    renamed,
    spread_over,
    write_articles,
    write_asked,
)
from vectorstore.errors import UsageError
from vectorstore.formats.json_lines import read_json_lines


def test_sizes_are_chunks_or_articles() -> None:
    assert read_sizes("1000, 30000a") == (Size(1000, "chunks"), Size(30_000, "articles"))
    assert [size.name for size in read_sizes("1000,30000a")] == ["1000", "30000a"]


@pytest.mark.parametrize("text", ["", "1000,", "0", "-5", "1e6", "10k", "1000;2000", "1.000"])
def test_a_bad_size_is_wrong_usage(text: str) -> None:
    with pytest.raises(UsageError, match="--sizes"):
        read_sizes(text)


def test_sizes_have_to_ascend() -> None:
    with pytest.raises(UsageError, match="ascending"):
        read_sizes("10000,1000")


def test_every_question_is_asked_once(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    lines = [{"question": f"Who {n % 5}?", "asked_at": "2024-01-05", "id": n} for n in range(10)]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    asked = read_asked(path)
    assert sorted(asked, key=lambda one: one.question) == [
        Asked(f"Who {n}?", "2024-01-05") for n in range(5)
    ]
    assert read_asked(path) == asked


def test_written_questions_are_read_again(tmp_path: Path) -> None:
    asked = [Asked("Who?", "2024-01-05"), Asked("What?")]
    write_asked(asked, tmp_path / "q.jsonl")
    assert set(read_asked(tmp_path / "q.jsonl")) == set(asked)


@pytest.mark.parametrize("line", ["[]", '{"q": 1}', '{"question": " "}', ""])
def test_bad_questions_are_wrong_usage(tmp_path: Path, line: str) -> None:
    (tmp_path / "q.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(UsageError, match=r"q\.jsonl"):
        read_asked(tmp_path / "q.jsonl")


def test_articles_of_any_kind_become_lines_that_both_sides_read(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("The pier was closed.\u2028It is old.", encoding="utf-8")
    one = {"url": "https://x.example/a", "title": "T", "authors": ["A", "B"], "text": "Some text."}
    (folder / "b.jsonl").write_text(json.dumps(one), encoding="utf-8")
    (folder / "c.xyz").write_bytes(b"\0")
    target = tmp_path / "work" / "articles.jsonl"
    count, digest = write_articles(folder, target)
    lines = read_lines(target)
    assert count == len(lines) == 2
    assert write_articles(folder, target) == (2, digest)
    assert json.loads(lines[1]) == one | {"authors": "A, B"}
    loaded = list(read_json_lines([target.read_bytes()], "articles.jsonl"))
    assert [item.raw for item in loaded][1] == "Some text."  # type: ignore[union-attr]


def test_articles_that_cannot_be_read_are_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="no articles"):
        write_articles(tmp_path / "in.txt", tmp_path / "articles.jsonl")


def test_compared_articles_are_spread_over_the_file() -> None:
    lines = [str(number) for number in range(100)]
    assert spread_over(lines, 4) == ["0", "25", "50", "75"]
    assert spread_over(lines, 1000) == lines


def test_renamed_articles_are_new_ones() -> None:
    line = json.dumps({"url": "https://x.example/a", "title": "T", "text": "Some text."})
    assert json.loads(renamed([line], "10-1")) == {"title": "T (10-1)", "text": "Some text."}
    assert json.loads(renamed(['{"text": "x"}'], "1-0"))["title"] == "(1-0)"
