"""The days, years and clock times that a text names, as values that can be compared.

What this module does not know: which event they belong to, and languages other than English.
"""

import re

from rag.days.periods import MONTH_NAME, MONTHS
from rag.positions.values import Value, overlap

_MONTH_NUMBER = {name: number for number, name in enumerate(MONTHS, start=1)}
_MONTH = (
    r"(?P<month>(?:Jan|Febr?|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
    rf"|{MONTH_NAME}\b)"
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


def times(text: str, published: str | None = None) -> list[Value]:
    """Return the days, years and clock times of a text, in order.

    "this past August" has the year in which the text was `published` (`YYYY-MM-DD`).
    """
    read: list[Value] = []
    for pattern in _TIMES:
        for match in pattern.finditer(text):
            if not any(overlap(match.span(), value.span) for value in read):
                value = _time(match, published)
                read += [value] if value is not None else []
    return sorted(read, key=lambda value: value.span)


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
