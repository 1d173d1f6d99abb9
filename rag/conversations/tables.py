"""The tables of the conversations' database, and how it is opened by its URL: SQLite, PostgreSQL.

Answers are kept as the JSON they are shown with, in a column of text: one that cannot be read
any more must not keep its neighbours from being read. What this module does not know: what is
asked of the tables.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    Float,
    ForeignKey,
    Index,
    Insert,
    Integer,
    MetaData,
    QueuePool,
    String,
    Table,
    Text,
    create_engine,
    event,
    make_url,
    select,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from vectorstore.errors import CitewireError, UsageError

VERSION = 1

SETTING = "CITEWIRE_CONVERSATIONS_URL"

WAIT = 5
"""Seconds to wait for the database: for a connection, or for another writer."""

tables = MetaData()

about = Table(
    "conversation_meta",
    tables,
    Column("key", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
"""The version of these tables."""

conversations = Table(
    "conversations",
    tables,
    Column("id", String(64), primary_key=True),
    Column("owner", Text),
    Column("title", Text, nullable=False),
    Column("renamed", Integer, nullable=False, default=0),
    Column("searched", Text, nullable=False),
    Column("created_at", Float, nullable=False),
    Column("updated_at", Float, nullable=False),
    Index("conversations_by_time", "owner", "updated_at"),
)
"""`owner` is null where nobody logs in; `searched` is the title as a search compares it."""

turns = Table(
    "conversation_turns",
    tables,
    Column("conversation_id", ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True),
    Column("token", String(64), primary_key=True),
    Column("position", Integer, nullable=False),
    Column("question", Text, nullable=False),
    Column("without", Text, nullable=False),
    Column("answer", Text),
    Column("problem", Text),
    Column("trace", Text),
    Column("searched", Text, nullable=False),
    Column("kept_at", Float, nullable=False),
)
"""`answer` and `trace` are JSON; `searched` is question and answer as a search
compares them; `position` only orders."""

deleted = Table(
    "conversation_deleted",
    tables,
    Column("id", String(64), primary_key=True),
)
"""Ids of deleted conversations: an answer that was still running must not bring one back."""

INSERT: dict[str, Callable[[Table], Any]] = {
    "sqlite": sqlite.insert,
    "postgresql": postgresql.insert,
}
"""What inserts a row or updates it, by the database."""

_ALONE = {
    "sqlite": "BEGIN IMMEDIATE",
    # Until the transaction ends; the number is any that nobody else uses.
    "postgresql": "SELECT pg_advisory_xact_lock(20260117)",
}


class Database:
    """An open database: transactions that read or write, and errors as sentences."""

    def __init__(self, url: str | Path) -> None:
        """Open the database of this URL, or the SQLite file of this path.

        What is missing is created. Raises CitewireError where that cannot be done.
        """
        self._engine, self._place = _engine(url)
        try:
            with self.writing() as connection:
                _create(connection, self._place)
        except CitewireError:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Run queries."""
        with self._explained(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Run one transaction that writes; writers take turns."""
        with self._explained(), self._engine.begin() as connection:
            connection.execute(text(_ALONE[self._engine.dialect.name]))
            yield connection

    def insert(self, table: Table) -> Any:
        """Return an insert that can say what to do where the row is there already."""
        return INSERT[self._engine.dialect.name](table)

    def close(self) -> None:
        """Close the connections."""
        self._engine.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            reason = " ".join(str(getattr(error, "orig", None) or error).split())
            raise CitewireError(
                f"The conversations in {self._place} cannot be read or written ({reason}). "
                f"Check that the database is there and can be written, or set {SETTING}."
            ) from error


def _engine(url: str | Path) -> tuple[Engine, str]:
    """Return the engine, and the place in words without a password."""
    parsed = _parsed(url)
    place = parsed.database if parsed.get_backend_name() == "sqlite" else str(parsed)
    if parsed.get_backend_name() not in _ALONE:
        raise UsageError(
            f"{SETTING} names a {parsed.get_backend_name()} database. Use sqlite:///FILE or "
            "postgresql://USER:PASSWORD@HOST/NAME."
        )
    try:
        return _made(parsed), place or "memory"
    except ModuleNotFoundError as error:
        raise CitewireError(
            f"{SETTING} needs the Python package {error.name}, which is not installed. "
            "For PostgreSQL: pip install 'psycopg[binary]'."
        ) from error
    except OSError as error:
        raise CitewireError(
            f"The folder of {place} cannot be made ({error.strerror}). Set {SETTING} or "
            "CITEWIRE_HOME to a place that can be written."
        ) from error


def _parsed(url: str | Path) -> URL:
    if isinstance(url, Path):
        return URL.create("sqlite", database=str(url))
    try:
        # Hosts hand out `postgres://`, which SQLAlchemy does not know.
        parsed = make_url(url.replace("postgres://", "postgresql://", 1))
        parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError) as error:
        raise UsageError(
            f"{SETTING} is no URL of a database. Use sqlite:///FILE or "
            "postgresql://USER:PASSWORD@HOST/NAME."
        ) from error
    return parsed


def _made(url: URL) -> Engine:
    if url.get_backend_name() == "postgresql":
        wait = {"connect_timeout": WAIT}
        return create_engine(url, pool_pre_ping=True, connect_args=wait)
    in_memory = url.database in (None, "", ":memory:")
    if not in_memory:
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    # A database in memory is gone with its connection, so there is exactly one.
    pool: dict[str, Any] = {"pool_size": 1, "max_overflow": 0, "pool_recycle": -1}
    engine = create_engine(
        url,
        connect_args={"timeout": WAIT, "check_same_thread": False},
        poolclass=QueuePool,
        **pool if in_memory else {},
    )
    event.listen(engine, "connect", _prepare)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _create(connection: Connection, place: str) -> None:
    tables.create_all(connection)
    stored = connection.execute(select(about.c.value).where(about.c.key == "version")).scalar()
    if stored is None:
        connection.execute(Insert(about).values(key="version", value=str(VERSION)))
    elif int(stored) > VERSION:
        raise CitewireError(
            f"The conversations in {place} were kept by a newer version of Citewire. "
            f"Upgrade Citewire to open them, or set {SETTING} to another database."
        )
