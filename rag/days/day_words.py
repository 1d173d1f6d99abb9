"""Days and periods as people write them: `22 Oct 2024`, `22–24 Oct 2024`, `October 2024`.

What this module does not know: any language but English, and how a day was found.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from rag.answer import ResolvedDate, TimelineEntry

_RELATIVE = re.compile(r"\b(?:last|this|next|ago|later|yesterday|tomorrow)\b|day\b", re.I)
"""Words that mean nothing without a day to count from; "October 24" says most of it itself."""

NOT_CERTAIN = "date not certain"


def day(published_at: str | None) -> str | None:
    """Return `2024-10-22` as `22 Oct 2024`; anything else as it stands."""
    if published_at is None:
        return None
    try:
        parsed = date.fromisoformat(published_at)
    except ValueError:
        return published_at
    return f"{parsed.day} {parsed:%b %Y}"


def days(start: date | None, end: date | None) -> str:
    """Return a period as it is said: `October 2024`, `22–24 Oct 2024`, `from 20 Oct 2024`.

    >>> days(date(2024, 10, 22), date(2024, 10, 24))
    '22–24 Oct 2024'
    """
    if start is None or end is None:
        known = start or end
        return f"{'from' if start else 'until'} {day(known.isoformat()) if known else ''}".strip()
    if start == end:
        return day(start.isoformat()) or ""
    if named := _whole(start, end):
        return named
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{end.day} {end:%b %Y}"
    same_year = start.year == end.year
    first = f"{start.day} {start:%b}" if same_year else day(start.isoformat())
    return f"{first} – {day(end.isoformat())}"


def _whole(start: date, end: date) -> str | None:
    """Return the name of a whole month or year."""
    last_of_month = start.day == 1 and date.fromordinal(end.toordinal() + 1).day == 1
    if last_of_month and (start.year, start.month) == (end.year, end.month):
        return f"{start:%B %Y}"
    whole_year = last_of_month and (start.month, end.month) == (1, 12) and start.year == end.year
    return str(start.year) if whole_year else None


def meanings(dates: Iterable[ResolvedDate]) -> Iterator[tuple[str, str, str]]:
    """Yield the words of a sentence that tell a day, what they mean, and how that is known."""
    for found in dates:
        if found.start is not None and found.end is not None:
            since = f"counted from {day(found.anchor)}" if found.anchor else ""
            yield found.words, between(found.start, found.end), since
        elif found.unresolved is not None and _RELATIVE.search(found.words):
            yield found.words, NOT_CERTAIN, found.unresolved


def between(start: str, end: str) -> str:
    """Return the days from one ISO date to another as they are said."""
    return days(date.fromisoformat(start), date.fromisoformat(end))


def told_on(entry: TimelineEntry) -> str:
    """Return the days of an event, or `reported 19 Jan 2024` where nothing but that is known."""
    days_of_it = between(entry.start, entry.end)
    return f"reported {days_of_it}" if entry.reported else days_of_it
