"""Values that can be compared: days and times, numbers with their unit, and names.

`at_odds` tells whether two of them cannot both be the answer to one question. Where they cannot
be compared (a day and a clock time, people and houses), they are not at odds. What this module
does not know: what a value is about, and whether its source is right.
"""

import re
from dataclasses import dataclass
from typing import Literal

from rag.words import STOP_WORDS, stem, tokens
from vectorstore.names import name_key
from vectorstore.sentences import Span

Kind = Literal["time", "number", "name"]

_MONTHS = "january february march april may june july august september october november december"
_MONTH_NUMBER = {name[:3]: number for number, name in enumerate(_MONTHS.split(), start=1)}
_MONTH = (
    r"(?P<month>(?:Jan|Febr?|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?|(?:January|February|March"
    r"|April|May|June|July|August|September|October|November|December)\b)"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_TO = r"(?: ?[-–—] ?| (?:to|and|until|through) )(?P<last>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?P<year>1[0-9]\d\d|20\d\d)(?![\d:]|[,.]\d)\b"
_TIMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_MONTH} {_DAY}(?:{_TO})?(?:,? {_YEAR})?",
        rf"\b{_DAY}(?:{_TO})? (?:of )?{_MONTH}(?:,? {_YEAR})?",
        rf"\b(?P<past>this past |last )?{_MONTH}(?:,? (?:of )?(?:{_YEAR}|(?P<this>this year)))?",
        r"\b(?P<hour>[0-2]?\d):(?P<minute>[0-5]\d)\b(?!\d|[.:]\d)(?: ?(?P<half>[ap])\.?m\b)?",
        rf"(?<![\d.,:$€£]){_YEAR}(?! (?:\w+ )?(?:people|houses|euros|dollars|metres|million))",
    )
)
"""In this order; what an earlier one has read is not read again."""

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
_SMALL_WORDS = {word: float(value) for value, word in enumerate(_SMALL.split(), start=1)}
_TENS = {
    word: 10.0 * ten
    for ten, word in enumerate("thirty forty fifty sixty seventy eighty ninety".split(), start=3)
}
_WORDS = _SMALL_WORDS | _TENS | {"dozen": 12.0}
_TIMES_MORE = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_AMOUNT = re.compile(
    rf"(?P<about>(?:\b(?:about|around|nearly|almost|some|over|more than|at least|roughly|up to"
    rf"|approximately|an estimated|fewer than|less than) )?)"
    rf"(?P<money>[$€£])?(?:(?<![\w.,:/-])(?P<digits>\d+(?:[,.]\d+)*)(?![\w:]|[.,/]\d|-\d)"
    rf"|\b(?P<word>{'|'.join(w for w in _WORDS if w != 'one')})\b)"
    rf"(?:[ -](?P<more>{'|'.join(_TIMES_MORE)}))?"
    r"(?P<unit> ?%|(?:[ -](?-i:[a-z])[\w-]+){1,2})?",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"%|per ?cent")
_NEAR = 0.05
"""Share by which an "about" may miss."""
FARTHEST = 150.0
"""A number so many times another is about something else."""
_LITTLE = STOP_WORDS | {"the", "old", "year", "total", "new"}


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
    """Of a name: its words, spellings made equal."""


def at_odds(one: Value, other: Value) -> bool:
    """Tell whether two values of one kind cannot both answer the same question.

    >>> [a, b] = times("On October 23-24, not from 22 to 24 October.")
    >>> at_odds(a, b)
    True
    """
    if one.kind != other.kind:
        return False
    if one.kind == "time":
        return _times_at_odds(one, other)
    if one.kind == "number":
        return _amounts_at_odds(one, other)
    return not (one.words <= other.words or other.words <= one.words)


def agree(one: Value, other: Value) -> bool:
    """Tell whether two values of one kind say the same, as far as either of them goes.

    >>> [year, day, clock] = times("In 2024, on 2 May 2024, at 10:30.")
    >>> agree(year, day), agree(day, clock)
    (True, False)
    """
    if one.kind != other.kind or at_odds(one, other):
        return False
    if one.kind == "time":
        parts = ((v.year, v.month, v.minute) for v in (one, other))
        return any(a is not None and a == b for a, b in zip(*parts, strict=True))
    return one.kind == "name" or comparable(one, other)


def times(text: str, published: str | None = None) -> list[Value]:
    """Return the days, years and clock times of a text, in order.

    "this past August" has the year in which the text was `published` (`YYYY-MM-DD`).
    """
    read: list[Value] = []
    for pattern in _TIMES:
        for match in pattern.finditer(text):
            if not any(_overlap(match.span(), value.span) for value in read):
                value = _time(match, published)
                read += [value] if value is not None else []
    return sorted(read, key=lambda value: value.span)


