"""What is stored, read and written in SQL: articles, chunks, vectors and the full-text index.

Every write is one transaction. What this module does not know: locks, Chroma, and how a text is
cleaned, cut or embedded.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, text
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from vectorstore.article import Field, LedgerEntry, Metadata, text_hash
from vectorstore.names import outlet_key
from vectorstore.schema import articles, chunks, meta, vectors

T = TypeVar("T")
Vector = NDArray[np.float32]

PAGE = 5_000
"""Rows a query asks for at a time; below SQLite's limit of variables and Chroma's batch limit."""


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """One article as it is kept, with everything needed to show it without its file."""

    id: str
    location: str
    source: str
    load_sha256: str
    """Hash of all that the loader said; the same again is unchanged."""
    loaded_metadata: Metadata
    """What the loader knew, before the page was read."""
    raw: str
    text: str
    """The cleaned text; all offsets refer to it."""
    text_sha256: str
    metadata: Metadata
    ledger: tuple[LedgerEntry, ...]
    cleaned: bool
    """False when the ledger is switched off for this article: `text` is `raw`."""
    added_at: float
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class NewChunk:
    """A span of an article that is to be searched, and the text that stands for it."""

    start: int
    end: int
    embedded_text: str
    """What the embedding model reads: title and chunk."""


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """A searchable span of an article, with what is needed to show and cite it."""

    id: int
    article_id: str
    source: str
    start: int
    end: int
    text: str
    text_sha256: str
    """Hash of the whole article's stored text."""
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class ChunkVector:
    """What Chroma is rebuilt from."""

    id: int
    article_id: str
    outlet_key: str | None
    published_day: int | None
    vector: Vector


@dataclass(frozen=True, slots=True)
class State:
    """Where the derived index stands."""

    generation: int = 1
    """Counts the rebuilds of Chroma; its directory is named after it."""
    epoch: int = 0
    """Counts finished writes; a reader reopens Chroma when it has changed."""
    writing: bool = False
    """True from before a write to Chroma until after it: a crash leaves it set."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles a search is narrowed to; empty means all."""

    outlets: tuple[str, ...] = ()
    """Folded outlet names."""


_OUTLET = articles.c.metadata[("outlet", "value")].as_string()


