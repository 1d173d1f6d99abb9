"""What is stored, read and written in SQL: articles, chunks, vectors and the full-text index.

Every write is one transaction. What this module does not know: locks, Chroma, and how a text is
cleaned, cut or embedded.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import count, islice
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine, Row, bindparam, delete, func, insert, select, text
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from vectorstore.article import Field, LedgerEntry, Metadata, text_hash
from vectorstore.catalog.known_names import add_names, count_names_anew, take_names, wrong_names
from vectorstore.catalog.schema import (
    FULL_TEXT,
    articles,
    chunks,
    counts,
    meta,
    reading,
    vectors,
    writing,
)
from vectorstore.catalog.terms import add_terms, count_terms_anew, take_terms, wrong_terms
from vectorstore.names import outlet_key

T = TypeVar("T")
Vector = NDArray[np.float32]

PAGE = 5_000
"""Rows a query asks for at a time; below SQLite's limit of variables and Chroma's batch limit."""

MAX_ID = 2**63 - 1
"""The highest id that SQLite can give."""

ARTICLES_A_STEP = 32
"""Articles whose chunks and words are held in memory at a time within one transaction."""


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
class Known:
    """What has to be known of a stored article to tell whether it is the same again."""

    id: str
    location: str
    source: str
    load_sha256: str
    cleaned: bool


@dataclass(frozen=True, slots=True)
class ChunkVector:
    """What a segment is built from."""

    id: int
    outlet_key: str | None
    vector: Vector


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles a search is narrowed to; empty means all."""

    outlets: tuple[str, ...] = ()
    """Folded outlet names."""
    first_day: str | None = None
    """`YYYY-MM-DD`: only articles that were published on it or later; none without a date."""
    last_day: str | None = None
    """The same for the last day."""

    @property
    def dated(self) -> bool:
        """True when it narrows by date, which the dense index cannot."""
        return self.first_day is not None or self.last_day is not None

    def conditions(self) -> tuple[str, dict[str, str]]:
        """Return it as SQL on `articles`, each condition after an AND, and the values in it."""
        # Read from the metadata: unlike `published_day`, they stand in an index without the texts.
        day = "json_extract(articles.metadata, '$.published_at.value')"
        names = {f"outlet{i}": outlet for i, outlet in enumerate(self.outlets)}
        placeholders = ", ".join(f":{name}" for name in names)
        sql = f" AND articles.outlet_key IN ({placeholders})" if names else ""
        sql += f" AND {day} >= :first_day" if self.first_day else ""
        sql += f" AND {day} <= :last_day" if self.last_day else ""
        days = {"first_day": self.first_day, "last_day": self.last_day}
        return sql, names | {name: value for name, value in days.items() if value}


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

    # -- articles ------------------------------------------------------------------------------

    def article(self, article_id: str) -> StoredArticle | None:
        """Return one article, or None."""
        with self.engine.connect() as connection:
            row = connection.execute(select(articles).where(articles.c.id == article_id)).first()
        return _stored_article(row) if row else None

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
            return {name: number for name, number in connection.execute(select(counts))}

    def outlets(self) -> dict[str, str]:
        """Return the outlets of the collection: folded name to name as written."""
        # Written like the index of schema.py, so that only the index is read.
        query = text(
            "SELECT outlet_key, min(json_extract(metadata, '$.outlet.value')) FROM articles"
            " WHERE outlet_key IS NOT NULL GROUP BY outlet_key"
        )
        with self.engine.connect() as connection:
            return {key: name for key, name in connection.execute(query)}

    def write(
        self,
        added: Iterable[tuple[StoredArticle, Sequence[NewChunk]]],
        removed: Sequence[str],
        **new_meta: str,
    ) -> None:
        """Remove and add articles with their chunks in one transaction, and count the write.

        The vectors of the chunks are stored before (`add_vectors`).
        """
        with writing(self.engine) as connection:
            for page in pages(removed, ARTICLES_A_STEP):
                _remove(connection, page)
            for articles_page in pages(added, ARTICLES_A_STEP):
                _add(connection, articles_page)
            set_meta(connection, new_meta)
            count_write(connection)

    def write_anew(
        self, added: Iterable[tuple[StoredArticle, Sequence[NewChunk]]], **new_meta: str
    ) -> None:
        """Replace all there is, segments included, in one transaction."""
        with writing(self.engine) as connection:
            # First, so that no segment counts its dead one by one.
            connection.execute(text("DELETE FROM segments"))
            connection.execute(text("DELETE FROM articles"))
            # Emptied row by row, the full-text index would read every text again.
            for statement in (
                "DROP TABLE chunks_fts",
                FULL_TEXT,
                "DELETE FROM terms",
                "DELETE FROM names",
            ):
                connection.execute(text(statement))
            for articles_page in pages(added, ARTICLES_A_STEP):
                _add(connection, articles_page)
            set_meta(connection, new_meta)
            count_write(connection)

    def add_vectors(self, new_vectors: Mapping[str, Vector], model: str) -> None:
        """Store vectors by the hash of the text they were made from; known ones are kept."""
        rows = [
            {"embedded_sha256": key, "model": model, "vector": vector.astype("<f4").tobytes()}
            for key, vector in new_vectors.items()
        ]
        if rows:
            with writing(self.engine) as connection:
                connection.execute(sqlite_insert(vectors).on_conflict_do_nothing(), rows)

    def remove_unused_vectors(self) -> None:
        """Delete the vectors that belong to no chunk."""
        used = select(chunks.c.embedded_sha256)
        with writing(self.engine) as connection:
            connection.execute(delete(vectors).where(vectors.c.embedded_sha256.not_in(used)))

    def count_anew(self) -> None:
        """Make what is kept of counts and words what the tables say."""
        with writing(self.engine) as connection:
            for table in (articles, chunks, vectors):
                rows = f"SELECT '{table.name}', count(*) FROM {table.name}"
                connection.execute(text(f"INSERT OR REPLACE INTO counts {rows}"))
            count_terms_anew(connection)
            count_names_anew(connection)
            count_write(connection)

    # -- chunks and vectors --------------------------------------------------------------------

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

    def chunks(self, ids: Iterable[int]) -> dict[int, StoredChunk]:
        """Return the chunks of those ids that are stored, by id."""
        found: dict[int, StoredChunk] = {}
        with reading(self.engine) as connection:
            for page in pages(ids, PAGE):
                found |= _read_chunks(connection, page)
        return found

    def live(self, ids: Iterable[int], only: Filter) -> set[int]:
        """Return those ids whose chunks are stored, and in an article that the filter lets by."""
        query = select(chunks.c.id)
        conditions, values = only.conditions()
        if conditions:
            condition = text(conditions.removeprefix(" AND ")).bindparams(**values)
            query = query.join_from(chunks, articles).where(condition)
        found: set[int] = set()
        with self.engine.connect() as connection:
            for page in pages(ids, PAGE):
                found.update(connection.scalars(query.where(chunks.c.id.in_(page))))
        return found

    def chunk_ids(self, article_id: str | None = None) -> list[int]:
        """Return the ids of all chunks, or of those of one article, in ascending order."""
        query = select(chunks.c.id).order_by(chunks.c.id)
        if article_id is not None:
            query = query.where(chunks.c.article_id == article_id)
        with self.engine.connect() as connection:
            return list(connection.scalars(query))

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

    def chunk_vectors(self, first: int, last: int, model: str) -> Iterator[list[ChunkVector]]:
        """Yield the vectors of the chunks of these ids, ascending, in pages of at most `PAGE`."""
        while True:
            with self.engine.connect() as connection:
                page = read_vectors(connection, first, last, model, PAGE)
            if not page:
                return
            yield page
            first = page[-1].id + 1

    # -- full text -----------------------------------------------------------------------------

    def full_text(self, query: str, limit: int, only: Filter) -> list[tuple[int, float]]:
        """Return (chunk id, BM25 score) of an FTS5 query, best first; a higher score is better."""
        # Shorter to write, `ORDER BY rank` takes half as long again (SQLite 3.40).
        sql = "SELECT chunks_fts.rowid, -bm25(chunks_fts, 1.0, 1.0) FROM chunks_fts"
        conditions = " WHERE chunks_fts MATCH :query"
        values: dict[str, Any] = {"query": query, "limit": limit}
        narrowed, narrowed_by = only.conditions()
        if narrowed:
            sql += " JOIN chunks ON chunks.id = chunks_fts.rowid"
            sql += " JOIN articles ON articles.id = chunks.article_id"
            conditions += narrowed
            values |= narrowed_by
        with self.engine.connect() as connection:
            rows = connection.execute(
                text(f"{sql}{conditions} ORDER BY bm25(chunks_fts, 1.0, 1.0) LIMIT :limit"), values
            )
            return [(row[0], row[1]) for row in rows]

    def integrity_problems(self) -> list[str]:
        """Return what SQLite itself finds wrong with the file, and what was counted wrongly."""
        with reading(self.engine) as connection:
            found = connection.scalars(text("PRAGMA integrity_check")).all()
            rows = {
                table.name: connection.scalar(select(func.count()).select_from(table))
                for table in (articles, chunks, vectors)
            }
            indexed = connection.scalar(text("SELECT count(*) FROM chunks_fts"))
            words, named = wrong_terms(connection), wrong_names(connection)
            counted = {name: number for name, number in connection.execute(select(counts))}
        problems = [line for line in found if line != "ok"]
        if rows["chunks"] != indexed:
            problems.append(f"full-text index has {indexed} of {rows['chunks']} chunks")
        problems += [
            f"{number} {name} are stored, {counted.get(name)} were counted"
            for name, number in rows.items()
            if counted.get(name) != number
        ]
        if words:
            problems.append(f"{words} words of the full-text index are counted wrongly")
        if named:
            problems.append(f"{named} names are counted wrongly")
        return problems


