"""`kill -9` at random moments: nothing acknowledged is lost, and questions work."""

import multiprocessing
import os
import random
import time
from pathlib import Path
from types import TracebackType

import pytest
from store_fakes import (
    JOBS,
    TINY,
    article,
    body,
    directories,
    finds,
    open_store,
    published,
    segments,
    statuses,
)

KILLS = 24
MOST_KILLS = 240
"""Where a kill falls is chance: there are more, until some fell into sealing and merging."""

# Starting Python with all its imports would take most of the time of these tests.
FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload(["chromadb", "langchain_core.embeddings", "vectorstore.store"])


class Victim:
    """A job in a process of its own, to be killed."""

    def __init__(self, job: str, home: Path, *args: str) -> None:
        read_end, write_end = FORKED.Pipe(duplex=False)
        self._process = FORKED.Process(target=_run, args=(write_end, job, home, *args))
        self._process.start()
        write_end.close()
        self._said = os.fdopen(os.dup(read_end.fileno()))
        read_end.close()

    def __enter__(self) -> "Victim":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.kill()
        self._said.close()

    def line(self) -> str:
        return self._said.readline().rstrip("\n")

    def kill(self) -> list[str]:
        """Kill it with signal 9 and return the whole lines that it had still said."""
        self._process.kill()
        self._process.join()
        return self._said.read().split("\n")[:-1]


def _run(stdout, job: str, home: Path, *args: str) -> None:  # type: ignore[no-untyped-def]
    os.dup2(stdout.fileno(), 1)
    stdout.close()
    JOBS[job](home, *args)


def check(home: Path, names: set[str]) -> None:
    """Look for damage and for every name, as the first process after the crash would."""
    store = open_store(home)
    # The question comes first: it must not need `verify` to have mended anything.
    for name in sorted(names)[:3]:
        assert finds(store, name), name
    assert store.verify() == []
    present = {found.source.removesuffix(".txt") for found in store.articles()}
    assert names <= present, names - present
    assert all(finds(store, name) for name in sorted(names)[-3:])
    store.close()


def test_killed_while_adding(tmp_path: Path) -> None:
    draw = random.Random(20260722)
    kept: set[str] = set()
    unfinished = merged = 0
    for run in range(MOST_KILLS):
        with Victim("add_for_ever", tmp_path, str(run)) as writer:
            assert writer.line() == "ready"
            kept |= {writer.line() for _ in range(draw.choice([0, 1, 40]))}
            time.sleep(draw.uniform(0.0, 0.5))
            kept |= set(writer.kill())
        before = open_store(tmp_path)
        unfinished += directories(tmp_path) != published(before)
        merged = max(merged, *(segment.rows for segment in segments(before)), 0)
        before.close()
        check(tmp_path, kept)
        if run >= KILLS and unfinished > 0 and merged > TINY.most // 2:
            break
    assert unfinished > 0
    assert merged > TINY.most // 2
    assert len(kept) > KILLS
    store = open_store(tmp_path)
    many = [article(f"afterwards-{number}") for number in range(200)]
    assert statuses(store.add(many)) == ["added"] * 200
    assert finds(store, "afterwards-7") and store.verify() == []
    # The next writer that seals has taken away what the killed ones left.
    assert directories(tmp_path) == published(store)
    store.close()


@pytest.mark.parametrize("job", ["rebuild_for_ever", "reindex_for_ever"])
def test_killed_while_rebuilding(job: str, tmp_path: Path) -> None:
    draw = random.Random(job)
    names = {f"n{i}" for i in range(60)}
    store = open_store(tmp_path)
    list(store.add(article(name, body(name, 30)) for name in sorted(names)))
    store.close()
    for _ in range(5):
        with Victim(job, tmp_path) as writer:
            assert writer.line() == "ready"
            time.sleep(draw.uniform(0.0, 1.5))
        check(tmp_path, names)
