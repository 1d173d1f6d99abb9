"""One writer at a time, among processes and among threads."""

import threading
from pathlib import Path

import pytest
from store_fakes import ANY, article, open_store, start, statuses

from vectorstore.errors import CitewireError, IndexBusy
from vectorstore.store.lock import writer_lock


def test_a_second_process_does_not_wait_and_is_told_what_to_do(tmp_path: Path) -> None:
    with start("hold_the_lock", tmp_path) as holder:
        assert holder.line() == "holding"
        with start("try_to_add", tmp_path) as second:
            # The holder never lets go: who waited for it would say nothing.
            word, message = second.line().split(" ", 1)
        assert word == "busy"
        assert "Wait until it has finished" in message


def test_the_lock_is_free_when_its_holder_was_killed(tmp_path: Path) -> None:
    with start("hold_the_lock", tmp_path) as holder:
        assert holder.line() == "holding"
        holder.kill()
        store = open_store(tmp_path)
        assert statuses(store.add([article("a")])) == ["added"]
        store.close()


def test_threads_exclude_each_other(tmp_path: Path) -> None:
    entered, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with writer_lock(tmp_path):
            entered.set()
            leave.wait(30)

    thread = threading.Thread(target=hold)
    thread.start()
    assert entered.wait(30)
    with pytest.raises(IndexBusy), writer_lock(tmp_path):
        raise AssertionError("two writers at once")
    leave.set()
    thread.join()
    with writer_lock(tmp_path):
        pass


def test_an_error_inside_frees_the_lock(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="inside"), writer_lock(tmp_path):
        raise ValueError("inside")
    with writer_lock(tmp_path):
        pass


def test_adding_that_is_given_up_frees_the_lock(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    run = store.add([article("a"), article("b")])
    next(run)
    with pytest.raises(IndexBusy):
        store.remove([])
    run.close()
    store.remove([])
    store.close()


def test_a_lock_that_cannot_be_made_is_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    with pytest.raises(CitewireError, match="CITEWIRE_HOME"), writer_lock(tmp_path):
        raise AssertionError("no lock was there to hold")


def test_questions_are_answered_while_another_process_writes(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    list(store.add([article("a")]))
    with start("hold_the_lock", tmp_path) as holder:
        assert holder.line() == "holding"
        assert store.dense(store.embeddings.embed_query("x"), 1, ANY)
        with pytest.raises(IndexBusy):
            store.verify()
    store.close()