class Catalog:
    """The one database. Methods that change something take the lock of their caller for granted."""

    def __init__(self, engine: Engine) -> None:
        """Work on an opened database."""
        self.engine = engine

    # -- state ---------------------------------------------------------------------------------

    def get_meta(self) -> dict[str, str]:
        """Return all meta values by key."""
        with self.engine.connect() as connection:
            return {key: value for key, value in connection.execute(select(meta))}

    def set_meta(self, **values: str) -> None:
        """Write meta values in one transaction."""
        with self.engine.begin() as connection:
            _set_meta(connection, values)

    def state(self) -> State:
        """Return where the derived index stands."""
        stored = self.get_meta()
        return State(
            generation=int(stored.get("generation", "1")),
            epoch=int(stored.get("epoch", "0")),
            writing=stored.get("writing") == "1",
        )

    def indexed_model(self) -> str:
        """Return the embedding model that the chunks were indexed with; "" when there is none."""
        stored = self.get_meta().get("fingerprint")
        return str(json.loads(stored)["embedding_model"]) if stored else ""

    # -- articles ------------------------------------------------------------------------------

    def article(self, article_id: str) -> StoredArticle | None:
        """Return one article, or None."""
        return self._one_article(articles.c.id == article_id)

    def article_at(self, location: str) -> StoredArticle | None:
        """Return the article that was last added from `location`, or None."""
        return self._one_article(articles.c.location == location)

    def _one_article(self, condition: Any) -> StoredArticle | None:
        with self.engine.connect() as connection:
            row = connection.execute(select(articles).where(condition)).first()
        return _stored_article(row) if row else None

    def article_ids(self) -> list[str]:
        """Return the ids of all articles, ordered by source."""
        query = select(articles.c.id).order_by(articles.c.source, articles.c.id)
        with self.engine.connect() as connection:
            return list(connection.scalars(query))

    def has_source(self, source: str) -> bool:
        """Tell whether an article came from a file or URL of this name."""
        query = select(articles.c.id).where(articles.c.source == source).limit(1)
        with self.engine.connect() as connection:
            return connection.execute(query).first() is not None

    def iterate_articles(self) -> Iterator[StoredArticle]:
        """Yield all articles, ordered by source, a page at a time."""
        for page in pages(self.article_ids(), 200):
            query = select(articles).where(articles.c.id.in_(page))
            with self.engine.connect() as connection:
                rows = {row.id: row for row in connection.execute(query)}
            # One that another process has removed meanwhile is left out.
            yield from (_stored_article(rows[key]) for key in page if key in rows)

    def counts(self) -> dict[str, int]:
        """Return the numbers of articles, chunks and stored vectors."""
        with self.engine.connect() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (articles, chunks, vectors)
            }

    def outlets(self) -> dict[str, str]:
        """Return the outlets of the collection: folded name to name as written."""
        query = select(articles.c.outlet_key, func.min(_OUTLET))
        query = query.where(articles.c.outlet_key.is_not(None)).group_by(articles.c.outlet_key)
        with self.engine.connect() as connection:
            return {key: name for key, name in connection.execute(query)}

    def write(
        self,
        added: Iterable[tuple[StoredArticle, Sequence[NewChunk]]],
        removed: Sequence[str],
        **new_meta: str,
    ) -> tuple[list[int], list[int]]:
        """Remove and add articles with their chunks, and set the mark of a write.

        The vectors of the chunks are stored before (`add_vectors`). Returns the ids of the
        chunks that came and of those that went.
        """
        with self.engine.begin() as connection:
            gone = self._remove(connection, removed)
            came = [
                chunk_id
                for article, new_chunks in added
                for chunk_id in _insert_article(connection, article, new_chunks)
            ]
            _set_meta(connection, {"writing": "1"} | new_meta)
        return came, gone

    def add_vectors(self, new_vectors: Mapping[str, Vector], model: str) -> None:
        """Store vectors by the hash of the text they were made from; known ones are kept."""
        rows = [
            {"embedded_sha256": key, "model": model, "vector": vector.astype("<f4").tobytes()}
            for key, vector in new_vectors.items()
        ]
        if rows:
            with self.engine.begin() as connection:
                connection.execute(sqlite_insert(vectors).on_conflict_do_nothing(), rows)

    def remove_unused_vectors(self) -> None:
        """Delete the vectors that belong to no chunk."""
        used = select(chunks.c.embedded_sha256)
        with self.engine.begin() as connection:
            connection.execute(delete(vectors).where(vectors.c.embedded_sha256.not_in(used)))

    def finish_write(self) -> None:
        """Clear the mark and count the write, in one transaction."""
        with self.engine.begin() as connection:
            epoch = connection.scalar(select(meta.c.value).where(meta.c.key == "epoch")) or "0"
            _set_meta(connection, {"writing": "0", "epoch": str(int(epoch) + 1)})

    def _remove(self, connection: Connection, article_ids: Sequence[str]) -> list[int]:
        gone: list[int] = []
        for article_id in article_ids:
            ids = connection.scalars(select(chunks.c.id).where(chunks.c.article_id == article_id))
            gone += ids
            connection.execute(delete(articles).where(articles.c.id == article_id))
        for chunk_id in gone:
            connection.execute(text("DELETE FROM chunks_fts WHERE rowid = :id"), {"id": chunk_id})
        return gone

    # -- chunks and vectors --------------------------------------------------------------------

    def chunks(self, ids: Iterable[int]) -> dict[int, StoredChunk]:
        """Return the chunks of those ids that are stored, by id."""
        found: dict[int, StoredChunk] = {}
        columns = (chunks, articles.c.source, articles.c.text_sha256, articles.c.metadata)
        body = func.substr(articles.c.text, chunks.c.start + 1, chunks.c.end - chunks.c.start)
        query = select(*columns, body.label("body")).join_from(chunks, articles)
        with self.engine.connect() as connection:
            for page in pages(ids, PAGE):
                for row in connection.execute(query.where(chunks.c.id.in_(page))):
                    found[row.id] = _stored_chunk(row)
        return found

    def chunk_ids(self) -> list[int]:
        """Return the ids of all chunks in ascending order."""
        with self.engine.connect() as connection:
            return list(connection.scalars(select(chunks.c.id).order_by(chunks.c.id)))

    def known_vectors(self, hashes: Iterable[str], model: str) -> set[str]:
        """Return those hashes for which a vector of this model is stored."""
        known: set[str] = set()
        with self.engine.connect() as connection:
            for page in pages(hashes, PAGE):
                query = select(vectors.c.embedded_sha256).where(
                    vectors.c.model == model, vectors.c.embedded_sha256.in_(page)
                )
                known.update(connection.scalars(query))
        return known

    def chunk_vectors(self, ids: Sequence[int], model: str) -> Iterator[list[ChunkVector]]:
        """Yield the vectors of the chunks, in pages of at most `PAGE`."""
        query = (
            select(chunks.c.id, chunks.c.article_id, articles.c.outlet_key)
            .add_columns(articles.c.published_day, vectors.c.vector)
            .join_from(chunks, articles)
            .join(vectors, vectors.c.embedded_sha256 == chunks.c.embedded_sha256)
            .where(vectors.c.model == model)
        )
        for page in pages(ids, PAGE):
            with self.engine.connect() as connection:
                rows = connection.execute(query.where(chunks.c.id.in_(page))).all()
            yield [_chunk_vector(row) for row in rows]

    # -- full text -----------------------------------------------------------------------------

    def full_text(self, query: str, limit: int, only: Filter) -> list[tuple[int, float]]:
        """Return (chunk id, BM25 score) of an FTS5 query, best first; a higher score is better."""
        sql = "SELECT chunks_fts.rowid, -bm25(chunks_fts, 1.0, 1.0) FROM chunks_fts"
        conditions = " WHERE chunks_fts MATCH :query"
        values: dict[str, Any] = {"query": query, "limit": limit}
        if only.outlets:
            sql += " JOIN chunks ON chunks.id = chunks_fts.rowid"
            sql += " JOIN articles ON articles.id = chunks.article_id"
            names = {f"outlet{i}": outlet for i, outlet in enumerate(only.outlets)}
            placeholders = ", ".join(f":{name}" for name in names)
            conditions += f" AND articles.outlet_key IN ({placeholders})"
            values |= names
        with self.engine.connect() as connection:
            rows = connection.execute(
                text(f"{sql}{conditions} ORDER BY bm25(chunks_fts, 1.0, 1.0) LIMIT :limit"), values
            )
            return [(row[0], row[1]) for row in rows]

    def vocabulary(self) -> dict[str, int]:
        """Return in how many chunks each stemmed word of the collection occurs."""
        with self.engine.connect() as connection:
            rows = connection.execute(text("SELECT term, doc FROM chunks_vocabulary"))
            return {term: count for term, count in rows}

    def integrity_problems(self) -> list[str]:
        """Return what SQLite itself finds wrong with the file and the full-text index."""
        with self.engine.begin() as connection:
            found = connection.scalars(text("PRAGMA integrity_check")).all()
            chunk_count = connection.scalar(select(func.count()).select_from(chunks))
            indexed = connection.scalar(text("SELECT count(*) FROM chunks_fts"))
        problems = [line for line in found if line != "ok"]
        if chunk_count != indexed:
            problems.append(f"full-text index has {indexed} of {chunk_count} chunks")
        return problems


