"""What was read from the question as filters: a chip each, with a × that asks again without it.

A × is a link, `#without-TURN-KIND`, as the citations are; what comes back from the browser is
matched strictly. What this module does not know: how a filter was read or honoured.
"""

import re
from collections.abc import Iterable
from datetime import date

from rag.answer import AppliedFilter, FilterKind
from ui.plain import day, shown

KINDS: dict[FilterKind, tuple[str, str]] = {
    "outlet": ("Only", "the outlets that the question names"),
    "date": ("Around", "more weight for these days"),
    "published": ("Published", "only articles of these days"),
}
"""What a chip says before its value, and what it is a chip for."""

NAME = re.compile(r"without-([0-9a-f]{8})-(outlet|date|published)", re.ASCII)


def filters_html(filters: Iterable[AppliedFilter], turn: str) -> str:
    """Return the chips, or nothing where nothing was read."""
    by_kind: dict[FilterKind, list[str]] = {}
    for found in filters:
        by_kind.setdefault(found.kind, []).append(_value(found))
    if not by_kind:
        return ""
    chips = "".join(_chip(kind, values, turn) for kind, values in by_kind.items())
    return f'<p class="cw-filters">{chips}</p>'


def read_removal(name: object) -> tuple[str, str] | None:
    """Return the turn and the kind of filter a × names, or None when it names none."""
    match = NAME.fullmatch(name) if isinstance(name, str) else None
    return (match[1], match[2]) if match else None


def days_shown(start: date | None, end: date | None) -> str:
    """Return a period as it is said: `October 2024`, `22–24 Oct 2024`, `from 20 Oct 2024`.

    >>> days_shown(date(2024, 10, 22), date(2024, 10, 24))
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


def _value(found: AppliedFilter) -> str:
    if found.kind == "outlet":
        return found.value
    ends = (None if end == ".." else date.fromisoformat(end) for end in found.value.split("/"))
    return days_shown(*ends)


def _chip(kind: FilterKind, values: list[str], turn: str) -> str:
    says, why = KINDS[kind]
    return (
        f'<span class="cw-filter" title="Read from the question: {why}">{says} '
        f"<bdi>{shown(', '.join(values))}</bdi>"
        f'<a class="cw-remove" href="#without-{turn}-{kind}" title="Ask again without this">'
        '<span class="cw-bracket">Ask again without this </span>×</a></span>'
    )
