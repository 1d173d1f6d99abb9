"""The tables of the one database, and how it is opened.

Articles, chunks, vectors and the full-text index stand in one SQLite file so that one
transaction covers them all. What this module does not know: Chroma, which is derived from it.
"""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Engine,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    text,
)
from sqlalchemy.exc import DatabaseError

from vectorstore.errors import IndexBroken

SCHEMA_VERSION = 1

tables = MetaData()

meta = Table(
    "meta",
    tables,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Fingerprint, generation, epoch and the mark of an unfinished write."""

articles = Table(
    "articles",
    tables,
    Column("id", String(16), primary_key=True),
    Column("location", Text, nullable=False, unique=True),
    Column("source", Text, nullable=False),
    Column("load_sha256", String(64), nullable=False),
    Column("loaded_metadata", JSON, nullable=False),
    Column("raw", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("text_sha256", String(64), nullable=False),
    Column("metadata", JSON, nullable=False),
    Column("ledger", JSON, nullable=False),
    Column("cleaned", Boolean, nullable=False),
    Column("outlet_key", Text),
    Column("published_day", Integer),
    Column("added_at", Float, nullable=False),
)
"""`load_sha256` covers the raw text and the metadata as loaded; `published_day` is YYYYMMDD."""

chunks = Table(
    "chunks",
    tables,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("embedded_sha256", String(64), nullable=False),
    Index("chunks_by_article", "article_id"),
    # Ids are never used twice: Chroma merges the metadata of a reused id.
    sqlite_autoincrement=True,
)

vectors = Table(
    "vectors",
    tables,
    Column("embedded_sha256", String(64), primary_key=True),
    Column("model", String, primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)
"""Little-endian float32 by the hash of the embedded text; outlives the chunk it was made for."""

_FULL_TEXT = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS chunks_fts USING fts5("
    "title, body, tokenize = 'porter unicode61 remove_diacritics 2')",
    "CREATE VIRTUAL TABLE IF NOT EXISTS chunks_vocabulary USING fts5vocab(chunks_fts, row)",
)


def open_database(path: Path) -> Engine:
    """Open the SQLite file, creating it and its tables where they are missing.

    Raises IndexBroken when the file is no database or is of a newer version of Citewire.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 30.0})
    event.listen(engine, "connect", _set_pragmas)
    try:
        with engine.begin() as connection:
            version = connection.execute(text("PRAGMA user_version")).scalar_one()
            if version == 0:
                tables.create_all(connection)
                for statement in _FULL_TEXT:
                    connection.execute(text(statement))
                connection.execute(text(f"PRAGMA user_version = {SCHEMA_VERSION}"))
    except DatabaseError as error:
        engine.dispose()
        raise IndexBroken(
            f"{path} cannot be read as a Citewire database ({error.orig}). Move it away and add"
            " your articles again, or put back a copy."
        ) from error
    if version > SCHEMA_VERSION:
        raise IndexBroken(
            f"{path} was written by a newer version of Citewire. Upgrade Citewire to open it."
        )
    return engine


def _set_pragmas(connection: sqlite3.Connection, _record: Any) -> None:
    # WAL lets questions be answered while articles are added.
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
