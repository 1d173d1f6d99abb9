"""What was told of a topic, or at all: the leading sentences of the articles that fit the filters.

For questions that want an account. With a topic, its words are what has to be found; without one,
every article that fits is an answer, the newest first, told by the sentence that opens it. What
this module does not know: which of the articles is the most important one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from rag.abstention import Refusal, unmentioned_names
from rag.confidence import MIN_CONFIDENCE
from rag.days.dates import event_periods
from rag.days.not_yet_out import not_yet_out
from rag.days.periods import Period
from rag.draft import DraftStatement, Notice, Quote
from rag.evidence import Evidence, leans
from rag.fitting.disclaimers import is_disclaimer
from rag.question import Query
from rag.retriever import Candidate, narrowed
from vectorstore.catalog.listing import Listing, Wanted
from vectorstore.names import Words
from vectorstore.store import Store

MOST_ARTICLES = 24
"""Articles that are looked through for their leading sentences."""
MOST_TOLD = 6
"""Articles whose leading sentence is told."""
TOLD = 0.6
"""Share of a topic's words that a passage needs, by weight, to tell of it."""
LEAD_WEIGHT = 0.3
"""Of the sentence that opens an article: it says in short what the article reports."""
NEAR_THE_TOP = 300
"""Characters of an article after which nothing opens it."""
FEW_SIGNS = 40
"""A shorter sentence opens no article: it is a heading or a greeting."""
_ASIDE = re.compile(
    r"(?:editor['’]?s?['’]? note|note|correction|disclaimer|photo|watch|read)\b", re.I
)


def asks_for_articles(query: Query) -> bool:
    """Tell whether a question names outlets and days alone, and no topic."""
    told = query.account
    return told is not None and not told.topic and told.kind != "timeline"


def newest_articles(store: Store, query: Query) -> list[Candidate]:
    """Return the first chunk of each article that fits the filters of a query, newest first."""
    only = narrowed(store, query)
    days = query.filters.days
    if days is not None:
        first, last = (day.isoformat() if day else None for day in (days.start, days.end))
        only = replace(only, first_day=first, last_day=last)
    listing = Listing(store.catalog.engine)
    listed = [
        article
        for outlet in only.outlets or (None,)
        for article in listing.page(
            Wanted(outlet=outlet, first_day=only.first_day, last_day=only.last_day),
            "newest",
            MOST_ARTICLES,
        ).articles
    ]
    listed.sort(key=lambda article: article.published_at or "", reverse=True)
    firsts = [store.catalog.chunks.ids(article.id)[:1] for article in listed]
    chunks = store.chunks([chunk for first in firsts for chunk in first])
    there = [chunks[first[0]] for first in firsts if first and first[0] in chunks]
    is_later = not_yet_out(store, query.as_of)
    return [
        Candidate(chunk, 1 / rank, None, None, None)
        for rank, chunk in enumerate((c for c in there if not is_later(c)), start=1)
    ][:MOST_ARTICLES]


def of_account(query: Query, evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the evidence that an account is made of; all of it for other questions."""
    told, days = query.account, query.filters.days
    if asks_for_articles(query):
        fitting = [e for e in evidence if days is None or _published_in(e, days)]
        return _opening(fitting) or [e for e in evidence if days and _tells_of(e, days)]
    if told is None:
        return list(evidence)
    if told.kind == "happened" and days is not None:
        evidence = [e for e in evidence if _tells_of(e, days) or _published_in(e, days)] or evidence
    on_it = {e.chunk.article_id for e in evidence if e.context >= TOLD}
    narrow = told.kind == "reported" and on_it
    telling = [e for e in evidence if not narrow or e.chunk.article_id in on_it]
    telling = [e for e in telling if not e.text.endswith("?")] or telling
    opening = {(e.chunk.id, e.start) for e in _opening(telling) if e.chunk.start < NEAR_THE_TOP}
    led = [
        replace(e, score=e.score + LEAD_WEIGHT) if (e.chunk.id, e.start) in opening else e
        for e in telling
    ]
    return sorted(led, key=lambda e: (-e.score, e.rank, e.start))


def are_leads(query: Query, evidence: Sequence[Evidence]) -> bool:
    """Tell whether the evidence is what opens the articles that are asked for."""
    days = query.filters.days
    return asks_for_articles(query) and all(
        days is None or _published_in(e, days) for e in evidence
    )


def leading(evidence: Sequence[Evidence]) -> Iterator[DraftStatement | Notice]:
    """Yield what opens the newest articles, one sentence of each."""
    for one in evidence[:MOST_TOLD]:
        quote = Quote(one.chunk, one.start, one.end)
        yield DraftStatement(quote.text, (quote,))
    if len(evidence) > MOST_TOLD:
        yield Notice("More articles fit; told is what opens the newest of them.")


def nothing_told(query: Query, sure: float, words: Words) -> Refusal | None:
    """Return that the articles of the days that were asked for tell nothing of the topic."""
    told = query.account
    if told is None or not told.topic or query.filters.published is None:
        return None
    if sure >= MIN_CONFIDENCE or unmentioned_names(told.topic, words):
        return None
    return Refusal(f"No article that fits the filters tells of “{told.topic}”.")


def told_share(query: Query, evidence: Sequence[Evidence]) -> float:
    """Return how much of what an account is wanted of is found, 0 for too little to tell of it."""
    if query.account is None or not evidence:
        return 0.0
    if asks_for_articles(query):
        return 1.0
    share = max(max(e.overlap, e.context) for e in evidence)
    return share if share >= TOLD else 0.0


def _opening(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Return the first sentence of each article that can stand alone, in the order of articles."""
    first: dict[str, Evidence] = {}
    for one in sorted(evidence, key=lambda e: (e.rank, e.start)):
        if _can_open(one.text):
            first.setdefault(one.chunk.article_id, one)
    return list(first.values())


def _can_open(sentence: str) -> bool:
    told = len(sentence) >= FEW_SIGNS and not sentence.endswith("?")
    aside = _ASIDE.match(sentence) is not None or is_disclaimer(sentence)
    return told and not aside and not leans(sentence)


def _published_in(evidence: Evidence, days: Period) -> bool:
    published = evidence.chunk.metadata.published_at.value
    return published is not None and days.holds(date.fromisoformat(published))


def _tells_of(evidence: Evidence, days: Period) -> bool:
    """Tell whether a sentence names a day of these, and none before or after them."""
    quote = Quote(evidence.chunk, evidence.start, evidence.end)
    return any(_within(period, days) for _, period in event_periods(quote))


def _within(period: Period, days: Period) -> bool:
    after = days.start is None or (period.start is not None and period.start >= days.start)
    before = days.end is None or (period.end is not None and period.end <= days.end)
    return after and before
