"""From what a link names to the page of the article it opens.

What this module does not know: whether the reader is on the screen.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace

from rag.answer import Citation, Passage
from ui.ask.turn import Turn
from ui.parts import Library
from ui.reader.links import ArticlePlace, Link, Place
from ui.reader.marked import Span
from ui.reader.page import StoredText, View, article_html, notice, passage_hash, problem_page
from vectorstore.errors import CitewireError, NoArticle

log = logging.getLogger(__name__)

GONE = "This answer is no longer kept here. Ask the question again to open its articles."
REMOVED = "This article has been removed from the collection since the answer was given."
CHANGED = "The article has changed since this answer was given."
LOST = f"{CHANGED[:-1]} and no longer holds the quoted passage:"
MOVED = "The article does not have the passage that this link was made for (any more)."
UNKNOWN = (
    "This article is not in the collection: it has been removed, or the link was made for another "
    "one. The Library tab lists the articles there are."
)
NO_LINK = "This link is not complete: it names no article. Copy it again where it comes from."
UNEXPECTED = "The article could not be shown, and the details are in the server's log."

Load = Callable[[], Library]


def opened_link(link: Link, turns: Sequence[Turn], load: Load) -> str:
    """Return the panel's page for the address of the page.

    Without its conversation a citation is still an article with a passage marked.
    """
    cited = link.cited
    if cited and (link.article is None or any(turn.token == cited.turn for turn in turns)):
        return opened(cited, turns, load, link.raw)
    if link.article:
        return opened(link.article, turns, load, link.raw, link.of)
    return problem_page(NO_LINK)


def opened(
    place: Place | ArticlePlace | None,
    turns: Sequence[Turn],
    load: Load,
    raw: bool = False,
    of: str = "",
) -> str:
    """Return the panel's page for `place`: an article, or a sentence why there is none.

    `of` names the set of samples whose collection `load` gives, where it is not the user's own.
    """
    try:
        if isinstance(place, ArticlePlace):
            return _article_page(place, load, raw, of)
        turn = next((turn for turn in turns if place and turn.token == place.turn), None)
        if place is None or turn is None:
            return problem_page(GONE)
        return _turn_page(turn, place, load, raw)
    except CitewireError as error:
        return problem_page(str(error))
    # Whatever fails here must end as a sentence: the reader would stay as it was, without a word.
    except Exception:
        log.exception("An article could not be shown")
        return problem_page(UNEXPECTED)


def _article_page(place: ArticlePlace, load: Load, raw: bool, of: str) -> str:
    try:
        article = load().get(place.article_id)
    except NoArticle:
        return problem_page(UNKNOWN)
    view = View(place.article_id, place.name, of=of, raw=raw)
    quote = article.text[place.start : place.end]
    if place.end == 0:
        return article_html(article, view)
    if place.end > len(article.text) or not quote or place.check not in ("", passage_hash(quote)):
        return article_html(article, replace(view, notice=notice(MOVED)))
    span = Span(place.start, place.end, quote, place.name, "")
    return article_html(article, replace(view, spans=(span,)))


def _turn_page(turn: Turn, place: Place, load: Load, raw: bool) -> str:
    found = _named(turn, place.kind)
    wanted = found.get(place.name)
    if wanted is None:
        return problem_page(GONE)
    span, cited = wanted
    try:
        article = load().get(cited.article_id)
    except NoArticle:
        return problem_page(REMOVED, cited.title or cited.source, span.quote, place.name)
    spans = [span for span, owner in found.values() if owner.article_id == cited.article_id]
    placed = [now for then in spans if (now := _placed(article.text, then)) is not None]
    view = View(
        article_id=cited.article_id,
        name=place.name,
        spans=placed,
        order=_order(found),
        notice=_stale(span, article),
        of=turn.asked_of,
        raw=raw,
    )
    return article_html(article, view)


def _named(turn: Turn, kind: str) -> dict[str, tuple[Span, Citation | Passage]]:
    """Return every citation, or every close passage, of a turn by its name."""
    named: list[tuple[Span, Citation | Passage]] = []
    for cited in turn.citations if kind == "cite" else ():
        name = f"cite-{turn.token}-{cited.number}"
        named.append((Span(cited.start, cited.end, cited.quote, name, str(cited.number)), cited))
    for number, near in enumerate(turn.closest if kind == "passage" else (), start=1):
        name = f"passage-{turn.token}-{number}"
        named.append((Span(near.start, near.end, near.text, name, ""), near))
    return {span.name: (span, found) for span, found in named}


def _order(found: dict[str, tuple[Span, Citation | Passage]]) -> list[str]:
    """Return the names as one reads them: article by article, each from its beginning."""
    articles = list(dict.fromkeys(cited.article_id for _, cited in found.values()))
    by_place = sorted(
        found.values(), key=lambda pair: (articles.index(pair[1].article_id), pair[0].start)
    )
    return [span.name for span, _ in by_place]


def _placed(text: str, span: Span) -> Span | None:
    """Return the span where its quote stands now; an article can have been cleaned anew."""
    if 0 <= span.start < span.end and text[span.start : span.end] == span.quote:
        return span
    start = text.find(span.quote) if span.quote else -1
    return replace(span, start=start, end=start + len(span.quote)) if start >= 0 else None


def _stale(chosen: Span, article: StoredText) -> str:
    now = _placed(article.text, chosen)
    if now is None:
        return notice(LOST, chosen.quote)
    return "" if now == chosen else notice(CHANGED)
