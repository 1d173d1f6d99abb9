"""Runs that are kept: one JSON file each, under `CITEWIRE_HOME/evaluations/`.

A file that is torn, or was written by another version, is told and passed over. What this module
does not know: what a run is held against.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import ValidationError

from eval.runs.records import Run
from eval.whole_file import write_whole
from rag.answer import Record
from rag.settings import Settings
from vectorstore.errors import UsageError

FOLDER = "evaluations"

ID = re.compile(r"\d{8}T\d{6}-\d{6}-[\w-]{1,60}")

MEASURED = ("embedding_model", "embedding_backend", "reader", "reranker", "model", "passages")
"""The settings that an answer depends on."""

PASSAGES_KEPT = 10
"""Passages of an answer that are kept: as many as any metric looks at."""

Setup = dict[str, str | int | None]


def setup_of(settings: Settings) -> Setup:
    """Return what answers are made with: the program's version and the settings that matter."""
    try:
        program = version("citewire")
    except PackageNotFoundError:  # run from a folder that was never installed
        program = "unknown"
    return {"version": program, **settings.model_dump(include=set(MEASURED))}


class KeptRun(Record):
    """A run with when and with what it was made."""

    at: datetime
    setup: Setup
    run: Run

    @property
    def fingerprint(self) -> str:
        """A few characters that change with anything of the setup."""
        told = json.dumps(self.setup, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Head:
    """What a list tells of a kept run."""

    id: str
    name: str
    """Of the set."""
    at: datetime
    passed: int
    asked: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The kept runs, newest first, and a sentence for each file that is none."""

    runs: tuple[Head, ...]
    problems: tuple[str, ...]


class KeptRuns:
    """The folder of kept runs."""

    def __init__(self, folder: Path) -> None:
        """Keep runs in `folder`, which is made with the first of them."""
        self._folder = folder
        self._known: dict[tuple[str, int, int], Head] = {}

    @classmethod
    def under(cls, home: Path) -> "KeptRuns":
        """Return those of a data directory."""
        return cls(home / FOLDER)

    def save(self, run: Run, setup: Setup, at: datetime | None = None) -> str:
        """Keep a run and return its id."""
        when = at or datetime.now(UTC)
        name = re.sub(r"[^\w-]+", "-", run.name)[:60] or "run"
        run_id = f"{when:%Y%m%dT%H%M%S-%f}-{name}"
        kept = KeptRun(at=when, setup=setup, run=_lighter(run))
        write_whole(self._folder / f"{run_id}.json", kept.model_dump_json())
        return run_id

    def listed(self) -> Listing:
        """Return what is there; a file is read again only when it has changed."""
        runs: list[Head] = []
        problems: list[str] = []
        for path in sorted(self._folder.glob("*.json"), reverse=True):
            try:
                runs.append(self._head(path))
            except UsageError as error:
                problems.append(str(error))
        return Listing(tuple(runs), tuple(problems))

    def read(self, run_id: str) -> KeptRun:
        """Return one run. Raises UsageError for an id that is none, and a file that is torn."""
        if not ID.fullmatch(run_id):
            raise UsageError("There is no such run: choose one of the list.")
        return _read(self._folder / f"{run_id}.json")

    def _head(self, path: Path) -> Head:
        if not ID.fullmatch(path.stem):
            raise UsageError(
                f"{path.name} in {FOLDER} is not named as a kept run, and is left out."
            )
        try:
            there = path.stat()
        except OSError as error:
            raise UsageError(f"{path.name} cannot be read ({error.strerror}).") from error
        key = (path.stem, there.st_mtime_ns, there.st_size)
        if key not in self._known:
            self._known[key] = _head_of(path.stem, _read(path))
        return self._known[key]


def _lighter(run: Run) -> Run:
    outcomes = tuple(
        outcome
        if outcome.answer is None
        else outcome.model_copy(
            update={
                "answer": outcome.answer.model_copy(
                    update={"passages": outcome.answer.passages[:PASSAGES_KEPT]}
                )
            }
        )
        for outcome in run.outcomes
    )
    return run.model_copy(update={"outcomes": outcomes})


def _read(path: Path) -> KeptRun:
    try:
        return KeptRun.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path.name} cannot be read ({error.strerror}).") from error
    except ValidationError as error:
        raise UsageError(
            f"{path.name} is torn or was written by another version, and is left out; run the"
            " evaluation again, or delete the file."
        ) from error


def _head_of(run_id: str, kept: KeptRun) -> Head:
    passed = sum(outcome.passed for outcome in kept.run.outcomes)
    asked = len(kept.run.outcomes)
    return Head(run_id, kept.run.name, kept.at, passed, asked, kept.fingerprint)
