"""The articles that are trained on, cut as Citewire cuts them, and a BM25 search over the chunks.

What this module does not know: what is asked. The search is lexical alone, so that nothing has to
be embedded before the first step of the training.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rag.terms.words import content_stems
from vectorstore.article import LoadedArticle, Rejected
from vectorstore.loaders import load_path
from vectorstore.store.ingest import prepare

log = logging.getLogger(__name__)

BACKEND = "numpy"
"""bm25s without numba: nothing is compiled for a search that takes a millisecond."""
LOG_EVERY = 20_000
"""Chunks."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """One chunk of an article."""

    article: int
    """Number of the article, in the order in which articles were read."""
    title: str
    published: str | None
    """`YYYY-MM-DD`, or None when the article does not say."""
    text: str
    start: int
    """Where it begins in the article's text, as a character."""


class Corpus:
    """Chunks in the order of their articles, with a search over them."""

    chunks: list[Chunk]
    stems: list[list[str]]
    """Of each chunk, its title included; each stem once."""

    def __init__(self, chunks: Sequence[Chunk]) -> None:
        """Index `chunks`, of which there is at least one, by the stems of titles and texts."""
        import bm25s

        self.chunks = list(chunks)
        self.stems = [content_stems(f"{chunk.title}\n{chunk.text}") for chunk in self.chunks]
        self._numbers: dict[str, int] = {}
        ids = [[self._number(stem) for stem in stems] for stems in self.stems]
        self._search: Any = bm25s.BM25(backend=BACKEND)
        self._search.index((ids, dict(self._numbers)), show_progress=False)

    def _number(self, stem: str) -> int:
        return self._numbers.setdefault(stem, len(self._numbers))

    def search(self, text: str, count: int) -> list[int]:
        """Return the numbers of the best `count` chunks for the words of `text`, best first."""
        known = [self._numbers[s] for s in content_stems(text) if s in self._numbers]
        if not known:
            return []
        found, scores = self._search.retrieve(
            [known], k=min(count, len(self.chunks)), show_progress=False
        )
        pairs = zip(found[0].tolist(), scores[0].tolist(), strict=True)
        return [number for number, score in pairs if score > 0]


def read_chunks(files: Sequence[Path]) -> Iterator[Chunk]:
    """Yield the chunks of all usable articles of `files`; an article in two files counts once.

    What is not usable is logged. Raises UsageError where one of the files is not there.
    """
    seen: set[str] = set()
    total = 0
    for loaded in _load(files):
        article, chunks = prepare(loaded)
        if article.id in seen:
            continue
        seen.add(article.id)
        meta = article.metadata
        for chunk in chunks:
            yield Chunk(
                article=len(seen) - 1,
                title=meta.title.value or "",
                published=meta.published_at.value,
                text=article.text[chunk.start : chunk.end],
                start=chunk.start,
            )
            total += 1
            if total % LOG_EVERY == 0:
                log.info("%d articles, %d chunks", len(seen), total)


def _load(files: Sequence[Path]) -> Iterator[LoadedArticle]:
    # A file that is not there is told before the others are read.
    for items in [load_path(path) for path in files]:
        rejected: list[Rejected] = []
        for item in items:
            if isinstance(item, LoadedArticle):
                yield item
            else:
                rejected.append(item)
        if rejected:
            one = f"{rejected[0].source}: {rejected[0].reason}"
            log.warning("%d articles are left out, the first is %s", len(rejected), one)
