"""The articles of the collection in SQL, and the transactions that add and remove them.

Every write is one transaction. What this module does not know: locks, Chroma, and how a text is
cleaned, cut or embedded.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Engine, select, text

from vectorstore.catalog.changes import add_articles, remove_all, remove_articles
from vectorstore.catalog.chunks import Chunks
from vectorstore.catalog.database import writing
from vectorstore.catalog.pages import pages
from vectorstore.catalog.records import Known, NewChunk, StoredArticle
from vectorstore.catalog.rows import stored_article
from vectorstore.catalog.schema import articles, counts, meta
from vectorstore.catalog.state import count_write, read_epoch, read_model, set_meta
from vectorstore.catalog.vectors import Vectors

ARTICLES_A_STEP = 32
"""Articles whose chunks and words are held in memory at a time within one transaction."""


class Catalog:
    """The one database. Methods that change something take the lock of their caller for granted."""

    def __init__(self, engine: Engine) -> None:
        """Work on an opened database."""
        self.engine = engine
        self.chunks = Chunks(engine)
        self.vectors = Vectors(engine)

    # -- state ---------------------------------------------------------------------------------

    def get_meta(self) -> dict[str, str]:
        """Return all meta values by key."""
        with self.engine.connect() as connection:
            return {key: value for key, value in connection.execute(select(meta))}

    def set_meta(self, **values: str) -> None:
        """Write meta values in one transaction."""
        with writing(self.engine) as connection:
            set_meta(connection, values)

    def epoch(self) -> int:
        """Return how many writes there were; a reader looks anew when it has changed."""
        with self.engine.connect() as connection:
            return read_epoch(connection)

    def indexed_model(self) -> str:
        """Return the embedding model that the chunks were indexed with; "" when there is none."""
        with self.engine.connect() as connection:
            return read_model(connection)

    def counts(self) -> dict[str, int]:
        """Return the numbers of articles, chunks and stored vectors."""
        with self.engine.connect() as connection:
            return {name: number for name, number in connection.execute(select(counts))}

    # -- articles ------------------------------------------------------------------------------

    def article(self, article_id: str) -> StoredArticle | None:
        """Return one article, or None."""
        with self.engine.connect() as connection:
            row = connection.execute(select(articles).where(articles.c.id == article_id)).first()
        return stored_article(row) if row else None

    def known(self, article_id: str) -> Known | None:
        """Return an article without its texts, or None."""
        found = self._known(articles.c.id == article_id)
        return found[0] if found else None

    def known_at(self, locations: Sequence[str]) -> dict[str, Known]:
        """Return the articles that were last added from these locations, without their texts."""
        found = self._known(articles.c.location.in_(locations))
        return {article.location: article for article in found}

    def _known(self, condition: Any) -> list[Known]:
        columns = (articles.c[name] for name in Known.__slots__)
        with self.engine.connect() as connection:
            rows = connection.execute(select(*columns).where(condition))
            return [Known(*row) for row in rows]

    def article_ids(self) -> list[str]:
        """Return the ids of all articles, ordered by source."""
        query = select(articles.c.id).order_by(articles.c.source, articles.c.id)
        with self.engine.connect() as connection:
            return list(connection.scalars(query))

    def iterate_articles(self) -> Iterator[StoredArticle]:
        """Yield all articles, ordered by source, a page at a time."""
        for page in pages(self.article_ids(), 200):
            query = select(articles).where(articles.c.id.in_(page))
            with self.engine.connect() as connection:
                rows = {row.id: row for row in connection.execute(query)}
            # One that another process has removed meanwhile is left out.
            yield from (stored_article(rows[key]) for key in page if key in rows)

    def has_source(self, source: str) -> bool:
        """Tell whether an article came from a file or URL of this name."""
        query = select(articles.c.id).where(articles.c.source == source).limit(1)
        with self.engine.connect() as connection:
            return connection.execute(query).first() is not None

    def outlets(self) -> dict[str, str]:
        """Return the outlets of the collection: folded name to name as written."""
        # Written like the index of schema.py, so that only the index is read.
        query = text(
            "SELECT outlet_key, min(json_extract(metadata, '$.outlet.value')) FROM articles"
            " WHERE outlet_key IS NOT NULL GROUP BY outlet_key"
        )
        with self.engine.connect() as connection:
            return {key: name for key, name in connection.execute(query)}

    def newest_day(self) -> str | None:
        """Return the day of the newest article as `YYYY-MM-DD`; None where none has a date."""
        query = text("SELECT max(json_extract(metadata, '$.published_at.value')) FROM articles")
        with self.engine.connect() as connection:
            found: str | None = connection.execute(query).scalar_one()
        return found

    def has_undated(self) -> bool:
        """Tell whether the date of some article is not known."""
        query = text(
            "SELECT 1 FROM articles WHERE json_extract(metadata, '$.published_at.value') IS NULL"
            " LIMIT 1"
        )
        with self.engine.connect() as connection:
            return connection.execute(query).first() is not None

    # -- writing -------------------------------------------------------------------------------

    def write(
        self,
        added: Iterable[tuple[StoredArticle, Sequence[NewChunk]]],
        removed: Sequence[str],
        **new_meta: str,
    ) -> None:
        """Remove and add articles with their chunks in one transaction, and count the write.

        The vectors of the chunks are stored before (`Vectors.add`).
        """
        with writing(self.engine) as connection:
            for page in pages(removed, ARTICLES_A_STEP):
                remove_articles(connection, page)
            for articles_page in pages(added, ARTICLES_A_STEP):
                add_articles(connection, articles_page)
            set_meta(connection, new_meta)
            count_write(connection)

    def write_anew(
        self, added: Iterable[tuple[StoredArticle, Sequence[NewChunk]]], **new_meta: str
    ) -> None:
        """Replace all there is, segments included, in one transaction."""
        with writing(self.engine) as connection:
            remove_all(connection)
            for articles_page in pages(added, ARTICLES_A_STEP):
                add_articles(connection, articles_page)
            set_meta(connection, new_meta)
            count_write(connection)
