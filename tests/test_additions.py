"""Adding in the background: it goes on without the page, is told to who comes back, and stops."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from library_fakes import StoreLibrary, parts_of
from store_fakes import CountingEmbeddings, body, open_store

from eval.runs.background import Progress
from ui.library.add_tab import AddPage
from ui.library.adding import Sent, State
from ui.library.additions import Addition, Additions, Busy
from ui.library.outcome import line_html
from ui.once import Once
from ui.parts import Parts
from vectorstore.errors import UsageError
from vectorstore.store import Store
from vectorstore.store.lock import writer_lock
from vectorstore.store.plan import AddResult

PIER = Sent(text=body("pier"), title="Pier reopens")


class Gate(CountingEmbeddings):
    """Embeds when it is let to."""

    def __init__(self) -> None:
        super().__init__()
        self.reached, self.opened = threading.Event(), threading.Event()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.reached.set()
        assert self.opened.wait(30)
        return super().embed_documents(texts)


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def store(tmp_path: Path, gate: Gate) -> Iterator[Store]:
    store = open_store(tmp_path / "home", gate)
    yield store
    gate.opened.set()
    store.close()


@pytest.fixture
def parts(store: Store) -> Parts:
    return parts_of(store)


def until(wanted: Callable[[], Any]) -> Any:
    """Return what `wanted` comes to, once it is something."""
    end = time.monotonic() + 30
    while not (found := wanted()):
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)
    return found


def ended(additions: Additions) -> Addition:
    until(lambda: not additions.now().progress.is_running)
    return additions.now()


def test_one_addition_at_a_time_and_every_page_tells_the_same(parts: Parts, gate: Gate) -> None:
    mine = AddPage(parts)
    line, _, stop, timer = mine.look()
    assert (line, stop["visible"], timer.active) == ("", False, False)
    line, _, stop, timer, _ = mine.paste(PIER.text, PIER.title, "", "", "", True)
    assert "<progress" in line and stop["visible"] and timer.active
    with pytest.warns(UserWarning, match="being added right now"):
        line, *_ = mine.paste(body("another"), "", "", "", "", True)
    assert "<progress" in line
    gate.opened.set()
    until(lambda: not mine.look()[3].active)
    line, results, stop, _ = mine.look()
    assert "1 article was added" in line
    assert "pasted text" in results
    assert not stop["visible"]


def test_who_sent_nothing_is_told_and_the_others_see_nothing_of_it(parts: Parts) -> None:
    additions = Additions(parts)
    with pytest.raises(UsageError, match="There is nothing to add"):
        additions.begin(Sent())
    assert additions.now().progress == Progress()
    page = AddPage(parts)
    assert "There is nothing to add" in page.fetch("", True)[0]
    assert page.look()[0] == ""


def test_a_second_addition_is_refused_and_the_lock_is_free_after_both(
    parts: Parts, gate: Gate, store: Store
) -> None:
    additions = Additions(parts)
    additions.begin(PIER)
    assert gate.reached.wait(30)
    with pytest.raises(Busy):
        additions.begin(Sent(text=body("another")))
    gate.opened.set()
    assert [result.status for result in ended(additions).state.results] == ["added"]
    additions.begin(Sent(text=body("another")))
    assert ended(additions).progress.state == "done"
    with writer_lock(store.home):
        assert store.catalog.counts()["articles"] == 2


def test_who_stops_keeps_what_is_told_and_frees_the_collection(
    parts: Parts, gate: Gate, store: Store
) -> None:
    additions = Additions(parts)
    additions.begin(PIER)
    assert gate.reached.wait(30)
    additions.stop()
    assert additions.now().progress.state == "stopping"
    gate.opened.set()
    now = ended(additions)
    assert now.progress.state == "stopped"
    told = {result.article_id for result in now.state.results}
    assert told == set(store.catalog.article_ids())
    assert "Stopped. 1 article was added." in line_html(now)
    with writer_lock(store.home):
        pass


def test_another_writer_is_told_and_ends_nothing(parts: Parts, gate: Gate, store: Store) -> None:
    gate.opened.set()
    additions = Additions(parts)
    with writer_lock(store.home):
        additions.begin(PIER)
        now = ended(additions)
    assert now.progress.state == "failed"
    assert "Another process is writing" in line_html(now)
    additions.begin(PIER)
    assert "1 article was added" in line_html(ended(additions))


def test_after_an_addition_the_questions_to_begin_with_are_made_anew(
    store: Store, gate: Gate
) -> None:
    made = threading.Event()

    class Questions(StoreLibrary):
        def examples(self) -> tuple[str, ...]:
            made.set()
            return ()

    gate.opened.set()
    parts = replace(parts_of(store), library=Once(lambda: Questions(store)))
    additions = Additions(parts)
    additions.begin(PIER)
    assert made.wait(30)


ADDED = State(1, (AddResult("added", "pier.txt", "0" * 16),), done=True)


@pytest.mark.parametrize(
    ("state", "ago", "line"),
    [
        ("idle", 0, ""),
        ("done", 20, "1 article was added."),
        ("done", 61, "1 article was added, 1 minute ago."),
        ("done", 7300, "1 article was added, 2 hours ago."),
        ("stopped", 200_000, "Stopped. 1 article was added, 2 days ago."),
        ("stopping", 0, "Stopping…"),
        ("running", 0, "1 of about 1: 1 was added"),
    ],
)
def test_the_line_says_how_far_it_is_or_what_came_of_it(state: Any, ago: float, line: str) -> None:
    told = line_html(Addition(Progress(state, "a"), ADDED, ago))
    assert line in told
    assert bool(told) == bool(line)


def test_what_was_kept_before_an_error_stays_on_the_page() -> None:
    failed = Progress("failed", "a", problem="The disk is full. Make <room>.")
    told = line_html(Addition(failed, ADDED))
    assert "The disk is full. Make &lt;room&gt;." in told
    assert 'role="alert"' in told
