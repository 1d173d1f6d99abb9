"""The collection: add, replace, remove, search and verify articles across database and Chroma.

The database is the truth: a writer holds an operating-system lock and commits to it, and with that
an article is there. Chroma holds segments of what is stored, which are made now and then and never
change; what is newer is searched exactly. What this module does not know: where articles come
from, and how a question is asked.
"""

import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from vectorstore.article import LoadedArticle, Rejected, text_hash
from vectorstore.catalog import Catalog, Filter, StoredArticle, StoredChunk
from vectorstore.catalog.database import open_database
from vectorstore.catalog.full_text import search_full_text
from vectorstore.catalog.integrity import count_anew
from vectorstore.catalog.known_names import StoredNames
from vectorstore.catalog.pages import pages
from vectorstore.catalog.terms import StoredWords
from vectorstore.embedding import Backend, SentenceEmbeddings
from vectorstore.errors import (
    CitewireError,
    IndexBroken,
    IndexBusy,
    IndexMismatch,
    NoArticle,
    UsageError,
)
from vectorstore.index import Dense, Layout, Place, Sealing, Segment, SegmentBroken
from vectorstore.names import Words
from vectorstore.store.ingest import fingerprint, prepare_again
from vectorstore.store.lock import PATIENCE, writer_lock
from vectorstore.store.plan import AddResult, Plan, Prepared
from vectorstore.store.verify import find_problems, remember

ARTICLES_A_WRITE = 32
TEXTS_A_STEP = 512
"""How many texts are embedded before their vectors are stored: what a crash can cost."""

RETRIES = 3
"""How often, besides once for each segment, a question is asked again when one was replaced or
found damaged while it was searched."""

log = logging.getLogger(__name__)


