"""The one database file: opened, created or brought up to date; and its transactions.

What this module does not know: what is in the tables, and how Chroma is filled.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, text
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from vectorstore.catalog.migration import FROM_VERSION_1, FROM_VERSION_2, FROM_VERSION_3
from vectorstore.catalog.schema import BESIDE_TABLES, COUNTED, meta, tables
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
    for name in COUNTED:
        rows = f"INSERT OR IGNORE INTO counts SELECT '{name}', count(*) FROM {name}"
        connection.execute(text(rows))
    for statement in BESIDE_TABLES:
        connection.execute(text(statement))
    for version, statements in enumerate((FROM_VERSION_1, FROM_VERSION_2, FROM_VERSION_3), 1):
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
