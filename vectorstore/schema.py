"""The tables of the one database, and how it is opened.

Articles, chunks, vectors and the full-text index stand in one SQLite file so that one
transaction covers them all. What this module does not know: Chroma, which is derived from it.
"""

import sqlite3
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Engine,
    ExceptionContext,
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
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from vectorstore.errors import CitewireError, IndexBroken

SCHEMA_VERSION = 1

_NO_ACCESS = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_BUSY,
    }
)

tables = MetaData()

meta = Table(
    "meta",
    tables,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Name of the Chroma collection, fingerprint, generation, epoch, mark of an unfinished write."""

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
    event.listen(engine, "handle_error", partial(_explain, path))
    try:
        with engine.begin() as connection:
            version = connection.execute(text("PRAGMA user_version")).scalar_one()
            if version == 0:
                version = _create(connection)
    except CitewireError:
        engine.dispose()
        raise
    if version > SCHEMA_VERSION:
        engine.dispose()
        raise IndexBroken(
            f"{path} was written by a newer version of Citewire. Upgrade Citewire to open it."
        )
    return engine


def _create(connection: Connection) -> int:
    """Create what is missing; two processes that open a new collection at once take turns."""
    connection.execute(text("BEGIN IMMEDIATE"))
    tables.create_all(connection)
    for statement in _FULL_TEXT:
        connection.execute(text(statement))
    named = sqlite_insert(meta).values(key="name", value=f"citewire-{token_hex(4)}")
    connection.execute(named.on_conflict_do_nothing())
    connection.execute(text(f"PRAGMA user_version = {SCHEMA_VERSION}"))
    return SCHEMA_VERSION


def _explain(path: Path, context: ExceptionContext) -> None:
    """Replace what SQLite reports about its file by a sentence that says what to do."""
    error = context.original_exception
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        raise IndexBroken(
            f"{path} cannot be read as a Citewire database ({error}). Move it away and add your"
            " articles again, or put back a copy."
        ) from error
    if code in _NO_ACCESS:
        raise CitewireError(
            f"{path} cannot be used ({error}). Check that its disk has room and that you may read"
            " and write it, then try again; what was reported as added is kept."
        ) from error


def _set_pragmas(connection: sqlite3.Connection, _record: Any) -> None:
    # WAL lets questions be answered while articles are added.
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")
