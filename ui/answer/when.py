"""What the dates of a sentence mean, as a quiet note, and a timeline as a short list.

What this module does not know: how a date was resolved, and what a chip looks like.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import pairwise

from rag.answer import ResolvedDate, TimelineEntry
from rag.days.day_words import meanings, told_on
from ui.plain import shortened, shown

FIRST_WORDS = 72
"""Characters of a sentence that the answer has said already."""


def dates_html(dates: Iterable[ResolvedDate]) -> str:
    """Return the notes for one sentence: `“last month”: September 2024`."""
    return "".join(_span(words, meaning, why) for words, meaning, why in meanings(dates))


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
    tell which one it is. Where all of them do, and no day comes after another, there is no list.
    """
    if all(entry.text in said for entry in entries) and not _tells_an_order(entries):
        return ""
    rows = "".join(_entry(entry, chips, entry.text in said) for entry in entries)
    return f'<div class="cw-timeline"><p class="cw-label">In order of time</p><ul>{rows}</ul></div>'


def _tells_an_order(entries: Sequence[TimelineEntry]) -> bool:
    """Whether one comes after another: days that overlap are often one event, told twice."""
    return any(one.end < other.start for one, other in pairwise(entries))


def _entry(entry: TimelineEntry, chips: Callable[[tuple[int, ...]], str], is_said: bool) -> str:
    words = shortened(entry.text, FIRST_WORDS) if is_said else entry.text
    days = shown(told_on(entry))
    return (
        f'<li><span class="cw-date">{days}</span><span><bdi class="cw-said">{shown(words)}</bdi>'
        f"{chips(entry.citations)}</span></li>"
    )