def read_epoch(connection: Connection) -> int:
    """Return how many writes there were."""
    return int(connection.scalar(select(meta.c.value).where(meta.c.key == "epoch")) or "0")


def read_model(connection: Connection) -> str:
    """Return the embedding model of the chunks; "" when there is none."""
    stored = connection.scalar(select(meta.c.value).where(meta.c.key == "fingerprint"))
    return str(json.loads(stored)["embedding_model"]) if stored else ""


def count_write(connection: Connection) -> None:
    """Tell readers, in the transaction that changes something, that they must look anew."""
    set_meta(connection, {"epoch": str(read_epoch(connection) + 1)})


def read_vectors(
    connection: Connection, first: int, last: int | None, model: str, limit: int | None = None
) -> list[ChunkVector]:
    """Return the vectors of the chunks from `first` to `last` (None: to the end), ascending."""
    # Left to itself, SQLite passes over the texts of every article to reach its outlet.
    query = text(
        "SELECT chunks.id, articles.outlet_key, vectors.vector FROM chunks"
        " JOIN articles INDEXED BY articles_without_texts ON articles.id = chunks.article_id"
        " JOIN vectors ON vectors.embedded_sha256 = chunks.embedded_sha256"
        " WHERE vectors.model = :model AND chunks.id BETWEEN :first AND :last"
        " ORDER BY chunks.id LIMIT :limit"
    )
    values: dict[str, Any] = {"first": first, "last": MAX_ID if last is None else last}
    values |= {"model": model, "limit": -1 if limit is None else limit}
    return [
        ChunkVector(chunk_id, outlet, np.frombuffer(vector, dtype="<f4"))
        for chunk_id, outlet, vector in connection.execute(query, values)
    ]


