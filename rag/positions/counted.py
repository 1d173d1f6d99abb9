"""What a number has to count or measure to answer a question: people, money, a share, a length.

"How much does it cost" asks for money, "how many stops" for stops, and "how many were killed" for
no count of those who left their homes. Closed lists of English words, by rules of our own. What
this module does not know: what a number without a word beside it counts.
"""

import re

from rag.positions.amounts import PEOPLE
from rag.positions.values import Value
from rag.premises.events import COUNTED
from rag.terms.words import content_stems

SCALED = 1e6
"""A bare number from here on is a sum of money: "the council approved 412 million"."""

_HOW_MANY = re.compile(r"\bhow many (?P<what>[a-z-]+(?: [a-z-]+)?)", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:what|which) (?:share|percentage)\b", re.IGNORECASE)
_UNITS = (
    (re.compile(r"\bpopulations?\b", re.IGNORECASE), "peopl inhabit resid person"),
    (re.compile(r"\bage\b|\bhow old\b", re.IGNORECASE), "year month"),
)
_MEASURED = re.compile(r"\bhow (?:long|high|tall|far|wide|deep|heavy|fast)\b", re.IGNORECASE)
"""What is measured has a unit."""
_MONEY = re.compile(
    r"\b(?:costs?|prices?|budgets?|expensive|damages?|salary|salaries|worth)\b"
    r"|\bhow much money\b",
    re.IGNORECASE,
)
_CURRENCIES = frozenset(
    "dollar euro pound crown roubl rubl yen yuan won rupe franc lira peso teng dirham rand real"
    " krona krone zloti hryvnia shekel riyal rial cent".split()
)
_WHAT_HAPPENED = (
    *COUNTED,
    re.compile(
        r"\b(?:evacuat\w+|displaced|homeless|driven (?:from|out)|flee\w*|fled"
        r"|(?:leave|left|lost) (?:their|the) (?:homes?|houses?))\b",
        re.IGNORECASE,
    ),
)
"""What happens to people, of which a report counts those it happened to one by one."""


def counts(question: str, value: Value, sentence: str) -> bool:
    """Tell whether a number counts what the question asks for, as far as both say."""
    if _SHARE.search(question):
        return "%" in value.unit
    if asks_for_money(question):
        return _is_money(value)
    if _MEASURED.search(question) and not value.unit:
        return False
    for asks, units in _UNITS:
        if value.unit and asks.search(question):
            return not value.unit.isdisjoint(units.split())
    if value.unit and (what := _what(question)):
        return bool(what & value.unit) and not _happened_otherwise(question, sentence)
    # A number word alone is often no figure at all: "two of its neighbours".
    return not value.text[:1].isalpha()


def asks_for_money(question: str) -> bool:
    """Tell whether a sum of money answers a question.

    >>> asks_for_money("How high was the damage?"), asks_for_money("How high was the water?")
    (True, False)
    """
    return _HOW_MANY.search(question) is None and _MONEY.search(question) is not None


def is_of_the_unit(question: str, value: Value) -> bool:
    """Tell whether a number has the very unit that the question asks for."""
    return asks_for_money(question) or bool(_what(question) & value.unit)


def _what(question: str) -> frozenset[str]:
    """Return the stems of what "how many …" counts; people by any name are people."""
    counted = _HOW_MANY.search(question)
    found = frozenset(content_stems(counted["what"])) if counted else frozenset[str]()
    return found | PEOPLE if found & PEOPLE else found


def _is_money(value: Value) -> bool:
    bare = not value.unit and (value.amount or 0.0) >= SCALED
    return bare or not value.unit.isdisjoint(_CURRENCIES)


def _happened_otherwise(question: str, sentence: str) -> bool:
    """Tell whether a sentence is about another thing that happened to people than the question."""
    asked = [told for told in _WHAT_HAPPENED if told.search(question)]
    if any(told.search(sentence) for told in asked):
        return False
    return bool(asked) and any(told.search(sentence) for told in _WHAT_HAPPENED)
