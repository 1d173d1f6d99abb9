"""The list of articles as people look through it: a page at a time, narrowed, ordered, counted.

Everything but the size of the shown ones is answered from an index without the texts. What this
module does not know: what a page looks like.
"""

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Engine, Row, bindparam, text

from vectorstore.catalog.database import reading

Order = Literal["newest", "oldest", "title", "outlet", "added"]

_TITLE = "json_extract(metadata, '$.title.value')"
_OUTLET = "json_extract(metadata, '$.outlet.value')"
_DAY = "json_extract(metadata, '$.published_at.value')"
_ARTICLES = "FROM articles INDEXED BY articles_without_texts"
_WORDS = f"casefold(coalesce({_TITLE}, '') || ' ' || source || ' ' || coalesce({_OUTLET}, ''))"
_SPOKEN_TITLE = f"casefold(coalesce({_TITLE}, source))"

_SIZES = text("SELECT id, length(text) AS size, cleaned FROM articles WHERE id IN :ids").bindparams(
    bindparam("ids", expanding=True)
)
"""Reads the texts, so it is asked of the shown articles only."""

_ORDERS: dict[Order, str] = {
    "newest": f"{_DAY} DESC NULLS LAST, {_SPOKEN_TITLE}, id",
    "oldest": f"{_DAY} NULLS LAST, {_SPOKEN_TITLE}, id",
    "title": f"{_SPOKEN_TITLE}, id",
    "outlet": f"outlet_key NULLS LAST, {_DAY} DESC NULLS LAST, id",
    "added": "added_at DESC, source, id",
}

MOST_WORDS = 10
"""More words than these are not looked for."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles are listed; all of them unless something is said."""

    words: str = ""
    """Each of these words stands in title, source or outlet, in any case."""

    outlet: str | None = None
    """Folded name of the outlet; "" for those whose outlet is not known; None for any."""

    first_day: str | None = None
    """`YYYY-MM-DD`: published on it or later."""

    last_day: str | None = None
    """The same for the last day."""

    undated: bool = False
    """Only those whose date is not known."""

    def conditions(self) -> tuple[str, dict[str, str]]:
        """Return it as an SQL condition, and the values in it."""
        words = {f"word{i}": w for i, w in enumerate(self.words.casefold().split()[:MOST_WORDS])}
        said = [f"instr({_WORDS}, :{name}) > 0" for name in words]
        said += ["outlet_key = :outlet"] if self.outlet else []
        said += ["outlet_key IS NULL"] if self.outlet == "" else []
        said += [f"{_DAY} >= :first_day"] if self.first_day else []
        said += [f"{_DAY} <= :last_day"] if self.last_day else []
        said += [f"{_DAY} IS NULL"] if self.undated else []
        named = {"outlet": self.outlet, "first_day": self.first_day, "last_day": self.last_day}
        return " AND ".join(said) or "1", words | {k: v for k, v in named.items() if v}


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """One line of the list."""

    id: str
    title: str | None
    outlet: str | None
    published_at: str | None
    """`YYYY-MM-DD`."""
    source: str
    added_at: float
    """Seconds since 1970."""
    characters: int
    """Length of the text that is searched."""
    cleaned: bool
    """False where furniture was left in the text."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """Some of the wanted articles, and how many there are."""

    articles: tuple[ListedArticle, ...]
    total: int
    first: int
    """Number of the first of them, from 0."""


class Listing:
    """Looks through the articles of a database without reading their texts."""

    def __init__(self, engine: Engine) -> None:
        """Work on an opened database."""
        self._engine = engine

    def page(self, wanted: Wanted, order: Order, limit: int, first: int = 0) -> ListPage:
        """Return at most `limit` of the wanted articles, from number `first` on.

        Where there are fewer by now, the last page is returned.
        """
        condition, values = wanted.conditions()
        query = text(
            f"SELECT id, {_TITLE} AS title, {_OUTLET} AS outlet, {_DAY} AS day, source, added_at"
            f" {_ARTICLES} WHERE {condition} ORDER BY {_ORDERS[order]} LIMIT :limit OFFSET :first"
        )
        counted = text(f"SELECT count(*) {_ARTICLES} WHERE {condition}")
        with reading(self._engine) as connection:
            total = connection.execute(counted, values).scalar_one()
            first = max(0, min(first, (total - 1) // limit * limit))
            rows = connection.execute(query, {**values, "limit": limit, "first": first}).all()
            ids = {"ids": [row.id for row in rows]}
            known = {row.id: row for row in connection.execute(_SIZES, ids)}
        return ListPage(tuple(_listed(row, known[row.id]) for row in rows), total, first)

    def titles(self, article_ids: tuple[str, ...]) -> dict[str, str]:
        """Return the title, or else the source, of those of these articles that are stored."""
        query = text(f"SELECT id, coalesce({_TITLE}, source) {_ARTICLES} WHERE id IN :ids")
        query = query.bindparams(bindparam("ids", expanding=True))
        with self._engine.connect() as connection:
            return {row[0]: row[1] for row in connection.execute(query, {"ids": article_ids})}

    def outlets(self) -> list[tuple[str | None, str | None, int]]:
        """Return (folded name, name, articles) of each outlet, the largest first.

        Those without an outlet stand under None.
        """
        return self._rows(
            f"SELECT outlet_key, min({_OUTLET}), count(*) AS articles {_ARTICLES}"
            " GROUP BY outlet_key ORDER BY articles DESC, outlet_key"
        )

    def days(self) -> list[tuple[str | None, int]]:
        """Return (`YYYY-MM-DD`, articles) of each day, in order; the undated under None, first."""
        return self._rows(f"SELECT {_DAY} AS day, count(*) {_ARTICLES} GROUP BY day ORDER BY day")

    def _rows(self, query: str) -> list[Any]:
        with self._engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(query))]


def _listed(row: Row[Any], known: Row[Any]) -> ListedArticle:
    about = (row.id, row.title, row.outlet, row.day, row.source, row.added_at)
    return ListedArticle(*about, characters=known.size, cleaned=bool(known.cleaned))
