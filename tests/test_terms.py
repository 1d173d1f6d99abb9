"""The words of a collection: counted as chunks come and go, and looked up one by one."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from store_fakes import article, open_store

from vectorstore.store import Store

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=("Cs",)), max_size=60
)


def told_by_fts5(store: Store) -> dict[str, int]:
    with store.catalog.engine.connect() as connection:
        rows = connection.execute(text("SELECT term, doc FROM chunks_vocabulary"))
        return {term: chunks for term, chunks in rows}


def stored(store: Store) -> dict[str, int]:
    with store.catalog.engine.connect() as connection:
        return {t: n for t, n in connection.execute(text("SELECT term, chunks FROM terms"))}


def test_words_come_and_go_with_their_chunks(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    list(store.add([article("a", "Élite runners ran. Elite runs."), article("b", "Run, elite!")]))
    assert stored(store)["elit"] == 2
    assert stored(store) == told_by_fts5(store)
    (gone,) = (found.id for found in store.articles() if found.source == "a.txt")
    store.remove([gone])
    assert stored(store)["elit"] == 1
    assert "runner" not in stored(store)
    assert stored(store) == told_by_fts5(store)
    store.close()


def test_all_spellings_of_a_word_are_found_and_counted_together(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    list(store.add([article("a", "Tokayev met Toqayev in Kazan."), article("b", "Tokaev left.")]))
    words = store.vocabulary()
    for word in ("Токаев", "Tokaev", "Tokayev"):
        assert sorted(words.spellings(word)) == ["tokaev", "tokayev", "toqayev"]
        assert words.frequency(word) == 3
    assert (words.spellings("kazan"), words.frequency("kazan")) == (["kazan"], 1)
    assert (words.spellings("Astana"), words.frequency("Astana")) == ([], 0)
    store.close()


def test_what_was_looked_up_is_forgotten_after_a_write(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    assert store.vocabulary().frequency("kazan") == 0
    list(store.add([article("a", "They met in Kazan.")]))
    assert store.vocabulary().frequency("kazan") == 1
    store.close()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store(tmp_path_factory.mktemp("terms"))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from("abc"), TEXTS), max_size=4))
def test_whatever_is_written_words_are_those_of_the_index(
    store: Store, changes: list[tuple[str, str]]
) -> None:
    list(store.add([article(name, words) for name, words in changes], cleaned=False))
    assert stored(store) == told_by_fts5(store)