def published_day(metadata: Metadata) -> int | None:
    """Return the date of publication as the number YYYYMMDD, or None."""
    value = metadata.published_at.value
    return int(value.replace("-", "")) if value else None


def pages(items: Iterable[T], size: int = PAGE) -> Iterator[list[T]]:
    """Yield the items in lists of at most `size`."""
    iterator = iter(items)
    while page := list(islice(iterator, size)):
        yield page


def _remove(connection: Connection, article_ids: Sequence[str]) -> None:
    query = select(chunks.c.id).where(chunks.c.article_id.in_(article_ids))
    gone = connection.scalars(query).all()
    take_terms(connection, gone)
    take_names(connection, gone)
    if gone:
        remove = text("DELETE FROM chunks_fts WHERE rowid = :id")
        connection.execute(remove, [{"id": chunk_id} for chunk_id in gone])
    connection.execute(delete(articles).where(articles.c.id.in_(article_ids)))


def _add(connection: Connection, added: Sequence[tuple[StoredArticle, Sequence[NewChunk]]]) -> None:
    rows, texts = [], []
    # No other process writes: within this transaction the next ids are ours.
    ids = count(_last_chunk_id(connection) + 1)
    for article, new_chunks in added:
        title = article.metadata.title.value or ""
        for chunk, chunk_id in zip(new_chunks, ids, strict=False):
            rows.append(_chunk_row(chunk_id, article.id, chunk))
            body = article.text[chunk.start : chunk.end]
            texts.append({"id": chunk_id, "title": title, "body": body})
    if added:
        connection.execute(insert(articles), [_article_row(article) for article, _ in added])
    if rows:
        connection.execute(insert(chunks), rows)
        fill = text("INSERT INTO chunks_fts (rowid, title, body) VALUES (:id, :title, :body)")
        connection.execute(fill, texts)
    add_terms(connection, [row["id"] for row in rows])
    add_names(connection, [row["id"] for row in rows])


