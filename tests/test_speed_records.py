from pathlib import Path

import pytest
from speed_fakes import PARTS

from eval.benchmarks.speed.machine import processor_name, this_machine
from eval.benchmarks.speed.records import Memory, Part, Results
from vectorstore.errors import UsageError


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_what_is_kept_is_read_again(tmp_path: Path, part: Part) -> None:
    results = Results(tmp_path / "results")
    assert results.read(type(part)) is None
    results.write(part)
    assert results.read(type(part)) == part
    assert [path.name for path in (tmp_path / "results").iterdir()] == [f"{part.name}.json"]
    results.forget(type(part))
    results.forget(type(part))
    assert results.read(type(part)) is None


@pytest.mark.parametrize("content", ["", "{", '{"chunks": 1}'])
def test_a_broken_result_says_what_to_do(tmp_path: Path, content: str) -> None:
    (tmp_path / "memory.json").write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match="--again"):
        Results(tmp_path).read(Memory)


def test_the_machine_is_told() -> None:
    machine = this_machine()
    assert machine.cores > 0
    assert machine.packages["numpy"]
    assert processor_name("vendor_id : X\n") is None
