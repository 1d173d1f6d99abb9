"""Finds candidate chunks: nearest vectors and BM25, fused by rank, weighted by date;
nothing published after the day a question is asked about.

The fusion is keyed by chunk id. What this module does not know: which sentence of a chunk
answers the question, and whether any does.
"""

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import get_close_matches
from itertools import islice
from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from rag.days.not_yet_out import not_yet_out
from rag.days.periods import Period
from rag.question import Query
from rag.terms.words import content_stems, full_text_query
from vectorstore.catalog import Filter, StoredChunk
from vectorstore.errors import UsageError
from vectorstore.names import Words, outlet_key
from vectorstore.store import Store

DEPTH = 100
"""Chunks asked of each of the two searches."""

RANK_CONSTANT = 60
"""k of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""

RECENT_DAYS = 21
RECENT_WEIGHT = 1.5
"""Weight of articles published in the three weeks before the day a question is asked about.
Measured on RealTimeQA: recall@1 0.41 -> 0.47."""

NEAR_WEIGHT = 1.5
"""Weight of articles published around the days that a question names."""

RECENCY_DAYS = 60
"""In so many days the recency of an article falls to a third."""

MAX_TERMS = 64

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A retrieved chunk and how it was found."""

    chunk: StoredChunk
    score: float
    """Fused score; only its order has a meaning."""
    dense_rank: int | None
    """From 1; None when the dense search did not find it."""
    lexical_rank: int | None
    similarity: float | None
    """Cosine similarity to the question, -1 to 1."""
    recency: float = 0.0
    """1 for an article of the day that is asked about, towards 0 for old ones; 0 without a day."""


class HybridRetriever(BaseRetriever):
    """LangChain retriever over a store. `invoke(question)` gives the best `k` chunks."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    store: Store
    k: int = 12

    def search(
        self, query: Query, k: int | None = None, vocabulary: Words | None = None
    ) -> list[Candidate]:
        """Return the best `k` chunks. Raises UsageError when an outlet is not in the collection.

        `vocabulary` are the words of the collection where a name has further spellings.
        """
        only = narrowed(self.store, query)
        vector = self.store.embeddings.embed_query(query.meaning)
        dense = self.store.dense(vector, DEPTH, only)
        terms = content_stems(query.subject)[:MAX_TERMS]
        words = full_text_query(terms, vocabulary or self.store.vocabulary())
        lexical = self.store.full_text(words, DEPTH, only) if words else []
        is_later = not_yet_out(self.store, query.as_of)
        out = (c for c in self._fuse(dense, lexical, query) if not is_later(c.chunk))
        return list(islice(out, k or self.k))

    def _fuse(
        self,
        dense: Sequence[tuple[int, float]],
        lexical: Sequence[tuple[int, float]],
        query: Query,
    ) -> list[Candidate]:
        as_of = query.as_of
        scores = reciprocal_rank_fusion([[i for i, _ in dense], [i for i, _ in lexical]])
        chunks = self.store.chunks(scores)
        dense_ranks = {chunk_id: rank for rank, (chunk_id, _) in enumerate(dense, start=1)}
        lexical_ranks = {chunk_id: rank for rank, (chunk_id, _) in enumerate(lexical, start=1)}
        similarities = dict(dense)
        # A chunk that was removed between search and reading is in `scores` alone.
        candidates = [
            Candidate(
                chunk=chunk,
                score=scores[chunk_id]
                * date_weight(_published(chunk), as_of)
                * near_weight(_published(chunk), query.filters.near),
                dense_rank=dense_ranks.get(chunk_id),
                lexical_rank=lexical_ranks.get(chunk_id),
                similarity=similarities.get(chunk_id),
                recency=recency(_published(chunk), query),
            )
            for chunk_id, chunk in chunks.items()
        ]
        return sorted(candidates, key=lambda c: (-c.score, c.chunk.id))

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun, **kwargs: Any
    ) -> list[Document]:
        found = self.search(Query(query, query), kwargs.get("k"))
        return [_document(candidate) for candidate in found]


def reciprocal_rank_fusion(rankings: Sequence[Sequence[int]]) -> dict[int, float]:
    """Return the fused score of each id: the sum of 1 / (60 + rank) over the rankings.

    >>> fused = reciprocal_rank_fusion([[7, 8], [8]])
    >>> fused[8] > fused[7]
    True
    """
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, chunk_id in enumerate(ranking, start=1):
            scores[chunk_id] = scores.get(chunk_id, 0.0) + 1.0 / (RANK_CONSTANT + rank)
    return scores


def date_weight(published: date | None, as_of: date | None) -> float:
    """Return the weight of an article's date; 1.0 where either date is unknown."""
    if published is None or as_of is None:
        return 1.0
    recent = as_of - timedelta(days=RECENT_DAYS) <= published <= as_of
    return RECENT_WEIGHT if recent else 1.0


def near_weight(published: date | None, near: Period | None) -> float:
    """Return the weight of an article by the days a question names; 1.0 where it has no date."""
    fits = published is not None and near is not None and near.holds(published)
    return NEAR_WEIGHT if fits else 1.0


def recency(published: date | None, query: Query) -> float:
    """Return how near before the day that is asked about an article was published.

    A question that names another year is not about that day: 0, as where a date is unknown.
    """
    as_of = query.as_of
    if published is None or as_of is None or published > as_of:
        return 0.0
    if any(int(year) != as_of.year for year in _YEAR.findall(query.searched_for)):
        return 0.0
    return math.exp(-(as_of - published).days / RECENCY_DAYS)


def narrowed(store: Store, query: Query) -> Filter:
    """Return what a search is narrowed to. Raises UsageError for an outlet that is not there."""
    published = query.filters.published or Period(None, None)
    first, last = (day.isoformat() if day else None for day in (published.start, published.end))
    outlets = known_outlets(store, query.outlets or query.filters.outlets)
    return Filter(outlets, first, last)


def known_outlets(store: Store, names: Sequence[str]) -> tuple[str, ...]:
    """Return the stored keys of the outlets. Raises UsageError naming one that is unknown."""
    if not names:
        return ()
    present = store.catalog.outlets()
    keys = [outlet_key(name) for name in names]
    for name, key in zip(names, keys, strict=True):
        if key not in present:
            raise UsageError(
                f"No article is from {name!r}. {_outlets_like(name, present.values())}"
            )
    return tuple(keys)


def _outlets_like(name: str, present: Collection[str]) -> str:
    """Return the outlets that were perhaps meant; without such all there are."""
    said = name.casefold()
    alike = [one for one in present if said in one.casefold()]
    alike += get_close_matches(name, present, n=3)
    if alike:
        return f"Perhaps {' or '.join(sorted(set(alike)))}?"
    return f"Outlets of the collection: {', '.join(sorted(present)) or 'none'}."


def _published(chunk: StoredChunk) -> date | None:
    value = chunk.metadata.published_at.value
    return date.fromisoformat(value) if value else None


def _document(candidate: Candidate) -> Document:
    chunk = candidate.chunk
    return Document(
        id=str(chunk.id),
        page_content=chunk.text,
        metadata={
            "article_id": chunk.article_id,
            "source": chunk.source,
            "start": chunk.start,
            "end": chunk.end,
            "score": candidate.score,
            "title": chunk.metadata.title.value,
            "outlet": chunk.metadata.outlet.value,
            "published_at": chunk.metadata.published_at.value,
        },
    )