def _last_chunk_id(connection: Connection) -> int:
    """Return the highest id that a chunk ever had."""
    query = text("SELECT seq FROM sqlite_sequence WHERE name = 'chunks'")
    return int(connection.scalar(query) or 0)


def _article_row(article: StoredArticle) -> dict[str, Any]:
    outlet = article.metadata.outlet.value
    return asdict(article) | {
        "outlet_key": outlet_key(outlet) if outlet else None,
        "published_day": published_day(article.metadata),
    }


def _chunk_row(chunk_id: int, article_id: str, chunk: NewChunk) -> dict[str, Any]:
    return {
        "id": chunk_id,
        "article_id": article_id,
        "start": chunk.start,
        "end": chunk.end,
        "embedded_sha256": text_hash(chunk.embedded_text),
    }


def set_meta(connection: Connection, values: Mapping[str, str]) -> None:
    """Write meta values."""
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


def _read_chunks(connection: Connection, ids: Sequence[int]) -> dict[int, StoredChunk]:
    """Read chunks: each article they are of once, and their texts from the full-text index.

    To cut a chunk out of an article means to read the whole article, once for each chunk.
    """
    rows = connection.execute(select(chunks).where(chunks.c.id.in_(ids))).all()
    parents = _without_texts(connection, list({row.article_id for row in rows}))
    bodies = _bodies(connection, [row.id for row in rows])
    return {
        row.id: StoredChunk(
            row.id,
            row.article_id,
            parents[row.article_id][0],
            row.start,
            row.end,
            bodies[row.id],
            *parents[row.article_id][1:],
        )
        for row in rows
        if row.id in bodies
    }


def _without_texts(
    connection: Connection, article_ids: Sequence[str]
) -> dict[str, tuple[str, str, Metadata]]:
    """Return source, hash of the text, and metadata of articles by id."""
    query = text(
        "SELECT id, source, text_sha256, metadata FROM articles INDEXED BY articles_without_texts"
        " WHERE id IN :ids"
    ).bindparams(bindparam("ids", expanding=True))
    return {
        key: (source, sha256, _metadata(json.loads(stored)))
        for key, source, sha256, stored in connection.execute(query, {"ids": article_ids})
    }


def _bodies(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    # The table in which FTS5 keeps what it indexes; by way of FTS5 it takes six times as long.
    query = text("SELECT id, c1 FROM chunks_fts_content WHERE id IN :ids")
    found = connection.execute(query.bindparams(bindparam("ids", expanding=True)), {"ids": ids})
    return {chunk_id: body for chunk_id, body in found}
