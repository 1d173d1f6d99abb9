"""Stand-ins for the processes of the speed benchmark, and parts with made-up figures."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from eval.benchmarks.speed.bench import Bench
from eval.benchmarks.speed.inputs import Asked, read_sizes
from eval.benchmarks.speed.processes import Ran
from eval.benchmarks.speed.records import (
    Added,
    Asking,
    ColdAsk,
    ColdStart,
    Collection,
    Comparison,
    Grown,
    Growth,
    Machine,
    Memory,
    Opened,
    Process,
    Results,
    Round,
    Setting,
    Warm,
)

MACHINE = Machine(
    processor="Fast 3000",
    cores=2,
    memory_gb=24.0,
    system="Linux 6",
    python="3.11.9",
    packages={"torch": "2.13.0"},
)
SETTING = Setting(articles="a.jsonl", digest="d1", day="2026-11-22", load=0.5, machine=MACHINE)
ASKED = tuple(Asked(f"Question {number}?", "2024-01-05") for number in range(30))


def took(seconds: float, peak_mb: float = 500.0) -> Process:
    return Process(seconds=seconds, peak_mb=peak_mb)


def grown(size: str, chunks: int, articles: int, seconds: Sequence[float]) -> Grown:
    added = Added(empty=took(15), empty_inside=10.0, grown=took(16), grown_inside=12.0)
    return Grown(
        size=size,
        articles=articles,
        chunks=chunks,
        growing_seconds=1.0,
        disk_mb=2500.0,
        warm=Warm(articles=articles, chunks=chunks, seconds=tuple(seconds), peak_mb=700.0),
        added_articles=100,
        added=(added, added),
    )


PARTS = (
    Comparison(
        setting=SETTING,
        articles=120,
        first_use_seconds=7.5,
        rounds=(
            Round(
                citewire=took(10),
                tutorial=took(60),
                again=took(1),
                chunks=1500,
                tutorial_chunks=2000,
            ),
            Round(
                citewire=took(12),
                tutorial=took(60),
                again=took(1),
                chunks=1500,
                tutorial_chunks=2000,
            ),
            Round(
                citewire=took(15),
                tutorial=took(60),
                again=took(1),
                chunks=1500,
                tutorial_chunks=2000,
            ),
        ),
    ),
    Collection(
        setting=SETTING,
        articles=2450,
        chunks=33_000,
        first=took(302, 1500),
        again=(took(3), took(3)),
        again_inside=(1.0, 1.0),
    ),
    Asking(
        setting=SETTING,
        tutorial_articles=120,
        cold=(ColdAsk(citewire=took(4), tutorial=took(8)),),
        warm=Warm(articles=2450, chunks=33_000, seconds=(0.1, 0.2, 0.3), peak_mb=600.0),
    ),
    Growth(
        setting=SETTING,
        base_articles=1000,
        base_chunks=13_700,
        sizes=(
            grown("1000000", 1_000_500, 73_000, [0.6]),
            grown("34000", 34_010, 2500, [0.1, 0.3]),
            grown("30000a", 410_000, 30_000, [0.2, 0.3]),
        ),
    ),
    Memory(setting=SETTING, chunks=33_000, questions=20, chat_peak_mb=900.0, chat_mb=850.0),
    ColdStart(
        setting=SETTING,
        new=(Opened(served=13.0, answered=15.0),),
        again=(Opened(served=5.0, answered=7.0),),
    ),
)


@dataclass
class FakeProcesses:
    """Answers a command line with what such a process would write; keeps what was run."""

    ran: list[str] = field(default_factory=list)
    chunks: int = 0
    fail_at: int | None = None
    """The number of the command that is interrupted."""

    def run(
        self, command: Sequence[str], home: Path, *, quiet: bool = True, **variables: str
    ) -> Ran:
        program = Path(command[0]).name
        words = list(command[1:]) if program == "citewire" else [*command[2:4]]
        self.ran.append(" ".join([home.name, *words[:2]]))
        if len(self.ran) == self.fail_at:
            raise KeyboardInterrupt
        slow = 3.0 if "eval.benchmarks.speed.tutorial" in command else 1.0
        return Ran(took(slow), json.dumps(self._result(list(command))))

    def _result(self, command: list[str]) -> object:
        if "grow" in command:
            self.chunks = int(command[-2])
        counts = {"articles": 7, "chunks": self.chunks or 21}
        if "ask" in command and "eval.benchmarks.speed.worker" in command:
            return {"seconds": [0.1, 0.2], **counts}
        if "base" in command or "status" in command:
            return counts
        return {"seconds": 0.5, "added": 3, **counts}


@dataclass(frozen=True)
class FakePid:
    pid: int


@dataclass
class FakeChat:
    """A page that is there after two seconds and answers after three."""

    process: FakePid
    asked: list[Asked] = field(default_factory=list)

    def wait(self) -> float:
        return 2.0

    def ask(self, asked: Asked) -> float:
        self.asked.append(asked)
        return 3.0


def make_bench(
    work: Path, fake: FakeProcesses, chat: FakeChat | None = None, *, rounds: int = 2
) -> Bench:
    """Return a benchmark of three articles in an empty folder, or of what is left in it."""
    lines = [json.dumps({"title": f"T{n}", "text": f"Text {n}."}) + "\n" for n in range(3)]
    work.mkdir(exist_ok=True)
    (work / "articles.jsonl").write_text("".join(lines), encoding="utf-8")

    @contextmanager
    def start(command: Sequence[str], home: Path, log: Path) -> Iterator[FakeChat]:
        assert chat is not None
        fake.ran.append(f"{home.name} {Path(command[0]).name} {command[-1]}")
        yield chat

    return Bench(
        work=work,
        name="a.jsonl",
        digest="d1",
        questions=ASKED,
        rounds=rounds,
        sizes=read_sizes("100,50a"),
        results=Results(work / "results"),
        tell=lambda line: None,
        run=fake.run,
        start=start,  # type: ignore[arg-type]
    )
