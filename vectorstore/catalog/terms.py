"""The words of the collection and in how many chunks each occurs, kept as chunks come and go.

FTS5 can tell both itself (chunks_vocabulary), but only by reading its whole index. So the words of
a batch are told by a second, temporary FTS5 table with the same tokenizer, and added to or taken
from a table in the transaction of the batch. What this module does not know: what a word means.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, Engine, select, text

from vectorstore.catalog.schema import TOKENIZER, terms
from vectorstore.names import name_key

_BATCH = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.batch USING fts5"
    f"(title, body, content='', tokenize='{TOKENIZER}')",
    "CREATE VIRTUAL TABLE IF NOT EXISTS temp.batch_terms USING fts5vocab(temp, batch, row)",
    "INSERT INTO temp.batch (batch) VALUES ('delete-all')",
)
_ADD = (
    "UPDATE terms SET chunks = terms.chunks + came.doc"
    " FROM temp.batch_terms AS came WHERE came.term = terms.term",
    "INSERT INTO terms (term, key, chunks) SELECT term, name_key(term), doc"
    " FROM temp.batch_terms AS came"
    " WHERE NOT EXISTS (SELECT 1 FROM terms WHERE terms.term = came.term)",
)
_TAKE = (
    "UPDATE terms SET chunks = terms.chunks - went.doc"
    " FROM temp.batch_terms AS went WHERE went.term = terms.term",
    "DELETE FROM terms WHERE chunks <= 0 AND term IN (SELECT term FROM temp.batch_terms)",
)
_PROBLEMS = (
    "SELECT count(*) FROM (SELECT term, doc FROM chunks_vocabulary WHERE doc > 0"
    " EXCEPT SELECT term, chunks FROM terms)",
    "SELECT count(*) FROM (SELECT term, chunks FROM terms"
    " EXCEPT SELECT term, doc FROM chunks_vocabulary)",
    "SELECT count(*) FROM terms WHERE key <> name_key(term)",
)
FILL_TERMS = (
    "INSERT INTO terms (term, key, chunks)"
    " SELECT term, name_key(term), doc FROM chunks_vocabulary WHERE doc > 0"
)
"""Reads the whole full-text index."""

_COUNT_ANEW = ("DELETE FROM terms", FILL_TERMS)


def add_terms(connection: Connection, chunk_ids: Iterable[int]) -> None:
    """Count the words of chunks that were just added to the full-text index."""
    _fill_batch(connection, chunk_ids)
    _run(connection, _ADD)


def take_terms(connection: Connection, chunk_ids: Iterable[int]) -> None:
    """Take the words of chunks that are about to be removed from the full-text index."""
    _fill_batch(connection, chunk_ids)
    _run(connection, _TAKE)


def count_terms_anew(connection: Connection) -> None:
    """Make the words what the full-text index says they are."""
    _run(connection, _COUNT_ANEW)


def wrong_terms(connection: Connection) -> int:
    """Return how many words are missing, too many, or counted wrongly."""
    return max(int(connection.execute(text(query)).scalar_one()) for query in _PROBLEMS)


class StoredWords:
    """The words of the collection, looked up when asked for; what was asked once is kept.

    The interface is that of `names.known.Words`. Make a new one when the collection has changed.
    """

    def __init__(self, engine: Engine) -> None:
        """Look words up in an opened database."""
        self._engine = engine
        self._found: dict[str, dict[str, int]] = {}

    def spellings(self, word: str) -> list[str]:
        """Return the collection's spellings of a word; empty when it does not occur."""
        return list(self._look_up(word))

    def frequency(self, word: str) -> int:
        """Return in how many chunks a word occurs, in any spelling (an upper bound)."""
        return sum(self._look_up(word).values())

    def _look_up(self, word: str) -> dict[str, int]:
        key = name_key(word)
        if key not in self._found:
            query = select(terms.c.term, terms.c.chunks).where(terms.c.key == key)
            with self._engine.connect() as connection:
                self._found[key] = {term: chunks for term, chunks in connection.execute(query)}
        return self._found[key]


def _fill_batch(connection: Connection, chunk_ids: Iterable[int]) -> None:
    _run(connection, _BATCH)
    copy = text(
        "INSERT INTO temp.batch (rowid, title, body)"
        " SELECT rowid, title, body FROM chunks_fts WHERE rowid = :id"
    )
    rows = [{"id": chunk_id} for chunk_id in chunk_ids]
    if rows:
        connection.execute(copy, rows)


def _run(connection: Connection, statements: Iterable[str]) -> None:
    for statement in statements:
        connection.execute(text(statement))
