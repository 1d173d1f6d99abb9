"""The days that a cited sentence means by "last month", "on Thursday" or "October 24".

They are counted from the day its article was published, "two months later" from the date that
the text names right before. What cannot be counted, or could mean two things, says why and gives
no days. Rules of our own for a closed set of phrases: see periods.py. What this module does not
know: whether an article was wrong about a date, and what "today" means in an interview.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rag.answer import ResolvedDate
from rag.draft import DraftStatement, Quote
from rag.periods import (
    FUTURE,
    MONTH,
    WEEKDAY,
    WEEKDAYS,
    Named,
    Period,
    month_of,
    named_dates,
    placed,
    shifted,
    week_of,
)

UNDATED = "the article has no known date"
QUOTED = "it stands in a quotation, and the day that was said is not known"
UNCLEAR = "it can mean more than one day"
NO_START = "the text names no date to count from"
NO_SUCH_DAY = "the calendar has no such day"

LOOK_BACK = 300
"""Characters before a sentence in which "two months later" finds its date."""

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
} | {"a": 1, "an": 1}
_COUNT = rf"(?P<count>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))}|\d{{1,2}})"
_UNIT = r"(?P<unit>day|week|month|year)s?"
_PHRASES = (
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
_QUOTED = re.compile(r"[“\"«][^”\"»]*(?:[”\"»]|$)")
_YEAR_ALONE = re.compile(r"\b(?:in|since|by|until|of) ((?:19|20)\d\d)(?![\w-])", re.I)
_SPREAD = {"day": 0, "week": 3, "month": 15, "year": 91}
"""Days by which a count of whole units can be off: "two months ago" is no exact day."""
_MONTHS_OF = {"month": 1, "year": 12}


@dataclass(frozen=True, slots=True)
class _Found:
    """A phrase in a sentence with what it stands for."""

    start: int
    end: int
    words: str
    period: Period | None
    why: str | None
    anchor: date | None


def statement_dates(draft: DraftStatement) -> tuple[ResolvedDate, ...]:
    """Return the dates of a statement that need its article to be understood."""
    found = [one for quote in draft.quotes for one in quote_dates(quote)]
    said = [one for one in found if one.words in draft.text]
    return tuple({one.words: one for one in reversed(said)}.values())[::-1]


def quote_dates(quote: Quote) -> list[ResolvedDate]:
    """Return the dates of a quoted sentence that are not written out in full."""
    published = _published(quote)
    before = quote.chunk.text[: quote.start - quote.chunk.start][-LOOK_BACK:]
    return [_resolved(found) for found in _all(quote.text, before, published)]


def event_periods(quote: Quote) -> list[tuple[str, Period]]:
    """Return every date of a quoted sentence that is certain, in full or resolved, in order."""
    full = [(n.place, n.words, n.in_year(n.year)) for n in named_dates(quote.text) if n.year]
    published = _published(quote)
    before = quote.chunk.text[: quote.start - quote.chunk.start][-LOOK_BACK:]
    rest = [(f.start, f.words, f.period) for f in _all(quote.text, before, published)]
    certain = [(words, period) for _, words, period in sorted(full + rest, key=_place) if period]
    return certain or [(m[1], _year(int(m[1]))) for m in _YEAR_ALONE.finditer(quote.text)]


def _year(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


def _place(row: tuple[int, str, Period | None]) -> int:
    return row[0]


def _published(quote: Quote) -> date | None:
    value = quote.chunk.metadata.published_at.value
    return date.fromisoformat(value) if value else None


def _resolved(found: _Found) -> ResolvedDate:
    start, end = (found.period.start, found.period.end) if found.period else (None, None)
    return ResolvedDate(
        words=found.words,
        start=start.isoformat() if start else None,
        end=end.isoformat() if end else None,
        anchor=found.anchor.isoformat() if found.anchor else None,
        unresolved=found.why,
    )


def _all(sentence: str, before: str, published: date | None) -> list[_Found]:
    """Return the phrases of a sentence in order; of two in one place, the longer one."""
    found: list[_Found] = []
    future = FUTURE.search(sentence) is not None
    candidates = [*_relative(sentence, before, published, future), *_yearless(sentence, published)]
    written = [n for n in named_dates(sentence) if n.year]
    taken = [(n.place, n.after) for n in written if n.in_year(n.year or 0)]
    for one in sorted(candidates, key=lambda one: one.start - one.end):
        if all(one.end <= start or end <= one.start for start, end in taken):
            taken.append((one.start, one.end))
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _yearless(sentence: str, published: date | None) -> Iterator[_Found]:
    """Yield dates without a year, and those that the calendar denies."""
    future = FUTURE.search(sentence) is not None
    for named in named_dates(sentence):
        period = placed(named, published, future)
        if named.year is not None and period is not None:
            continue
        why = None if period else _why_not(named, published)
        yield _Found(named.place, named.after, named.words, period, why, published)


def _why_not(named: Named, published: date | None) -> str:
    if named.year is not None:
        return NO_SUCH_DAY
    return UNCLEAR if published else UNDATED


def _relative(sentence: str, before: str, published: date | None, future: bool) -> Iterator[_Found]:
    quoted = [match.span() for match in _QUOTED.finditer(sentence)]
    for kind, pattern in _PHRASES:
        for match in pattern.finditer(sentence):
            inside = any(start < match.start() < end for start, end in quoted)
            if kind == "later":
                start = _date_before(before, sentence[: match.start()], published)
                period, why = _later(match, start)
                yield _Found(
                    *match.span(), match.group(), period, why, start.start if start else None
                )
                continue
            if published is None or inside or kind == "season":
                why = UNDATED if published is None else QUOTED if inside else UNCLEAR
                yield _Found(*match.span(), match.group(), None, why, published)
                continue
            period = _counted(kind, match, published, future)
            why = None if period else UNCLEAR
            yield _Found(*match.span(), match.group(), period, why, published)


def _counted(kind: str, match: re.Match[str], published: date, future: bool) -> Period | None:
    """Return the days a phrase means, counted from the day of publication."""
    match kind:
        case "near":
            day = shifted(published, 1 if match.group().lower() == "tomorrow" else -1)
            return Period(day, day)
        case "unit":
            return _unit(match, published)
        case "ago":
            return _moved(Period(published, published), match, -1)
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
            whole = _year(published.year + step)
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


def _later(match: re.Match[str], start: Period | None) -> tuple[Period | None, str | None]:
    moved = _moved(start, match, 1) if start else None
    return moved, None if moved else NO_START


def _moved(start: Period, match: re.Match[str], sign: int) -> Period | None:
    """Return a period so many days, weeks, months or years away, as exactly as it was said.

    A unit finer than the period it is counted from leads nowhere.
    """
    first, last = start.start, start.end
    if first is None or last is None:
        return None
    count = sign * (_NUMBERS.get(match["count"].lower()) or int(match["count"]))
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


def _date_before(before: str, sentence: str, published: date | None) -> Period | None:
    """Return the last date before a phrase in its sentence, or the only one of what precedes."""
    for text, only in ((sentence, False), (before, True)):
        periods = [p for n in named_dates(text) if (p := placed(n, published, False))]
        if periods and not (only and len(set(periods)) > 1):
            return periods[-1]
        if periods:
            return None
    return None
