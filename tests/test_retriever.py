"""Two searches fused by rank, weighted by date, narrowed to outlets."""

from datetime import date
from pathlib import Path

import pytest
from answer_fakes import FLOOD, KAZAN, WordCounts, loaded, small_collection
from hypothesis import given
from hypothesis import strategies as st
from langchain_core.retrievers import BaseRetriever
from langchain_tests.integration_tests import RetrieversIntegrationTests

from rag.question import Query
from rag.retriever import (
    RECENT_WEIGHT,
    HybridRetriever,
    date_weight,
    known_outlets,
    recency,
    reciprocal_rank_fusion,
)
from vectorstore.errors import UsageError
from vectorstore.store import Store

QUESTION = "How many houses were flooded in Velmora?"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return small_collection(tmp_path_factory.mktemp("retriever"))


def found(store: Store, question: str, **narrowed: object) -> list[str]:
    query = Query(question, question, **narrowed)  # type: ignore[arg-type]
    return [candidate.chunk.source for candidate in HybridRetriever(store=store).search(query)]


class TestStandardRetriever(RetrieversIntegrationTests):
    """LangChain's own suite."""

    @pytest.fixture(autouse=True)
    def _with_store(self, store: Store) -> None:
        self._store = store

    @property
    def retriever_constructor(self) -> type[BaseRetriever]:
        return HybridRetriever

    @property
    def retriever_constructor_params(self) -> dict[str, Store]:
        return {"store": self._store}

    @property
    def retriever_query_example(self) -> str:
        return QUESTION


def test_the_best_passage_comes_first_with_how_it_was_found(store: Store) -> None:
    first = HybridRetriever(store=store).search(Query(QUESTION, QUESTION))[0]
    assert first.chunk.source == "flood.txt"
    assert (first.dense_rank, first.lexical_rank) == (1, 1)
    assert first.score == pytest.approx(2 / 61)
    assert first.similarity is not None
    assert 0.2 < first.similarity <= 1.0


def test_a_document_says_where_it_is_from(store: Store) -> None:
    document = HybridRetriever(store=store, k=1).invoke(QUESTION)[0]
    assert document.page_content == FLOOD
    assert document.metadata["source"] == "flood.txt"
    assert document.metadata["outlet"] == "Velmora Gazette"
    assert document.metadata["published_at"] == "2023-05-07"
    article = store.get(document.metadata["article_id"])
    span = slice(document.metadata["start"], document.metadata["end"])
    assert article.text[span] == document.page_content


def test_passages_of_the_same_text_are_two_candidates(tmp_path: Path) -> None:
    # The fusion is keyed by chunk: keyed by text, one of two reports with the same words is lost.
    with_copy = Store(tmp_path, WordCounts(), "word counts")
    copies = [loaded(KAZAN, name, outlet=name, url=f"http://{name}.test/") for name in "ab"]
    assert [result.status for result in with_copy.add(copies)] == ["added", "added"]
    assert sorted(found(with_copy, "Which states joined in Kazan?")) == ["a", "b"]


def test_an_empty_collection_has_no_candidates(tmp_path: Path) -> None:
    assert found(Store(tmp_path, WordCounts(), "word counts"), QUESTION) == []


def test_a_question_none_of_whose_words_occur_is_searched_by_vector(store: Store) -> None:
    query = Query("Zebras?", "Zebras?")
    candidates = HybridRetriever(store=store).search(query)
    assert {candidate.lexical_rank for candidate in candidates} == {None}
    assert len(candidates) == 3


@pytest.mark.parametrize(
    "question",
    ['" OR 1=1 --', "NEAR(a, b) AND NOT *", "'; DROP TABLE chunks; --", "title:tram^2", "{tram}"],
)
def test_a_question_is_never_a_query_language(store: Store, question: str) -> None:
    assert len(found(store, question)) == 3


def test_an_outlet_narrows_the_search_however_it_is_written(store: Store) -> None:
    assert found(store, QUESTION, outlets=(" harbour POST",)) == ["tram.txt"]
    both = found(store, QUESTION, outlets=("Harbour Post", "Daily Ledger"))
    assert sorted(both) == ["kazan.txt", "tram.txt"]


