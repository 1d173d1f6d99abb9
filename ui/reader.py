"""One stored article as a readable page, with the quoted spans of one answer marked.

Offsets are those of the article's stored text, and marks are cut out of exactly that text.
What this module does not know: which answer is on the screen; it is handed the spans.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from typing import Protocol
from urllib.parse import urlsplit

from rag.undated import in_words, published_between
from ui.plain import day, quiet_line, shown, web_link
from vectorstore.article import Field, Metadata, Origin

WINDOW = 60_000
"""Characters shown on either side of the chosen passage; a longer article is cut, and says so."""

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


class StoredText(Protocol):
    """What the page needs of a stored article."""

    @property
    def source(self) -> str:
        """File name or URL."""

    @property
    def text(self) -> str:
        """The text that offsets refer to."""

    @property
    def metadata(self) -> Metadata:
        """Values with their origin."""


@dataclass(frozen=True, slots=True)
class Span:
    """One passage to mark."""

    start: int
    end: int
    quote: str
    """What the span held when the answer was made."""

    name: str
    """`cite-TURN-NUMBER` or `passage-TURN-NUMBER`, the name its link carries."""

    label: str
    """What is written before the mark: the citation's number, or nothing."""


def article_html(article: StoredText, spans: Sequence[Span], chosen: str) -> str:
    """Return the page of `article` with all `spans` marked and the one named `chosen` stronger."""
    placed = [span for found in spans if (span := _placed(article.text, found)) is not None]
    lost = next((s for s in spans if s.name == chosen and s not in placed), None)
    moved = bool(lost) and any(span.name == chosen for span in placed)
    centre = next((span.start for span in placed if span.name == chosen), 0)
    return (
        '<article class="cw-article" tabindex="-1" aria-label="Article">'
        f"{_head(article, len(placed))}"
        f"{_stale(lost, moved)}"
        f'<div class="cw-body">{_body(article.text, placed, chosen, centre)}</div></article>'
    )


def problem_page(message: str) -> str:
    """Return the panel that says why no article can be shown."""
    return (
        '<article class="cw-article" tabindex="-1" aria-label="Article">'
        f'<header class="cw-head"><div class="cw-bar"><span></span>{CLOSE}</div></header>'
        f'<p class="cw-notice">{shown(message)}</p></article>'
    )


CLOSE = '<button type="button" class="cw-close" aria-label="Close the article">×</button>'

STEPS = (
    '<span class="cw-steps"><button type="button" class="cw-step" data-step="-1" '
    'aria-label="Previous marked passage">‹</button><span class="cw-position"></span>'
    '<button type="button" class="cw-step" data-step="1" '
    'aria-label="Next marked passage">›</button></span>'
)


def _placed(text: str, span: Span) -> Span | None:
    """Return the span where its quote stands now; an article can have been cleaned anew."""
    if 0 <= span.start < span.end and text[span.start : span.end] == span.quote:
        return span
    start = text.find(span.quote) if span.quote else -1
    return replace(span, start=start, end=start + len(span.quote)) if start >= 0 else None


def _stale(lost: Span | None, moved: bool) -> str:
    if lost is None:
        return ""
    if moved:
        return '<p class="cw-notice">The article has changed since this answer was given.</p>'
    return (
        '<div class="cw-notice"><p>The article has changed since this answer was given and no '
        f"longer holds the quoted passage:</p><blockquote>{shown(lost.quote)}</blockquote></div>"
    )


def _head(article: StoredText, marks: int) -> str:
    meta = article.metadata
    kicker = quiet_line(meta.outlet.value, day(meta.published_at.value), meta.title.value)
    title = shown(meta.title.value or article.source)
    return (
        f'<header class="cw-head"><div class="cw-bar"><span class="cw-kicker">{kicker}</span>'
        f"{STEPS if marks > 1 else ''}{CLOSE}</div>"
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


def _fact(name: str, field: Field, value: str | None) -> str:
    return _row(name, f"<bdi>{shown(value)}</bdi>" if value else "unknown", ORIGINS[field.origin])


def _row(name: str, value: str, origin: str) -> str:
    note = f' <span class="cw-origin">{origin}</span>' if origin else ""
    return f"<dt>{name}</dt><dd>{value}{note}</dd>"


def _source(article: StoredText) -> str:
    url = web_link(article.metadata.url.value) or web_link(article.source)
    if url is None:
        return f"<bdi>{shown(article.source)}</bdi>"
    host = urlsplit(url).hostname or url
    return (
        f'<a class="cw-original" href="{escape(url, quote=True)}" target="_blank" '
        f'rel="noopener noreferrer nofollow" referrerpolicy="no-referrer">'
        f"Original at <bdi>{shown(host)}</bdi></a>"
    )


def _body(text: str, spans: Sequence[Span], chosen: str, centre: int) -> str:
    first, last = max(0, centre - WINDOW), min(len(text), centre + WINDOW)
    parts = [
        f"<p>{_marked(text, start, end, spans, chosen)}</p>"
        for start, end in paragraphs(text, first, last)
    ]
    before = f'<p class="cw-cut">{first:,} characters before this are not shown.</p>'
    after = f'<p class="cw-cut">{len(text) - last:,} characters after this are not shown.</p>'
    return f"{before if first else ''}{''.join(parts)}{after if last < len(text) else ''}"


def paragraphs(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the non-empty lines of `text[first:last]`, as offsets into `text`."""
    start = first
    for line in text[first:last].split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _marked(text: str, start: int, end: int, spans: Sequence[Span], chosen: str) -> str:
    """Return `text[start:end]` with marks; overlapping spans are cut where any one ends."""
    near = [span for span in spans if span.start < end and span.end > start]
    inner = {point for span in near for point in (span.start, span.end) if start < point < end}
    cuts = [start, *sorted(inner), end]
    return "".join(_piece(text, left, right, near, chosen) for left, right in pairwise(cuts))


def _piece(text: str, left: int, right: int, near: Iterable[Span], chosen: str) -> str:
    covering = [span for span in near if span.start <= left and span.end >= right]
    if not covering:
        return shown(text[left:right])
    labels = " ".join(span.label for span in covering if span.start == left and span.label)
    names = " ".join(span.name for span in covering)
    active = " cw-active" if any(span.name == chosen for span in covering) else ""
    label = f' data-label="{shown(labels)}"' if labels else ""
    return (
        f'<mark class="cw-mark{active}" data-names="{shown(names)}"{label}>'
        f"{shown(text[left:right])}</mark>"
    )
