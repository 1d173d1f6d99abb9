"""What each outlet says on one topic: its best sentence, or nothing.

Every outlet is searched by itself, so that the loudest does not crowd out the others. What this
module does not know: whether two outlets contradict each other; it sets their words side by side.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from langchain_core.embeddings import Embeddings

from rag.abstention import Refusal, nowhere, unmentioned_names
from rag.answer import ComparisonRow, Statement
from rag.confidence import CONTEXT_SHARE
from rag.draft import DraftStatement, Quote
from rag.evidence import Evidence, score_sentences, surroundings
from rag.fitting.aspects import Aspect, aspect_of
from rag.question import Query
from rag.retriever import Candidate, HybridRetriever
from rag.terms.words import Weights, keys
from vectorstore.names import Words

MIN_CLOSENESS = 0.7
"""How close an outlet's best sentence has to come, or the outlet is silent. Measured on the tuning
half of the comparison samples (docs/QUALITY.md)."""
ON_SUBJECT = 0.6
"""Weighted share of the subject's words in a passage from which on its article is about it."""
SUBJECT = 0.2
"""For a sentence that names the subject."""
NAMED = 0.3
"""For a sentence that says by a word of its own what its figure is: "The budget is …"."""
PASSAGES = 12
"""Passages of each outlet that are looked through."""
MOST_OUTLETS = 12
"""In a collection of more, only those that are found for the topic are asked, and those named."""


@dataclass(frozen=True, slots=True)
class Side:
    """One outlet and what it says."""

    outlet: str | None
    """None for the articles whose outlet is unknown."""
    quote: Quote | None
    """None when it is silent."""
    tells: bool = False
    """True where it is surely told: what the topic asks for, of its subject."""


def sides(
    retriever: HybridRetriever,
    query: Query,
    found: Sequence[Candidate],
    embeddings: Embeddings,
    weights: Weights,
    words: Words | None = None,
) -> list[Side]:
    """Return what each outlet says about the topic of the query; nothing when it compares none.

    `found` are the candidates of the whole collection, `words` its words where a name has further
    spellings. Who speaks comes first, those found best before others.
    """
    if query.compared is None:
        return []
    topic = query.searched_for
    aspect = aspect_of(topic)
    told = []
    for outlet in _asked(retriever, query, found):
        if outlet is None:
            candidates = [c for c in found if c.chunk.metadata.outlet.value is None][:PASSAGES]
        else:
            candidates = retriever.search(replace(query, outlets=(outlet,)), PASSAGES, words)
        evidence = score_sentences(topic, candidates, embeddings, weights)
        asked = _telling(evidence, aspect, weights) if aspect else None
        told.append((outlet, asked or _best(evidence), asked is not None))
    told.sort(key=lambda side: -side[1].score if side[1] else 0.0)
    speaking = [Side(o, Quote(e.chunk, e.start, e.end), sure) for o, e, sure in told if e]
    return speaking + [Side(o, None) for o, e, _ in told if e is None and o is not None]


def quoted(found: Sequence[Side]) -> list[DraftStatement]:
    """Return the quotations as statements, in the order of the rows."""
    return [DraftStatement(side.quote.text, (side.quote,)) for side in found if side.quote]


def nobody_speaks(
    found: Sequence[Side],
    query: Query,
    vocabulary: Words,
    beside: Callable[[str], str | None] = lambda name: None,
) -> Refusal | None:
    """Return why there is nothing to compare, or None when an outlet speaks or none was asked.

    `beside` tells where else a name stands that no text has.
    """
    if not found:
        return None
    # As the topic stands in a sentence: its first word may be a name.
    missing = unmentioned_names(f"about {query.searched_for}", vocabulary)
    if missing:
        return nowhere(missing, beside)
    if any(side.quote for side in found):
        return None
    asked = [side.outlet for side in found if side.outlet] if query.compared else []
    who = " or ".join(asked) if asked else "any outlet"
    return Refusal(
        f"No article by {who} comes close enough to “{query.searched_for}” to be quoted."
    )


def rows(found: Sequence[Side], statements: Sequence[Statement]) -> tuple[ComparisonRow, ...]:
    """Return the rows of the table: the statements, one for each side that speaks, and silence."""
    if not statements:
        return ()
    told = iter(statements)
    return tuple(_row(side, next(told) if side.quote else None) for side in found)


def _row(side: Side, statement: Statement | None) -> ComparisonRow:
    if side.quote is None or statement is None:
        return ComparisonRow(outlet=side.outlet)
    return ComparisonRow(
        outlet=side.outlet,
        published_at=side.quote.chunk.metadata.published_at.value,
        quote=statement.text,
        citations=statement.citations,
        speaker=statement.speaker,
        role=statement.role,
        kind=statement.kind,
        dates=statement.dates,
    )


def _asked(
    retriever: HybridRetriever, query: Query, found: Sequence[Candidate]
) -> list[str | None]:
    """Return the outlets that are asked: those named, or all, or those that were found."""
    present = retriever.store.catalog.outlets()
    if query.compared:
        return [present[key] for key in query.compared if key in present]
    if query.outlets:
        return list(query.outlets)
    names = dict.fromkeys(c.chunk.metadata.outlet.value for c in found)
    if len(present) > MOST_OUTLETS:
        return list(names)[:MOST_OUTLETS]
    # One name of each outlet, however it is written in its articles.
    return [*present.values(), *([None] if None in names else [])]


def _best(evidence: Sequence[Evidence]) -> Evidence | None:
    """Return the sentence to quote, or None when none comes close enough.

    One that leans on the sentence before it has to stand alone here: only where no other is close.
    """
    close = [e for e in evidence if _closeness(e) >= MIN_CLOSENESS and not e.text.endswith("?")]
    return min(close, key=lambda e: (e.leans_on_previous, -e.score, e.rank, e.start), default=None)


def _telling(evidence: Sequence[Evidence], aspect: Aspect, weights: Weights) -> Evidence | None:
    """Return the sentence that tells what is asked for of the subject, or None when none does.

    It need not be as close as others: "The budget is 40 million" has no word of "the cost of the
    bridge". A passage of its article has to be about the subject.
    """
    subject = weights.without(aspect.words)
    subject = subject if subject.by_key else weights
    chunks = {e.chunk.id: e.chunk for e in evidence}.values()
    about = {
        chunk.article_id
        for chunk in chunks
        if subject.coverage(keys(surroundings(chunk))) >= ON_SUBJECT
    }
    telling = [
        e
        for e in evidence
        if e.chunk.article_id in about
        and e.similarity >= aspect.least
        and not e.text.endswith("?")
        and aspect.has(e.text)
    ]
    return max(telling, key=lambda e: _tells(e, aspect, subject), default=None)


def _tells(evidence: Evidence, aspect: Aspect, subject: Weights) -> float:
    named = aspect.named.search(evidence.text) is not None
    return evidence.similarity + SUBJECT * subject.coverage(keys(evidence.text)) + NAMED * named


def _closeness(evidence: Evidence) -> float:
    return evidence.similarity + CONTEXT_SHARE * evidence.context
