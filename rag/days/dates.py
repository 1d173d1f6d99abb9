"""The days that a cited sentence means by "last month", "on Thursday" or "October 24".

They are counted from the day its article was published, "two months later" from the date that
the text names right before. What cannot be counted, or could mean two things, says why and gives
no days. What this module does not know: whether an article is wrong about a date, and what "today"
means in an interview.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rag.answer import ResolvedDate
from rag.days.cited_works import in_cited_work
from rag.days.periods import (
    FUTURE,
    NEAR_DAYS,
    Named,
    Period,
    named_dates,
    placed,
    whole_year,
    written_out,
)
from rag.days.phrases import PHRASES, counted, moved
from rag.days.tenses import Tense, tense_at
from rag.draft import DraftStatement, Quote

UNDATED = "the article has no known date"
QUOTED = "it stands in a quotation, and the day that was said is not known"
UNCLEAR = "it can mean more than one day"
NO_START = "the text names no date to count from"
NO_SUCH_DAY = "the calendar has no such day"

LOOK_BACK = 300
"""Characters before a sentence in which "two months later" finds its date."""

_QUOTED = re.compile(r"[“\"«][^”\"»]*(?:[”\"»]|$)")
_YEAR_ALONE = re.compile(r"\b(?:in|by) ((?:19|20)\d\d)(?![\w-])", re.I)


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
    """Return every date of a quoted sentence that is certain, in full or resolved, in order.

    The date of a work that it cites in brackets is none of what it tells.
    """
    full = [
        (w.start, w.words, w.period)
        for w in written_out(quote.text)
        if not in_cited_work(quote.text, w.start)
    ]
    published = _published(quote)
    before = quote.chunk.text[: quote.start - quote.chunk.start][-LOOK_BACK:]
    rest = [(f.start, f.words, f.period) for f in _all(quote.text, before, published) if f.period]
    certain = [(words, period) for _, words, period in sorted(full + rest, key=_place)]
    return certain or [(m[1], whole_year(int(m[1]))) for m in _YEAR_ALONE.finditer(quote.text)]


def _place(row: tuple[int, str, Period]) -> int:
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
    candidates = [*_relative(sentence, before, published), *_yearless(sentence, published)]
    taken = [(written.start, written.end) for written in written_out(sentence)]
    for one in sorted(candidates, key=lambda one: one.start - one.end):
        if all(one.end <= start or end <= one.start for start, end in taken):
            taken.append((one.start, one.end))
            found.append(one)
    return sorted(found, key=lambda one: one.start)


def _yearless(sentence: str, published: date | None) -> Iterator[_Found]:
    """Yield dates without a year, and those that the calendar denies."""
    for named in named_dates(sentence):
        tense = _tense(sentence, named.place, named.after)
        period = _placed(named, published, tense)
        if named.year is not None and period is not None:
            continue
        why = None if period else _why_not(named, published)
        yield _Found(named.place, named.after, named.words, period, why, published)


def _tense(sentence: str, start: int, end: int) -> Tense | None:
    """Return what the clause of a phrase says, or else whether the sentence speaks of plans."""
    said = tense_at(sentence, start, end)
    return said or ("future" if FUTURE.search(sentence) else None)


def _placed(named: Named, published: date | None, tense: Tense | None) -> Period | None:
    """Return the days a date names; where no verb says that it is over, one of these weeks.

    Who writes "October 23" on 21 October seldom means the one of nearly a year ago.
    """
    period = placed(named, published, tense == "future")
    if period is not None or published is None or named.year is not None or tense == "past":
        return period
    ahead = placed(named, published, future=True)
    soon = ahead and ahead.start and 0 <= (ahead.start - published).days <= NEAR_DAYS
    return ahead if soon else None


def _why_not(named: Named, published: date | None) -> str:
    if named.year is not None:
        return NO_SUCH_DAY
    return UNCLEAR if published else UNDATED


def _relative(sentence: str, before: str, published: date | None) -> Iterator[_Found]:
    quoted = [match.span() for match in _QUOTED.finditer(sentence)]
    for kind, pattern in PHRASES:
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
            future = _tense(sentence, *match.span()) == "future"
            period = counted(kind, match, published, future)
            why = None if period else UNCLEAR
            yield _Found(*match.span(), match.group(), period, why, published)


def _later(match: re.Match[str], start: Period | None) -> tuple[Period | None, str | None]:
    period = moved(start, match, 1) if start else None
    return period, None if period else NO_START


def _date_before(before: str, sentence: str, published: date | None) -> Period | None:
    """Return the last date before a phrase in its sentence, or the only one of what precedes."""
    for text, only in ((sentence, False), (before, True)):
        periods = [p for n in named_dates(text) if (p := placed(n, published, False))]
        if periods and not (only and len(set(periods)) > 1):
            return periods[-1]
        if periods:
            return None
    return None
