"""The store, the reader and the asking without a part of what they do.

What this module does not know: which of them are asked together.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from langchain_core.embeddings import Embeddings

from eval.runs.ask import Chain
from rag.reading.reader import Reader
from vectorstore.catalog import Filter, StoredChunk
from vectorstore.names import Words
from vectorstore.store import Store

SAME = 0.62
"""Similarity to the question of every sentence where none is to be told from another by it: the
median of the sentences that answers began with, over 25 questions of RealTimeQA 2023q4. None at
all would have nearly every question declined, and nothing told about the choice of sentences."""


# --- the store without a part ------------------------------------------------------------------


class View(Store):
    """Another face of an open store: it holds nothing, and asks that one what it is asked."""

    def __init__(self, store: Store) -> None:
        """Look at `store`; there is nothing to open and nothing to close."""
        self.seen = store
        self.home, self.model = store.home, store.model
        self.catalog, self.embeddings = store.catalog, store.embeddings

    def check(self) -> None:
        """Ask the store."""
        self.seen.check()

    def vocabulary(self) -> Words:
        """Ask the store."""
        return self.seen.vocabulary()

    def chunks(self, ids: Iterable[int]) -> dict[int, StoredChunk]:
        """Ask the store."""
        return self.seen.chunks(ids)

    def dense(self, vector: Sequence[float], limit: int, only: Filter) -> list[tuple[int, float]]:
        """Ask the store."""
        return self.seen.dense(vector, limit, only)

    def full_text(self, query: str, limit: int, only: Filter) -> list[tuple[int, float]]:
        """Ask the store."""
        return self.seen.full_text(query, limit, only)


class WithoutDense(View):
    """A store whose dense search finds nothing."""

    def dense(self, vector: Sequence[float], limit: int, only: Filter) -> list[tuple[int, float]]:
        """Find nothing."""
        return []


class WithoutLexical(View):
    """A store whose full-text search finds nothing."""

    def full_text(self, query: str, limit: int, only: Filter) -> list[tuple[int, float]]:
        """Find nothing."""
        return []


class EvenSentences(View):
    """A store whose embeddings find every sentence equally similar to any question.

    The dense search is the store's own: questions have a dimension more, in which alone sentences
    are anything, and it is taken off again before the store is searched.
    """

    def __init__(self, store: Store) -> None:
        """Look at `store`."""
        super().__init__(store)
        self.embeddings = EvenEmbeddings(store.embeddings)

    def dense(self, vector: Sequence[float], limit: int, only: Filter) -> list[tuple[int, float]]:
        """Ask the store, in its own dimensions."""
        return self.seen.dense(vector[:-1], limit, only)


class EvenEmbeddings(Embeddings):
    """Vectors by which every text is as similar to every question: SAME."""

    def __init__(self, embeddings: Embeddings) -> None:
        """Embed questions with `embeddings`."""
        self._embeddings = embeddings

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question with a 1 after it."""
        return [*self._embeddings.embed_query(text), 1.0]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return vectors that are 0 but for their last dimension."""
        if not texts:
            return []
        size = len(self.embed_query(texts[0]))
        return [[0.0] * (size - 1) + [SAME] for _ in texts]


# --- the reader without a part -----------------------------------------------------------------


class OrderOnly:
    """A reader as a reranker: it says which passages answer, and not where."""

    def __init__(self, reader: Reader) -> None:
        """Read with `reader`."""
        self._reader = reader

    def score(self, question: str, passages: Sequence[tuple[str, str]]) -> list[float]:
        """Return the log-odds that each (title, text) answers."""
        return [reading.answerable for reading in self._reader.read(question, passages)]


class NoOrder:
    """A reranker that finds all passages equally good, so they stay as they were found."""

    def score(self, question: str, passages: Sequence[tuple[str, str]]) -> list[float]:
        """Return 0 for each."""
        return [0.0 for _ in passages]


# --- the asking without a part -----------------------------------------------------------------


class Undated:
    """A chain that is not told the day a question is asked about."""

    def __init__(self, chain: Chain) -> None:
        """Ask `chain`."""
        self._chain = chain

    def invoke(self, input: Mapping[str, Any]) -> dict[str, Any]:
        """Answer one question as of no day."""
        return self._chain.invoke({**input, "as_of": None})
