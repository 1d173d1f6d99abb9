"""From what was typed to what is searched for.

A question is checked, a follow-up that refers back is made self-contained from the questions
before it. What this module does not know: the answers that were given; it carries questions.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypedDict

from rag.words import content_stems, tokens
from vectorstore.errors import UsageError

MAX_CHARACTERS = 2_000
MAX_HISTORY = 200
"""Earlier questions that are looked at."""

_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+")
_REFERS_BACK = frozenset(
    "he she it they him her them his hers its their theirs this that these those there then one"
    " ones former latter same".split()
)
_CONTINUES = re.compile(r"(and|but|so|or|what about|how about|also|why not|since when)\b", re.I)


class Ask(TypedDict, total=False):
    """What a caller passes to the chain; only `question` is required."""

    question: str
    history: Sequence[str]
    """Earlier questions of the conversation, oldest first."""
    as_of: str | None
    """`YYYY-MM-DD`."""
    outlets: Sequence[str]


@dataclass(frozen=True, slots=True)
class Query:
    """A checked question."""

    question: str
    searched_for: str
    """The question, made self-contained where it refers to earlier ones."""
    as_of: date | None = None
    outlets: tuple[str, ...] = ()
    """Outlet names as given."""


def read_question(ask: Mapping[str, Any]) -> Query:
    """Check a question and make it self-contained.

    Raises UsageError for a question that is empty, too long or no text, and for a date that is
    none.
    """
    question = _text(ask.get("question"))
    history = [_text(earlier) for earlier in list(ask.get("history") or [])[-MAX_HISTORY:]]
    outlets = tuple(name for name in ask.get("outlets") or () if name.strip())
    return Query(question, self_contained(question, history), _day(ask.get("as_of")), outlets)


def self_contained(question: str, history: Sequence[str]) -> str:
    """Return the question with the earlier question it leans on, or unchanged.

    >>> self_contained("And when was it held?", ["Where was the summit in Kazan?"])
    'And when was it held? (Where was the summit in Kazan?)'
    """
    if not history or not leans_back(question):
        return question
    for earlier in reversed(history):
        if not leans_back(earlier):
            return f"{question} ({earlier})"
    return f"{question} ({history[-1]})"


def leans_back(question: str) -> bool:
    """Tell whether a question cannot be understood without an earlier one.

    A pronoun that an own name or noun of the question can explain does not count: only questions
    with few words of their own lean back.
    """
    own = len(content_stems(question))
    if _CONTINUES.match(question) or own <= 1:
        return True
    return own <= 4 and bool(_REFERS_BACK & set(tokens(question)))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise UsageError("A question must be text. Ask one in words.")
    if len(value) > MAX_CHARACTERS:
        raise UsageError(
            f"The question has {len(value):,} characters; at most {MAX_CHARACTERS:,} are read."
            " Ask a shorter one."
        )
    cleaned = " ".join(_INVISIBLE.sub(" ", value).split())
    if not tokens(cleaned):
        raise UsageError("The question has no words. Type a question about your articles.")
    return cleaned


def _day(value: object) -> date | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise UsageError(f"{value!r} is not a date. Write it as YYYY-MM-DD.") from None
