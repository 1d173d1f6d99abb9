"""Who reads sees what others have written, in the tail, in segments, and while they change."""

import itertools
import threading
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock
from sqlalchemy import text
from store_fakes import (
    ANY,
    TINY,
    article,
    body,
    directories,
    finds,
    open_store,
    published,
    segments,
    start,
    statuses,
)

from vectorstore.catalog import Filter
from vectorstore.errors import CitewireError
from vectorstore.index import Layout
from vectorstore.store import Store


def test_a_reader_in_another_process_sees_new_articles_at_its_next_question(
    tmp_path: Path,
) -> None:
    store = open_store(tmp_path)
    list(store.add([article("first")]))
    with start("answer_lines", tmp_path) as reader:
        assert reader.line() == "ready"
        assert reader.ask("first") == "True"
        assert reader.ask("second") == "False"
        (result,) = store.add([article("second")])
        assert reader.ask("second") == "True"
        store.repair()
        assert reader.ask("first") == "True"
        list(store.add([article("third")]))
        assert reader.ask("third") == "True"
        store.remove([result.article_id or ""])
        assert reader.ask("second") == "False"
        assert reader.ask("third") == "True"
    store.close()


def test_two_stores_in_one_process_see_each_other_and_other_processes(tmp_path: Path) -> None:
    """Chroma shares one client among all that open a path; it stayed as it was for ever."""
    one, two = open_store(tmp_path), open_store(tmp_path)
    list(one.add([article("first")]))
    assert finds(one, "first") and finds(two, "first")
    with start("add_for_ever", tmp_path, "run") as writer:
        assert writer.line() == "ready"
        name = writer.line()
    assert finds(one, name) and finds(two, name)
    list(two.add([article("second")]))
    assert finds(one, "second")
    assert one.verify() == [] and two.verify() == []
    one.close()
    two.close()


def test_a_collection_that_nothing_was_added_to_answers_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    assert store.dense(store.embeddings.embed_query("x"), 5, ANY) == []
    assert store.full_text("x", 5, ANY) == []
    assert store.verify() == []
    store.close()


