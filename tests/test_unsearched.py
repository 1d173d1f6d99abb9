"""A name that no text has: who wrote an article, what was set aside, or nothing at all."""

from pathlib import Path

import pytest
from answer_fakes import WordCounts, chunk, loaded

from rag.unsearched import author_told, known_beside
from vectorstore.store import Store

TEXT = "The river flooded 96 houses in Velmora on Sunday night. Nobody was killed."
DONATION = "Support independent journalism: donate to our Sellen newsroom today.\n\n"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    home: Path = tmp_path_factory.mktemp("unsearched")
    made = Store(home, WordCounts(), "word counts")
    files = [
        loaded(TEXT, "a.txt", title="The flood", outlet="Velmora Gazette", author="Jonna Hallgrén"),
        loaded(f"{DONATION}{TEXT} It rained.", "b.txt", title="The rain", outlet="Harbour Post"),
    ]
    assert {result.status for result in made.add(files)} == {"added"}
    return made


def test_an_author_is_named_with_the_articles(store: Store) -> None:
    told = known_beside("Jonna Hallgren", store.catalog.engine)
    assert told is not None
    assert "named as the author of 1 article: “The flood” (Velmora Gazette)" in told


def test_what_was_set_aside_is_said_to_be_there(store: Store) -> None:
    told = known_beside("Sellen", store.catalog.engine)
    assert told is not None
    assert "set aside" in told
    assert "“The rain” (Harbour Post)" in told


def test_a_name_that_stands_nowhere_is_nowhere(store: Store) -> None:
    assert known_beside("Zubrowka", store.catalog.engine) is None
    assert known_beside("Sell", store.catalog.engine) is None


def test_who_wrote_is_told_from_the_metadata() -> None:
    found = [
        chunk(TEXT, 1, title="The rain", author="Piet Amsel"),
        chunk(TEXT, 2, title="The flood in Velmora", author="Jonna Hallgren"),
    ]
    told = author_told("Who wrote about the flood in Velmora?", found)
    assert told is not None
    assert "“The flood in Velmora”" in told
    assert told.endswith("Jonna Hallgren.")
    assert author_told("Who flooded Velmora?", found) is None
    assert author_told("Who wrote about the flood?", [chunk(TEXT)]) is None
