"""What is known of a name that no searched text has: who wrote an article, or what was set aside.

"No article mentions Alina Pak" is not the whole truth of an author, nor of a name in a teaser that
was taken out of a page. What this module does not know: how names were read in the question.
"""

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import Engine

from rag.terms.words import content_stems
from vectorstore.catalog import StoredChunk
from vectorstore.catalog.beside_text import Found, set_aside, written_by

MOST_LISTED = 3

_WHO_WROTE = re.compile(
    r"^\W*(?:who (?:wrote|has written|authored|(?:is|was|are) the authors? of)"
    r"|(?:which|what) (?:author|journalist|reporter|columnist)s? wrote)\b",
    re.IGNORECASE,
)
_LABELS = {
    "navigation": "a menu",
    "donation": "an appeal for donations",
    "newsletter": "a newsletter form",
    "caption": "a caption",
    "related_story": "a teaser of another story",
    "latest_headlines": "a list of headlines",
    "archive": "a list of older articles",
    "share_bar": "a share bar",
    "author_box": "a box about the author",
    "media_notice": "a notice about pictures or video",
    "repetition": "a repetition",
    "legal": "a legal notice",
}


def known_beside(name: str, engine: Engine) -> str | None:
    """Return a sentence on where else a name stands, or None where it stands nowhere."""
    if articles := written_by(engine, name):
        count = "1 article" if len(articles) == 1 else f"{len(articles)} articles"
        return (
            f"“{name}” is named as the author of {count}: {_listed(articles)}. No text tells more;"
            " ask what the articles say about a topic."
        )
    if found := set_aside(engine, name):
        where = _LABELS.get(found[0].label or "", "furniture of the page")
        return (
            f"“{name}” stands only in what was set aside as furniture of the page, {where}, in"
            f" {_listed(found)}; it is not searched. Open the raw page to read it."
        )
    return None


def author_told(question: str, found: Iterable[StoredChunk]) -> str | None:
    """Return who wrote the article that a question asks the author of, or None.

    No sentence of an article says so: it is the article's metadata. `found` are its passages, best
    first; the article whose title shares most with the question is meant.
    """
    if not _WHO_WROTE.match(question):
        return None
    asked = set(content_stems(question))
    named = [chunk for chunk in found if chunk.metadata.author.value]
    if not named:
        return None
    chunk = max(named, key=lambda c: len(asked & set(content_stems(c.metadata.title.value or ""))))
    about = chunk.metadata
    article = Found(
        chunk.article_id,
        about.title.value or chunk.source,
        about.outlet.value,
        about.published_at.value,
    )
    return (
        f"The article that comes closest, {_named(article)}, names as its author:"
        f" {about.author.value}."
    )


def _listed(articles: Sequence[Found]) -> str:
    named = ", ".join(map(_named, articles[:MOST_LISTED]))
    return f"{named}, …" if len(articles) > MOST_LISTED else named


def _named(article: Found) -> str:
    about = ", ".join(part for part in (article.outlet, article.published_at) if part)
    return f"“{article.title}” ({about})" if about else f"“{article.title}”"
