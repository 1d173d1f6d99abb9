"""From what was typed to what is searched for.

A question is checked, a follow-up that refers back is made self-contained from the questions
before it. What this module does not know: the answers that were given; it carries questions.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypedDict

from rag.filters import NO_FILTERS, Filters
from rag.words import content_stems, tokens
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
_REFERS_BACK = frozenset(
    "he she it they him her them his hers its their theirs this that these those there then one"
    " ones former latter same".split()
)
_PERSONAL = frozenset("he she they him her them his hers its their theirs".split())
_POINTS_NOWHERE = re.compile(
    r"\b(?:is|are|was|were) there\b|\bthis (?:week|month|year|spring|summer|autumn|fall|winter)\b"
    r"|\b(?:says?|said|claim(?:s|ed)?|reports?|reported|announced?|true) that\b",
    re.IGNORECASE,
)
"""Words that look as if they referred to something said before, and do not."""
_NAME = r"[A-ZÀ-ÞА-Я][\w’'-]*"
_WHO_IS = re.compile(
    rf"(?:who|what|where)(?:['’]s| is| are| was| were) (?:the )?(?-i:{_NAME})", re.IGNORECASE
)
_AFTER_A_NAME = re.compile(rf"(?<!^)\b{_NAME}(?P<rest>.*)")
_CONTINUES = re.compile(r"(and|but|so|or|what about|how about|also|why not)\b", re.I)


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
    filters: Filters = NO_FILTERS
    """What was read from the question about where and when to search."""
    without: tuple[str, ...] = ()
    """Kinds of filters that are not to be read."""

    @property
    def subject(self) -> str:
        """What is to be told: the question without what it says of who published, and when."""
        return self.filters.without_asides(self.searched_for)


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
    with few words of their own lean back, and "his" after a name is that name's.
    """
    own = len(content_stems(question))
    if _CONTINUES.match(question) or own == 0:
        return True
    if own == 1 and not _WHO_IS.match(question):
        return True
    return own <= 4 and bool(_referring(question))


def _referring(question: str) -> set[str]:
    """Return the words that refer to something outside the question."""
    text = _POINTS_NOWHERE.sub(" ", question)
    named = _AFTER_A_NAME.search(text)
    explained = _PERSONAL & set(tokens(named["rest"])) if named else set()
    return set(_REFERS_BACK & set(tokens(text))) - explained


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