def published_day(metadata: Metadata) -> int | None:
    """Return the date of publication as the number YYYYMMDD, or None."""
    value = metadata.published_at.value
    return int(value.replace("-", "")) if value else None


def pages(items: Iterable[T], size: int = PAGE) -> Iterator[list[T]]:
    """Yield the items in lists of at most `size`."""
    iterator = iter(items)
    while page := list(islice(iterator, size)):
        yield page


def _insert_article(
    connection: Connection, article: StoredArticle, new_chunks: Sequence[NewChunk]
) -> list[int]:
    outlet = article.metadata.outlet.value
    row = asdict(article) | {
        "outlet_key": outlet_key(outlet) if outlet else None,
        "published_day": published_day(article.metadata),
    }
    connection.execute(insert(articles).values(row))
    return [_insert_chunk(connection, article, chunk) for chunk in new_chunks]


def _insert_chunk(connection: Connection, article: StoredArticle, chunk: NewChunk) -> int:
    result = connection.execute(
        insert(chunks).values(
            article_id=article.id,
            start=chunk.start,
            end=chunk.end,
            embedded_sha256=text_hash(chunk.embedded_text),
        )
    )
    assert result.inserted_primary_key is not None
    chunk_id = int(result.inserted_primary_key[0])
    connection.execute(
        text("INSERT INTO chunks_fts (rowid, title, body) VALUES (:id, :title, :body)"),
        {
            "id": chunk_id,
            "title": article.metadata.title.value or "",
            "body": article.text[chunk.start : chunk.end],
        },
    )
    return chunk_id


def _set_meta(connection: Connection, values: Mapping[str, str]) -> None:
    for key, value in values.items():
        statement = sqlite_insert(meta).values(key=key, value=value)
        connection.execute(
            statement.on_conflict_do_update(index_elements=["key"], set_={"value": value})
        )


def _metadata(stored: Mapping[str, Mapping[str, Any]]) -> Metadata:
    return Metadata(**{name: Field(**value) for name, value in stored.items()})


def _stored_article(row: Row[Any]) -> StoredArticle:
    values = row._asdict()
    for derived in ("outlet_key", "published_day"):
        del values[derived]
    for name in ("metadata", "loaded_metadata"):
        values[name] = _metadata(values[name])
    values["ledger"] = tuple(LedgerEntry(**entry) for entry in values["ledger"])
    return StoredArticle(**values)


def _chunk_vector(row: Row[Any]) -> ChunkVector:
    return ChunkVector(
        id=row.id,
        article_id=row.article_id,
        outlet_key=row.outlet_key,
        published_day=row.published_day,
        vector=np.frombuffer(row.vector, dtype="<f4"),
    )


def _stored_chunk(row: Row[Any]) -> StoredChunk:
    return StoredChunk(
        id=row.id,
        article_id=row.article_id,
        source=row.source,
        start=row.start,
        end=row.end,
        text=row.body,
        text_sha256=row.text_sha256,
        metadata=_metadata(row.metadata),
    )
