"""What a link names: a citation or a close passage of a turn, or an article and a place in it.

A name comes back from the browser, where anyone can write it, so it is matched strictly; nothing
of it is used as a path, a query or HTML. What this module does not know: whether there is such a
turn or article.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

NAME = re.compile(r"(cite|passage)-([0-9a-f]{8})-([1-9][0-9]{0,3})", re.ASCII)
ARTICLE = re.compile(
    r"article-([0-9a-f]{16})(?:-([0-9]{1,7})-([0-9]{1,7})(?:-([0-9a-f]{8}))?)?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Place:
    """A citation or a close passage of one turn of the chat."""

    kind: str
    turn: str
    number: int

    @property
    def name(self) -> str:
        """The name in the link."""
        return f"{self.kind}-{self.turn}-{self.number}"


@dataclass(frozen=True, slots=True)
class ArticlePlace:
    """An article, whole or at some characters of its text."""

    article_id: str
    name: str
    """The name in the link."""

    start: int = 0
    end: int = 0
    """The characters; none when it is the article as a whole."""

    check: str = ""
    """Hash of these characters (`ui.reader.passage_hash`) when the link was made, if it has one."""


@dataclass(frozen=True, slots=True)
class Link:
    """What the address of the page asks to open."""

    cited: Place | None
    article: ArticlePlace | None
    """Where the citation stands, for when its conversation is not there."""

    raw: bool
    of: str = ""
    """Name of the set of samples whose collection has the article; empty: the user's own."""


def read_name(name: object) -> Place | ArticlePlace | None:
    """Return the place a link names, or None when it names none."""
    if not isinstance(name, str):
        return None
    if match := NAME.fullmatch(name):
        return Place(match[1], match[2], int(match[3]))
    if match := ARTICLE.fullmatch(name):
        return ArticlePlace(match[1], name, int(match[2] or 0), int(match[3] or 0), match[4] or "")
    return None


def read_link(query: Mapping[str, str]) -> Link | None:
    """Return what the address asks to open, or None when it asks nothing.

    `open=cite-TURN-NUMBER`, `article=ID`, `at=START-END-HASH`, `of=SET`, `view=raw`; panel.js
    writes it.
    """
    if "open" not in query and "article" not in query:
        return None
    cited = read_name(query.get("open"))
    at = f"-{query['at']}" if "at" in query else ""
    article = read_name(f"article-{query.get('article')}{at}")
    return Link(
        cited if isinstance(cited, Place) else None,
        article if isinstance(article, ArticlePlace) else None,
        query.get("view") == "raw",
        query.get("of", ""),
    )
