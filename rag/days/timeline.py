"""What happened when: the dated sentences behind an answer, in the order of what they tell.

For questions that ask when, only from articles that the answer cites already: another article may
be about something else. One that asks for a timeline, or how something developed, names what it is
about: every passage that tells of that has a part in it, and what names no day of its own stands
under the day on which it was reported. What this module does not know: whether two sentences tell
of one event.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from rag.answer import TimelineEntry
from rag.asking.account import Account
from rag.citations import Numbering
from rag.compose import repeats
from rag.days.dates import event_periods
from rag.days.periods import Period
from rag.draft import DraftStatement, Quote
from rag.evidence import Evidence, leans
from rag.fitting.leads import TOLD

CLOSE = 0.38
"""Similarity to the question from which on a sentence is about it."""
SHARE = 0.4
"""Share of the question's words that it needs, against the dated sentence with most of them."""
NEARLY = 0.8
"""Share of the best passage's words of the topic, where none has enough of them."""
CLOSE_SUM = 0.3
"""The same as CLOSE for a sentence that names a sum, where sums are asked for."""
MOST = 8
FEWEST = 2
"""Fewer dates are no timeline."""

_SUM = re.compile(r"\b(?:costs?|prices?|budgets?|estimates?|debts?|turnover|damages?)\b", re.I)
_MONEY = re.compile(
    r"[$€£]\s?\d|\d (?:million|billion|trillion|thousand)\b"
    r"|\d\s?(?:euros?|dollars?|pounds?|crowns?|tenge|rou?bles?|%|per cent|percent)",
    re.IGNORECASE,
)

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
    """Empty where the sentence names no day of its own."""
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
    told: Account | None = None,
    days: Period | None = None,
) -> tuple[TimelineEntry, ...]:
    """Return the dates that the answer's articles tell of, in order; nothing where it is no help.

    `told` is what the question wants an account of, `days` what it is limited to. Sentences that
    the answer does not have yet are numbered as further citations.
    """
    develops = told is not None and told.kind == "timeline"
    if not drafts or not (develops or _ASKS.search(question)):
        return ()
    found = _of_topic(told.topic, evidence) if told and develops else _about(drafts, evidence)
    entries = _entries([one for one in found if days is None or _meets(one.period, days)])
    if len(entries) < FEWEST:
        return ()
    return tuple(_record(entry, numbering) for entry in sorted(entries[:MOST], key=_begins))


def _meets(period: Period, days: Period) -> bool:
    starts = days.end is None or period.start is None or period.start <= days.end
    return starts and (days.start is None or period.end is None or period.end >= days.start)


def _of_topic(topic: str, evidence: Sequence[Evidence]) -> list[_Dated]:
    """Return what the passages tell of a topic with a day, and what opens other articles on it."""
    enough = min(TOLD, NEARLY * max((one.context for one in evidence), default=0.0))
    telling = [
        one
        for one in evidence
        if one.context >= enough and (one.similarity >= CLOSE or one.overlap >= SHARE)
    ]
    if _SUM.search(topic):
        sums = [e for e in evidence if e.context >= enough and _MONEY.search(e.text)]
        telling = [e for e in sums if e.similarity >= CLOSE_SUM] or telling
    found: list[_Dated] = []
    reported: set[str] = set()
    for one in telling:
        quote = Quote(one.chunk, one.start, one.end)
        if (event := _event(quote)) is not None:
            found.append(_Dated(quote, *event))
        elif one.chunk.article_id not in reported and (day := _reported(one)) is not None:
            reported.add(one.chunk.article_id)
            found.append(_Dated(quote, "", Period(day, day)))
    return found


def _reported(one: Evidence) -> date | None:
    """Return the day on which a sentence was reported that can stand without the one before."""
    published = one.chunk.metadata.published_at.value
    alone = not leans(one.text) and not one.text.endswith("?")
    return date.fromisoformat(published) if published and alone else None


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
    """Return an entry for each period of events, or of reports, with its sentences, best first."""
    entries: dict[tuple[Period, bool], _Entry] = {}
    for dated in found:
        key = dated.period, bool(dated.words)
        entry = entries.setdefault(key, _Entry(dated.words, dated.period))
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
        reported=not entry.words,
    )
