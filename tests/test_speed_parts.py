"""The parts, with processes that only pretend: what is run, in which order, and what is kept."""

import os
import sys
from pathlib import Path

import pytest
from speed_fakes import FakeChat, FakePid, FakeProcesses, make_bench

from eval.benchmarks.speed import asking, cold_start, growth, ingest, memory
from eval.benchmarks.speed.bench import Bench
from eval.benchmarks.speed.records import (
    Asking,
    ColdStart,
    Collection,
    Comparison,
    Growth,
    Memory,
    Results,
)


def test_the_rounds_of_the_comparison_alternate(tmp_path: Path) -> None:
    fake = FakeProcesses()
    bench = make_bench(tmp_path, fake)
    ingest.measure(bench)
    order = [line.split()[0] for line in fake.ran if line.startswith(("compared", "tutorial-new"))]
    ours, theirs = ["compared"] * 3, ["tutorial-new"]  # add, again, status
    assert order == [*ours, *theirs, *theirs, *ours]
    part = bench.kept(Comparison)
    assert part is not None
    assert [one.tutorial.seconds / one.citewire.seconds for one in part.rounds] == [3.0, 3.0]
    collection = bench.kept(Collection)
    assert collection is not None
    assert len(collection.again) == len(collection.again_inside) == 2


def test_a_run_that_was_ended_goes_on(tmp_path: Path) -> None:
    whole = FakeProcesses()
    ingest.measure(make_bench(tmp_path / "whole", whole))
    broken, rest = FakeProcesses(fail_at=9), FakeProcesses()
    with pytest.raises(KeyboardInterrupt):
        ingest.measure(make_bench(tmp_path / "broken", broken))
    ingest.measure(make_bench(tmp_path / "broken", rest))
    again = FakeProcesses()
    ingest.measure(make_bench(tmp_path / "broken", again))
    assert len(rest.ran) < len(whole.ran)
    assert again.ran == []


def test_other_articles_are_measured_anew(tmp_path: Path) -> None:
    fake = FakeProcesses()
    ingest.measure(make_bench(tmp_path, fake))
    bench = make_bench(tmp_path, fake)
    other = Bench(**{name: getattr(bench, name) for name in bench.__slots__} | {"digest": "d2"})
    assert other.kept(Comparison) is None


def test_questions_are_asked_of_new_processes_and_of_a_warm_one(tmp_path: Path) -> None:
    fake = FakeProcesses()
    bench = make_bench(tmp_path, fake)
    asking.measure(bench)
    part = bench.kept(Asking)
    assert part is not None
    assert len(part.cold) == 2
    assert part.warm is not None
    assert part.warm.seconds == (0.1, 0.2)
    assert sum(line == "collection ask --json" for line in fake.ran) == 3  # one is not measured
    before = len(fake.ran)
    asking.measure(bench)
    assert len(fake.ran) == before


def test_an_index_grows_from_size_to_size(tmp_path: Path) -> None:
    fake = FakeProcesses()
    bench = make_bench(tmp_path, fake)
    growth.measure(bench)
    part = bench.kept(Growth)
    assert part is not None
    assert [one.size for one in part.sizes] == ["100", "50a"]
    assert all(len(one.added) == 2 and one.added_articles == 3 for one in part.sizes)
    before = len(fake.ran)
    growth.measure(bench)
    assert len(fake.ran) == before


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_the_chat_is_asked_before_its_memory_is_read(tmp_path: Path) -> None:
    chat = FakeChat(FakePid(os.getpid()))
    bench = make_bench(tmp_path, FakeProcesses(), chat)
    memory.measure(bench)
    part = bench.kept(Memory)
    assert part is not None
    assert len(set(chat.asked)) == part.questions == memory.ASKED
    assert part.chat_peak_mb >= part.chat_mb > 0


def test_make_chat_is_opened_without_and_with_a_collection(tmp_path: Path) -> None:
    fake, chat = FakeProcesses(), FakeChat(FakePid(1))
    bench = make_bench(tmp_path, fake, chat)
    cold_start.measure(bench)
    part = bench.kept(ColdStart)
    assert part is not None
    assert [one.served for one in part.new + part.again] == [2.0] * 4
    assert fake.ran == ["samples make chat"] * 5  # the first is not measured


def test_nothing_is_kept_before_it_is_measured(tmp_path: Path) -> None:
    assert Results(tmp_path / "none").read(Growth) is None
