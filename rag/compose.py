"""An answer made of whole source sentences, without a language model.

Sentences are taken by score until about 60 words stand there; repetitions are left out, a
sentence that leans on the one before it brings that one along, and the best sentence comes first,
with the others of its article after it. What this module does not know: whether the question can be
answered at all; abstention.py is asked first.
"""

from collections.abc import Iterator, Sequence

from rag.draft import DraftStatement, Quote
from rag.evidence import Evidence, leans, whole_sentences
from rag.fitting.disclaimers import is_disclaimer
from rag.terms.words import content_stems

ENOUGH_WORDS = 60
MOST_WORDS = 95
MOST_STATEMENTS = 4
MARGIN = 0.7
"""How far a further sentence's score may lie below the best one's."""
CLOSE = 0.4
"""Share of the best one's similarity that it needs too: words of a question can stand anywhere."""
OVERLAPS = 0.5
"""Share of the best one's words of the question that do as well, with what was asked for."""
REPEATS = 0.6
"""Share of the smaller sentence's words in the other from which on it says nothing new."""
NEW_ARTICLE_BONUS = 0.05
"""Other reports of the same thing are worth a little more than more of the same report."""


def compose(evidence: Sequence[Evidence]) -> Iterator[DraftStatement]:
    """Yield one to four statements from evidence that is sorted best first."""
    chosen: list[Quote] = []
    for quotes in _selected(evidence):
        chosen += quotes
    for quote in in_reading_order(chosen):
        yield DraftStatement(quote.text, (quote,))


def _selected(evidence: Sequence[Evidence]) -> Iterator[list[Quote]]:
    taken: list[Quote] = []
    rest = [e for e in evidence if e is evidence[0] or _is_worth(e, evidence[0])]
    while rest and len(taken) < MOST_STATEMENTS and _words(taken) < ENOUGH_WORDS:
        best = max(rest, key=lambda e: (_worth(e, taken), -e.rank, -e.start))
        rest.remove(best)
        for quotes in (_with_context(best, taken), _continuation(best, evidence)):
            if _fits(quotes, taken):
                taken += quotes
                yield quotes


def _fits(quotes: Sequence[Quote], taken: Sequence[Quote]) -> bool:
    """Tell whether there is room for the quotes and none of them stands there already."""
    places = {quote.place for quote in taken}
    room = not taken or _words(taken) + _words(quotes) <= MOST_WORDS
    new = all(quote.place not in places for quote in quotes)
    return bool(quotes) and room and new and len(taken) + len(quotes) <= MOST_STATEMENTS


def _continuation(evidence: Evidence, all_evidence: Sequence[Evidence]) -> list[Quote]:
    """Return the next sentence where it gives what was asked for: the reason after the deed."""
    chunk = evidence.chunk
    after = [e for e in all_evidence if e.chunk.id == chunk.id and e.start >= evidence.end]
    following = min(after, key=lambda e: e.start, default=None)
    if following is None or not following.fits:
        return []
    quote = Quote(chunk, following.start, following.end)
    return [quote] if _adjoin(Quote(chunk, evidence.start, evidence.end), quote) else []


def _is_worth(evidence: Evidence, best: Evidence) -> bool:
    """Tell whether a further sentence is about the question as much as the best one is.

    Where the best one holds a date, a number or a name as asked for, the others have to.
    """
    if best.fits and not evidence.fits:
        return False
    close = evidence.similarity >= CLOSE * best.similarity
    close = close or (evidence.fits and evidence.overlap >= OVERLAPS * best.overlap > 0)
    return close and evidence.score >= best.score - MARGIN


def _worth(evidence: Evidence, taken: Sequence[Quote]) -> float:
    is_new = all(quote.chunk.article_id != evidence.chunk.article_id for quote in taken)
    return evidence.score + (NEW_ARTICLE_BONUS if is_new and taken else 0.0)


def _with_context(evidence: Evidence, taken: Sequence[Quote]) -> list[Quote]:
    """Return the sentence, after the one it leans on; nothing when it repeats or cannot stand."""
    quote = Quote(evidence.chunk, evidence.start, evidence.end)
    if any(repeats(quote.text, other.text) for other in taken):
        return []
    if not evidence.leans_on_previous:
        return [quote]
    previous = _just_before(quote)
    if previous is None:
        # Nothing can explain it: it stands only where there is nothing better.
        return [] if taken else [quote]
    if any(repeats(previous.text, other.text) for other in taken):
        return [quote]
    return [previous, quote]


def _just_before(quote: Quote) -> Quote | None:
    """Return the statement right before a sentence; a question, a heading
    or one that leans itself explains nothing."""
    before = [s for s in whole_sentences(quote.chunk) if s[1] <= quote.start]
    if not before:
        return None
    previous = Quote(quote.chunk, *before[-1])
    says_little = previous.text.endswith("?") or is_disclaimer(previous.text)
    explains = not says_little and not leans(previous.text)
    return previous if explains and _adjoin(previous, quote) else None


def repeats(text: str, other: str) -> bool:
    """Tell whether two sentences say much the same, by the words that carry meaning."""
    a, b = set(content_stems(text)), set(content_stems(other))
    smaller = min(len(a), len(b))
    return smaller > 0 and len(a & b) / smaller >= REPEATS


def in_reading_order(quotes: Sequence[Quote]) -> list[Quote]:
    """Return the quotes with those of one article together and neighbours in their own order.

    Otherwise they stay as they were chosen, the best first.
    """
    articles = list(dict.fromkeys(quote.chunk.article_id for quote in quotes))
    ordered: list[Quote] = []
    for quote in sorted(quotes, key=lambda quote: articles.index(quote.chunk.article_id)):
        follower = next((i for i, other in enumerate(ordered) if _adjoin(quote, other)), None)
        ordered.insert(len(ordered) if follower is None else follower, quote)
    return ordered


def _adjoin(quote: Quote, other: Quote) -> bool:
    """Tell whether `other` is the next sentence of the same passage."""
    chunk = quote.chunk
    if chunk.id != other.chunk.id or other.start < quote.end:
        return False
    return not chunk.text[quote.end - chunk.start : other.start - chunk.start].strip()


def _words(quotes: Sequence[Quote]) -> int:
    return sum(len(quote.text.split()) for quote in quotes)
