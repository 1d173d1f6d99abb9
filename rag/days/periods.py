"""Days, months and years that a text names, as periods of the calendar.

A closed set of English forms, by rules of our own: dateparser guesses what is not said (the day,
the month, the year), and here nothing is to be guessed. What this module does not know: which
year is meant where none is written, unless it is told a day to count from.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAME = r"(?:(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October)"
"""A month in full."""
MONTH = (
    r"(?:jan(?:uary|\.)|feb(?:ruary|\.)|mar\.|(?-i:March|May|MARCH|MAY)|apr(?:il|\.)|june?\.?|july?\.?"
    r"|aug(?:ust|\.)|sept?(?:ember|\.)|oct(?:ober|\.)|nov(?:ember|\.)|dec(?:ember|\.)"
    r"|(?-i:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec))"
)
"""A month in full or short; "may", "march" and bare short forms need their capital letter."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d)"
_YEAR = r"(?:1[89]|20)\d\d(?!\d)"
_TO = r" ?(?:-|–|—|to|and|until|through) ?"
_TO_NEXT = re.compile(r" ?(?:-|–|—|to|until|through) ?")
_DATE = re.compile(
    rf"(?<![\w-])(?:(?P<iso>{_YEAR}-\d\d-\d\d)(?![\w-])|"
    rf"(?:(?P<weekday>{WEEKDAY}),? )?(?:"
    rf"(?P<month1>{MONTH}) (?:the )?(?P<day1>{_DAY})(?:{_TO}(?P<last1>{_DAY})(?! {MONTH}))?"
    rf"(?:,? (?P<year1>{_YEAR}))?"
    rf"|(?P<day2>{_DAY})(?:{_TO}(?P<last2>{_DAY}))? (?:of )?(?P<month2>{MONTH})"
    rf"(?:,? (?P<year2>{_YEAR}))?"
    rf"|(?P<month3>{MONTH})(?:,? (?:of )?(?P<year3>{_YEAR}))?(?! ?\d)))(?!\w)",
    re.IGNORECASE,
)

FUTURE = re.compile(
    r"\b(?:will|won['’]t|shall|going to|to be held|upcoming|scheduled|planned|plans?|expect(?:s|ed)"
    r"|is due|are due|set to|is to|are to|hopes? to|intends? to|by the end of|until)\b",
    re.IGNORECASE,
)
"""Words by which a sentence speaks of what is still to come."""
AHEAD_DAYS, BEHIND_DAYS, RECENT_DAYS, NEAR_DAYS = 183, 330, 60, 30
"""How far a day without a year may lie from the day it is counted from: ahead, where the sentence
speaks of the future, or behind; and what is so close that the other reading is possible too."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `start` to `end`, both of them included; None leaves an end open."""

    start: date | None
    end: date | None

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def widened(self, before: int, after: int) -> "Period":
        """Return the period with so many days more on each side."""
        start = shifted(self.start, -before) if self.start else None
        return Period(start, shifted(self.end, after) if self.end else None)

    def __str__(self) -> str:
        """Return it as an interval of ISO 8601: `2024-10-01/2024-10-31`, `2024-10-20/..`."""
        ends = (day.isoformat() if day else ".." for day in (self.start, self.end))
        return "/".join(ends)


@dataclass(frozen=True, slots=True)
class Named:
    """A date that a text writes out, with what it leaves out as None."""

    words: str
    place: int
    """Its first character in the text."""
    year: int | None
    month: int
    day: int | None = None
    last: int | None = None
    """Last day of a range: 24 in "October 22-24"."""
    weekday: int | None = None
    """0 for Monday."""

    @property
    def after(self) -> int:
        """One past its last character in the text."""
        return self.place + len(self.words)

    def in_year(self, year: int) -> Period | None:
        """Return the days it names in a year; None where the calendar or the weekday says no."""
        try:
            first = date(year, self.month, self.day or 1)
            last = date(year, self.month, self.last or self.day or _length(year, self.month))
        except ValueError:
            return None
        fits = self.weekday is None or first.weekday() == self.weekday
        return Period(first, last) if fits and first <= last else None


def named_dates(text: str) -> list[Named]:
    """Return the dates that a text writes out, in order.

    >>> [(d.words, d.year) for d in named_dates("From October 22 to 24 they met; in May 2023 too.")]
    [('October 22 to 24', None), ('May 2023', 2023)]
    """
    return [found for match in _DATE.finditer(text) if (found := _named(match)) is not None]


