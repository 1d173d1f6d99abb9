"""What all parts of the benchmark share: the inputs, the folder to work in, what is kept.

What this module does not know: the parts.
"""

import shutil
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from eval.benchmarks.speed import processes
from eval.benchmarks.speed.chat import Chat, started
from eval.benchmarks.speed.inputs import Asked, Size, read_lines, spread_over
from eval.benchmarks.speed.machine import load_average, this_machine
from eval.benchmarks.speed.records import Kind, Part, Results, Setting

COMPARED = 120
"""Articles of the comparison with the tutorial, which takes half a second for each."""


class Run(Protocol):
    """Runs a command with a data directory and waits for it, as `processes.run` does."""

    def __call__(
        self, command: Sequence[str], home: Path, *, quiet: bool = True, **variables: str
    ) -> processes.Ran:
        """Return what it took and what it wrote to stdout."""


class Start(Protocol):
    """Starts a chat and stops it at the end of the block, as `chat.started` does."""

    def __call__(
        self, command: Sequence[str], home: Path, log: Path
    ) -> AbstractContextManager[Chat]:
        """Return the block in which the chat is open."""


@dataclass(frozen=True, slots=True)
class Bench:
    """One benchmark: everything a part needs."""

    work: Path
    name: str
    """Of the file or folder of articles, as it is shown."""
    digest: str
    """Of the texts."""
    questions: tuple[Asked, ...]
    """In the order in which they are asked."""
    rounds: int
    sizes: tuple[Size, ...]
    results: Results
    tell: Callable[[str], object]
    """Is told what is done, a line each."""
    run: Run = processes.run
    start: Start = started

    @property
    def articles(self) -> Path:
        """Return the file of all articles, one a line."""
        return self.work / "articles.jsonl"

    @property
    def home(self) -> Path:
        """Return the data directory of the collection of all articles."""
        return self.work / "collection"

    @property
    def tutorial(self) -> Path:
        """Return the directory of the tutorial's index."""
        return self.work / f"tutorial-{self.digest}"

    def compared(self) -> tuple[Path, int]:
        """Return the file of the articles of the comparison, and their number."""
        path = self.work / "compared.jsonl"
        lines = spread_over(read_lines(self.articles), COMPARED)
        path.write_text("".join(lines), encoding="utf-8")
        return path, len(lines)

    def setting(self) -> Setting:
        """Return the circumstances of a part that begins now."""
        return Setting(
            articles=self.name,
            digest=self.digest,
            day=date.today().isoformat(),
            load=load_average(),
            machine=this_machine(),
        )

    def kept(self, kind: type[Kind]) -> Kind | None:
        """Return what is measured of a part already, with these articles."""
        part = self.results.read(kind)
        return part if part is not None and part.setting.digest == self.digest else None

    def keep(self, part: Part) -> None:
        """Keep what is measured of a part."""
        self.results.write(part)

    def fresh(self, name: str) -> Path:
        """Return an empty directory of that name in the folder to work in."""
        path = self.work / name
        shutil.rmtree(path, ignore_errors=True)
        path.mkdir(parents=True)
        return path
