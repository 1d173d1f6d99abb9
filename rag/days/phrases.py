"""Phrases that tell a day by another one: "last month", "two weeks ago", "this past August".

A closed set of English phrases, by rules of our own, as in periods.py. What this module does not
know: the day they are counted from, which is passed in.
"""

import re
from datetime import date

from rag.days.periods import (
    MONTH,
    WEEKDAY,
    WEEKDAYS,
    Period,
    month_of,
    named_dates,
    shifted,
    week_of,
    whole_year,
)

COUNTS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
} | {"a": 1, "an": 1}
"""Numbers as they are written in "two weeks ago"."""
_COUNT = rf"(?P<count>{'|'.join(sorted(COUNTS, key=len, reverse=True))}|\d{{1,2}})"
_UNIT = r"(?P<unit>day|week|month|year)s?"
PHRASES = (
    ("near", re.compile(r"\b(?:yesterday|tomorrow|last night)\b", re.I)),
    (
        "month",
        re.compile(
            rf"\b(?:(?P<which>this past|last|next|this) (?P<month>{MONTH})"
            rf"|(?P<month_of>{MONTH}) (?:of )?(?P<year_of>this|last|next) year)(?!\w| \d)",
            re.I,
        ),
    ),
    (
        "unit",
        re.compile(
            r"\b(?:(?P<part>earlier|later) )?(?P<which>this past|this|last|next)"
            r" (?P<unit>week|month|year)\b",
            re.I,
        ),
    ),
    ("ago", re.compile(rf"\b{_COUNT} {_UNIT} ago\b", re.I)),
    ("later", re.compile(rf"\b{_COUNT} {_UNIT} (?:later|afterwards?)\b", re.I)),
    (
        "season",
        re.compile(r"\b(?:this|last|next|this past) (?:spring|summer|autumn|fall|winter)\b", re.I),
    ),
    (
        "weekday",
        re.compile(
            rf"\b(?:(?P<which>last|next|this) )?(?<!every )(?<!each )(?<!black )(?<!good )"
            rf"(?<!bloody )(?<!easter )(?<!super )(?P<weekday>{WEEKDAY})\b(?-i:(?! [A-Z]))",
            re.I,
        ),
    ),
)
_SPREAD = {"day": 0, "week": 3, "month": 15, "year": 91}
"""Days by which a count of whole units can be off: "two months ago" is no exact day."""
_MONTHS_OF = {"month": 1, "year": 12}


def counted(kind: str, match: re.Match[str], published: date, future: bool) -> Period | None:
    """Return the days a phrase means, counted from the day of publication."""
    match kind:
        case "near":
            day = shifted(published, 1 if match.group().lower() == "tomorrow" else -1)
            return Period(day, day)
        case "unit":
            return _unit(match, published)
        case "ago":
            return moved(Period(published, published), match, -1)
        case "month":
            return _month(match, published)
    return _weekday(match, published, future)


def _unit(match: re.Match[str], published: date) -> Period:
    step = {"last": -1, "this past": -1, "this": 0, "next": 1}[match["which"].lower()]
    match match["unit"].lower():
        case "week":
            whole = week_of(shifted(published, 7 * step))
        case "month":
            whole = month_of(published.year, published.month + step)
        case _:
            whole = whole_year(published.year + step)
    part = (match["part"] or "").lower()
    if step == 0 and part:
        earlier = part == "earlier"
        return Period(whole.start, published) if earlier else Period(published, whole.end)
    return whole


def _month(match: re.Match[str], published: date) -> Period | None:
    number = named_dates(match["month"] or match["month_of"])[0].month
    if match["year_of"]:
        step = {"last": -1, "this": 0, "next": 1}[match["year_of"].lower()]
        return month_of(published.year + step, number)
    passed = number < published.month
    match match["which"].lower():
        case "this past":
            return month_of(published.year - (not passed), number)
        case "last":
            # Once it has been this year, some mean that one and others the one before.
            return None if passed else month_of(published.year - 1, number)
        case "next":
            return month_of(published.year + 1, number) if passed else None
    return month_of(published.year, number)


def _weekday(match: re.Match[str], published: date, future: bool) -> Period | None:
    """Return the weekday in the week up to the publication, or in the one that follows."""
    which = (match["which"] or "").lower()
    if which in {"last", "next"} or (which == "this" and not future):
        return None
    back = (published.weekday() - WEEKDAYS.index(match["weekday"].lower())) % 7
    if future and back == 0:
        return None
    day = shifted(published, 7 - back if future else -back)
    return Period(day, day)


def moved(start: Period, match: re.Match[str], sign: int) -> Period | None:
    """Return a period so many days, weeks, months or years away, as exactly as it was said.

    A unit finer than the period it is counted from leads nowhere.
    """
    first, last = start.start, start.end
    if first is None or last is None:
        return None
    count = sign * (COUNTS.get(match["count"].lower()) or int(match["count"]))
    unit = match["unit"].lower()
    if first != last:
        months = _MONTHS_OF.get(unit)
        return _months_moved(first, last, count * months) if months else None
    if unit in _MONTHS_OF:
        month = month_of(first.year, first.month + count * _MONTHS_OF[unit])
        if month.start is None or month.end is None:
            return None
        middle = min(shifted(month.start, first.day - 1), month.end)
    else:
        middle = shifted(first, count * (7 if unit == "week" else 1))
    return Period(middle, middle).widened(_SPREAD[unit], _SPREAD[unit])


def _months_moved(first: date, last: date, months: int) -> Period:
    return Period(
        month_of(first.year, first.month + months).start,
        month_of(last.year, last.month + months).end,
    )
