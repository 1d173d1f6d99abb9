"""Who says a sentence of an answer, and what kind of sentence it is, read in its article.

What this module does not know: how an article is read; speech.py does that. Where the article is
not at hand the chunk is read, which knows fewer names.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from rag.draft import Attribution, DraftStatement, Quote
from rag.speakers.speech import Attributed, read_article
from vectorstore.article import Metadata
from vectorstore.errors import NoArticle


def attribute(quote: Quote, article: str | None = None) -> Attribution:
    """Read speaker, role and kind of a quote; `article` is the whole stored text, if at hand."""
    start = quote.start
    if article is None or article[start : quote.end] != quote.text:
        article, start = quote.chunk.text, start - quote.chunk.start
    end = start + len(quote.text)
    parts = [
        a.by for a in attributions(article, quote.chunk.metadata) if a.start < end and start < a.end
    ]
    return _together(parts)


def said_by(quote: Quote, text_of: Callable[[str], str]) -> Attribution:
    """Return who says a quote; `text_of` gives the text of an article, or NoArticle."""
    try:
        article = text_of(quote.chunk.article_id)
    except NoArticle:  # Removed since it was found: its chunk is still at hand.
        article = None
    return attribute(quote, article)


def attributed(draft: DraftStatement, text_of: Callable[[str], str]) -> DraftStatement:
    """Return the draft with who says it; `text_of` is that of `said_by`."""
    return replace(draft, by=said_by(draft.quotes[0], text_of)) if draft.quotes else draft


@lru_cache(maxsize=32)
def attributions(text: str, metadata: Metadata) -> tuple[Attributed, ...]:
    """Return what `read_article` does; of the articles read last it is remembered."""
    return tuple(read_article(text, metadata))


def _together(parts: Sequence[Attribution]) -> Attribution:
    """One attribution for a span of several sentences: of two speakers, neither."""
    if not parts:
        return Attribution(None, "reported")
    named = [part for part in parts if part.speaker]
    speakers = {part.speaker for part in named}
    quoted = any(part.kind == "quotation" for part in parts)
    if len(speakers) == 1:
        return replace(named[0], kind="quotation") if quoted else named[0]
    return Attribution(
        None, "quotation" if quoted else parts[0].kind, parts[0].role if not speakers else None
    )