def amounts(text: str) -> list[Value]:
    """Return the numbers of a text with their units, in order; dates are none.

    >>> [(value.amount, value.text) for value in amounts("In 2019 it cost 1.5 million euros.")]
    [(1500000.0, '1.5 million euros')]
    """
    dates = [value.span for value in times(text)]
    found = (_amount(match) for match in _AMOUNT.finditer(text))
    return [value for value in found if not any(_overlap(value.span, date) for date in dates)]


def name(text: str, span: Span) -> Value:
    """Return the words at `span` of a text as a name."""
    said = text[slice(*span)]
    words = frozenset(name_key(stem(w)) for w in tokens(said) if w not in STOP_WORDS)
    return Value("name", span, said, words=words)


def _time(match: re.Match[str], published: str | None) -> Value | None:
    groups = match.groupdict()
    text = match.group()
    if groups.get("hour"):
        minute = int(groups["hour"]) * 60 + int(groups["minute"])
        late = groups["half"] in ("p", "P") and int(groups["hour"]) < 12
        return Value("time", match.span(), text, minute=minute + (720 if late else 0))
    month = _MONTH_NUMBER[groups["month"][:3].casefold()] if groups.get("month") else None
    year = int(groups["year"]) if groups.get("year") else _told_year(groups, month, published)
    days = None
    if groups.get("day"):
        first = int(groups["day"])
        days = (first, int(groups["last"] or first))
        if not 1 <= days[0] <= days[1] <= 31:
            return None
    return Value("time", match.span(), text, year=year, month=month, days=days)


def _told_year(
    groups: dict[str, str | None], month: int | None, published: str | None
) -> int | None:
    """Return the year of "this past August" or "August this year" in what was published."""
    if published is None or month is None or not (groups.get("past") or groups.get("this")):
        return None
    year, now = int(published[:4]), int(published[5:7])
    return year - 1 if groups.get("past") and month > now else year


def _amount(match: re.Match[str]) -> Value:
    digits, word = match["digits"], match["word"]
    more = _TIMES_MORE[match["more"].casefold()] if match["more"] else 1.0
    number = _number(digits) if digits else _WORDS[word.casefold()]
    decimals = len(digits.rpartition(".")[2]) if digits and "." in digits else 0
    amount = number * more
    step = more * 10.0**-decimals / 2 if decimals or more > 1 else 0.0
    unit = match["unit"] or ""
    if match["about"]:
        step = max(step, _NEAR * amount)
    start = match.start() + len(match["about"])
    return Value(
        "number",
        (start, _end(match)),
        match.string[start : _end(match)],
        amount=amount,
        step=step,
        unit=_unit(match["money"], unit),
    )


def _end(match: re.Match[str]) -> int:
    """Return where the number ends with its unit, which is one word, or two with "per"."""
    unit = match["unit"] or ""
    if not unit or "%" in unit:
        return match.end()
    first = unit.split()[0] if unit[0] == " " else unit
    second = unit.split()[1:2]
    if _PERCENT.search(" ".join([first, *second])) and first.casefold() == "per":
        return match.end()
    known = first.casefold().strip("-") not in STOP_WORDS
    return match.start("unit") + (len(first) + (unit[0] == " ") if known else 0)


def _number(digits: str) -> float:
    """Return the number that digits stand for: "1,340", "1.340.000" and "6.12"."""
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        return float(digits.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", digits):
        return float(digits.replace(".", ""))
    head, _, rest = digits.replace(",", ".").partition(".")
    return float(f"{head}.{rest.replace('.', '')}") if rest else float(head)


def _unit(money: str | None, words: str) -> frozenset[str]:
    if money:
        return frozenset({"$": ["dollar"], "€": ["euro"], "£": ["pound"]}[money])
    if _PERCENT.search(words.casefold()):
        return frozenset(["%"])
    found = (stem(word) for word in tokens(words) if word not in _LITTLE)
    return frozenset(found)


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
    return abs(one.amount - other.amount) > max(one.step, other.step)


def comparable(one: Value, other: Value) -> bool:
    """Tell whether two amounts can count the same thing, by their units and sizes."""
    small, large = sorted((one.amount or 0.0, other.amount or 0.0))
    near = large <= FARTHEST * small
    return near and (not one.unit or not other.unit or bool(one.unit & other.unit))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