def test_repeated_repairs_leave_nothing_but_the_segments(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    list(store.add([article("a")]))
    for _ in range(3):
        store.repair()
    assert directories(tmp_path) == published(store) == {"seg-000004"}
    assert finds(store, "a")
    store.close()


def test_what_an_interrupted_writer_left_is_deleted_unopened(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    list(store.add([article("a")]))
    for name in ("seg-000002", "seg-000017", "gen-000001", "old-000003"):
        torn = tmp_path / "index" / name
        torn.mkdir()
        (torn / "chroma.sqlite3").write_bytes(b"torn" * 999)
    list(store.add([article(f"n{i}") for i in range(20)]))
    assert directories(tmp_path) == published(store)
    assert finds(store, "a") and finds(store, "n7") and store.verify() == []
    store.close()


def test_threads_ask_while_one_adds_and_rebuilds(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    list(store.add([article(f"n{i}", body(i, 6)) for i in range(40)]))
    done, failures = threading.Event(), []

    def ask() -> None:
        while not done.is_set():
            try:
                if not finds(store, "n7"):
                    failures.append("not found")
            except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
                failures.append(repr(error))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    for round_ in range(4):
        list(store.add([article(f"m{round_}")]))
        store.repair()
    done.set()
    for thread in threads:
        thread.join()
    assert failures == []
    store.close()


def test_a_reader_beside_a_busy_writer_never_fails(tmp_path: Path) -> None:
    list(open_store(tmp_path).add([article("first")]))
    with start("add_for_ever", tmp_path, "run") as writer:
        assert writer.line() == "ready"
        for _ in range(25):
            # A store of its own each time: opening is the delicate moment.
            reader = open_store(tmp_path)
            assert finds(reader, "first")
            reader.close()
    again = open_store(tmp_path)
    assert again.verify() == []
    again.close()


def test_the_files_of_a_segment_are_written_before_anyone_reads_it(tmp_path: Path) -> None:
    """A chat that was asked while another process added died of a segmentation fault."""

    def written(of: set[str]) -> dict[Path, tuple[int, bytes]]:
        files = [path for path in (tmp_path / "index").glob("seg-*/*/*") if path.is_file()]
        mine = [path for path in files if path.parent.parent.name in of]
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in mine}

    layout = Layout(small=500, most_tail=500, most=2_000)
    store = open_store(tmp_path, layout=layout)
    list(store.add([article(f"n{i}", body(i, 120)) for i in range(70)]))
    list(store.add([article("alone", "One sentence makes one chunk.")]))
    made, before = published(store), written(published(store))
    assert before
    list(store.add([article(f"m{i}", body(f"m{i}", 120)) for i in range(30)]))
    assert published(store) > made
    assert finds(store, "n7") and finds(store, "m7")
    store.close()
    again = open_store(tmp_path, layout=layout)
    assert finds(again, "n7") and finds(again, "m7") and again.verify() == []
    assert written(made) == before
    again.close()


def test_a_reader_beside_a_writer_that_seals_and_merges_misses_nothing(tmp_path: Path) -> None:
    list(open_store(tmp_path, layout=TINY).add([article("first")]))
    reader, seen = open_store(tmp_path), [set[str]()]
    with start("add_for_ever", tmp_path, "run") as writer:
        assert writer.line() == "ready"
        for number in itertools.count():
            name = writer.line()
            # The third of five is replaced later, perhaps between two steps of this search.
            replaced = int(name.removeprefix("run-")) % 5 == 2
            assert finds(reader, name) or replaced, name
            assert finds(reader, "first")
            if published(reader) != seen[-1]:
                seen.append(published(reader))
            # How many articles the writer is ahead is the machine's affair: go on until both
            # happened before the reader's eyes.
            merged = any(before - after for before, after in itertools.pairwise(seen))
            if merged and len(seen) > 4:
                break
            assert number < 1_000, seen
    reader.close()


# --- which segments there are -----------------------------------------------------------------


def ranges(store: Store) -> list[tuple[int, int]]:
    return [(segment.first, segment.last) for segment in segments(store)]


def test_a_small_collection_has_one_segment_and_a_short_tail(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for number in range(12):
        list(store.add([article(f"n{number}")]))
        (only,) = segments(store)
        assert store.index_size()["tail"] * 4 <= only.rows
        assert finds(store, f"n{number}") and finds(store, "n0")
    assert only.number < 12
    store.close()


def test_a_long_run_seals_on_its_way_and_merges_what_is_small(tmp_path: Path) -> None:
    store = open_store(tmp_path, layout=TINY)
    for number in range(30):
        list(store.add([article(f"n{number}-{i}") for i in range(9)]))
        assert store.index_size()["tail"] < TINY.tail_limit(store.catalog.counts()["chunks"])
    sizes = [segment.rows for segment in segments(store)]
    assert max(sizes) <= TINY.most
    assert sum(size < TINY.most // 2 for size in sizes) < TINY.few
    assert finds(store, "n0-0") and finds(store, "n29-8") and store.verify() == []
    store.close()


def test_a_tail_longer_than_a_segment_becomes_several(tmp_path: Path) -> None:
    """A writer that died before it sealed leaves one, and so does a database of version 1."""
    store = open_store(tmp_path)
    run = store.add([*(article(f"n{i}") for i in range(120)), article("never")])
    for _ in range(96):
        next(run)
    run.close()
    store.close()
    store = open_store(tmp_path, layout=Layout(small=50, most_tail=50, most=100))
    assert store.index_size() == {"segments": 0, "tail": 192} and finds(store, "n60")
    store.repair()
    assert [segment.rows for segment in segments(store)] == [100, 92]
    assert all(finds(store, f"n{i}") for i in (0, 60, 95)) and store.verify() == []
    store.close()


# --- removed chunks ---------------------------------------------------------------------------


def test_removed_chunks_make_room_for_the_next_best(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    list(store.add([article("a", body("a", 100)), article("b", body("b", 600))]))
    (doomed,) = store.catalog.known_at(["/articles/a"]).values()
    gone = set(store.catalog.chunks.ids(doomed.id))
    (rows,) = store.catalog.vectors.of_chunks(min(gone), max(gone), "fake")
    vector = np.mean([row.vector for row in rows], axis=0).tolist()
    everything = [chunk_id for chunk_id, _ in store.dense(vector, 200, ANY)]
    assert set(everything[: len(gone)]) == gone, "all that is going to be removed is nearest"
    store.remove([doomed.id])
    (segment,) = segments(store)
    assert segment.dead == len(gone) > 4
    kept = [chunk_id for chunk_id in everything if chunk_id not in gone]
    for limit in (1, 3, 12):
        assert [chunk_id for chunk_id, _ in store.dense(vector, limit, ANY)] == kept[:limit]
    store.close()


def test_a_segment_that_lost_much_is_made_anew(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    added = [result.article_id or "" for result in store.add(article(f"n{i}") for i in range(40))]
    store.remove(added[:8])
    (worn,) = segments(store)
    assert (worn.rows, worn.dead) == (80, 16)
    store.remove(added[8:9])
    (renewed,) = segments(store)
    assert (renewed.rows, renewed.dead) == (62, 0)
    assert finds(store, "n20") and store.verify() == []
    store.remove(added[9:])
    assert store.dense(store.embeddings.embed_query("x"), 5, ANY) == []
    assert store.verify() == []
    assert statuses(store.add([article("again")])) == ["added"]
    assert finds(store, "again") and store.verify() == []
    store.close()


def test_the_tail_is_narrowed_and_loses_what_was_removed(tmp_path: Path) -> None:
    layout = Layout(small=10_000, most_tail=10_000)
    store = open_store(tmp_path, layout=layout)
    first = [article(f"n{i}", outlet="One") for i in range(400)]
    list(store.add(first))
    (added,) = store.add([article("two", outlet="Two")])
    assert store.index_size() == {"segments": 1, "tail": 2}
    vector = store.embeddings.embed_query("x")
    two = {chunk_id for chunk_id, _ in store.dense(vector, 9, Filter(outlets=("two",)))}
    assert two == set(store.catalog.chunks.ids(added.article_id))
    one = [chunk_id for chunk_id, _ in store.dense(vector, 500, Filter(outlets=("one",)))]
    assert len(one) == 500 and not two & set(one)
    store.remove([added.article_id or ""])
    assert store.dense(vector, 9, Filter(outlets=("two",))) == []
    store.close()


def test_segment_and_tail_are_narrowed_to_days(tmp_path: Path) -> None:
    layout = Layout(small=10_000, most_tail=10_000)
    store = open_store(tmp_path, layout=layout)
    old = [article(f"n{i}", outlet="One", published_at="2023-01-01") for i in range(400)]
    wanted = article("in time", outlet="One", published_at="2024-10-20")
    list(store.add([*old, wanted]))
    list(store.add([article("late", outlet="Two", published_at="2024-11-20"), article("undated")]))
    assert store.index_size()["segments"] == 1
    vector = store.embeddings.embed_query("x")

    def sources(only: Filter) -> set[str]:
        dense = [chunk_id for chunk_id, _ in store.dense(vector, 20, only)]
        words = [chunk_id for chunk_id, _ in store.full_text("about", 20, only)]
        found = [{c.source for c in store.chunks(ids).values()} for ids in (dense, words)]
        assert found[0] == found[1]
        return found[0]

    assert sources(Filter(first_day="2024-10-20")) == {"in time.txt", "late.txt"}
    assert sources(Filter(first_day="2024-10-01", last_day="2024-10-31")) == {"in time.txt"}
    assert sources(Filter(outlets=("two",), first_day="2024-10-01")) == {"late.txt"}
    assert sources(Filter(outlets=("two",), last_day="2024-10-31")) == set()
    assert store.catalog.newest_day() == "2024-11-20"
    assert store.catalog.has_undated()
    store.close()


# --- damage -----------------------------------------------------------------------------------


def test_only_the_damaged_segment_is_made_anew(tmp_path: Path) -> None:
    store = open_store(tmp_path, layout=TINY)
    list(store.add([article(f"n{i}") for i in range(150)]))
    store.close()
    before = published(store)
    (tmp_path / "index" / min(before) / "chroma.sqlite3").write_bytes(b"")
    again = open_store(tmp_path, layout=TINY)
    assert finds(again, "n0") and finds(again, "n149") and again.verify() == []
    assert before - published(again) == {min(before)}
    again.close()


def test_beside_a_writer_a_damaged_segment_is_searched_without_chroma(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    list(store.add([article(f"n{i}", outlet="One") for i in range(9)]))
    store.close()
    (damaged,) = published(store)
    for path in (tmp_path / "index").glob("seg-*/*/*.bin"):
        path.unlink()
    (tmp_path / "index" / damaged / "chroma.sqlite3").unlink()
    again = open_store(tmp_path)
    with FileLock(tmp_path / "lock"):
        assert finds(again, "n7")
        assert again.dense(again.embeddings.embed_query("x"), 5, Filter(outlets=("two",))) == []
    assert published(again) == {damaged}
    again.close()


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("UPDATE segments SET dead = 1", "1 were counted"),
        ("UPDATE segments SET first = 3", "chunk 1: is in no segment"),
        ("UPDATE counts SET number = 7 WHERE name = 'chunks'", "4 chunks are stored, 7"),
        ("UPDATE terms SET chunks = chunks + 1", "words of the full-text index"),
        ("DELETE FROM terms", "words of the full-text index"),
        ("DELETE FROM vectors WHERE rowid = 1", "has no stored vector"),
        ("UPDATE vectors SET vector = zeroblob(1536)", "differs"),
        ("UPDATE articles SET text = substr(text, 2)", "is not what its span says"),
        ("UPDATE chunks SET end = end + 9", "is not what its span says"),
    ],
)
def test_verify_tells_what_does_not_agree(tmp_path: Path, change: str, problem: str) -> None:
    store = open_store(tmp_path)
    list(store.add([article("a"), article("b")]))
    assert store.verify() == []
    with store.catalog.engine.begin() as connection:
        connection.exec_driver_sql(change)
    assert any(problem in line for line in store.verify()), store.verify()
    store.close()


def test_chunks_that_are_tail_again_are_found(tmp_path: Path) -> None:
    """Where the end of the segments moves back, a tail that is remembered lacks what was sealed."""
    store = open_store(tmp_path)
    list(store.add([article(f"n{i}") for i in range(20)]))
    list(store.add([article("last")]))
    assert store.index_size() == {"segments": 1, "tail": 2}
    assert finds(store, "last") and finds(store, "n7")
    with store.catalog.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM segments")
        connection.exec_driver_sql("UPDATE meta SET value = value + 1 WHERE key = 'epoch'")
    assert finds(store, "last") and finds(store, "n7")
    assert store.verify() == []
    store.close()


def test_a_segment_that_cannot_be_written_loses_nothing(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    (tmp_path / "index").write_text("a file")
    with pytest.raises(CitewireError, match="cannot be written"):
        list(store.add([article("a")]))
    assert finds(store, "a") and store.verify() == []
    (tmp_path / "index").unlink()
    list(store.add([article("b")]))
    assert store.index_size() == {"segments": 1, "tail": 0}
    assert finds(store, "a") and finds(store, "b") and store.verify() == []
    store.close()


def test_repair_makes_segments_that_cover_every_chunk_once(tmp_path: Path) -> None:
    store = open_store(tmp_path, layout=TINY)
    list(store.add(article(f"n{number}") for number in range(20)))
    (segment, *_) = segments(store)
    with store.catalog.engine.begin() as connection:
        gap = text("UPDATE segments SET first = first + 2 WHERE number = :number")
        connection.execute(gap, {"number": segment.number})
    assert any("in no segment" in problem for problem in store.verify())
    store.repair()
    assert store.verify() == []
    store.close()


def test_a_key_that_the_present_rules_do_not_give_is_found_and_repaired(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    list(store.add([article("a")]))
    with store.catalog.engine.begin() as connection:
        connection.execute(text("UPDATE terms SET key = 'former'"))
    assert any("words" in problem for problem in store.verify())
    store.repair()
    assert store.verify() == []
    store.close()


def test_repair_counts_anew(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    list(store.add([article("a"), article("b")]))
    with store.catalog.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM terms")
        connection.exec_driver_sql("UPDATE counts SET number = 0 WHERE name = 'chunks'")
        connection.exec_driver_sql("DELETE FROM counts WHERE name = 'vectors'")
    assert len(store.verify()) == 3
    store.repair()
    assert store.verify() == []
    store.close()
