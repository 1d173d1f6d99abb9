"""The list of articles: what the filters above it say, and the page of it that is shown.

What this module does not know: how articles get there, and what is done with those picked.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, get_args

import gradio as gr

from ui.guarded import guarded
from ui.library.said import problem
from ui.library.table import EMPTY, EMPTY_AND_CLOSED, NONE_FITS, position_html, table_html
from ui.parts import Parts
from vectorstore.catalog.listing import Listing, ListPage, Order, Wanted
from vectorstore.errors import CitewireError, UsageError

A_PAGE = 50
"""Articles that are shown at a time."""

MOST_OUTLETS = 500
"""Outlets that are offered as a filter, the largest first; the others are found by words."""

ORDERS: tuple[tuple[str, Order], ...] = (
    ("Newest first", "newest"),
    ("Oldest first", "oldest"),
    ("Title", "title"),
    ("Outlet", "outlet"),
    ("Last added", "added"),
)

UNKNOWN = ("(outlet not known)", "?")
ANY = ("All outlets", "")

_DAY = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Filters:
    """What stands in the fields above the list; anyone can have written it."""

    words: Any = ""
    outlet: Any = ""
    first: Any = ""
    last: Any = ""
    undated: Any = False
    order: Any = "newest"

    def wanted(self) -> Wanted:
        """Return which articles that means. Raises UsageError where a date cannot be read."""
        outlet = str(self.outlet or "")[:1000]
        return Wanted(
            words=str(self.words or "")[:1000],
            outlet={ANY[1]: None, UNKNOWN[1]: ""}.get(outlet, outlet),
            first_day=read_day(self.first),
            last_day=read_day(self.last, end=True),
            undated=bool(self.undated),
        )


def read_day(written: Any, end: bool = False) -> str | None:
    """Return the day that a year, a month or a day begins with, or with `end` ends with.

    >>> read_day("2024-02"), read_day("2024-02", end=True)
    ('2024-02-01', '2024-02-29')
    """
    text = str(written or "").strip()
    if not text:
        return None
    match = _DAY.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in match.groups())
        first = date(year or 0, month or 1, day or 1)
        return (_last(first, month, day) if end else first).isoformat()
    except ValueError:
        raise UsageError(f"“{text[:40]}” is no date: write 2024, 2024-10 or 2024-10-22.") from None


def _last(first: date, month: int | None, day: int | None) -> date:
    """Return the last day of the year, month or day that begins with `first`."""
    if day:
        return first
    if month and month < 12:
        return date(first.year, month + 1, 1) - timedelta(days=1)
    return date(first.year, 12, 31)


def _not_shown(said: str) -> tuple[str, str, int, bool, bool]:
    return problem(said), "", 0, False, False


class ArticleList:
    """The list, as functions of the fields above it."""

    def __init__(self, parts: Parts) -> None:
        """Keep the parts; none is loaded yet."""
        self._parts = parts

    @guarded(_not_shown)
    def show(self, filters: Filters, first: int) -> tuple[str, str, int, bool, bool]:
        """Return table, position, number of the first article, and whether there is more
        before and after.
        """
        page = self._page(filters, first)
        more = page.first + len(page.articles) < page.total
        return self._html(page, filters), position_html(page), page.first, page.first > 0, more

    def outlets(self, chosen: Any) -> Any:
        """Return the outlets to choose from, with how many articles each has."""
        try:
            found = self._listing().outlets()
        except CitewireError:
            return gr.skip()  # the list says what is wrong
        named = [(f"{name} ({n:,})", key) for key, name, n in found if key is not None]
        none = [(f"{UNKNOWN[0]} ({n:,})", UNKNOWN[1]) for key, _, n in found if key is None]
        choices = [ANY, *named[:MOST_OUTLETS], *none]
        kept = chosen if chosen in {value for _, value in choices} else ANY[1]
        return gr.update(choices=choices, value=kept)

    def _page(self, filters: Filters, first: int) -> ListPage:
        order: Order = filters.order if filters.order in get_args(Order) else "newest"
        return self._listing().page(filters.wanted(), order, A_PAGE, max(0, first))

    def _html(self, page: ListPage, filters: Filters) -> str:
        if page.articles:
            return table_html(page, picking=not self._parts.limits.read_only)
        if filters.wanted() != Wanted():
            return NONE_FITS
        return EMPTY_AND_CLOSED if self._parts.limits.read_only else EMPTY

    def _listing(self) -> Listing:
        return Listing(self._parts.collection().catalog.engine)
