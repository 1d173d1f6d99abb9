"""The tables of the one database, and how it is opened.

Articles, chunks, vectors, the full-text index and the list of Chroma's segments stand in one
SQLite file so that one transaction covers them all. What this module does not know: how Chroma
is filled; and how an older file is brought up to date (migration.py).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
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

from vectorstore.catalog.migration import FROM_VERSION_1, FROM_VERSION_2
from vectorstore.errors import CitewireError, IndexBroken
from vectorstore.names import name_key
from vectorstore.names.uses import uses_json

SCHEMA_VERSION = 4

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
"""Name of the Chroma collections, fingerprint, epoch, number of segments made so far, what the last
verification found."""

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
"""`load_sha256` covers the raw text and the metadata as loaded; `published_day` is YYYYMMDD.
What stands behind `raw` and `text` is slow to reach in a long article; see the indexes below."""

chunks = Table(
    "chunks",
    tables,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("embedded_sha256", String(64), nullable=False),
    Index("chunks_by_article", "article_id"),
    # Ids are never used twice, so they only grow: a segment covers a range of them.
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

counts = Table(
    "counts",
    tables,
    Column("name", String, primary_key=True),
    Column("number", Integer, nullable=False),
)
"""How many rows a table has: triggers keep it, because counting reads all of them."""

terms = Table(
    "terms",
    tables,
    Column("term", String, primary_key=True),
    Column("key", String, nullable=False),
    Column("chunks", Integer, nullable=False),
    Index("terms_by_key", "key"),
    sqlite_with_rowid=False,
)
"""The stemmed words of the full-text index, the key of their spellings, and in how many chunks
each occurs."""

names = Table(
    "names",
    tables,
    Column("word", String, primary_key=True),
    Column("beside", String, primary_key=True),
    Column("skeleton", String, nullable=False),
    Column("chunks", Integer, nullable=False),
    Index("names_by_skeleton", "skeleton"),
    sqlite_with_rowid=False,
)
"""The names as they are written, each with what it stands beside ("" for the name by itself), the
consonants its variants share, and in how many chunks it stands so."""

segments = Table(
    "segments",
    tables,
    Column("number", Integer, primary_key=True),
    Column("first", Integer, nullable=False),
    Column("last", Integer, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("dead", Integer, nullable=False),
)
"""The Chroma collections there are: which chunk ids they cover, how many chunks they were made
with, and how many of those have been removed since."""

TOKENIZER = "porter unicode61 remove_diacritics 2"

_COUNTED = ("articles", "chunks", "vectors")

FULL_TEXT = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS chunks_fts USING fts5(title, body, tokenize='{TOKENIZER}')"
)

_WITHOUT_TEXTS = (
    "CREATE INDEX IF NOT EXISTS articles_without_texts ON articles"
    " (id, outlet_key, source, text_sha256, metadata, added_at)"
)
"""What a question and a list need of an article, so that no texts have to be passed over."""

_FROM_VERSION_3 = ("DROP INDEX articles_without_texts", _WITHOUT_TEXTS)
"""Version 3 did not keep there when an article was added."""

_BESIDE_TABLES = (
    FULL_TEXT,
    "CREATE VIRTUAL TABLE IF NOT EXISTS chunks_vocabulary USING fts5vocab(chunks_fts, row)",
    _WITHOUT_TEXTS,
    # What outlets there are is answered from the index alone.
    "CREATE INDEX IF NOT EXISTS articles_by_outlet ON articles"
    " (outlet_key, json_extract(metadata, '$.outlet.value'))",
    "CREATE INDEX IF NOT EXISTS articles_by_source ON articles (source, id)",
    *(
        f"CREATE TRIGGER IF NOT EXISTS {name}_{what} AFTER {event_} ON {name}"
        f" BEGIN UPDATE counts SET number = number {change} WHERE name = '{name}'; END"
        for name in _COUNTED
        for what, event_, change in (("came", "INSERT", "+ 1"), ("went", "DELETE", "- 1"))
    ),
    "CREATE TRIGGER IF NOT EXISTS chunks_died AFTER DELETE ON chunks"
    " BEGIN UPDATE segments SET dead = dead + 1 WHERE old.id BETWEEN first AND last; END",
)


def open_database(path: Path) -> Engine:
    """Open the SQLite file, creating it and its tables where they are missing.

    Raises IndexBroken when the file is no database or is of a newer version of Citewire.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 30.0})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "handle_error", partial(_explain, path))
    try:
        with engine.connect() as connection:
            version = connection.execute(text("PRAGMA user_version")).scalar_one()
        if version < SCHEMA_VERSION:
            with writing(engine) as connection:
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


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Let several queries see one state of the database, whatever is written meanwhile."""
    with engine.connect() as connection:
        connection.execute(text("BEGIN"))
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Run one transaction that writes; it begins by keeping other writers out."""
    with engine.begin() as connection:
        connection.execute(text("BEGIN IMMEDIATE"))
        yield connection


def _create(connection: Connection) -> int:
    """Create what is missing; two processes that open a new collection at once take turns."""
    before = connection.execute(text("PRAGMA user_version")).scalar_one()
    if before >= SCHEMA_VERSION:
        return int(before)
    tables.create_all(connection)
    for name in _COUNTED:
        rows = f"INSERT OR IGNORE INTO counts SELECT '{name}', count(*) FROM {name}"
        connection.execute(text(rows))
    for statement in _BESIDE_TABLES:
        connection.execute(text(statement))
    for version, statements in enumerate((FROM_VERSION_1, FROM_VERSION_2, _FROM_VERSION_3), 1):
        for statement in statements if 1 <= before <= version else ():
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


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    # WAL lets questions be answered while articles are added.
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "synchronous=FULL",
        "temp_store=MEMORY",
        "cache_size=-32768",  # KiB
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.create_function("name_key", 1, name_key, deterministic=True)
    connection.create_function("name_uses", 1, uses_json, deterministic=True)
    connection.create_function("casefold", 1, str.casefold, deterministic=True)
