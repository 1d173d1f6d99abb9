"""The phrase of a question that says in, since or between when: "since May", "yesterday".

Dates are read as periods.py reads them; "last month" and a date without a year are counted from a
day that is passed in. What this module does not know: whether the days of an event or those of the
articles are meant.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from rag.days.periods import (
    FUTURE,
    Named,
    Period,
    month_of,
    named_dates,
    placed,
    shifted,
    week_of,
    whole_year,
)
from rag.days.phrases import COUNTS, PHRASES, counted

Anchor = Callable[[], date | None]

_SOMETIME = r"(?: (?:early|late|mid))?[ -](?:the )?$"
_IN = re.compile(rf"\b(?P<word>in|on|during|from|of){_SOMETIME}", re.IGNORECASE)
_IN_MONTH = re.compile(rf"\b(?P<word>in|during|from){_SOMETIME}", re.IGNORECASE)
"""Not "of": somebody can be called May."""
_OPEN = re.compile(rf"\b(?P<word>since|after|before|until|up to){_SOMETIME}", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from|in|during) (?:the )?$", re.IGNORECASE)
_BETWEEN_DAYS = re.compile(r"\b(?P<word>between) (?:the )?$", re.IGNORECASE)
"""Before "3 and 5 May"."""
_AND = re.compile(r" (?:and|to|until|-|–) (?:in |the )?", re.IGNORECASE)
_ONWARDS = re.compile(r" on(?:wards?)?\b(?! \w)", re.IGNORECASE)
_YEAR_ALONE = re.compile(r"(?<![\w-])(?:19|20)\d\d(?![\w-])")
_YEARS = re.compile(
    r"\b(?:between|from|in) (?P<first>(?:19|20)\d\d) ?(?:and|to|until|-|–) ?(?P<last>(?:19|20)\d\d)"
    r"(?![\w-])",
    re.IGNORECASE,
)
_UNIT = re.compile(r"\b(?:in the )?(?P<which>this|last|past) (?P<unit>week|month|year)\b", re.I)
_RECENT = re.compile(
    r"\b(?:(?:in|over|during|within|for) )?the (?:last|past) (?P<count>\w+)"
    r" (?P<unit>day|week|month|year)s\b",
    re.IGNORECASE,
)
_LENGTHS = {"day": 1, "week": 7, "month": 30, "year": 365}
"""Days."""
MOST = 1000
"""Of any unit that is counted back."""
_BEFORE_PHRASE = re.compile(r"\b(?:on|in|since|from|during|of) $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DayPhrase:
    """The date phrase of a question."""

    words: str
    start: int
    period: Period | None
    """None for one that cannot be told as days: "last spring", "yesterday" of an unknown day."""
    weighs: bool = True
    """False for a whole year, too long to weigh by."""
    counted: bool = False
    """True for one that means other days when it is asked another day."""


def day_phrase(question: str, anchor: Anchor, day_known: bool = True) -> DayPhrase | None:
    """Return the first date phrase of a question, if there is one.

    `day_known` tells whether the anchor is the day that is asked about, and no guess.

    >>> str(day_phrase("Who paid between 3 and 5 May 2024?", lambda: None).period)
    '2024-05-03/2024-05-05'
    """
    if (found := _relative_month(question, anchor)) is not None:
        return found
    dates = named_dates(question)
    for place, named in enumerate(dates):
        following = dates[place + 1] if place + 1 < len(dates) else None
        if (found := _phrase(question, named, following, anchor)) is not None:
            return found
    return (
        _unit(question, anchor)
        or _recent(question, anchor)
        or _relative(question, anchor, day_known)
        or _years(question)
        or _year(question)
    )


def _phrase(
    question: str, named: Named, following: Named | None, anchor: Anchor
) -> DayPhrase | None:
    before = question[: named.place]
    future = FUTURE.search(question) is not None
    joined = following is not None and _AND.fullmatch(question, named.after, following.place)
    if following is not None and joined and (match := _BETWEEN.search(before)):
        return _range(question[match.start() : following.after], match.start(), anchor, future)
    match = (_IN if named.day or named.year else _IN_MONTH).search(before) or _OPEN.search(before)
    if match is None and named.last is not None:
        match = _BETWEEN_DAYS.search(before)
    if match is None:
        return None
    period = placed(named, None if named.year else anchor(), future)
    if period is None:
        return None
    word, end = match["word"].lower(), named.after
    if word in {"from", "on"} and (onwards := _ONWARDS.match(question, end)):
        word, end = "since", onwards.end()
    return DayPhrase(question[match.start() : end], match.start(), _opened(period, word))


def _range(words: str, start: int, anchor: Anchor, future: bool) -> DayPhrase | None:
    """Return "between August and October 2024"; the first takes the year of the last."""
    first, last = named_dates(words)[:2]
    end = placed(last, None if last.year else anchor(), future)
    if end is None or end.start is None:
        return None
    begin = placed(first, end.start, future=False)
    if begin is None or begin.start is None or begin.start > end.start:
        return None
    return DayPhrase(words, start, Period(begin.start, end.end))


def _relative_month(question: str, anchor: Anchor) -> DayPhrase | None:
    """Return "in August last year", whose month is none of the year that is asked in."""
    match = dict(PHRASES)["month"].search(question)
    return _counted("month", match, question, anchor()) if match else None


def _unit(question: str, anchor: Anchor) -> DayPhrase | None:
    match = _UNIT.search(question)
    if match is None:
        return None
    day = anchor()
    back, unit = (0 if match["which"].lower() == "this" else 1), match["unit"].lower()
    period = None
    if day is not None:
        match unit:
            case "week":
                period = week_of(shifted(day, -7 * back))
            case "month":
                period = month_of(day.year, day.month - back)
            case _:
                period = whole_year(day.year - back)
    return DayPhrase(match.group(), match.start(), period, weighs=unit != "year", counted=True)


def _recent(question: str, anchor: Anchor) -> DayPhrase | None:
    """Return "in the last two weeks": the days up to the one that is asked in."""
    match = _RECENT.search(question)
    length = str(COUNTS.get(match["count"].lower(), match["count"])) if match else ""
    if match is None or not length.isdigit():
        return None
    day, unit = anchor(), _LENGTHS[match["unit"].lower()]
    days = min(int(length), MOST) * unit
    period = Period(shifted(day, -days), day) if day else None
    return DayPhrase(match.group(), match.start(), period, weighs=days < 365, counted=True)


def _relative(question: str, anchor: Anchor, day_known: bool) -> DayPhrase | None:
    """Return "yesterday", "on Friday", "two weeks ago", "last spring"."""
    for kind, pattern in PHRASES:
        match = pattern.search(question) if kind not in {"later", "unit", "month"} else None
        if match is not None and match.group().lower() != "tomorrow":
            return _counted(kind, match, question, anchor() if day_known else None)
    return None


def _counted(kind: str, match: re.Match[str], question: str, day: date | None) -> DayPhrase:
    before = _BEFORE_PHRASE.search(question[: match.start()])
    start = before.start() if before else match.start()
    period = None
    if day is not None and kind != "season":
        future = FUTURE.search(question) is not None
        period = counted(kind, match, day, future)
    # Nobody expects a season or a Friday to be more than a word of the question.
    sure = kind not in {"season", "weekday"}
    return DayPhrase(question[start : match.end()], start, period, counted=sure)


def _years(question: str) -> DayPhrase | None:
    match = _YEARS.search(question)
    if match is None or match["first"] > match["last"]:
        return None
    period = Period(whole_year(int(match["first"])).start, whole_year(int(match["last"])).end)
    return DayPhrase(match.group(), match.start(), period, weighs=False)


def _year(question: str) -> DayPhrase | None:
    for match in _YEAR_ALONE.finditer(question):
        before = question[: match.start()]
        if opening := _IN.search(before) or _OPEN.search(before):
            period = _opened(whole_year(int(match.group())), opening["word"])
            words = question[opening.start() : match.end()]
            return DayPhrase(words, opening.start(), period, weighs=False)
    return None


def _opened(period: Period, word: str) -> Period:
    """Return the days "since", "after", "before" or "until" a period."""
    start, end = period.start, period.end
    match word.lower():
        case "since":
            return Period(start, None)
        case "after":
            return Period(shifted(end, 1) if end else None, None)
        case "before":
            return Period(None, shifted(start, -1) if start else None)
        case "until" | "up to":
            return Period(None, end)
    return period
