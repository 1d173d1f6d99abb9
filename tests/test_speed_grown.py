from pathlib import Path

import numpy as np
import pytest
from store_fakes import CountingEmbeddings, article

from eval.benchmarks.speed import grown
from eval.benchmarks.speed.grown import Base, Maker, make_base
from vectorstore.store import Store
from vectorstore.store.ingest import prepare


@pytest.fixture(scope="module")
def base() -> Base:
    names = ("harbour", "rail", "market")
    made = make_base([article(name) for name in names], CountingEmbeddings())
    unit = made.vectors / np.linalg.norm(made.vectors, axis=1, keepdims=True)
    return Base(made.templates, made.texts, unit)


def test_a_made_article_is_made_of_real_chunks(base: Base) -> None:
    made = list(Maker(base).articles(5, 3))
    assert made == list(Maker(base).articles(5, 3))
    assert len({one.raw for one in made}) == len({one.location for one in made}) == 3
    assert all(set(one.raw.split("\n\n")) for one in made)
    assert made[0].metadata.title.value in {f"{one.title} (5)" for one in base.templates}
    for one in made:
        rest = one.raw
        for text in base.texts:
            rest = rest.replace(text, "")
        assert not rest.strip()


def test_the_vector_of_a_made_chunk_is_that_of_its_middle_with_noise(base: Base) -> None:
    maker = Maker(base)
    _, chunks = prepare(next(iter(maker.articles(7, 1))))
    texts = [chunk.embedded_text for chunk in chunks]
    vectors = np.asarray(maker.embed_documents(texts))
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    expected = 1 / (1 + grown.NOISE**2) ** 0.5
    for text, vector in zip(texts, vectors, strict=True):
        cosines = base.vectors @ vector
        nearest = base.texts[int(cosines.argmax())]
        body = text.partition("\n")[2]
        assert cosines.max() == pytest.approx(expected, abs=0.06)
        assert body[len(body) // 2 - 5 : len(body) // 2 + 5] in nearest


def test_a_base_is_read_as_it_was_saved(base: Base, tmp_path: Path) -> None:
    base.save(tmp_path / "base.npz")
    again = Base.load(tmp_path / "base.npz")
    assert again.templates == base.templates
    assert again.texts == base.texts
    assert np.array_equal(again.vectors, base.vectors)
    assert [path.name for path in tmp_path.iterdir()] == ["base.npz"]


def test_a_store_takes_made_articles(base: Base, tmp_path: Path) -> None:
    maker = Maker(base)
    store = Store(tmp_path, maker, "fake")
    results = list(store.add(maker.articles(0, 20)))
    assert {result.status for result in results} == {"added"}
    assert store.verify() == []
    store.close()


def test_made_vectors_answer_no_question(base: Base) -> None:
    with pytest.raises(NotImplementedError):
        Maker(base).embed_query("Who?")
