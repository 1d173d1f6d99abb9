"""What people think of answers: one opinion a turn, kept with the question and its answer.

A second opinion on the same turn takes the place of the first. What this module does not know:
who clicked, and what comes of an opinion; eval/samples/review.py makes samples of bad ones.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    DateTime,
    MetaData,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
)

from rag.answer import Answer
from rag.conversations.tables import Database

Reason = Literal["wrong", "unsupported", "decline", "answer", "disagreement", "other"]

REASONS: Mapping[Reason, str] = {
    "wrong": "It is wrong",
    "unsupported": "The quotation does not support it",
    "decline": "It should have declined",
    "answer": "It should have answered",
    "disagreement": "It missed a disagreement",
    "other": "Something else",
}
"""What can be wrong with an answer."""

COMMENT_LIMIT = 2000
"""Characters of a comment."""

tables = MetaData()

opinions = Table(
    "opinions",
    tables,
    Column("turn", String(64), primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("good", Boolean, nullable=False),
    Column("reason", String(32)),
    Column("comment", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("history", JSON, nullable=False),
    Column("answer", JSON, nullable=False),
)
"""By the turn's name in links; `answer` in the JSON form of the contract."""


def _now() -> datetime:
    return datetime.now(UTC)


class Opinion(BaseModel):
    """What somebody thinks of one answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    turn: str
    good: bool
    question: str
    """As it was asked."""
    history: tuple[str, ...] = ()
    """Earlier questions of the conversation, oldest first."""
    answer: Answer
    reason: Reason | None = None
    """What is wrong with it; None where that was not told."""
    comment: str = Field(default="", max_length=COMMENT_LIMIT)
    at: datetime = Field(default_factory=_now)


class Feedback:
    """The opinions in one database."""

    def __init__(self, database: Database) -> None:
        """Keep opinions beside the conversations; the table is made where there is none.

        Raises CitewireError, as all of these do, when the database cannot be used.
        """
        self._database = database
        with database.writing() as connection:
            tables.create_all(connection)

    def give(self, opinion: Opinion) -> None:
        """Keep an opinion in place of the one there was on the turn."""
        row = opinion.model_dump(mode="json") | {"at": opinion.at}
        with self._database.writing() as connection:
            connection.execute(delete(opinions).where(opinions.c.turn == opinion.turn))
            connection.execute(insert(opinions).values(row))

    def take_back(self, turn: str) -> None:
        """Forget what was thought of a turn."""
        with self._database.writing() as connection:
            connection.execute(delete(opinions).where(opinions.c.turn == turn))

    def of(self, turn: str) -> Opinion | None:
        """Return the opinion on a turn, or None."""
        return next(iter(self.all([turn])), None)

    def all(self, turns: Sequence[str] | None = None) -> list[Opinion]:
        """Return the opinions, oldest first; with `turns` only those on them."""
        wanted = select(opinions).order_by(opinions.c.at)
        if turns is not None:
            wanted = wanted.where(opinions.c.turn.in_(turns))
        with self._database.reading() as connection:
            return [_opinion(row) for row in connection.execute(wanted).mappings()]


def _opinion(row: Any) -> Opinion:
    at = row["at"]
    # SQLite forgets the zone.
    return Opinion.model_validate({**row, "at": at if at.tzinfo else at.replace(tzinfo=UTC)})


def is_reason(value: object) -> bool:
    """Tell whether a value that came from a browser is one of the reasons.

    >>> is_reason("wrong"), is_reason("nonsense"), is_reason(None)
    (True, False, False)
    """
    return value in get_args(Reason)