def test_an_unknown_outlet_is_told_with_the_known_ones(store: Store) -> None:
    with pytest.raises(UsageError, match=r"'Nosuch'.*Daily Ledger, Harbour Post, Velmora Gazette"):
        known_outlets(store, ["Harbour Post", "Nosuch"])
    with pytest.raises(UsageError, match=r"'harbour'\. Perhaps Harbour Post\?"):
        known_outlets(store, ["harbour"])


def test_what_was_published_shortly_before_the_day_is_worth_more(store: Store) -> None:
    question = "Where do the harbour, the flood and the summit of Kazan meet?"
    undated = HybridRetriever(store=store).search(Query(question, question))
    dated = HybridRetriever(store=store).search(Query(question, question, date(2024, 11, 5)))
    before = {candidate.chunk.source: candidate.score for candidate in undated}
    after = {candidate.chunk.source: candidate.score for candidate in dated}
    assert after["tram.txt"] == pytest.approx(RECENT_WEIGHT * before["tram.txt"])
    assert after["flood.txt"] == before["flood.txt"]
    assert dated[0].chunk.source == "tram.txt"


@pytest.mark.parametrize(
    ("published", "as_of", "weight"),
    [
        (date(2024, 1, 20), date(2024, 1, 20), RECENT_WEIGHT),
        (date(2023, 12, 30), date(2024, 1, 20), RECENT_WEIGHT),
        (date(2023, 12, 29), date(2024, 1, 20), 1.0),
        (date(2024, 1, 21), date(2024, 1, 20), 1.0),
        (None, date(2024, 1, 20), 1.0),
        (date(2024, 1, 20), None, 1.0),
    ],
)
def test_the_weight_of_a_date(published: date | None, as_of: date | None, weight: float) -> None:
    assert date_weight(published, as_of) == weight


@given(st.lists(st.lists(st.integers(0, 20), unique=True, max_size=15), max_size=3))
def test_fusion_keeps_every_id_and_prefers_what_is_ranked_higher(rankings: list[list[int]]) -> None:
    fused = reciprocal_rank_fusion(rankings)
    assert set(fused) == {found for ranking in rankings for found in ranking}
    for better, worse in ((a, b) for a in fused for b in fused if a != b):
        if all(
            better in ranking
            and (worse not in ranking or ranking.index(better) < ranking.index(worse))
            for ranking in rankings
        ):
            assert fused[better] > fused[worse]


def test_what_was_published_after_the_day_asked_about_is_left_out(store: Store) -> None:
    assert set(found(store, QUESTION, as_of=date(2024, 11, 1))) == {"flood.txt", "kazan.txt"}
    assert set(found(store, QUESTION, as_of=date(2024, 11, 2))) >= {"flood.txt", "tram.txt"}
    # Without a date it was not out before the last day that it tells of as past.
    assert found(store, "Who were the guests in Kazan?", as_of=date(2000, 1, 1)) == []


@pytest.mark.parametrize(
    ("published", "as_of", "question", "value"),
    [
        (date(2024, 5, 10), date(2024, 5, 10), "Who won?", 1.0),
        (date(2024, 3, 11), date(2024, 5, 10), "Who won?", 0.368),
        (date(2014, 5, 10), date(2024, 5, 10), "Who won?", 0.0),
        (date(2024, 5, 10), date(2024, 5, 10), "Who won in 2024?", 1.0),
        (date(2024, 5, 10), date(2024, 5, 10), "Who won in 2019?", 0.0),
        (date(2024, 5, 11), date(2024, 5, 10), "Who won?", 0.0),
        (None, date(2024, 5, 10), "Who won?", 0.0),
        (date(2024, 5, 10), None, "Who won?", 0.0),
    ],
)
def test_recency_falls_from_the_day_that_is_asked_about(
    published: date | None, as_of: date | None, question: str, value: float
) -> None:
    asked = Query(question, question, as_of=as_of)
    assert recency(published, asked) == pytest.approx(value, abs=1e-3)