def _named(match: re.Match[str]) -> Named | None:
    if match["iso"]:
        written = [int(part) for part in match["iso"].split("-")]
        iso = Named(match["iso"], match.start(), *written)
        return iso if iso.in_year(written[0]) else None
    form = next(form for form in "123" if match[f"month{form}"])
    days = [match[f"{name}{form}"] if form != "3" else None for name in ("day", "last")]
    day, last = (int(re.sub(r"\D", "", text)) if text else None for text in days)
    weekday = match["weekday"]
    return Named(
        words=match.group(),
        place=match.start(),
        year=int(match[f"year{form}"]) if match[f"year{form}"] else None,
        month=MONTHS.index(match[f"month{form}"][:3].lower()) + 1,
        day=day,
        last=last,
        weekday=WEEKDAYS.index(weekday.lower()) if weekday and day else None,
    )


@dataclass(frozen=True, slots=True)
class Written:
    """A date that needs nothing but its own words, or a range of two of them."""

    start: int
    end: int
    words: str
    period: Period


def written_out(text: str) -> list[Written]:
    """Return the dates of a text that have a year; a range has that of its end.

    >>> [str(found.period) for found in written_out("From January to August 2024 it grew.")]
    ['2024-01-01/2024-08-31']
    """
    found: list[Written] = []
    before: Named | None = None
    for named in named_dates(text):
        period = named.in_year(named.year) if named.year else None
        if period is not None:
            first = _range_start(text, before, named, period)
            start, begins = (before.place, first) if before and first else (named.place, period)
            whole = Period(begins.start, period.end)
            found.append(Written(start, named.after, text[start : named.after], whole))
        before = named
    return found


def _range_start(text: str, before: Named | None, named: Named, period: Period) -> Period | None:
    """Return the first days of "January to August 2024"."""
    joined = before is not None and _TO_NEXT.fullmatch(text, before.after, named.place)
    if before is None or not joined or before.year is not None or named.year is None:
        return None
    for year in (named.year, named.year - 1):
        first = before.in_year(year)
        if first and first.start and period.start and first.start <= period.start:
            return first
    return None


def placed(named: Named, anchor: date | None, future: bool) -> Period | None:
    """Return the days a date names, or None where its year is not certain.

    Without a year it is the latest one up to `anchor`; the next one where the sentence speaks of
    the `future`; none where both are about as likely.

    >>> str(placed(named_dates("in October")[0], date(2024, 11, 3), future=False))
    '2024-10-01/2024-10-31'
    """
    if named.year is not None:
        return named.in_year(named.year)
    if anchor is None:
        return None
    periods = [named.in_year(year) for year in (anchor.year - 1, anchor.year, anchor.year + 1)]
    around = [(p.start, p) for p in periods if p is not None and p.start is not None]
    behind = next((p for start, p in reversed(around) if start <= anchor), None)
    ahead = next((p for start, p in around if start > anchor), None)
    return _likelier(behind, ahead, anchor, future)


def _likelier(
    behind: Period | None, ahead: Period | None, anchor: date, future: bool
) -> Period | None:
    since = _days(behind, anchor)
    until = _days(ahead, anchor)
    if future:
        if until <= AHEAD_DAYS:
            return ahead
        return behind if since <= RECENT_DAYS else None
    certain = since <= BEHIND_DAYS and (until > NEAR_DAYS or since <= RECENT_DAYS)
    return behind if certain else None


def _days(period: Period | None, anchor: date) -> float:
    if period is None or period.start is None:
        return float("inf")
    return abs((period.start - anchor).days)


def month_of(year: int, month: int) -> Period:
    """Return a month; its number may lie outside 1 to 12 and is then carried over.

    >>> str(month_of(2024, 0))
    '2023-12-01/2023-12-31'
    """
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    year = _in_calendar(year)
    return Period(date(year, month, 1), date(year, month, _length(year, month)))


def whole_year(year: int) -> Period:
    """Return all days of a year."""
    year = _in_calendar(year)
    return Period(date(year, 1, 1), date(year, 12, 31))


def week_of(day: date) -> Period:
    """Return the week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, shifted(monday, 6))


def shifted(day: date, days: int) -> date:
    """Return the day so many days later; at the ends of the calendar, its end."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _in_calendar(year: int) -> int:
    return min(max(year, date.min.year), date.max.year)


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
