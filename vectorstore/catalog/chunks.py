"""The chunks of the database: read by id, listed, and told from those that are gone.

What this module does not know: the vectors of chunks, and how they are found.
"""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Engine, bindparam, select, text

from vectorstore.article import Metadata
from vectorstore.catalog.database import reading
from vectorstore.catalog.filter import Filter
from vectorstore.catalog.pages import PAGE, pages
from vectorstore.catalog.records import StoredChunk
from vectorstore.catalog.rows import stored_metadata
from vectorstore.catalog.schema import articles, chunks


class Chunks:
    """Reads the chunks of an opened database."""

    def __init__(self, engine: Engine) -> None:
        """Work on an opened database."""
        self._engine = engine

    def stored(self, ids: Iterable[int]) -> dict[int, StoredChunk]:
        """Return the chunks of those ids that are stored, by id."""
        found: dict[int, StoredChunk] = {}
        with reading(self._engine) as connection:
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
        with self._engine.connect() as connection:
            for page in pages(ids, PAGE):
                found.update(connection.scalars(query.where(chunks.c.id.in_(page))))
        return found

    def ids(self, article_id: str | None = None) -> list[int]:
        """Return the ids of all chunks, or of those of one article, in ascending order."""
        query = select(chunks.c.id).order_by(chunks.c.id)
        if article_id is not None:
            query = query.where(chunks.c.article_id == article_id)
        with self._engine.connect() as connection:
            return list(connection.scalars(query))


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
        key: (source, sha256, stored_metadata(json.loads(stored)))
        for key, source, sha256, stored in connection.execute(query, {"ids": article_ids})
    }


def _bodies(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    # The table in which FTS5 keeps what it indexes; by way of FTS5 it takes six times as long.
    query = text("SELECT id, c1 FROM chunks_fts_content WHERE id IN :ids")
    found = connection.execute(query.bindparams(bindparam("ids", expanding=True)), {"ids": ids})
    return {chunk_id: body for chunk_id, body in found}
