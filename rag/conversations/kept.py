"""Conversations kept in a database: listed, searched, read, added to, renamed, deleted.

Several tabs can add to one conversation at a time: a turn takes the place of those that its tab
asked again, and of no others. What this module does not know: which database it is, and who may
be called the owner.
"""

import json
import textwrap
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError
from sqlalchemy import ColumnElement, Connection, Row, delete, exists, func, or_, select, update

from rag.answer import Answer
from rag.conversations.records import UNREADABLE, Conversation, KeptTurn, Owner
from rag.conversations.tables import Database, conversations, deleted, turns
from rag.terms.words import fold
from vectorstore.errors import CitewireError, UsageError
from vectorstore.formats.characters import one_line

TITLE_LIMIT = 120
"""Characters of a title."""

FIRST_TITLE = 80
"""Characters of the first question that become the title."""

QUESTION_LIMIT = 10_000
"""Characters that are kept of a question; the longest that is answered has 2,000."""

MOST_WORDS = 12
"""Words of a search that are looked for."""

LISTED = 100
"""Conversations of a list, the most recent ones; a search finds the others."""

DELETED = "This conversation has been deleted, so what is asked in it is no longer kept."


class NoConversation(CitewireError):
    """No conversation of this owner has the id that was asked for."""


class Conversations:
    """The conversations of a database."""

    def __init__(self, database: Database) -> None:
        """Keep the open database."""
        self._database = database

    def list(self, owner: Owner, search: str = "", limit: int = LISTED) -> Sequence[Conversation]:
        """Return the owner's conversations that have every word of `search`, newest first."""
        words = fold(_storable(search, 200)).split()[:MOST_WORDS]
        query = select(conversations).where(_of(owner), *(_has(word) for word in words))
        newest = query.order_by(conversations.c.updated_at.desc(), conversations.c.id).limit(limit)
        with self._database.reading() as connection:
            return [_conversation(row) for row in connection.execute(newest)]

    def read(self, id: str, owner: Owner) -> tuple[Conversation, Sequence[KeptTurn]]:
        """Return a conversation with its turns, or raise NoConversation."""
        wanted = select(turns).where(turns.c.conversation_id == id)
        with self._database.reading() as connection:
            found = _found(connection, id, owner)
            rows = connection.execute(wanted.order_by(turns.c.position, turns.c.kept_at)).all()
        return _conversation(found), [_turn(row) for row in rows]

    def keep(self, id: str, owner: Owner, turn: KeptTurn, replaced: Iterable[str] = ()) -> None:
        """Keep a turn, in the place of the `replaced` ones or at the end.

        A turn that is there already is updated. Raises NoConversation where the conversation
        has been deleted or is somebody else's.
        """
        now = time.time()
        with self._database.writing() as connection:
            self._begin(connection, id, owner, now)
            position = _place_of(connection, id, turn.token, set(replaced) - {turn.token})
            self._write(connection, id, position, turn, now)
            _follow(connection, id, now)

    def rename(self, id: str, owner: Owner, title: str) -> None:
        """Give a conversation a title, or raise NoConversation or UsageError."""
        wanted = _title(title, TITLE_LIMIT)
        if not wanted:
            raise UsageError("The title is empty. Type at least one letter.")
        with self._database.writing() as connection:
            _found(connection, id, owner)
            values = {"title": wanted, "renamed": 1, "searched": fold(wanted)}
            connection.execute(update(conversations).where(conversations.c.id == id).values(values))

    def delete(self, id: str, owner: Owner) -> None:
        """Delete a conversation with all its turns for good, or raise NoConversation."""
        with self._database.writing() as connection:
            _found(connection, id, owner)
            connection.execute(delete(turns).where(turns.c.conversation_id == id))
            connection.execute(delete(conversations).where(conversations.c.id == id))
            gone = self._database.insert(deleted).values(id=id)
            connection.execute(gone.on_conflict_do_nothing())

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def _begin(self, connection: Connection, id: str, owner: Owner, now: float) -> None:
        """Make sure that the conversation is there, and the owner's."""
        if connection.execute(select(deleted).where(deleted.c.id == id)).first():
            raise NoConversation(DELETED)
        row = {"id": id, "owner": owner, "title": "", "searched": "", "renamed": 0}
        new = self._database.insert(conversations).values(**row, created_at=now, updated_at=now)
        connection.execute(new.on_conflict_do_nothing())
        _found(connection, id, owner)

    def _write(
        self, connection: Connection, id: str, position: int, turn: KeptTurn, now: float
    ) -> None:
        values = {
            "question": _storable(turn.question, QUESTION_LIMIT),
            "without": json.dumps(turn.without),
            "answer": turn.answer.model_dump_json() if turn.answer else None,
            "problem": turn.problem,
            "trace": turn.trace,
            "searched": _searched(turn),
            "position": position,
        }
        row = {"conversation_id": id, "token": turn.token, "kept_at": now}
        new = self._database.insert(turns).values(**row, **values)
        keys = [turns.c.conversation_id, turns.c.token]
        connection.execute(new.on_conflict_do_update(index_elements=keys, set_=values))


