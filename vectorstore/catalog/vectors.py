"""The vectors of the database, kept by the hash of the text they were made from.

What this module does not know: how they are made and searched.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from sqlalchemy import Connection, Engine, delete, select, text
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from vectorstore.catalog.database import writing
from vectorstore.catalog.pages import PAGE, pages
from vectorstore.catalog.records import ChunkVector, Vector
from vectorstore.catalog.schema import chunks, vectors

MAX_ID = 2**63 - 1
"""The highest id that SQLite can give."""


class Vectors:
    """Reads and stores the vectors of an opened database."""

    def __init__(self, engine: Engine) -> None:
        """Work on an opened database."""
        self._engine = engine

    def known(self, hashes: Iterable[str], model: str) -> set[str]:
        """Return those hashes for which a vector of this model is stored."""
        known: set[str] = set()
        with self._engine.connect() as connection:
            for page in pages(hashes, PAGE):
                query = select(vectors.c.embedded_sha256).where(
                    vectors.c.model == model, vectors.c.embedded_sha256.in_(page)
                )
                known.update(connection.scalars(query))
        return known

    def of_chunks(self, first: int, last: int, model: str) -> Iterator[list[ChunkVector]]:
        """Yield the vectors of the chunks of these ids, ascending, in pages of at most `PAGE`."""
        while True:
            with self._engine.connect() as connection:
                page = read_vectors(connection, first, last, model, PAGE)
            if not page:
                return
            yield page
            first = page[-1].id + 1

    def add(self, new_vectors: Mapping[str, Vector], model: str) -> None:
        """Store vectors by the hash of the text they were made from; known ones are kept."""
        rows = [
            {"embedded_sha256": key, "model": model, "vector": vector.astype("<f4").tobytes()}
            for key, vector in new_vectors.items()
        ]
        if rows:
            with writing(self._engine) as connection:
                connection.execute(sqlite_insert(vectors).on_conflict_do_nothing(), rows)

    def remove_unused(self) -> None:
        """Delete the vectors that belong to no chunk."""
        used = select(chunks.c.embedded_sha256)
        with writing(self._engine) as connection:
            connection.execute(delete(vectors).where(vectors.c.embedded_sha256.not_in(used)))


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
