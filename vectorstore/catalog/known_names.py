"""The names of the collection and beside what they stand, kept as chunks come and go.

They are written in the transaction of the chunks and read by their skeleton, so that looking up
the spellings of a name costs a row or two. What this module does not know: which words are
spellings of one name; names/variants.py decides that.
"""

import json
from collections.abc import Iterable

from sqlalchemy import Connection, Engine, bindparam, text

from vectorstore.names import bare, skeleton, sound
from vectorstore.names.known import KnownName
from vectorstore.names.uses import AFTER, BEFORE

_NAMES_OF_CHUNKS = (
    "SELECT used.value ->> 0 AS word, used.value ->> 1 AS beside, used.value ->> 2 AS skeleton,"
    " count(*) AS chunks"
    " FROM chunks_fts_content AS chunk, json_each(name_uses(chunk.c1)) AS used {where}"
    " GROUP BY 1, 2, 3"
)
"""The names that chunks use, told by their texts."""

FILL_NAMES = "INSERT INTO names (word, beside, skeleton, chunks) " + _NAMES_OF_CHUNKS.format(
    where=""
)
"""Reads the text of every chunk."""

_THESE = "WHERE chunk.id IN (SELECT value FROM json_each(:ids))"
_ADD = (
    f"INSERT INTO names (word, beside, skeleton, chunks) {_NAMES_OF_CHUNKS.format(where=_THESE)}"
    " ON CONFLICT (word, beside) DO UPDATE SET chunks = chunks + excluded.chunks"
)
_TAKE = (
    "UPDATE names SET chunks = names.chunks - went.chunks"
    f" FROM ({_NAMES_OF_CHUNKS.format(where=_THESE)}) AS went"
    " WHERE went.word = names.word AND went.beside = names.beside"
)
_CLEAR = "DELETE FROM names WHERE chunks <= 0"
_TOLD = "SELECT word, beside, skeleton, chunks FROM names"
_PROBLEMS = (
    f"SELECT count(*) FROM ({_NAMES_OF_CHUNKS.format(where='')} EXCEPT {_TOLD})",
    f"SELECT count(*) FROM ({_TOLD} EXCEPT SELECT * FROM ({_NAMES_OF_CHUNKS.format(where='')}))",
)


def add_names(connection: Connection, chunk_ids: Iterable[int]) -> None:
    """Count the names of chunks that were just added to the full-text index."""
    connection.execute(text(_ADD), {"ids": json.dumps(list(chunk_ids))})


def take_names(connection: Connection, chunk_ids: Iterable[int]) -> None:
    """Take the names of chunks that are about to be removed from the full-text index."""
    connection.execute(text(_TAKE), {"ids": json.dumps(list(chunk_ids))})
    connection.execute(text(_CLEAR))


def count_names_anew(connection: Connection) -> None:
    """Make the names what the texts of the chunks say they are."""
    for statement in ("DELETE FROM names", FILL_NAMES):
        connection.execute(text(statement))


def wrong_names(connection: Connection) -> int:
    """Return how many uses of names are missing, too many, or counted wrongly."""
    return max(int(connection.execute(text(query)).scalar_one()) for query in _PROBLEMS)


class StoredNames:
    """The names of the collection, looked up by how they sound."""

    def __init__(self, engine: Engine) -> None:
        """Look names up in an opened database."""
        self._engine = engine

    def like(self, word: str) -> list[KnownName]:
        """Return the names that have the consonants of a word: all that may be spellings of it."""
        query = text("SELECT word, beside, chunks FROM names WHERE skeleton = :skeleton")
        with self._engine.connect() as connection:
            return _known(connection.execute(query, {"skeleton": skeleton(word)}))

    def alike(self) -> list[list[KnownName]]:
        """Return all groups of two names and more that have the same consonants."""
        query = text(
            "SELECT word, beside, chunks, skeleton FROM names WHERE skeleton IN"
            " (SELECT skeleton FROM names WHERE beside = ''"
            "  GROUP BY skeleton HAVING count(*) > 1) ORDER BY skeleton"
        )
        groups: dict[str, list[tuple[str, str, int]]] = {}
        with self._engine.connect() as connection:
            for word, beside, chunks, group in connection.execute(query):
                groups.setdefault(group, []).append((word, beside, chunks))
        return [_known(rows) for rows in groups.values()]

    def neighbours(self, beside: str) -> dict[str, int]:
        """Return what stands beside such a neighbour, from the other side, and how often.

        For "<volodimir" these are all names that follow a Volodymyr.
        """
        side = AFTER if beside[0] == BEFORE else BEFORE
        query = text(
            "SELECT word, beside, chunks FROM names WHERE skeleton = :skeleton"
            " AND substr(beside, 1, 1) = :side"
        )
        found: dict[str, int] = {}
        values = {"skeleton": bare(beside[1:]), "side": side}
        with self._engine.connect() as connection:
            for word, other, chunks in connection.execute(query, values):
                if sound(word) == beside[1:]:
                    found[other] = found.get(other, 0) + chunks
        return found

    def together(self, one: str, other: str) -> bool:
        """Tell whether two words stand in one chunk: a text seldom spells one name twice."""
        query = text("SELECT 1 FROM chunks_fts WHERE chunks_fts MATCH :both LIMIT 1").bindparams(
            bindparam("both", f'"{one}" AND "{other}"')
        )
        with self._engine.connect() as connection:
            return connection.execute(query).first() is not None


def _known(rows: Iterable[tuple[str, str, int]]) -> list[KnownName]:
    counted: dict[str, int] = {}
    beside: dict[str, set[str]] = {}
    for word, other, chunks in rows:
        beside.setdefault(word, set()).update({other} if other else ())
        counted[word] = counted.get(word, 0) + (0 if other else chunks)
    return [KnownName(w, counted[w], frozenset(beside[w])) for w in sorted(beside)]
