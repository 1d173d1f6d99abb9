"""From the name in a link to the page of the article it opens.

A name comes back from the browser, where anyone can write it, so it is matched strictly and
then looked up; nothing of it is used as a path, a query or HTML. What this module does not
know: whether the reader is on the screen.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.answer import Citation
from ui.parts import Library
from ui.reader import Span, article_html, problem_page
from ui.turn import Turn
from vectorstore.errors import CitewireError, NoArticle

NAME = re.compile(r"(cite|passage)-([0-9a-f]{8})-([1-9][0-9]{0,3})", re.ASCII)

ARTICLE = re.compile(r"article-([0-9a-f]{16})", re.ASCII)

GONE = "This answer is no longer kept here. Ask the question again to open its articles."
REMOVED = "This article has been removed from the collection since the answer was given."
NOT_THERE = "This article is not in the collection any more."


@dataclass(frozen=True, slots=True)
class Place:
    """A citation or a close passage of one turn of the chat, or an article of the library."""

    kind: str
    turn: str
    """Token of the turn; of an article its id."""

    number: int


def read_name(name: object) -> Place | None:
    """Return the place a link names, or None when it names none."""
    named = name if isinstance(name, str) else ""
    if alone := ARTICLE.fullmatch(named):
        return Place("article", alone[1], 0)
    match = NAME.fullmatch(named)
    return Place(match[1], match[2], int(match[3])) if match else None


def opened(place: Place | None, turns: Sequence[Turn], load: Callable[[], Library]) -> str:
    """Return the panel's page for `place`: an article, or a sentence why there is none."""
    if place and place.kind == "article":
        return _page(place.turn, (), "", load, NOT_THERE)
    turn = next((turn for turn in turns if place and turn.token == place.turn), None)
    if place is None or turn is None:
        return problem_page(GONE)
    article_id, spans = _spans(turn, place)
    if article_id is None:
        return problem_page(GONE)
    return _page(article_id, spans, f"{place.kind}-{place.turn}-{place.number}", load, REMOVED)


def _page(
    article_id: str, spans: Sequence[Span], chosen: str, load: Callable[[], Library], gone: str
) -> str:
    try:
        article = load().get(article_id)
    except NoArticle:
        return problem_page(gone)
    except CitewireError as error:
        return problem_page(str(error))
    return article_html(article, spans, chosen)


def _spans(turn: Turn, place: Place) -> tuple[str | None, Sequence[Span]]:
    """Return the article of `place` and every span of the turn in that article."""
    found = _cited(turn) if place.kind == "cite" else _closest(turn)
    article_id = found[place.number][0] if place.number in found else None
    return article_id, [span for owner, span in found.values() if owner == article_id]


def _cited(turn: Turn) -> dict[int, tuple[str, Span]]:
    return {c.number: (c.article_id, _cited_span(c, turn.token)) for c in turn.citations}


def _cited_span(cited: Citation, token: str) -> Span:
    name = f"cite-{token}-{cited.number}"
    return Span(cited.start, cited.end, cited.quote, name, str(cited.number))


def _closest(turn: Turn) -> dict[int, tuple[str, Span]]:
    return {
        number: (
            passage.article_id,
            Span(passage.start, passage.end, passage.text, f"passage-{turn.token}-{number}", ""),
        )
        for number, passage in enumerate(turn.closest, start=1)
    }
