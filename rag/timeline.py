"""What happened when: the dated sentences behind an answer, in the order of what they tell.

Only for questions that ask when, or how something developed, and only from articles that the
answer cites already: another article may be about something else. What this module does not know:
whether two sentences tell of one event.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from rag.answer import TimelineEntry
from rag.citations import Numbering
from rag.compose import CLOSE, MARGIN, repeats
from rag.dates import event_periods
from rag.draft import DraftStatement, Quote
from rag.evidence import Evidence
from rag.periods import Period

MOST = 8
FEWEST = 2
"""Fewer dates are no timeline."""

_ASKS = re.compile(
    r"^(?:and |but |so )?(?:since |until )?when\b"
    r"|\bhow (?:did|has|have|do|does)\b.*\b(?:develop|chang|evolv|unfold|progress|grow|grew)\w*"
    r"|\b(?:timeline|chronology|course of events|what happened (?:when|after|before|since))\b"
    r"|\bon (?:which|what) (?:days?|dates?)\b",
    re.IGNORECASE,
)


@dataclass
class _Entry:
    words: str
    period: Period
    quotes: list[Quote] = field(default_factory=list)


def timeline(
    question: str,
    drafts: Sequence[DraftStatement],
    evidence: Sequence[Evidence],
    numbering: Numbering,
) -> tuple[TimelineEntry, ...]:
    """Return the dates that the answer's articles tell of, in order; nothing where it is no help.

    Sentences that the answer does not have yet are numbered as further citations.
    """
    if not drafts or not _ASKS.search(question):
        return ()
    entries = _entries(_dated(drafts, evidence))
    if len(entries) < FEWEST:
        return ()
    return tuple(_record(entry, numbering) for entry in sorted(entries[:MOST], key=_begins))


def _dated(drafts: Sequence[DraftStatement], evidence: Sequence[Evidence]) -> list[Quote]:
    """Return the sentences of the answer, then others of its articles that are as close."""
    said = [quote for draft in drafts for quote in draft.quotes]
    cited = {quote.chunk.article_id for quote in said}
    best = evidence[0] if evidence else None
    return said + [
        Quote(one.chunk, one.start, one.end)
        for one in evidence
        if best is not None
        and one.chunk.article_id in cited
        and one.similarity >= CLOSE * best.similarity
        and one.score >= best.score - MARGIN
    ]


def _entries(quotes: Sequence[Quote]) -> list[_Entry]:
    """Return an entry for each period, with the sentences that name it, the best first."""
    entries: dict[Period, _Entry] = {}
    seen: set[tuple[str, int, int]] = set()
    for quote in quotes:
        dated = event_periods(quote)
        if not dated or quote.place in seen or quote.text.endswith("?"):
            continue
        seen.add(quote.place)
        words, period = dated[0]
        entry = entries.setdefault(period, _Entry(words, period))
        if all(not repeats(quote.text, other.text) for other in entry.quotes):
            entry.quotes.append(quote)
    return list(entries.values())


def _begins(entry: _Entry) -> tuple[date, date]:
    return entry.period.start or date.min, entry.period.end or date.max


def _record(entry: _Entry, numbering: Numbering) -> TimelineEntry:
    first, last = _begins(entry)
    return TimelineEntry(
        start=first.isoformat(),
        end=last.isoformat(),
        words=entry.words,
        text=entry.quotes[0].text,
        citations=tuple(numbering.number(quote) for quote in entry.quotes),
    )
