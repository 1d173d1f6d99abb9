"""The names of a collection come and go with its chunks."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from store_fakes import article, open_store

from vectorstore.store import Store


def rows(store: Store) -> list[tuple[str, str, int]]:
    query = text("SELECT word, beside, chunks FROM names ORDER BY word, beside")
    with store.catalog.engine.connect() as connection:
        return [(word, beside, chunks) for word, beside, chunks in connection.execute(query)]


def test_names_come_and_go_with_their_chunks(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    list(store.add([article("a", "We met Anna Berg."), article("b", "We saw Anna in Velmora.")]))
    assert rows(store) == [
        ("Anna", "", 2), ("Anna", ">berg", 1), ("Berg", "", 1), ("Berg", "<ana", 1),
        ("Velmora", "", 1),
    ]  # fmt: skip
    assert store.names().neighbours("<ana") == {">berg": 1}
    (first,) = (found.id for found in store.articles() if found.source == "a.txt")
    store.remove([first])
    assert rows(store) == [("Anna", "", 1), ("Velmora", "", 1)]
    store.close()


def test_a_wrong_count_is_found_and_mended(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    list(store.add([article("a", "We met Anna Berg.")]))
    before = rows(store)
    with store.catalog.engine.begin() as connection:
        connection.execute(text("UPDATE names SET chunks = 7 WHERE word = 'Anna'"))
    assert store.verify() == ["2 names are counted wrongly"]
    store.repair()
    assert store.verify() == []
    assert rows(store) == before
    store.close()


def test_names_are_the_same_after_indexing_anew(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    list(store.add([article("a", "We met Anna Berg."), article("b", "We saw Anna in Velmora.")]))
    before = rows(store)
    list(store.reindex())
    assert rows(store) == before
    store.close()


def test_what_has_the_consonants_of_a_word_is_found(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    list(store.add([article("a", "We met Zelensky and Solonsk and Berg in Zelenskyy street.")]))
    assert [k.word for k in store.names().like("Selenskyj")] == ["Solonsk", "Zelensky", "Zelenskyy"]
    assert store.names().together("Zelensky", "Berg")
    assert not store.names().together("Zelensky", "Ivanov")
    store.close()


NAMES = st.lists(st.sampled_from("We met Anna Berg in the Kyiv Tokayev . , - mayor".split()))


@settings(deadline=None, max_examples=30, suppress_health_check=list(HealthCheck))
@given(changes=st.lists(st.tuples(st.sampled_from("abc"), NAMES), max_size=4))
def test_whatever_is_written_names_are_those_of_the_texts(
    tmp_path_factory: object, changes: list[tuple[str, list[str]]]
) -> None:
    store = open_store(tmp_path_factory.mktemp("names"))  # type: ignore[attr-defined]
    list(store.add([article(name, " ".join(w)) for name, w in changes], cleaned=False))
    assert not [problem for problem in store.verify() if "names" in problem]
    store.close()
