"""From what was typed to what is searched for.

A question, its history, day and outlets are checked. What this module does not know: how a
follow-up is understood; follow_up.py does that.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypedDict

from rag.asking.account import Account, account
from rag.filters import NO_FILTERS, Filters
from rag.follow_up import self_contained
from rag.terms.words import tokens
from vectorstore.errors import UsageError

MAX_CHARACTERS = 2_000
MAX_HISTORY = 200
"""Earlier questions that are looked at."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_INVISIBLE = re.compile(
    r"[\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\uffff\ud800-\udfff"
    r"\U000e0000-\U000e0fff]+"
)
"""Zero width, direction marks, halves of characters, tags: they stand inside words."""


class Ask(TypedDict, total=False):
    """What a caller passes to the chain; only `question` is required."""

    question: str
    history: Sequence[str]
    """Earlier questions of the conversation, oldest first."""
    as_of: str | None
    """`YYYY-MM-DD`."""
    outlets: Sequence[str]
    without: Sequence[str]
    """Kinds of filters that are not to be read from the question: `outlet`, `date`, `published`."""


@dataclass(frozen=True, slots=True)
class Query:
    """A checked question."""

    question: str
    searched_for: str
    """The question, made self-contained where it refers to earlier ones."""
    as_of: date | None = None
    outlets: tuple[str, ...] = ()
    """Outlet names as given."""
    compared: tuple[str, ...] | None = None
    """Keys of the outlets to set side by side, none for all of them; None: no comparison."""
    filters: Filters = NO_FILTERS
    """What was read from the question about where and when to search."""
    without: tuple[str, ...] = ()
    """Kinds of filters that are not to be read."""

    @property
    def subject(self) -> str:
        """What is to be told: the question without what it says of who published, and when."""
        told = self.account
        if told is not None and (told.topic or told.kind == "reported"):
            return told.topic
        return self.filters.without_asides(self.searched_for)

    @property
    def account(self) -> Account | None:
        """What an account is wanted of, where the question asks for one."""
        told = account(self.searched_for, self.filters.sources, self.filters.dates)
        if told is None or self.compared is not None:
            return None
        narrowed = bool(self.filters.applied or self.outlets)
        if told.kind == "happened":
            return told if self.filters.days is not None else None
        return told if told.topic or (narrowed and told.kind == "reported") else None

    @property
    def meaning(self) -> str:
        """What passages and sentences are compared with: the topic of an account, or all of it."""
        told = self.account
        return told.topic if told is not None and told.topic else self.searched_for


def read_question(ask: Mapping[str, Any]) -> Query:
    """Check a question and make it self-contained.

    Raises UsageError for a question that is empty, too long or no text, and for a date that is
    none.
    """
    question = _text(ask.get("question"))
    history = _usable(_texts(ask.get("history"), "history")[-MAX_HISTORY:])
    outlets = tuple(name for name in _texts(ask.get("outlets"), "outlets") if name.strip())
    without = tuple(_texts(ask.get("without"), "without"))
    return Query(
        question,
        self_contained(question, history),
        _day(ask.get("as_of")),
        outlets,
        without=without,
    )


def _texts(value: object, name: str) -> list[str]:
    """Return a list of texts as it was passed. A text alone is no list of them."""
    if value is None:
        return []
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return list(value)
    raise UsageError(f"{name!r} must be a list of texts.")


def _usable(history: Sequence[str]) -> list[str]:
    """Return the earlier questions that could be asked; the others were told when they came."""
    usable = []
    for earlier in history:
        try:
            usable.append(_text(earlier))
        except UsageError:
            continue
    return usable


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise UsageError("A question must be text. Ask one in words.")
    if len(value) > MAX_CHARACTERS:
        raise UsageError(
            f"The question has {len(value):,} characters; at most {MAX_CHARACTERS:,} are read."
            " Ask a shorter one."
        )
    cleaned = " ".join(_CONTROL.sub(" ", _INVISIBLE.sub("", value)).split())
    if not tokens(cleaned):
        raise UsageError("The question has no words. Type a question about your articles.")
    return cleaned


def _day(value: object) -> date | None:
    if value is None or value == "":
        return None
    try:
        # The other spellings of ISO 8601 are left out: 20240101 is more often a mistake.
        return datetime.strptime(str(value), "%Y-%m-%d").date()
    except ValueError:
        raise UsageError(f"{value!r} is not a date. Write it as YYYY-MM-DD.") from None
