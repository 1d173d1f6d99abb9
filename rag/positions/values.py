"""Values that can be compared: days and times, numbers with their unit, and names.

`at_odds` tells whether two of them cannot both be the answer to one question. Where they cannot
be compared (a day and a clock time, people and houses), they are not at odds. What this module
does not know: how they are read in a text (days.py, amounts.py), and whether it is right.
"""

from dataclasses import dataclass
from typing import Literal

from rag.terms.stems import stem
from rag.terms.words import STOP_WORDS, tokens
from vectorstore.names import name_key
from vectorstore.sentences import Span

Kind = Literal["time", "number", "name", "class"]

ROUNDED = 0.5
"""What a whole number may miss of one with decimals: 87 % and 87.3 %."""
OF_ONE_SIZE = 3.0
"""A count so many times another is rather one of a part: of a month, of one street."""
FARTHEST = 150.0
"""A number so many times another is about something else."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value as it stands in a sentence, and what it can be compared by."""

    kind: Kind
    span: Span
    """Characters of the text it was read in."""
    text: str
    year: int | None = None
    month: int | None = None
    days: tuple[int, int] | None = None
    """First and last day of the month."""
    minute: int | None = None
    """Minutes since midnight."""
    amount: float | None = None
    step: float = 0.0
    """How much the last digit that is given stands for; larger for an "about"."""
    unit: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    """Of a name: its words, spellings made equal; of words of one class: what they stand for."""


def at_odds(one: Value, other: Value) -> bool:
    """Tell whether two values of one kind cannot both answer the same question.

    >>> long, short = (Value("time", (0, 0), "", month=10, days=d) for d in ((22, 24), (23, 24)))
    >>> at_odds(long, short)
    True
    """
    if one.kind != other.kind:
        return False
    if one.kind == "time":
        return _times_at_odds(one, other)
    if one.kind == "number":
        return _amounts_at_odds(one, other)
    if one.kind == "class":
        return one.words.isdisjoint(other.words)
    return not (one.words <= other.words or other.words <= one.words)


def agree(one: Value, other: Value) -> bool:
    """Tell whether two values of one kind say the same, as far as either of them goes.

    >>> year, month, clock = (
    ...     Value("time", (0, 0), "", year=y, month=m, minute=c)
    ...     for y, m, c in ((2024, None, None), (2024, 5, None), (None, None, 630))
    ... )
    >>> agree(year, month), agree(month, clock)
    (True, False)
    """
    if one.kind != other.kind or at_odds(one, other):
        return False
    if one.kind == "time":
        parts = ((v.year, v.month, v.minute) for v in (one, other))
        return any(a is not None and a == b for a, b in zip(*parts, strict=True))
    return one.kind in ("name", "class") or comparable(one, other)


def name(text: str, span: Span) -> Value:
    """Return the words at `span` of a text as a name."""
    said = text[slice(*span)]
    words = frozenset(name_key(stem(w)) for w in tokens(said) if w not in STOP_WORDS)
    return Value("name", span, said, words=words)


def _times_at_odds(one: Value, other: Value) -> bool:
    if _differ(one.year, other.year) or _differ(one.minute, other.minute):
        return True
    if _differ(one.month, other.month):
        return True
    if one.days is None or other.days is None or one.month is None:
        return False
    return not _one_day_within(one.days, other.days)


def _one_day_within(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether they are the same days, or one is a single day of the other."""
    if one == other:
        return True
    (first, last), day = (one, other) if one[0] < one[1] else (other, one)
    return day[0] == day[1] and first <= day[0] <= last


def _differ(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one != other


def _amounts_at_odds(one: Value, other: Value) -> bool:
    if one.amount is None or other.amount is None or not comparable(one, other):
        return False
    whole = one.amount.is_integer() != other.amount.is_integer()
    return abs(one.amount - other.amount) > max(one.step, other.step, ROUNDED if whole else 0.0)


def comparable(one: Value, other: Value) -> bool:
    """Tell whether two amounts can count the same thing, by their units and sizes."""
    small, large = sorted((one.amount or 0.0, other.amount or 0.0))
    near = large <= FARTHEST * small
    return near and (not one.unit or not other.unit or bool(one.unit & other.unit))


def share_days(one: Value, other: Value) -> bool:
    """Tell whether two spans of days lie in one month and share some of them.

    >>> long, short = (Value("time", (0, 0), "", month=10, days=d) for d in ((22, 24), (23, 24)))
    >>> share_days(long, short)
    True
    """
    if one.days is None or other.days is None or one.month != other.month:
        return False
    spans = one.days[0] < one.days[1] and other.days[0] < other.days[1]
    return spans and one.days[0] <= other.days[1] and other.days[0] <= one.days[1]


def of_one_size(one: Value, other: Value) -> bool:
    """Tell whether two amounts are near enough to be two counts of one whole.

    >>> many, few, part = (Value("number", (0, 0), "", amount=n) for n in (1900.0, 1340.0, 260.0))
    >>> of_one_size(many, few), of_one_size(many, part)
    (True, False)
    """
    small, large = sorted((one.amount or 0.0, other.amount or 0.0))
    return comparable(one, other) and large <= OF_ONE_SIZE * small


def overlap(one: Span, other: Span) -> bool:
    """Tell whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]
