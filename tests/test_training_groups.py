"""Files of groups, and what two sets of groups have in common."""

import gzip
from pathlib import Path

import pytest
from training_fakes import make_group

from training.groups import read_groups, shared_ids, shared_weeks, write_groups
from vectorstore.errors import UsageError


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    groups = [make_group(0), make_group(1, answer="Zoë’s\u2028boats"), make_group(2, positives=())]
    path = tmp_path / "g.jsonl.gz"
    assert write_groups(path, iter(groups)) == 3
    assert list(read_groups(path)) == groups


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        list(read_groups(tmp_path / "nosuch.jsonl.gz"))


def test_a_file_that_is_not_gzipped_is_told(tmp_path: Path) -> None:
    path = tmp_path / "g.jsonl.gz"
    path.write_text(make_group().model_dump_json())
    with pytest.raises(UsageError, match="not gzipped"):
        list(read_groups(path))


def test_a_line_that_is_no_group_is_named(tmp_path: Path) -> None:
    path = tmp_path / "g.jsonl.gz"
    with gzip.open(path, "wt") as file:
        file.write(make_group().model_dump_json() + '\n{"text": "an article"}\n')
    with pytest.raises(UsageError, match="line 2: not a group"):
        list(read_groups(path))


def test_a_file_that_ends_early_is_told(tmp_path: Path) -> None:
    path = tmp_path / "g.jsonl.gz"
    write_groups(path, [make_group(number) for number in range(50)])
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(UsageError, match="damaged"):
        list(read_groups(path))


def test_what_two_sets_share() -> None:
    first = [make_group(0, "20230929"), make_group(1, "20231006"), make_group(2, "20231006")]
    later = [make_group(2, "20231006"), make_group(3, "20231006"), make_group(0, "20231013")]
    assert shared_ids(first, later) == ["20231006_2"]
    assert shared_weeks(first, later) == ["20231006"]
    assert shared_weeks(first[:1], later) == []
