"""Which outlet several reports have it from, where their quoted sentences say so.

"… told the news site X" in three articles is one source and not three. What this module does not
know: reports that keep silent about where they have it from.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from rag.answer import Citation, Origin
from rag.retriever import Candidate
from rag.terms.words import content_stems
from vectorstore.article import Metadata
from vectorstore.names import outlet_key, sound
from vectorstore.sentences import sentence_spans

_NAME = r"[A-ZÀ-ÞА-Я][\w’'-]*(?:\.[a-z]{2,})?(?: [A-ZÀ-ÞА-Я][\w’'-]*(?:\.[a-z]{2,})?){0,3}"
_KIND = (
    r"(?:(?:news|web)[ -]?(?:site|agency|outlet|portal|channel|magazine)|newspaper|broadcaster"
    r"|magazine|radio station|(?:television|TV) (?:channel|station)|daily|weekly)"
)
_TOLD = re.compile(
    r"\b(?:told|(?:in|during) an interview (?:with|for|to)|first reported by|as reported by)"
    rf" (?:the |a )?(?:[a-z]+ )??(?P<kind>{_KIND} )?(?P<name>{_NAME})"
)
_LOOKS_LIKE_ONE = re.compile(
    r"(?:news|press|times|post|tribune|herald|gazette|courier|chronicle|observer|radio|tv|media"
    r"|\.[a-z]{2,})$",
    re.IGNORECASE,
)
MUCH_THE_SAME = 0.4
"""Share of the smaller sentence's content words that stand in both."""
_DOMAIN = re.compile(r"\.[a-z]{2,}$")


def origins(
    citations: Sequence[Citation], passages: Sequence[Candidate], outlets: Iterable[str] = ()
) -> tuple[Origin, ...]:
    """Return the outlets from which several cited articles have the same, by their own words.

    `outlets` are known names of outlets. The sentence of a cited article that says so need not be
    the quoted one: an answer leaves out what repeats itself. It is looked for among the passages.
    """
    cited = {id_: None for c in citations for id_ in (c.article_id, *c.copies)}
    named = {p.chunk.article_id: _name(p.chunk.metadata, p.chunk.source) for p in passages}
    named |= {c.article_id: c.outlet or c.title or c.source for c in citations}
    passages = [passage for passage in passages if passage.chunk.article_id in cited]
    known = {outlet_key(outlet) for outlet in outlets}
    found: dict[str, Origin] = {}
    for citation in citations:
        for name in _told_to(citation.quote, known):
            before = found.get(_key(name), Origin(outlet=name, articles=(), citations=()))
            others = _others(citation.quote, _key(name), passages, known)
            articles = (*before.articles, citation.article_id, *citation.copies, *others)
            articles = tuple(dict.fromkeys(articles))
            found[_key(name)] = Origin(
                outlet=before.outlet,
                articles=articles,
                citations=(*before.citations, citation.number),
                names=tuple(named.get(article, article) for article in articles),
            )
    return tuple(origin for origin in found.values() if len(origin.articles) > 1)


def origin_line(origin: Origin) -> str:
    """Return an origin as a reader is told of it.

    >>> two = Origin(outlet="Steppe", articles=("a", "b"), citations=(1,), names=("Post", "Mail"))
    >>> origin_line(two)
    '2 articles (Post, Mail), 1 original: told to Steppe'
    """
    names = f" ({', '.join(origin.names)})" if origin.names else ""
    return f"{len(origin.articles)} articles{names}, 1 original: told to {origin.outlet}"


def _name(metadata: Metadata, source: str) -> str:
    return metadata.outlet.value or metadata.title.value or source


def _others(quote: str, key: str, passages: Sequence[Candidate], known: set[str]) -> Iterator[str]:
    """Yield the articles with a sentence that tells much the same and names the same outlet."""
    asked = set(content_stems(quote))
    for chunk in (passage.chunk for passage in passages):
        for start, end in sentence_spans(chunk.text) if _TOLD.search(chunk.text) else ():
            sentence = chunk.text[start:end]
            if key in map(_key, _told_to(sentence, known)):
                stems = set(content_stems(sentence))
                if len(asked & stems) >= MUCH_THE_SAME * min(len(asked), len(stems)):
                    yield chunk.article_id


def _key(name: str) -> str:
    return sound(_DOMAIN.sub("", name).replace(" ", ""))


def _told_to(quote: str, known: set[str]) -> list[str]:
    """Return the outlets that a sentence says it was told; people are told things too."""
    return [
        name
        for match in _TOLD.finditer(quote)
        for name in [match["name"].removesuffix("'s").removesuffix("’s")]
        if match["kind"] or _LOOKS_LIKE_ONE.search(name) or outlet_key(name) in known
    ]
