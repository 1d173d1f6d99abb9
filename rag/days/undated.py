"""When an article without a date was published, as far as its own text tells: an inferred window.

No article is older than what it tells as past, and none is younger than what it tells as still to
come. Counted are dates with a year whose nearest verb shows which of the two they are. What this
module does not know: the day itself; a window is never used as if it were a date.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from rag.answer import Citation, Passage, PublishedBetween
from rag.days.periods import MONTH, Period, named_dates, written_out
from rag.days.tenses import CLAUSE, CUE, LOOK, Tense
from vectorstore.sentences import sentence_spans

_Part = TypeVar("_Part", Citation, Passage)

READ = 30_000
"""Characters of an article that are looked through."""
SHOWN = 60
"""Characters on each side of a date that are shown as evidence."""

_PAST_AT = re.compile(
    r"(?:^|[ (])(?:in|on|since|of|during|from|last|as recently as)(?: [a-z]+ of)? $|^$", re.I
)
_FUTURE_AT = re.compile(r"\b(?:in|on|from|by|until|for|of)(?: [a-z]+ of)? $", re.IGNORECASE)
_CITED = re.compile(r"\([^()]*[A-Z][^()]*, (?:[\w:]+, )?$")
"""Before the date of a source that is named in brackets."""
_THIS_YEAR = re.compile(rf"\b(?P<month>{MONTH}) (?:of )?this year\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Told:
    """A date of a text that was past, or still to come, when it was written."""

    tense: Tense
    period: Period
    evidence: tuple[str, ...]


def with_windows(parts: Sequence[_Part], text: Callable[[str], str]) -> tuple[_Part, ...]:
    """Return citations or passages, those of undated articles with their window.

    `text` gives the stored text of an article.
    """
    undated = dict.fromkeys(part.article_id for part in parts if part.published_at is None)
    windows = {article: published_between(text(article)) for article in undated}
    return tuple(
        part.model_copy(update={"published_between": window}) if window else part
        for part in parts
        for window in [windows.get(part.article_id)]
    )


def in_words(window: PublishedBetween, day: Callable[[str], str | None] = str) -> str:
    """Return "not before 2024-08-01"; `day` writes a date.

    >>> in_words(PublishedBetween(start="2024-08-01", end=None, evidence=()))
    'not before 2024-08-01'
    """
    if window.start and window.end:
        return f"between {day(window.start)} and {day(window.end)}"
    return (
        f"not before {day(window.start)}" if window.start else f"not after {day(window.end or '')}"
    )


@lru_cache(maxsize=256)
def published_between(text: str) -> PublishedBetween | None:
    """Return between which days an article was published, or None where its text does not tell.

    >>> published_between("The bridge was closed in May 2021. It will reopen by 2030.").start
    '2021-05-01'
    """
    text = text[:READ]
    told = [one for sentence in _sentences(text) for one in _told(sentence)]
    told += _this_year(text, told)
    past = max((one for one in told if one.tense == "past"), key=_since, default=None)
    coming = [one for one in told if one.tense == "future"]
    coming = [one for one in coming if past is None or _until(one) >= _since(past)]
    future = min(coming, key=_until, default=None)
    if past is None and future is None:
        return None
    return PublishedBetween(
        start=_since(past).isoformat() if past else None,
        end=_until(future).isoformat() if future else None,
        evidence=tuple(words for one in (past, future) if one for words in one.evidence),
    )


def _since(told: _Told) -> date:
    """Return the first day on which one can have written so of what is past.

    Of "January to August 2024" that is in August; a month may be told while it lasts.
    """
    first, last = told.period.start or date.min, told.period.end or date.min
    return max(first, last.replace(day=1))


def _until(told: _Told) -> date:
    return told.period.end or date.max


def _sentences(text: str) -> Iterator[str]:
    yield from (text[start:end] for start, end in sentence_spans(text))


def _told(sentence: str) -> Iterator[_Told]:
    """Yield the dates of a sentence that a verb shows to be past or to come.

    Years alone are left out: "built in 1968" says next to nothing of when somebody wrote so.
    """
    for found in written_out(sentence):
        tense = _tense(sentence, found.start, found.end)
        if tense is not None:
            yield _Told(tense, found.period, (_around(sentence, found.start, found.end),))


def _tense(sentence: str, start: int, end: int) -> Tense | None:
    """Return what the last verb before a date makes of it, or the first one after it."""
    before, after = sentence[:start], sentence[end:]
    if after.startswith(")") and _CITED.search(before):
        return "past"
    clause = CLAUSE.split(before)[-1][-LOOK:]
    cues = [*CUE.finditer(clause)] or [*CUE.finditer(CLAUSE.split(after)[0][:LOOK])][:1]
    if not cues:
        return None
    if cues[-1]["future"] and _FUTURE_AT.search(before):
        return "future"
    return "past" if cues[-1]["past"] and _PAST_AT.search(before) else None


def _this_year(text: str, told: list[_Told]) -> Iterator[_Told]:
    """Yield "August this year" as the August after the one whose year is written out."""
    for match in _THIS_YEAR.finditer(text):
        named = named_dates(match["month"])[0]
        same = [one for one in told if one.tense == "past" and _since(one).month == named.month]
        last = max(same, key=_since, default=None)
        this = named.in_year(_since(last).year + 1) if last else None
        if last and this:
            yield _Told("past", this, (*last.evidence, _around(text, *match.span())))


def _around(text: str, start: int, end: int) -> str:
    """Return the words around a date, as they stand in its line."""
    line, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    first, last = max(line, start - SHOWN), min(line_end, end + SHOWN)
    before, after = text[first:start], text[end:last]
    # Not half a word at the ends.
    before = before.partition(" ")[2] if first > line else before
    after = after.rpartition(" ")[0] if last < line_end else after
    return before + text[start:end] + after
