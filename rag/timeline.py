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
from rag.compose import repeats
from rag.dates import event_periods
from rag.draft import DraftStatement, Quote
from rag.evidence import Evidence
from rag.periods import Period

CLOSE = 0.38
"""Similarity to the question from which on a sentence is about it."""
SHARE = 0.4
"""Share of the question's words that it needs, against the dated sentence with most of them."""
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


@dataclass(frozen=True, slots=True)
class _Dated:
    quote: Quote
    words: str
    period: Period


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
    entries = _entries(_about(drafts, evidence))
    if len(entries) < FEWEST:
        return ()
    return tuple(_record(entry, numbering) for entry in sorted(entries[:MOST], key=_begins))


def _about(drafts: Sequence[DraftStatement], evidence: Sequence[Evidence]) -> list[_Dated]:
    """Return the dated sentences of the cited articles that are about the question."""
    cited = {quote.chunk.article_id for draft in drafts for quote in draft.quotes}
    dated = [
        (one.overlap, _Dated(quote, *event))
        for one in evidence
        if one.chunk.article_id in cited and one.similarity >= CLOSE
        for quote in (Quote(one.chunk, one.start, one.end),)
        if (event := _event(quote)) is not None
    ]
    most = max((overlap for overlap, _ in dated), default=0.0)
    return [found for overlap, found in dated if overlap > 0 and overlap >= SHARE * most]


def _event(quote: Quote) -> tuple[str, Period] | None:
    """Return the first date of a sentence that tells; "the March flood" is no date of its own."""
    if quote.text.endswith("?"):
        return None
    for words, period in event_periods(quote):
        if not re.search(rf"\b(?:the|a|an|its|their|['’]s) {re.escape(words)} [a-z]", quote.text):
            return words, period
    return None


def _entries(found: Sequence[_Dated]) -> list[_Entry]:
    """Return an entry for each period, with the sentences that name it, the best first."""
    entries: dict[Period, _Entry] = {}
    for dated in found:
        entry = entries.setdefault(dated.period, _Entry(dated.words, dated.period))
        if all(not repeats(dated.quote.text, other.text) for other in entry.quotes):
            entry.quotes.append(dated.quote)
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
