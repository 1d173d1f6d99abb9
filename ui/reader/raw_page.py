"""The raw page of an article: what cleaning took out of it, labelled, with a legend.

Offsets of citations refer to the cleaned text; here they are carried over to the raw page by the
ledger, never by looking for the words. What this module does not know: why a rule fired.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from ui.plain import shown
from ui.reader.marked import Layers, Span, label_name, window, within
from vectorstore.article import Label, LedgerEntry
from vectorstore.cleaning import raw_spans
from vectorstore.formats.given import web_address

EXTRACTED = {
    (".html", ".htm"): "the text that was read out of the web page; its HTML is not kept",
    (".pdf",): "the text that was read out of the PDF",
    (".md",): "the text of the Markdown file, without its marks",
}
"""What "raw" means for a file that is more than text."""


class RawText(Protocol):
    """What the page needs of a stored article."""

    @property
    def source(self) -> str:
        """File name or URL."""

    @property
    def raw(self) -> str:
        """The page as it was loaded."""

    @property
    def ledger(self) -> Sequence[LedgerEntry]:
        """The labelled spans, in offsets of `raw`."""

    @property
    def cleaned(self) -> bool:
        """False when nothing was taken out."""


def raw_layers(article: RawText, spans: Sequence[Span], chosen: str) -> Layers:
    """Return what lies on the raw page: the ledger, and the marks where they stand there."""
    removed = article.ledger if article.cleaned else ()
    carried = [piece for span in spans for piece in _carried(span, removed)]
    return Layers(carried, article.ledger, chosen)


def _carried(span: Span, ledger: Sequence[LedgerEntry]) -> Iterator[Span]:
    """Yield the pieces of one passage; furniture inside it is no part of it."""
    for at, (start, end) in enumerate(raw_spans(ledger, span.start, span.end)):
        yield replace(span, start=start, end=end, label=span.label if at == 0 else "")


def legend_html(article: RawText, layers: Layers) -> str:
    """Return what the raw page is, how much was taken out, and the labels with their counts."""
    counts = Counter(entry.label for entry in article.ledger)
    here = {entry.label for entry in within(article.ledger, *window(article.raw, layers))}
    items = "".join(
        f"<li>{_jump(label, count) if label in here else _count(label, count)}</li>"
        for label, count in counts.most_common()
    )
    return (
        f'<div class="cw-legend"><p>{shown(_summary(article))}</p>'
        f"{f'<ul>{items}</ul>' if items else ''}</div>"
    )


def _jump(label: Label, count: int) -> str:
    return (
        f'<button type="button" class="cw-jump" data-of="{label}" '
        f'title="Go to the next one">{_count(label, count)}</button>'
    )


def _count(label: Label, count: int) -> str:
    return f"{shown(label_name(label))} <b>{count}</b>"


def _summary(article: RawText) -> str:
    removed = sum(entry.end - entry.start for entry in article.ledger if not entry.kept)
    if not article.ledger:
        done = "No menus, appeals or other furniture were found in it."
    elif not article.cleaned:
        done = "Cleaning is off for this article: what is labelled here is searched and cited too."
    else:
        done = f"{removed:,} of its {len(article.raw):,} characters are left out of the text."
    return f"This is {_what(article.source)}. {done}"


def _what(source: str) -> str:
    for endings, meaning in EXTRACTED.items():
        if source.lower().endswith(endings):
            return meaning
    if web_address(source):
        return "the text that was read at the web address"
    return "the page as it was loaded"
