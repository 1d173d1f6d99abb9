"""The names in sentences and questions: can two sentences be about one thing, and who is nobody?

What this module does not know: whether two people of one name are one person.
"""

import re
from collections.abc import Sequence
from datetime import date

from rag.dialogue.places import is_place
from rag.words import STOP_WORDS, keys, stem, tokens
from vectorstore.article import Metadata
from vectorstore.names import name_key

DAYS = 300
"""Days between two reports of one event."""

WHOLE_NAME = re.compile(
    r"\b[A-ZÀ-ÞА-Я][\w’'-]*(?: (?:(?:of|the|and|de|van|von|al) )?[A-ZÀ-ÞА-Я][\w’'-]*)*"
)
_NAMED = re.compile(r"\b(?:[A-ZÀ-ÞА-Я][\w’'-]+|(?:1\d|20)\d\d\b)")
_YEARS = re.compile(r"\b(?:1\d|20)\d\d\b")


def may_be_one_thing(question: str, one: str, other: str, *said: str) -> bool:
    """Tell whether two sentences may be about the same thing, by the names in them.

    They may not where one names something of the question, and the other something else instead:
    trade with Russia, and with the European Union. What they `said` as the answer does not count.

    >>> question = "How is trade between Osk and Norland?"
    >>> may_be_one_thing(question, "Osk traded with Norland.", "Osk traded with Sudland.")
    False
    """
    # Two countries in a row are two names, though one can have an "and" in it.
    apart = (part for name in WHOLE_NAME.findall(question) for part in name.split(" and "))
    found = (*apart, *_YEARS.findall(question))
    asked = [names(name) for name in found]
    answers = frozenset[str]().union(*(names(text) for text in said))
    return not (_instead(asked, one, other, answers) or _instead(asked, other, one, answers))


def of_one_time(one: Metadata, other: Metadata) -> bool:
    """Tell whether two articles were published near each other, as far as both dates are known.

    News repeats itself: the winner of this year is not at odds with the winner of the last.
    """
    first, second = one.published_at.value, other.published_at.value
    if first is None or second is None:
        return True
    return abs((date.fromisoformat(first) - date.fromisoformat(second)).days) <= DAYS


def _instead(
    asked: Sequence[frozenset[str]], first: str, second: str, answers: frozenset[str]
) -> bool:
    told, also_told = keys(first), keys(second)
    missing = any(name & told and not name & also_told for name in asked)
    return missing and bool(names(second) - names(first) - answers.union(*asked))


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