def _of(owner: Owner) -> ColumnElement[bool]:
    return conversations.c.owner.is_not_distinct_from(owner)


def _has(word: str) -> ColumnElement[bool]:
    """Whether a word stands in the title or in any turn, in any letters' case."""
    in_turn = exists().where(
        turns.c.conversation_id == conversations.c.id,
        turns.c.searched.contains(word, autoescape=True),
    )
    return or_(conversations.c.searched.contains(word, autoescape=True), in_turn)


def _found(connection: Connection, id: str, owner: Owner) -> Row[Any]:
    wanted = select(conversations).where(conversations.c.id == _storable(id, 64), _of(owner))
    row = connection.execute(wanted).first()
    if row is None:
        raise NoConversation("There is no conversation with this id; it may have been deleted.")
    return row


def _place_of(connection: Connection, id: str, token: str, replaced: set[str]) -> int:
    """Return where the turn goes, after the turns that it replaces have been deleted."""
    there = turns.c.conversation_id == id
    theirs = there & turns.c.token.in_(replaced)
    place = connection.execute(select(func.min(turns.c.position)).where(theirs)).scalar()
    connection.execute(delete(turns).where(theirs))
    if place is not None:
        return int(place)
    own = select(turns.c.position).where(there, turns.c.token == token)
    place = connection.execute(own).scalar()
    if place is not None:
        return int(place)
    last = connection.execute(select(func.max(turns.c.position)).where(there)).scalar()
    return 0 if last is None else int(last) + 1


def _follow(connection: Connection, id: str, now: float) -> None:
    """Let the conversation's title and time follow its turns."""
    first = select(turns.c.question).where(turns.c.conversation_id == id)
    question = connection.execute(first.order_by(turns.c.position).limit(1)).scalar_one()
    title = _title(question, FIRST_TITLE) or "(without words)"
    own = update(conversations).where(conversations.c.id == id)
    connection.execute(own.values(updated_at=now))
    unnamed = own.where(conversations.c.renamed == 0)
    connection.execute(unnamed.values(title=title, searched=fold(title)))


def _title(text: str, limit: int) -> str:
    return textwrap.shorten(one_line(_storable(text, 10 * limit)), limit, placeholder="…")


def _searched(turn: KeptTurn) -> str:
    told = [_storable(turn.question, QUESTION_LIMIT)]
    if turn.answer:
        told += [statement.text for statement in turn.answer.statements]
        told += [row.quote for row in turn.answer.comparison if row.quote]
        told += [turn.answer.abstention.reason] if turn.answer.abstention else []
    return fold(_storable("\n".join(told)))


def _storable(text: str, limit: int | None = None) -> str:
    """Return what every database can hold of `text`: PostgreSQL knows no NUL."""
    return text[:limit].replace("\x00", "").encode("utf-8", "replace").decode("utf-8")


def _conversation(row: Row[Any]) -> Conversation:
    created, updated = _moment(row.created_at), _moment(row.updated_at)
    return Conversation(row.id, row.title, created_at=created, updated_at=updated)


def _turn(row: Row[Any]) -> KeptTurn:
    kept = KeptTurn(
        token=row.token,
        question=row.question,
        problem=row.problem,
        without=tuple(json.loads(row.without)),
        trace=row.trace,
        kept_at=_moment(row.kept_at),
    )
    if row.answer is None:
        return kept
    try:
        return replace(kept, answer=Answer.model_validate_json(row.answer))
    except ValidationError:
        return replace(kept, problem=UNREADABLE)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
