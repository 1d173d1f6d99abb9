"""What a write changes: articles with their chunks, words and names, added or taken away.

Within a transaction of the caller, who holds the lock. What this module does not know: the
vectors; they are stored before (vectors.py).
"""

from collections.abc import Sequence
from itertools import count

from sqlalchemy import Connection, delete, insert, select, text

from vectorstore.catalog.known_names import add_names, take_names
from vectorstore.catalog.records import NewChunk, StoredArticle
from vectorstore.catalog.rows import article_row, chunk_row
from vectorstore.catalog.schema import FULL_TEXT, articles, chunks
from vectorstore.catalog.terms import add_terms, take_terms


def add_articles(
    connection: Connection, added: Sequence[tuple[StoredArticle, Sequence[NewChunk]]]
) -> None:
    """Add articles with their chunks."""
    rows, texts = [], []
    # No other process writes: within this transaction the next ids are ours.
    ids = count(_last_chunk_id(connection) + 1)
    for article, new_chunks in added:
        title = article.metadata.title.value or ""
        for chunk, chunk_id in zip(new_chunks, ids, strict=False):
            rows.append(chunk_row(chunk_id, article.id, chunk))
            body = article.text[chunk.start : chunk.end]
            texts.append({"id": chunk_id, "title": title, "body": body})
    if added:
        connection.execute(insert(articles), [article_row(article) for article, _ in added])
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


def remove_articles(connection: Connection, article_ids: Sequence[str]) -> None:
    """Take articles away, with all that was derived from them."""
    query = select(chunks.c.id).where(chunks.c.article_id.in_(article_ids))
    gone = connection.scalars(query).all()
    take_terms(connection, gone)
    take_names(connection, gone)
    if gone:
        remove = text("DELETE FROM chunks_fts WHERE rowid = :id")
        connection.execute(remove, [{"id": chunk_id} for chunk_id in gone])
    connection.execute(delete(articles).where(articles.c.id.in_(article_ids)))


def remove_all(connection: Connection) -> None:
    """Take away all articles and segments."""
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
