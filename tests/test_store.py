"""The collection: what adding, changing and removing does to database, full text and Chroma."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event
from store_fakes import (
    ANY,
    CountingEmbeddings,
    article,
    body,
    finds,
    first_chunk,
    open_store,
    statuses,
)

from vectorstore.article import Rejected
from vectorstore.catalog import Filter
from vectorstore.errors import CitewireError, IndexBroken, IndexMismatch, NoArticle, UsageError
from vectorstore.store import Store
from vectorstore.store.collection import ARTICLES_A_WRITE

FURNITURE = "Subscribe to our newsletter\n\nDonate now\n\nShare on Facebook\n\nShare on Twitter"


@pytest.fixture
def embeddings() -> CountingEmbeddings:
    return CountingEmbeddings()


@pytest.fixture
def store(tmp_path: Path, embeddings: CountingEmbeddings) -> Iterator[Store]:
    opened = open_store(tmp_path, embeddings)
    yield opened
    opened.close()


def texts(store: Store) -> set[str]:
    return {found.raw for found in store.articles()}


def test_an_added_article_is_found_by_both_searches(store: Store) -> None:
    assert statuses(store.add([article("a"), article("b")])) == ["added", "added"]
    assert finds(store, "a") and finds(store, "b")
    assert store.verify() == []


def test_every_chunk_is_a_slice_of_its_article(store: Store) -> None:
    list(store.add([article(name, "Menu 😀\n\n" + body(name, 40)) for name in "abc"]))
    chunks = store.chunks(store.catalog.chunks.ids()).values()
    assert len(chunks) > 3
    for chunk in chunks:
        assert store.get(chunk.article_id).text[chunk.start : chunk.end] == chunk.text


def test_the_same_again_is_unchanged_and_embeds_nothing(
    store: Store, embeddings: CountingEmbeddings
) -> None:
    list(store.add([article("a"), article("b")]))
    before, epoch = embeddings.texts, store.catalog.epoch()
    assert statuses(store.add([article("a"), article("b")])) == ["unchanged", "unchanged"]
    assert embeddings.texts == before
    # No reader has to look anew.
    assert store.catalog.epoch() == epoch


def test_the_same_text_elsewhere_is_unchanged_with_a_reason(store: Store) -> None:
    list(store.add([article("a", body("x"))]))
    (result,) = store.add([article("b", body("x"))])
    assert result.status == "unchanged"
    assert result.reason == "same text as a.txt"
    assert len(list(store.articles())) == 1


def test_changed_text_replaces_the_old_everywhere(store: Store) -> None:
    list(store.add([article("a", body("old"))]))
    old_id = next(store.articles()).id
    old_chunk = first_chunk(store, "a")
    assert old_chunk is not None
    assert statuses(store.add([article("a", body("new"))])) == ["updated"]
    with pytest.raises(NoArticle):
        store.get(old_id)
    assert store.full_text(f'"{" ".join(old_chunk.split()[:3])}"'.lower(), 5, ANY) == []
    vector = store.embeddings.embed_query(f"About a\n{old_chunk}")
    assert all(similarity < 0.9 for _, similarity in store.dense(vector, 5, ANY))
    assert finds(store, "a")
    assert store.verify() == []


def test_changed_metadata_alone_is_an_update(store: Store) -> None:
    list(store.add([article("a", outlet="One")]))
    assert statuses(store.add([article("a", outlet="Two")])) == ["updated"]
    assert next(store.articles()).metadata.outlet.value == "Two"
    assert store.verify() == []


def test_one_rejected_does_not_stop_the_others(store: Store) -> None:
    given = [article("a"), Rejected("bad.bin", "is not text"), article("b")]
    results = list(store.add(given))
    assert [result.status for result in results] == ["added", "rejected", "added"]
    assert results[1].reason == "is not text"


def test_a_page_of_nothing_but_furniture_is_rejected_unless_wanted(store: Store) -> None:
    (result,) = store.add([article("a", FURNITURE)])
    assert result.status == "rejected"
    assert "--no-cleaning" in (result.reason or "")
    (result,) = store.add([article("a", FURNITURE)], cleaned=False)
    assert result.status == "added"
    # Cleaning it now would leave an article that can never be found.
    with pytest.raises(UsageError):
        store.set_cleaning(result.article_id or "", True)
    assert store.verify() == []


def test_removed_is_gone_and_unknown_ids_remove_nothing(store: Store) -> None:
    added = [result.article_id or "" for result in store.add([article("a"), article("b")])]
    with pytest.raises(NoArticle, match="citewire list"):
        store.remove([added[0], "0000000000000000"])
    assert len(list(store.articles())) == 2
    store.remove([added[0]])
    assert not finds(store, "a") and finds(store, "b")
    assert store.verify() == []


def test_vectors_are_used_again_after_removal(store: Store, embeddings: CountingEmbeddings) -> None:
    (result,) = store.add([article("a")])
    before = embeddings.texts
    store.remove([result.article_id or ""])
    assert statuses(store.add([article("a")])) == ["added"]
    assert embeddings.texts == before
    assert finds(store, "a")


# --- one run with surprises -------------------------------------------------------------------


@pytest.mark.parametrize("between", [0, 40])
def test_two_files_that_swapped_their_texts_lose_none(store: Store, between: int) -> None:
    """Each was taken for a copy of the other, and both were deleted."""
    others = [article(f"other-{i}", body(f"other-{i}", 3)) for i in range(between)]
    list(store.add([article("a", body("x")), *others, article("b", body("y"))]))
    list(store.add([article("a", body("y")), *others, article("b", body("x"))]))
    assert {body("x"), body("y")} <= texts(store)
    assert store.verify() == []
    where = {found.location: found.raw for found in store.articles()}
    assert where["/articles/a"] == body("y") and where["/articles/b"] == body("x")


def test_a_text_that_moved_on_while_its_place_changed_is_kept(store: Store) -> None:
    list(store.add([article("a", body("x"))]))
    list(store.add([article("a", body("new")), article("b", body("x"))]))
    assert texts(store) == {body("x"), body("new")}


def test_a_text_moves_through_three_places(store: Store) -> None:
    first = [article(name, body(name)) for name in "abc"]
    list(store.add(first))
    turned = [article(name, body(other)) for name, other in zip("abc", "bca", strict=True)]
    list(store.add(turned))
    where = {found.location[-1]: found.raw for found in store.articles()}
    assert where == {"a": body("b"), "b": body("c"), "c": body("a")}
    assert store.verify() == []


def test_the_last_of_two_versions_in_one_run_stays_however_often_it_is_added(
    store: Store, embeddings: CountingEmbeddings
) -> None:
    """A dump with one URL twice flipped between its versions at every run."""
    versions = [article("a", body("early")), article("a", body("late"))]
    for _ in range(3):
        list(store.add(versions))
        assert texts(store) == {body("late")}
    assert store.verify() == []


def test_a_copy_of_a_text_of_this_run_replaces_what_its_place_had(store: Store) -> None:
    list(store.add([article("c", body("old"))]))
    list(store.add([article("a", body("n")), article("c", body("n"))]))
    assert texts(store) == {body("n")}


# --- cleaning ---------------------------------------------------------------------------------


def test_cleaning_is_off_for_one_article_and_stays_off(store: Store) -> None:
    page = body("a") + "\n\nSubscribe to our newsletter\n"
    (result,) = store.add([article("a", page)])
    article_id = result.article_id or ""
    assert "newsletter" not in store.get(article_id).text
    store.set_cleaning(article_id, False)
    assert store.get(article_id).text == page
    assert store.get(article_id).ledger
    (result,) = store.add([article("a", "News. " + page)])
    assert result.status == "updated"
    assert "newsletter" in store.get(result.article_id or "").text
    assert store.verify() == []


def test_adding_without_cleaning_what_is_there_cleaned_is_an_update(store: Store) -> None:
    page = body("a") + "\n\nSubscribe to our newsletter\n"
    list(store.add([article("a", page)]))
    assert statuses(store.add([article("a", page)], cleaned=False)) == ["updated"]
    assert next(store.articles()).text == page


# --- the fingerprint --------------------------------------------------------------------------


def test_another_model_is_refused_and_reindex_makes_it_right(tmp_path: Path) -> None:
    first = open_store(tmp_path)
    list(first.add([article("a"), article("b")]))
    before = {found.id: found.raw for found in first.articles()}
    first.close()
    other = open_store(tmp_path, CountingEmbeddings(size=16), model="other")
    for attempt in (other.check, lambda: list(other.add([article("c")]))):
        with pytest.raises(IndexMismatch, match="citewire reindex"):
            attempt()
    assert other.verify() == []
    assert sorted(other.reindex()) == ["a.txt", "b.txt"]
    other.check()
    assert {found.id: found.raw for found in other.articles()} == before
    assert finds(other, "a") and finds(other, "b")
    assert other.verify() == []
    other.close()


def test_a_reindex_that_was_given_up_leaves_the_collection_as_it_was(tmp_path: Path) -> None:
    first = open_store(tmp_path)
    list(first.add([article(f"n{i}", body(i, 3)) for i in range(40)]))
    first.close()
    other = open_store(tmp_path, model="other")
    run = other.reindex()
    next(run)
    run.close()
    other.close()
    again = open_store(tmp_path)
    again.check()
    assert again.verify() == []
    assert len(list(again.articles())) == 40
    again.close()


def test_damage_is_mended_by_a_store_of_another_model_too(tmp_path: Path) -> None:
    """It looked for vectors of its own model, found none, and called the index broken."""
    first = open_store(tmp_path)
    list(first.add([article("a")]))
    first.close()
    shutil.rmtree(tmp_path / "index")
    other = open_store(tmp_path, model="other")
    assert finds(other, "a")
    assert other.verify() == []
    other.close()


# --- limits -----------------------------------------------------------------------------------


def test_more_chunks_than_chroma_takes_at_once(tmp_path: Path) -> None:
    store = open_store(tmp_path, CountingEmbeddings(size=4))
    # One batch of articles is one write, here of more than 5,461 chunks.
    many = [article(f"n{i}", body(i, 2200)) for i in range(ARTICLES_A_WRITE)]
    assert set(statuses(store.add(many, cleaned=False))) == {"added"}
    assert store.catalog.counts()["chunks"] > 5_461
    assert store.verify() == []
    store.repair()
    assert store.verify() == []
    store.close()


def test_dense_and_full_text_are_narrowed_to_outlets(store: Store) -> None:
    list(store.add([article("a", outlet='Der "Bote" Zürich'), article("b", outlet="Two")]))
    assert store.catalog.outlets() == {'der "bote" zürich': 'Der "Bote" Zürich', "two": "Two"}
    only = Filter(outlets=('der "bote" zürich',))
    ids = [i for i, _ in store.dense(store.embeddings.embed_query("x"), 10, only)]
    assert {c.metadata.outlet.value for c in store.chunks(ids).values()} == {'Der "Bote" Zürich'}
    found = store.full_text("about", 10, only)
    assert {c.source for c in store.chunks(i for i, _ in found).values()} == {"a.txt"}


# --- damage -----------------------------------------------------------------------------------


def remove_directory(index: Path) -> None:
    shutil.rmtree(index)


def remove_vectors(index: Path) -> None:
    for path in index.glob("seg-*/*/*.bin"):
        path.unlink()


def truncate_sqlite(index: Path) -> None:
    for path in index.glob("seg-*/chroma.sqlite3"):
        path.write_bytes(path.read_bytes()[:5000])


def overwrite_sqlite(index: Path) -> None:
    for path in index.glob("seg-*/chroma.sqlite3"):
        path.write_bytes(b"no database at all" * 500)


def empty_sqlite(index: Path) -> None:
    for path in index.glob("seg-*/chroma.sqlite3"):
        path.write_bytes(b"")


def overwrite_vectors(index: Path) -> None:
    for path in index.glob("seg-*/*/*"):
        path.write_bytes(b"\xff" * 100)


def a_file_in_its_place(index: Path) -> None:
    for path in list(index.glob("seg-*")):
        shutil.rmtree(path)
        path.write_text("not a directory")


DAMAGES = [
    remove_directory,
    remove_vectors,
    truncate_sqlite,
    overwrite_sqlite,
    empty_sqlite,
    overwrite_vectors,
    a_file_in_its_place,
]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_rebuilt_without_embedding(damage: object, tmp_path: Path) -> None:
    home = tmp_path / "home"
    first = open_store(home)
    # Enough chunks for the rebuild to have written Chroma's vector files.
    list(first.add([article(f"n{i}", body(i, 120)) for i in range(120)]))
    first.repair()
    count = first.catalog.counts()["chunks"]
    assert count > 1000 and list((home / "index").glob("seg-*/*/*.bin"))
    first.close()
    assert callable(damage)
    damage(home / "index")
    embeddings = CountingEmbeddings()
    again = open_store(home, embeddings)
    assert finds(again, "n7")
    assert embeddings.texts == 0
    assert again.verify() == []
    assert again.catalog.counts()["chunks"] == count
    assert statuses(again.add([article("more")])) == ["added"]
    assert finds(again, "more") and again.verify() == []
    again.close()


def test_adding_to_an_index_whose_directory_is_gone_restores_all(tmp_path: Path) -> None:
    first = open_store(tmp_path)
    list(first.add([article("a"), article("b")]))
    first.close()
    shutil.rmtree(tmp_path / "index")
    again = open_store(tmp_path)
    list(again.add([article("c")]))
    assert all(finds(again, name) for name in "abc")
    assert again.verify() == []
    again.close()


@pytest.mark.parametrize("content", [b"this is not a database" * 100, b"SQLite format 3\0" * 90])
def test_a_file_that_is_no_database_is_one_clear_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "citewire.sqlite").write_bytes(content)
    with pytest.raises(IndexBroken, match="cannot be read as a Citewire database"):
        open_store(tmp_path)


def test_damage_in_the_middle_of_the_database_is_told(tmp_path: Path) -> None:
    first = open_store(tmp_path)
    list(first.add([article(f"n{i}") for i in range(30)]))
    first.close()
    path = tmp_path / "citewire.sqlite"
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xa5" * (len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(IndexBroken, match=r"Move it away"):
        list(open_store(tmp_path).articles())


def test_a_newer_database_is_refused(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    with sqlite3.connect(tmp_path / "citewire.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(IndexBroken, match="newer version"):
        open_store(tmp_path)


def test_a_file_as_the_data_directory_is_refused(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file")
    with pytest.raises(CitewireError, match="CITEWIRE_HOME"):
        open_store(tmp_path / "home")
    with pytest.raises(CitewireError, match="CITEWIRE_HOME"):
        open_store(tmp_path / "home" / "below")


def test_a_directory_where_the_database_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "citewire.sqlite").mkdir()
    with pytest.raises(CitewireError, match="cannot be used"):
        open_store(tmp_path)


def test_a_full_disk_is_told_and_loses_nothing(store: Store) -> None:
    list(store.add([article("a")]))

    def limit(connection: sqlite3.Connection, *_: object) -> None:
        connection.execute("PRAGMA max_page_count = 40")

    event.listen(store.catalog.engine, "checkout", limit)
    with pytest.raises(CitewireError, match="disk has room"):
        list(store.add([article(f"n{i}", body(i, 200)) for i in range(30)]))
    event.remove(store.catalog.engine, "checkout", limit)
    store.catalog.engine.dispose()
    assert finds(store, "a")
    assert store.verify() == []