class Store:
    """One collection of articles in one directory. Safe to share between threads."""

    def __init__(
        self,
        home: Path,
        embeddings: Embeddings,
        model: str,
        chroma_url: str | None = None,
        layout: Layout | None = None,
    ) -> None:
        """Open the collection under `home`, creating an empty one where there is none.

        `model` names the embeddings in the fingerprint. Raises IndexBroken when the database
        cannot be read.
        """
        self.home = home
        self.embeddings = embeddings
        self.model = model
        _make_directory(home)
        self.catalog = Catalog(open_database(home / "citewire.sqlite"))
        self._vocabulary: tuple[int, StoredWords] | None = None
        name = self.catalog.get_meta().get("name", "citewire")
        place = Place(home / "index", name, chroma_url)
        self._dense = Dense(place, self.catalog)
        self._sealing = Sealing(place, self.catalog, layout or Layout())

    @classmethod
    def open(
        cls,
        home: Path,
        embedding_model: str,
        chroma_url: str | None = None,
        backend: Backend = "auto",
    ) -> "Store":
        """Open the collection with a sentence-transformers model, loaded when first needed."""
        embeddings = SentenceEmbeddings(embedding_model, backend)
        return cls(home, embeddings, embeddings.name, chroma_url)

    def close(self) -> None:
        """Let go of the files."""
        self._dense.close()
        self.catalog.engine.dispose()

    # -- reading -------------------------------------------------------------------------------

    def get(self, article_id: str) -> StoredArticle:
        """Return one article. Raises NoArticle."""
        article = self.catalog.article(article_id)
        if article is None:
            raise NoArticle(
                f"There is no article {article_id!r}. `citewire list` shows the ids there are."
            )
        return article

    def articles(self) -> Iterator[StoredArticle]:
        """Yield all articles, ordered by source."""
        return self.catalog.iterate_articles()

    def chunks(self, ids: Iterable[int]) -> dict[int, StoredChunk]:
        """Return the chunks that are stored, by id."""
        return self.catalog.chunks.stored(ids)

    def dense(self, vector: Sequence[float], limit: int, only: Filter) -> list[tuple[int, float]]:
        """Return (chunk id, cosine similarity) of the nearest chunks, best first."""
        tried = 0
        while True:
            try:
                return self._dense.search(vector, limit, only)
            except SegmentBroken as error:
                if tried > RETRIES + len(self._sealing.segments.all()):
                    raise
                self._mend(error)
                tried += 1

    def full_text(self, query: str, limit: int, only: Filter) -> list[tuple[int, float]]:
        """Return (chunk id, BM25 score) of an FTS5 query, best first."""
        return search_full_text(self.catalog.engine, query, limit, only)

    def vocabulary(self) -> Words:
        """Return the words of the collection; those that were looked up are kept until a write."""
        epoch, known = self.catalog.epoch(), self._vocabulary
        if known is None or known[0] != epoch:
            known = self._vocabulary = (epoch, StoredWords(self.catalog.engine))
        return known[1]

    def names(self) -> StoredNames:
        """Return the names of the collection, with what they stand beside."""
        return StoredNames(self.catalog.engine)

    def index_size(self) -> dict[str, int]:
        """Return how many segments the dense index has, and how many chunks are newer."""
        listed = self._sealing.segments
        return {"segments": len(listed.all()), "tail": listed.tail()}

    def check(self) -> None:
        """Raise IndexMismatch when the collection was indexed with other settings."""
        stored = self.catalog.get_meta().get("fingerprint")
        wanted = fingerprint(self.model)
        if stored is None or json.loads(stored) == wanted:
            return
        differing = [key for key, value in wanted.items() if json.loads(stored).get(key) != value]
        details = ", ".join(
            f"{key.replace('_', ' ')} {json.loads(stored).get(key)!r}, now {wanted[key]!r}"
            for key in differing
        )
        raise IndexMismatch(
            f"The collection in {self.home} was indexed with other settings ({details})."
            " Run `citewire reindex` to index it anew, or go back to the former settings."
        )

    # -- writing -------------------------------------------------------------------------------

    def add(
        self, loaded: Iterable[LoadedArticle | Rejected], cleaned: bool = True
    ) -> Iterator[AddResult]:
        """Add or replace articles and yield one result each, in order.

        A result is yielded when its article is safely stored. With `cleaned` off, furniture
        stays in the text. Raises IndexBusy when another process is writing, and IndexMismatch.
        """
        with self._writing():
            self.check()
            self.catalog.set_meta(fingerprint=json.dumps(fingerprint(self.model)))
            elsewhere: dict[str, LoadedArticle] = {}
            for batch in pages(loaded, ARTICLES_A_WRITE):
                yield from self._add_batch(Plan(self.catalog, batch, cleaned, elsewhere))
                self._sealing.while_adding()
            self._sealing.at_the_end()

    def remove(self, article_ids: Sequence[str]) -> None:
        """Remove articles. Raises NoArticle, and then removes none."""
        with self._writing():
            for article_id in article_ids:
                self.get(article_id)
            self.catalog.write([], article_ids)
            self._sealing.at_the_end()

    def set_cleaning(self, article_id: str, cleaned: bool) -> None:
        """Switch the ledger of one article on or off and index it anew.

        Raises NoArticle, and UsageError when nothing would be left of the article.
        """
        with self._writing():
            self.check()
            prepared = prepare_again(self.get(article_id), cleaned)
            if not prepared[1]:
                raise UsageError(f"Cleaning of {article_id} stays off: all of it is furniture.")
            self._embed([prepared])
            self.catalog.write([prepared], [article_id])
            self._sealing.at_the_end()

    def reindex(self) -> Iterator[str]:
        """Index every article anew from its raw text by the present settings.

        Yields the source of each article whose vectors are ready. Until all are, the collection
        stays as it was.
        """
        with self._writing():
            for batch in pages(self.articles(), ARTICLES_A_WRITE):
                self._embed([prepare_again(article) for article in batch])
                yield from (article.source for article in batch)
            self.catalog.write_anew(
                (prepare_again(article) for article in self.articles()),
                fingerprint=json.dumps(fingerprint(self.model)),
            )
            self._sealing.seal()
            self.catalog.vectors.remove_unused()

    def verify(self) -> list[str]:
        """Return what is wrong with the collection, one sentence each; empty when nothing is.

        What it finds is kept, with the time, for who asks how the collection is.
        Raises IndexBusy while another process is writing: half a write looks like damage.
        """
        with self._writing():
            try:
                found = find_problems(self.catalog, self._dense, self._sealing.segments.all())
                remember(self.catalog, found)
                return found
            except IndexBroken as error:
                return [str(error)]

    def repair(self) -> None:
        """Make everything that is derived anew from what is stored, embedding nothing."""
        with self._writing():
            count_anew(self.catalog.engine)
            self._sealing.renew_all()

    # -- how -----------------------------------------------------------------------------------

    def _writing(self, wait: float = PATIENCE) -> AbstractContextManager[None]:
        """Hold the lock of the collection."""
        return writer_lock(self.home, wait)

    def _mend(self, error: SegmentBroken) -> None:
        """Make a damaged segment anew; while another process writes, do without Chroma for it."""
        try:
            with self._writing(wait=0):
                if self._is_listed(error.segment):
                    log.warning(
                        "A part of the search index is damaged (%s). Rebuilding it from the stored"
                        " vectors.",
                        error.reason,
                    )
                    self._sealing.renew(error.segment)
        except IndexBusy:
            if self._is_listed(error.segment):
                self._dense.search_exactly(error.segment)

    def _is_listed(self, segment: Segment) -> bool:
        return segment.number in {listed.number for listed in self._sealing.segments.all()}

    def _add_batch(self, plan: Plan) -> Iterator[AddResult]:
        results = plan.take_all()
        self._embed(plan.prepared.values())
        if plan.prepared or plan.replaced:
            self.catalog.write(list(plan.prepared.values()), plan.replaced)
        yield from results

    def _embed(self, prepared: Iterable[Prepared]) -> None:
        """Embed the texts whose vectors are not stored yet, and store them."""
        new_chunks = [chunk for _, chunks in prepared for chunk in chunks]
        texts = {text_hash(chunk.embedded_text): chunk.embedded_text for chunk in new_chunks}
        known = self.catalog.vectors.known(texts, self.model)
        missing = [key for key in texts if key not in known]
        for keys in pages(missing, TEXTS_A_STEP):
            found = self.embeddings.embed_documents([texts[key] for key in keys])
            new = {k: np.asarray(v, np.float32) for k, v in zip(keys, found, strict=True)}
            self.catalog.vectors.add(new, self.model)


def _make_directory(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CitewireError(
            f"{home} cannot be used as the data directory ({error.strerror})."
            " Set CITEWIRE_HOME to a directory that can be written."
        ) from error
