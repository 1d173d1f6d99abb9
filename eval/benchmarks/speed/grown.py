"""Makes a collection of any size out of a real one, without embedding a million texts.

A made article has the title (with a number), date and outlet of a real one, and as many
paragraphs; each paragraph is a real chunk, drawn from all of them. The vector of its chunk is
that of the real chunk in its middle, embedded once by the real model, plus noise. So words,
lengths, dates and the spread of the vectors are those of real articles. What is not: the
vocabulary stops growing, and each real vector gets neighbours that mean nothing.
What this module does not know: where the articles are stored and who asks about them.
"""

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from vectorstore.article import Field, LoadedArticle, Metadata

BASE_ARTICLES = 1_000
"""At most so many real articles are embedded."""

NOISE = 0.35
"""Length of the noise that is added to a unit vector: a cosine of 0.94 to the real one."""

_PROBE = 40
"""Characters from the middle of a chunk by which its paragraph is recognised."""

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Template:
    """What a made article takes from a real one."""

    title: str
    outlet: str | None
    published_at: str | None
    paragraphs: int
    """How many chunks the real one has."""


@dataclass(frozen=True, slots=True)
class Base:
    """The real articles, cut and embedded."""

    templates: tuple[Template, ...]
    texts: tuple[str, ...]
    """The chunks of all articles."""
    vectors: Vectors
    """Unit vectors, one a chunk."""

    @property
    def chunks_per_article(self) -> float:
        """Return the mean number of chunks."""
        return len(self.texts) / len(self.templates)

    def save(self, path: Path) -> None:
        """Write the base; a process that is killed meanwhile leaves none."""
        texts = {"templates": [asdict(one) for one in self.templates], "texts": self.texts}
        fresh = path.with_suffix(".new.npz")
        np.savez(fresh, vectors=self.vectors, texts=np.array(json.dumps(texts)))
        fresh.replace(path)

    @classmethod
    def load(cls, path: Path) -> "Base":
        """Read what `save` wrote."""
        with np.load(path) as stored:
            texts = json.loads(str(stored["texts"]))
            templates = tuple(Template(**one) for one in texts["templates"])
            return cls(templates, tuple(texts["texts"]), stored["vectors"].astype(np.float32))


def make_base(articles: Iterable[LoadedArticle], embeddings: Embeddings) -> Base:
    """Cut and embed real articles as an ingest would."""
    from vectorstore.store.ingest import prepare

    templates, texts, embedded = [], list[str](), list[str]()
    for loaded in articles:
        article, chunks = prepare(loaded)
        if chunks:
            known = article.metadata
            title = known.title.value or article.source
            templates.append(
                Template(title, known.outlet.value, known.published_at.value, len(chunks))
            )
            texts += [article.text[chunk.start : chunk.end] for chunk in chunks]
            embedded += [chunk.embedded_text for chunk in chunks]
    vectors = np.asarray(embeddings.embed_documents(embedded), dtype=np.float32)
    return Base(tuple(templates), tuple(texts), vectors)


class Maker(Embeddings):
    """Makes articles by number, always the same for one number, and the vectors of their chunks.

    It stands in for the embedding model of a store; questions it does not embed.
    """

    def __init__(self, base: Base) -> None:
        """Make articles out of `base`."""
        self._base = base

    def articles(self, first: int, count: int) -> Iterator[LoadedArticle]:
        """Yield so many articles, numbered from `first`."""
        for number in range(first, first + count):
            yield self._article(number)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector a text that an article of this maker was cut into."""
        rows = [self._row(text) for text in texts]
        real = self._base.vectors[rows]
        draw = np.random.default_rng(rows)
        noise = draw.standard_normal(real.shape, dtype=np.float32)
        noise *= NOISE / np.linalg.norm(noise, axis=1, keepdims=True)
        made = real + noise
        made /= np.linalg.norm(made, axis=1, keepdims=True)
        vectors: list[list[float]] = made.tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Refuse: questions are embedded by the real model, in another process."""
        raise NotImplementedError("made vectors answer no question")

    def _article(self, number: int) -> LoadedArticle:
        template, rows = self._recipe(number)
        address = f"https://made.example/{number}"
        known = Metadata(
            title=Field(f"{template.title} ({number})", "given"),
            outlet=_given(template.outlet),
            published_at=_given(template.published_at),
            language=Field("en", "given"),
            # Short articles meet again; the same text at another address is another article.
            url=Field(address, "given"),
        )
        raw = "\n\n".join(self._base.texts[row] for row in rows)
        return LoadedArticle(raw, address, address, known)

    def _recipe(self, number: int) -> tuple[Template, list[int]]:
        draw = random.Random(number)
        template = draw.choice(self._base.templates)
        rows = [draw.randrange(len(self._base.texts)) for _ in range(template.paragraphs)]
        return template, rows

    def _row(self, embedded: str) -> int:
        """Return the real chunk in the middle of a made one, found by its article's number."""
        title, _, text = embedded.partition("\n")
        _, rows = self._recipe(int(title.rpartition("(")[2].removesuffix(")")))
        middle = max(0, len(text) - _PROBE) // 2
        probe = text[middle : middle + _PROBE]
        # Where the middle is the seam of two paragraphs, neither has it: any of them will do.
        return next((row for row in rows if probe in self._base.texts[row]), rows[0])


def _given(value: str | None) -> Field:
    return Field(value, "given") if value else Field()
