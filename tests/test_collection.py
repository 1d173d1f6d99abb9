from pathlib import Path

import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from eval.runs.collection import SAMPLE_ARTICLES, fill, settings_for
from rag.settings import Settings
from vectorstore.errors import IndexMismatch
from vectorstore.store import Store

BODY = "The council of the town voted on the bridge on Monday. It will open in {year}.\n"


def store_at(home: Path, model: str = "fake") -> Store:
    return Store(home, DeterministicFakeEmbedding(size=8), model)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for year in (2021, 2022):
        (folder / f"{year}.txt").write_text(BODY.format(year=year) * 3)
    return folder


def test_articles_are_added_once(tmp_path: Path, articles: Path) -> None:
    store = store_at(tmp_path / "home")
    (articles / "empty.txt").write_text("")
    steps: list[None] = []
    first = fill(store, articles, lambda: steps.append(None))
    assert (first.added, first.unchanged) == (2, 0)
    assert len(first.rejected) == 1
    assert first.rejected[0].startswith("empty.txt: ")
    assert len(steps) == 3
    again = fill(store, articles)
    assert (again.added, again.unchanged) == (0, 2)


def test_what_is_gone_from_the_folder_leaves_a_store_of_our_own(
    tmp_path: Path, articles: Path
) -> None:
    store = store_at(tmp_path / "home")
    fill(store, articles)
    (articles / "2021.txt").unlink()
    (articles / "2022.txt").write_text(BODY.format(year=2023) * 3)
    result = fill(store, articles)
    assert result.added == 1
    assert [article.source for article in store.articles()] == ["2022.txt"]


def test_nothing_is_removed_from_a_store_of_the_users(tmp_path: Path, articles: Path) -> None:
    store = store_at(tmp_path / "home")
    fill(store, articles)
    (articles / "2021.txt").unlink()
    fill(store, articles, own=False)
    assert len(list(store.articles())) == 2


def test_another_model_renews_our_own_store_and_refuses_the_users(
    tmp_path: Path, articles: Path
) -> None:
    fill(store_at(tmp_path / "home"), articles)
    other = store_at(tmp_path / "home", "other")
    with pytest.raises(IndexMismatch):
        fill(other, articles, own=False)
    assert fill(other, articles).unchanged == 2
    other.check()


def test_the_collection_is_apart_from_the_users(tmp_path: Path, articles: Path) -> None:
    mine = Settings(home=tmp_path / "mine", chroma_url="http://127.0.0.1:9")
    ours = settings_for(SAMPLE_ARTICLES, mine)
    assert ours.home == tmp_path / "mine" / "eval" / "citewire"
    assert ours.chroma_url is None
    theirs = settings_for(articles, mine).home
    assert theirs.parent == tmp_path / "mine" / "eval"
    assert theirs.name.startswith("articles-")
    assert settings_for(articles, mine, tmp_path / "named").home == tmp_path / "named"
