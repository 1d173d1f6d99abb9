"""One page of the list of articles, as a table: a title opens its article, a box picks it.

An HTML table of our own and not a `gr.Dataframe`: its cells of plain text hold no links, and those
that hold links run what an article contains. Everything goes through `shown`. What this module
does not know: which articles are wanted.
"""

import itertools
from datetime import datetime

from rag.days.day_words import day
from ui.plain import shortened, shown
from vectorstore.catalog.listing import ListedArticle, ListPage

LOADING = '<p class="cw-empty" role="status">Loading…</p>'
EMPTY = (
    '<div class="cw-empty"><h2>The collection is empty</h2><p>Add articles: files, a zip of them,'
    ' text you paste, or a web address. They stay on this machine.</p><p><a href="#library-add">'
    "Add articles</a></p></div>"
)
EMPTY_AND_CLOSED = (
    '<div class="cw-empty"><h2>The collection is empty</h2>'
    "<p>Articles are added here by whoever runs Citewire.</p></div>"
)
NONE_FITS = '<p class="cw-empty">No article is like that. Take a filter back to see more.</p>'

_DRAWN = itertools.count(1)

HEADS = ("Title", "Outlet", "Published", "Added", "Characters", "Source")


def table_html(page: ListPage, picking: bool) -> str:
    """Return the table; with `picking` each row begins with a box."""
    heads = "".join(f'<th scope="col" class="cw-of-{name.lower()}">{name}</th>' for name in HEADS)
    every = (
        '<th scope="col"><input type="checkbox" class="cw-all"'
        ' aria-label="Select all articles of this page"></th>'
    )
    rows = "".join(_row(article, picking) for article in page.articles)
    return (
        # The number makes each list another value, so that the browser always tells what is
        # ticked in it.
        f'<table class="cw-list" data-list="{next(_DRAWN)}">'
        f"<thead><tr>{every if picking else ''}{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table>"
    )


def position_html(page: ListPage) -> str:
    """Return which articles are shown, of how many."""
    if not page.articles:
        return ""
    last = page.first + len(page.articles)
    return f'<span class="cw-quiet">{page.first + 1:,}–{last:,} of {page.total:,}</span>'


def _row(article: ListedArticle, picking: bool) -> str:
    title = shown(shortened(article.title or article.source, 160))
    box = (
        f'<td><input type="checkbox" data-id="{shown(article.id)}"'
        f' aria-label="Select {title}"></td>'
    )
    raw = "" if article.cleaned else ' <span class="cw-uncleaned">not cleaned</span>'
    added = datetime.fromtimestamp(article.added_at).date().isoformat()
    cells = (
        ("outlet", _cell(article.outlet)),
        ("published", _cell(day(article.published_at))),
        ("added", _cell(day(added))),
        ("characters", f"{article.characters:,}"),
        ("source", _cell(article.source)),
    )
    link = f'<a href="#article-{shown(article.id)}"><bdi>{title}</bdi></a>'
    others = "".join(f'<td class="cw-of-{name}">{cell}</td>' for name, cell in cells)
    return f'<tr>{box if picking else ""}<td class="cw-of-title">{link}{raw}</td>{others}</tr>'


def _cell(value: str | None) -> str:
    if value is None:
        return '<span class="cw-quiet">unknown</span>'
    return f'<bdi title="{shown(value)}">{shown(shortened(value, 80))}</bdi>'
