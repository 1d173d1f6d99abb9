"""Who reads sees what others have written: other processes, other stores, other threads."""

import threading
from pathlib import Path

from store_fakes import ANY, CountingEmbeddings, article, body, finds, open_store, start

from vectorstore.generations import UNSEALED


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


def test_a_rebuild_leaves_one_generation_on_the_disk(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    list(store.add([article("a")]))
    for _ in range(3):
        store.repair()
    assert [path.name for path in (tmp_path / "index").iterdir()] == ["gen-000004"]
    assert finds(store, "a")
    store.close()


def test_what_an_interrupted_rebuild_left_is_not_opened(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    list(store.add([article("a")]))
    torn = tmp_path / "index" / "gen-000002"
    torn.mkdir()
    (torn / "chroma.sqlite3").write_bytes(b"torn" * 999)
    store.repair()
    assert finds(store, "a") and store.verify() == []
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


def test_the_vector_files_of_a_generation_are_written_before_anyone_reads_it(
    tmp_path: Path,
) -> None:
    """A chat that was asked while another process added died of a segmentation fault."""

    def written() -> dict[Path, tuple[int, bytes]]:
        files = [path for path in (tmp_path / "index").glob("gen-*/*/*") if path.is_file()]
        return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in files}

    store = open_store(tmp_path)
    list(store.add([article("n")]))
    made = written()
    list(store.add([article(f"n{i}", body(i, 120)) for i in range(120)]))
    assert written() == made
    store.repair()
    before = written()
    assert before
    list(store.add([article(f"m{i}", body(f"m{i}", 120)) for i in range(120)]))
    assert written() == before
    assert finds(store, "m7")
    store.close()
    again = open_store(tmp_path)
    assert finds(again, "n7") and finds(again, "m7") and again.verify() == []
    assert written() == before
    again.close()


def test_much_that_was_added_becomes_a_generation_of_its_own(tmp_path: Path) -> None:
    store = open_store(tmp_path, CountingEmbeddings(size=4))
    many = [article(f"n{i}", body(i, 1000)) for i in range(70)]
    list(store.add(many, cleaned=False))
    assert store.catalog.counts()["chunks"] > UNSEALED
    assert store.catalog.state().generation == 2
    list(store.add([article("one more")]))
    assert store.catalog.state().generation == 2
    assert store.verify() == []
    store.close()
