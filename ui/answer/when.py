"""What the dates of a sentence mean, as a quiet note, and a timeline as a short list.

What this module does not know: how a date was resolved, and what a chip looks like.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date

from rag.answer import ResolvedDate, TimelineEntry
from ui.answer.filter_chips import days_shown
from ui.plain import day, shortened, shown

_RELATIVE = re.compile(r"\b(?:last|this|next|ago|later|yesterday|tomorrow)\b|day\b", re.I)
"""Words that mean nothing without a day to count from; "October 24" says most of it itself."""

FIRST_WORDS = 72
"""Characters of a sentence that the answer has said already."""


def dates_html(dates: Iterable[ResolvedDate]) -> str:
    """Return the notes for one sentence: `“last month”: September 2024`."""
    return "".join(filter(None, map(_note, dates)))


def _note(found: ResolvedDate) -> str:
    if found.start is None or found.end is None:
        if found.unresolved is None or not _RELATIVE.search(found.words):
            return ""
        return _span(found.words, "date not certain", found.unresolved)
    days = _days(found.start, found.end)
    return _span(found.words, days, f"counted from {day(found.anchor)}" if found.anchor else "")


def _span(words: str, meaning: str, why: str) -> str:
    return (
        f'<span class="cw-when" title="{shown(why)}">“<bdi>{shown(words)}</bdi>”: '
        f"{shown(meaning)}</span>"
    )


def timeline_html(
    entries: Sequence[TimelineEntry],
    chips: Callable[[tuple[int, ...]], str],
    said: Collection[str] = (),
) -> str:
    """Return the list of dates with their sentences; `chips` draws the citations.

    A sentence that stands among the statements, `said`, is not said again in full: its first words
    tell which one it is.
    """
    if not entries:
        return ""
    rows = "".join(_entry(entry, chips, entry.text in said) for entry in entries)
    return f'<div class="cw-timeline"><p class="cw-label">In order of time</p><ul>{rows}</ul></div>'


def _entry(entry: TimelineEntry, chips: Callable[[tuple[int, ...]], str], is_said: bool) -> str:
    words = shortened(entry.text, FIRST_WORDS) if is_said else entry.text
    days = shown(_days(entry.start, entry.end))
    return (
        f'<li><span class="cw-date">{days}</span><span><bdi class="cw-said">{shown(words)}</bdi>'
        f"{chips(entry.citations)}</span></li>"
    )


def _days(start: str, end: str) -> str:
    return days_shown(date.fromisoformat(start), date.fromisoformat(end))
