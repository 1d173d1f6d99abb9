"""The packaged model, and vectors that are kept."""

import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from vectorstore.embedding import ModelUnavailable, RememberedEmbeddings, SentenceEmbeddings


class Counting(DeterministicFakeEmbedding):
    """Remembers what it was asked to embed."""

    seen: list[str]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.seen.extend(texts)
        return super().embed_documents(texts)


@pytest.fixture
def model() -> Counting:
    return Counting(size=8, seen=[])


def test_a_text_is_embedded_once(model: Counting) -> None:
    kept = RememberedEmbeddings(model)
    first = kept.embed_documents(["a", "b", "a"])
    again = kept.embed_documents(["b", "c", "a"])
    assert model.seen == ["a", "b", "c"]
    assert first == [again[2], again[0], again[2]]


def test_the_oldest_vectors_are_forgotten(model: Counting) -> None:
    kept = RememberedEmbeddings(model, size=2)
    kept.embed_documents(["a", "b"])
    kept.embed_documents(["a", "c"])
    kept.embed_documents(["a", "b"])
    assert model.seen == ["a", "b", "c", "b"]


def test_more_texts_than_are_kept_all_get_their_vector(model: Counting) -> None:
    texts = [str(number) for number in range(10)]
    found = RememberedEmbeddings(model, size=3).embed_documents(texts)
    assert found == DeterministicFakeEmbedding(size=8).embed_documents(texts)


def test_both_names_of_the_packaged_model_are_one() -> None:
    names = ("all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2")
    assert {SentenceEmbeddings(name).name for name in names} == {"all-MiniLM-L6-v2"}
    assert SentenceEmbeddings("intfloat/e5-small").name == "intfloat/e5-small"


@pytest.mark.model
def test_the_packaged_model_gives_unit_vectors_that_mean_something() -> None:
    model = SentenceEmbeddings("all-MiniLM-L6-v2")
    question = model.embed_query("When did the river flood the town?")
    near, far = model.embed_documents(
        ["The town was under water in March.", "The tram costs 412 million euros."]
    )
    assert sum(x * x for x in question) == pytest.approx(1.0, abs=1e-4)
    assert _dot(question, near) > _dot(question, far) + 0.2


@pytest.mark.model
def test_a_model_that_is_not_there_is_one_clear_error(tmp_path: object) -> None:
    with pytest.raises(ModelUnavailable, match="CITEWIRE_EMBEDDING_MODEL"):
        SentenceEmbeddings(f"{tmp_path}/no-model").embed_query("x")


def _dot(a: list[float], b: list[float]) -> float:
    return sum(x * y for x, y in zip(a, b, strict=True))
