"""The collection: add, replace, remove, search and verify articles across database and Chroma.

The database is the truth: a writer holds an operating-system lock and commits to it, and with that
an article is there. Chroma holds segments of what is stored, which are made now and then and never
change; what is newer is searched exactly. What this module does not know: where articles come
from, and how a question is asked.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from langchain_core.embeddings import Embeddings

from vectorstore.article import LoadedArticle, Rejected
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
    NoArticle,
    UsageError,
)
from vectorstore.index import Dense, Layout, Place, Sealing
from vectorstore.names import Words
from vectorstore.store.embed import embed_missing
from vectorstore.store.fingerprint import check_fingerprint, fingerprint
from vectorstore.store.ingest import prepare_again
from vectorstore.store.lock import writer_lock
from vectorstore.store.nearest import Nearest
from vectorstore.store.plan import AddResult, Plan, Prepared
from vectorstore.store.verify import find_problems, remember

ARTICLES_A_WRITE = 32


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
        self._nearest = Nearest(self._dense, self._sealing, home)

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
        return self._nearest.search(vector, limit, only)

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
        check_fingerprint(self.catalog.get_meta().get("fingerprint"), self.model, self.home)

    # -- writing -------------------------------------------------------------------------------

    def add(
        self, loaded: Iterable[LoadedArticle | Rejected], cleaned: bool = True
    ) -> Iterator[AddResult]:
        """Add or replace articles and yield one result each, in order.

        A result is yielded when its article is safely stored. With `cleaned` off, furniture
        stays in the text. Raises IndexBusy when another process is writing, and IndexMismatch.
        """
        with writer_lock(self.home):
            self.check()
            self.catalog.set_meta(fingerprint=fingerprint(self.model))
            elsewhere: dict[str, LoadedArticle] = {}
            for batch in pages(loaded, ARTICLES_A_WRITE):
                yield from self._add_batch(Plan(self.catalog, batch, cleaned, elsewhere))
                self._sealing.while_adding()
            self._sealing.at_the_end()

    def remove(self, article_ids: Sequence[str]) -> None:
        """Remove articles. Raises NoArticle, and then removes none."""
        with writer_lock(self.home):
            for article_id in article_ids:
                self.get(article_id)
            self.catalog.write([], article_ids)
            self._sealing.at_the_end()

    def set_cleaning(self, article_id: str, cleaned: bool) -> None:
        """Switch the ledger of one article on or off and index it anew.

        Raises NoArticle, and UsageError when nothing would be left of the article.
        """
        with writer_lock(self.home):
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
        with writer_lock(self.home):
            for batch in pages(self.articles(), ARTICLES_A_WRITE):
                self._embed([prepare_again(article) for article in batch])
                yield from (article.source for article in batch)
            self.catalog.write_anew(
                (prepare_again(article) for article in self.articles()),
                fingerprint=fingerprint(self.model),
            )
            self._sealing.seal()
            self.catalog.vectors.remove_unused()

    def verify(self) -> list[str]:
        """Return what is wrong with the collection, one sentence each; empty when nothing is.

        What it finds is kept, with the time, for who asks how the collection is.
        Raises IndexBusy while another process is writing: half a write looks like damage.
        """
        with writer_lock(self.home):
            try:
                found = find_problems(self.catalog, self._dense, self._sealing.segments.all())
                remember(self.catalog, found)
                return found
            except IndexBroken as error:
                return [str(error)]

    def repair(self) -> None:
        """Make everything that is derived anew from what is stored, embedding nothing."""
        with writer_lock(self.home):
            count_anew(self.catalog.engine)
            self._sealing.renew_all()

    # -- how -----------------------------------------------------------------------------------

    def _add_batch(self, plan: Plan) -> Iterator[AddResult]:
        results = plan.take_all()
        self._embed(plan.prepared.values())
        if plan.prepared or plan.replaced:
            self.catalog.write(list(plan.prepared.values()), plan.replaced)
        yield from results

    def _embed(self, prepared: Iterable[Prepared]) -> None:
        embed_missing(prepared, self.catalog.vectors, self.embeddings, self.model)


def _make_directory(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CitewireError(
            f"{home} cannot be used as the data directory ({error.strerror})."
            " Set CITEWIRE_HOME to a directory that can be written."
        ) from error
