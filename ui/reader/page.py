"""One stored article as a readable page: its metadata, and its text with the quotations marked.

What this module does not know: which answer is on the screen, and where a passage stands now; it
is handed the view.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from typing import Protocol
from urllib.parse import urlsplit

from rag.days.day_words import day
from rag.days.undated import in_words, published_between
from ui.plain import quiet_line, shown
from ui.reader.marked import Layers, Span, body_html
from ui.reader.raw_page import RawText, legend_html, raw_layers
from vectorstore.article import Field, Metadata, Origin
from vectorstore.formats.given import web_address

ORIGINS: dict[Origin, str] = {
    "given": "given with the article",
    "page": "read from the page",
    "inferred": "inferred",
    "unknown": "",
}

LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "kk": "Kazakh",
    "ru": "Russian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}


class StoredText(RawText, Protocol):
    """What the page needs of a stored article."""

    @property
    def text(self) -> str:
        """The text that offsets refer to."""

    @property
    def metadata(self) -> Metadata:
        """Values with their origin."""


@dataclass(frozen=True, slots=True)
class View:
    """What of an article is shown."""

    article_id: str
    name: str
    """What the link that was followed names; the span of this name is marked stronger."""

    spans: Sequence[Span] = ()
    """Every passage to mark, where it stands in the text."""

    order: Sequence[str] = ()
    """Names of all the citations of the answer, also those in other articles, as one reads them."""

    notice: str = ""
    """HTML of what has to be said before the text."""

    of: str = ""
    """Name of the set of samples whose collection has the article; empty: the user's own."""

    raw: bool = False
    """The raw page with what was taken out of it, instead of the text."""


def article_html(article: StoredText, view: View) -> str:
    """Return the page of `article` with the passages marked."""
    if view.raw:
        text, layers = article.raw, raw_layers(article, view.spans, view.name)
        legend = legend_html(article, layers)
    else:
        text, layers, legend = article.text, Layers(view.spans, chosen=view.name), ""
    return (
        f'<article class="cw-article" tabindex="-1" aria-label="Article"{_data(view)}>'
        f"{_head(article, view)}{view.notice}{legend}"
        f'<div class="cw-body{" cw-raw" if view.raw else ""}">{body_html(text, layers)}</div>'
        "</article>"
    )


def problem_page(message: str, title: str = "", quote: str = "", name: str = "") -> str:
    """Return the panel that says why no article can be shown, with what was quoted from it.

    `name` is what the link names, where the address of the page is to lead here again.
    """
    named = f' data-name="{shown(name)}"' if name else ""
    headline = f'<h2 class="cw-headline"><bdi>{shown(title)}</bdi></h2>' if title else ""
    return (
        f'<article class="cw-article" tabindex="-1" aria-label="Article"{named}>'
        f'<header class="cw-head"><div class="cw-bar"><span></span>{CLOSE}</div>{headline}'
        f"</header>{notice(message, quote)}</article>"
    )


def notice(message: str, quote: str = "") -> str:
    """Return a sentence that stands before the text, and the quotation it is about."""
    quoted = f'<blockquote class="cw-lost">{shown(quote)}</blockquote>' if quote else ""
    return f'<div class="cw-notice"><p>{shown(message)}</p></div>{quoted}'


def passage_hash(text: str) -> str:
    """Return what tells in a link whether the passage it leads to is still the same."""
    return sha256(text.encode()).hexdigest()[:8]


CLOSE = (
    '<button type="button" class="cw-close" title="Close (Esc)" '
    'aria-label="Close the article">×</button>'
)

COPY = (
    '<button type="button" class="cw-copy" title="Copy a link to what is shown here">'
    "Copy link</button>"
)

STEPS = (
    '<span class="cw-steps"><button type="button" class="cw-step" data-step="-1" '
    'title="Previous citation (p)" aria-label="Previous citation">‹</button>'
    '<span class="cw-position" aria-live="polite"></span>'
    '<button type="button" class="cw-step" data-step="1" '
    'title="Next citation (n)" aria-label="Next citation">›</button></span>'
)


def _views(raw: bool) -> str:
    buttons = "".join(
        f'<button type="button" class="cw-view" data-view="{name}" title="{hint}" '
        f'aria-pressed="{"true" if raw is (name == "raw") else "false"}">{name.title()}</button>'
        for name, hint in (
            ("cleaned", "The text that is searched and cited"),
            ("raw", "The whole page, with what was taken out of it"),
        )
    )
    return f'<span class="cw-views" role="group" aria-label="Text shown">{buttons}</span>'


def _data(view: View) -> str:
    """What panel.js needs to know of the page: to step through citations and to name them."""
    places = " ".join(
        f"{span.name}:{span.start}-{span.end}-{passage_hash(span.quote)}" for span in view.spans
    )
    data = {
        "name": view.name,
        "article": view.article_id,
        "order": " ".join(view.order),
        "places": places,
        "of": view.of,
        "view": "raw" if view.raw else "cleaned",
    }
    return "".join(f' data-{key}="{shown(value)}"' for key, value in data.items())


def _head(article: StoredText, view: View) -> str:
    meta = article.metadata
    kicker = quiet_line(meta.outlet.value, day(meta.published_at.value), meta.title.value)
    title = shown(meta.title.value or article.source)
    return (
        f'<header class="cw-head"><div class="cw-bar"><span class="cw-kicker">{kicker}</span>'
        f"{STEPS if len(view.order) > 1 else ''}{_views(view.raw)}{COPY}{CLOSE}</div>"
        f'<h2 class="cw-headline"><bdi>{title}</bdi></h2>'
        f'<dl class="cw-meta">{"".join(_facts(article))}</dl></header>'
    )


def _facts(article: StoredText) -> Iterator[str]:
    meta = article.metadata
    yield _fact("Outlet", meta.outlet, meta.outlet.value)
    window = None if meta.published_at.value else published_between(article.text)
    if window is None:
        yield _fact("Published", meta.published_at, day(meta.published_at.value))
    else:
        told = f"{in_words(window, day)} (“{' … '.join(window.evidence)}”)"
        yield _row("Published", f"<bdi>{shown(told)}</bdi>", ORIGINS["inferred"])
    if meta.author.value:
        yield _fact("Author", meta.author, meta.author.value)
    if meta.language.value:
        language = LANGUAGES.get(meta.language.value, meta.language.value)
        yield _fact("Language", meta.language, language)
    if meta.title.origin == "inferred":
        yield _row("Title", "", ORIGINS["inferred"])
    yield _row("Source", _source(article), "")
    if not article.cleaned:
        yield _row("Text", "as it was loaded, cleaning is off", "")


def _fact(name: str, field: Field, value: str | None) -> str:
    return _row(name, f"<bdi>{shown(value)}</bdi>" if value else "unknown", ORIGINS[field.origin])


def _row(name: str, value: str, origin: str) -> str:
    note = f' <span class="cw-origin">{origin}</span>' if origin else ""
    return f"<dt>{name}</dt><dd>{value}{note}</dd>"


def _source(article: StoredText) -> str:
    url = web_address(article.metadata.url.value) or web_address(article.source)
    if url is None:
        return f"<bdi>{shown(article.source)}</bdi>"
    host = urlsplit(url).hostname or url
    return (
        f'<a class="cw-original" href="{escape(url, quote=True)}" target="_blank" '
        f'rel="noopener noreferrer nofollow" referrerpolicy="no-referrer">'
        f"Original at <bdi>{shown(host)}</bdi></a>"
    )
