"""The collection: add, replace, remove, search and verify articles across database and Chroma.

The database is the truth and Chroma follows it. A writer holds an operating-system lock, commits
to the database together with a mark, brings Chroma up to date and clears the mark; who meets the
mark without its writer (a crash) rebuilds Chroma from the stored vectors. What this module does
not know: where articles come from, and how a question is asked.
"""

import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings

from vectorstore.article import LoadedArticle, Rejected, text_hash
from vectorstore.catalog import Catalog, Filter, StoredArticle, StoredChunk, pages
from vectorstore.embedding import SentenceEmbeddings
from vectorstore.errors import (
    CitewireError,
    IndexBroken,
    IndexBusy,
    IndexMismatch,
    NoArticle,
    UsageError,
)
from vectorstore.generations import Generations
from vectorstore.index import DenseIndex
from vectorstore.ingest import fingerprint, prepare_again
from vectorstore.lock import PATIENCE, writer_lock
from vectorstore.names import Vocabulary
from vectorstore.plan import AddResult, Plan, Prepared
from vectorstore.schema import open_database
from vectorstore.verify import find_problems

ARTICLES_A_WRITE = 32
TEXTS_A_STEP = 512
"""How many texts are embedded before their vectors are stored: what a crash can cost."""

RETRIES = 3
"""How often a question is asked again of an index that was replaced while it was searched."""

log = logging.getLogger(__name__)


class Store:
    """One collection of articles in one directory. Safe to share between threads."""

    def __init__(
        self, home: Path, embeddings: Embeddings, model: str, chroma_url: str | None = None
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
        self._vocabulary: tuple[int, Vocabulary] | None = None
        self._generations = Generations(home / "index", self.catalog, chroma_url)

    @classmethod
    def open(cls, home: Path, embedding_model: str, chroma_url: str | None = None) -> "Store":
        """Open the collection with a sentence-transformers model, loaded when first needed."""
        embeddings = SentenceEmbeddings(embedding_model)
        return cls(home, embeddings, embeddings.name, chroma_url)

    def close(self) -> None:
        """Let go of the files."""
        self._generations.close()
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
        return self.catalog.chunks(ids)

    def dense(self, vector: Sequence[float], limit: int, only: Filter) -> list[tuple[int, float]]:
        """Return (chunk id, cosine similarity) of the nearest chunks, best first."""
        index = self._index()
        for _ in range(RETRIES):
            try:
                return index.query(vector, limit, only)
            except IndexBroken as error:
                index = self._mended(error, index.generation)
        return index.query(vector, limit, only)

    def full_text(self, query: str, limit: int, only: Filter) -> list[tuple[int, float]]:
        """Return (chunk id, BM25 score) of an FTS5 query, best first."""
        return self.catalog.full_text(query, limit, only)

    def vocabulary(self) -> Vocabulary:
        """Return the words of the collection as of the last finished write."""
        epoch = self.catalog.state().epoch
        if self._vocabulary is None or self._vocabulary[0] != epoch:
            self._vocabulary = (epoch, Vocabulary(self.catalog.vocabulary()))
        return self._vocabulary[1]

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
                yield from self._add_batch(batch, Plan(self.catalog, cleaned, elsewhere))
            self._generations.tidy()

    def remove(self, article_ids: Sequence[str]) -> None:
        """Remove articles. Raises NoArticle, and then removes none."""
        with self._writing():
            for article_id in article_ids:
                self.get(article_id)
            self._write([], article_ids)

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
            self._write([prepared], [article_id])

    def reindex(self) -> Iterator[str]:
        """Index every article anew from its raw text by the present settings.

        Yields the source of each article whose vectors are ready. Until all are, the collection
        stays as it was.
        """
        with self._writing():
            for batch in pages(self.articles(), ARTICLES_A_WRITE):
                self._embed([prepare_again(article) for article in batch])
                yield from (article.source for article in batch)
            self.catalog.write(
                (prepare_again(article) for article in self.articles()),
                self.catalog.article_ids(),
                fingerprint=json.dumps(fingerprint(self.model)),
            )
            self._generations.rebuild()
            self.catalog.remove_unused_vectors()

    def verify(self) -> list[str]:
        """Return what is wrong with the collection, one sentence each; empty when nothing is.

        Raises IndexBusy while another process is writing: half a write looks like damage.
        """
        try:
            self._index()
            with self._writing():
                return find_problems(self.catalog, self._generations.current())
        except IndexBroken as error:
            return [str(error)]

    def repair(self) -> None:
        """Rebuild Chroma from the stored vectors."""
        with self._writing():
            self._generations.rebuild()

    # -- how -----------------------------------------------------------------------------------

    @contextmanager
    def _writing(self, wait: float = PATIENCE) -> Iterator[None]:
        """Hold the lock of the collection; what a crash left unfinished is mended first."""
        with writer_lock(self.home, wait):
            if self.catalog.state().writing:
                self._generations.rebuild()
            yield

    def _index(self) -> DenseIndex:
        """Return the dense index, rebuilt where a crash or damage makes that necessary."""
        if self.catalog.state().writing:
            self._mend()
        generation = self.catalog.state().generation
        try:
            return self._generations.current()
        except IndexBroken as error:
            return self._mended(error, generation)

    def _mended(self, error: IndexBroken, generation: int) -> DenseIndex:
        """Rebuild a damaged generation, unless a writer is at work or has replaced it."""
        if self.catalog.state().generation != generation:
            return self._generations.current()
        try:
            with self._writing(wait=0):
                if self.catalog.state().generation == generation:
                    log.warning("%s Rebuilding it from the stored vectors.", error)
                    self._generations.rebuild()
        except IndexBusy:
            log.debug("a writer is at work; searching what it has finished")
        return self._generations.current()

    def _mend(self) -> None:
        """Rebuild after a crash; when the mark is that of a live writer, leave it alone."""
        try:
            with self._writing(wait=0):
                pass
        except IndexBusy:
            log.debug("a writer is at work; searching what it has finished")

    def _add_batch(
        self, batch: Sequence[LoadedArticle | Rejected], plan: "Plan"
    ) -> Iterator[AddResult]:
        results = [plan.take(item) for item in batch]
        self._embed(plan.prepared.values())
        self._write(list(plan.prepared.values()), plan.replaced)
        yield from results

    def _embed(self, prepared: Iterable[Prepared]) -> None:
        """Embed the texts whose vectors are not stored yet, and store them."""
        new_chunks = [chunk for _, chunks in prepared for chunk in chunks]
        texts = {text_hash(chunk.embedded_text): chunk.embedded_text for chunk in new_chunks}
        known = self.catalog.known_vectors(texts, self.model)
        missing = [key for key in texts if key not in known]
        for keys in pages(missing, TEXTS_A_STEP):
            found = self.embeddings.embed_documents([texts[key] for key in keys])
            new = {k: np.asarray(v, np.float32) for k, v in zip(keys, found, strict=True)}
            self.catalog.add_vectors(new, self.model)

    def _write(self, prepared: Sequence[Prepared], removed: Sequence[str]) -> None:
        """Commit to the database, then bring Chroma up to date."""
        if not prepared and not removed:
            return
        came, gone = self.catalog.write(prepared, removed)
        if came or gone:
            self._generations.follow(came, gone)
        else:
            self.catalog.finish_write()


def _make_directory(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CitewireError(
            f"{home} cannot be used as the data directory ({error.strerror})."
            " Set CITEWIRE_HOME to a directory that can be written."
        ) from error
