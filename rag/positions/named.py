"""The names in sentences and questions: can two sentences be about one thing, and who is nobody?

What this module does not know: whether two people of one name are one person.
"""

import re
from collections.abc import Sequence
from datetime import date

from rag.dialogue.places import is_place
from rag.evidence import surroundings
from rag.terms.stems import stem
from rag.terms.words import STOP_WORDS, keys, tokens
from vectorstore.article import Metadata
from vectorstore.catalog import StoredChunk
from vectorstore.names import name_key

DAYS = 300
"""Days between two reports of one event."""

WHOLE_NAME = re.compile(
    r"\b[A-ZÀ-ÞА-Я][\w’'-]*(?: (?:(?:of|the|and|de|van|von|al) )?[A-ZÀ-ÞА-Я][\w’'-]*)*"
)
_NAMED = re.compile(r"\b(?:[A-ZÀ-ÞА-Я][\w’'-]+|(?:1\d|20)\d\d\b)")
_PAST = re.compile(r"\b(?:did|was|were|has|had)\b", re.IGNORECASE)
_PLAN = re.compile(
    r"\b(?:will|(?:is|are) (?:to|due|planned|set|supposed)|expected|forecast|budget|estimates?"
    r"|(?:put off|postponed|delayed) (?:to|until|till))\b",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b(?:1\d|20)\d\d\b")


def may_be_one_thing(
    question: str, one: str, other: str, *said: str, around: tuple[str, str] = ("", "")
) -> bool:
    """Tell whether two sentences may be about the same thing, by the names in them.

    They may not where one names something of the question, and the other something else instead:
    trade with Russia, and with the European Union. What they `said` as the answer does not count.
    A name that stands `around` a sentence, in its passage or title, is not missing in it.

    >>> question = "How is trade between Osk and Norland?"
    >>> may_be_one_thing(question, "Osk traded with Norland.", "Osk traded with Sudland.")
    False
    """
    # Two countries in a row are two names, though one can have an "and" in it.
    apart = (part for name in WHOLE_NAME.findall(question) for part in name.split(" and "))
    found = (*apart, *_YEARS.findall(question))
    asked = [names(name) for name in found]
    answers = frozenset[str]().union(*(names(text) for text in said))
    near_one, near_other = (keys(text) for text in around)
    asked_of_other = [name for name in asked if not name & near_other]
    asked_of_one = [name for name in asked if not name & near_one]
    also = answers.union(*asked)
    return not (
        _instead(asked_of_other, one, other, also) or _instead(asked_of_one, other, one, also)
    )


def of_one_time(one: Metadata, other: Metadata) -> bool:
    """Tell whether two articles were published near each other, as far as both dates are known.

    News repeats itself: the winner of this year is not at odds with the winner of the last.
    """
    first, second = one.published_at.value, other.published_at.value
    if first is None or second is None:
        return True
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days) <= DAYS


def of_one_plan(question: str, one: StoredChunk, other: StoredChunk, *told: str) -> bool:
    """Tell whether two reports, however far apart, are about one thing that is yet to be.

    A line that is to open in 2026 can be put off years later; it is the same line. The question is
    about the present or future, one of the sentences `told` is about a plan, and every name of the
    question stands around both.
    """
    asked = names(question)
    if not asked or _PAST.search(question) or not any(_PLAN.search(text) for text in told):
        return False
    return all(asked <= keys(surroundings(chunk)) for chunk in (one, other))


def _instead(
    asked: Sequence[frozenset[str]], first: str, second: str, known: frozenset[str]
) -> bool:
    told, also_told = keys(first), keys(second)
    missing = any(name & told and not name & also_told for name in asked)
    return missing and bool(names(second) - names(first) - known)


def names(text: str) -> frozenset[str]:
    """Return the keys of the names and years in a text."""
    words = (word for found in _NAMED.findall(text) for word in tokens(found))
    return frozenset(name_key(stem(word)) for word in words if word not in STOP_WORDS)


def is_nobody(value: str, question: str) -> bool:
    """Tell whether a name is a place, what the question abbreviates, or who it is done to.

    "Who invited Tokayev?" is not answered by "President Tokayev".
    """
    if is_place(value):
        return True
    named = [names(name) for name in WHOLE_NAME.findall(question)[1:] if " " not in name]
    known = _abbreviated(question).union(*named)
    return " " in value and not keys(value).isdisjoint(known)


def _abbreviated(question: str) -> set[str]:
    return {word.casefold() for word in question.replace("?", "").split() if word.isupper()}
