"""The text of an article as paragraphs: quoted passages marked, labelled spans shown as such.

Both are cut out of exactly the text that is handed over, which is never changed by it. What this
module does not know: which text that is, and where its spans come from.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ui.plain import shown
from vectorstore.article import Label, LedgerEntry

WINDOW = 60_000
"""Characters shown on either side of the chosen passage; a longer article is cut, and says so."""


@dataclass(frozen=True, slots=True)
class Span:
    """One passage to mark."""

    start: int
    end: int
    quote: str
    """What the span held when the answer was made."""

    name: str
    """The name that its link carries: `cite-TURN-NUMBER`, `passage-TURN-NUMBER`, `article-…`."""

    label: str
    """What is written before the mark: the citation's number, or nothing."""


@dataclass(frozen=True, slots=True)
class Layers:
    """What lies on a text."""

    spans: Sequence[Span]
    ledger: Sequence[LedgerEntry] = ()
    """Sorted and disjoint, in offsets of the text; empty for a cleaned text."""

    chosen: str = ""
    """Name of the span that is marked stronger."""


def label_name(label: Label) -> str:
    """Return a label as it is written for readers."""
    return "editor's note" if label == "editors_note" else label.replace("_", " ")


def window(text: str, layers: Layers) -> tuple[int, int]:
    """Return the part of the text that is shown: around the chosen span, or the beginning."""
    centre = next((span.start for span in layers.spans if span.name == layers.chosen), 0)
    return max(0, centre - WINDOW), min(len(text), centre + WINDOW)


def body_html(text: str, layers: Layers) -> str:
    """Return the paragraphs of `text`."""
    first, last = window(text, layers)
    parts = [
        f"<p>{_line(text, start, end, layers)}</p>" for start, end in paragraphs(text, first, last)
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


def within(ledger: Sequence[LedgerEntry], start: int, end: int) -> Sequence[LedgerEntry]:
    """Return the entries that have a character of `[start, end)`."""
    first = bisect_right(ledger, start, key=lambda entry: entry.end)
    return ledger[first : bisect_left(ledger, end, key=lambda entry: entry.start)]


def _line(text: str, start: int, end: int, layers: Layers) -> str:
    """Return `text[start:end]`, cut wherever a span or a ledger entry begins or ends."""
    spans = [span for span in layers.spans if span.start < end and span.end > start]
    ledger = within(layers.ledger, start, end)
    edges = {point for span in spans for point in (span.start, span.end)}
    edges |= {point for entry in ledger for point in (entry.start, entry.end)}
    cuts = [start, *sorted(edge for edge in edges if start < edge < end), end]
    return "".join(
        _labelled(_marked(text, left, right, spans, layers.chosen), left, right, ledger)
        for left, right in pairwise(cuts)
    )


def _marked(text: str, left: int, right: int, spans: Iterable[Span], chosen: str) -> str:
    covering = [span for span in spans if span.start <= left and span.end >= right]
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


def _labelled(html: str, left: int, right: int, ledger: Sequence[LedgerEntry]) -> str:
    entry = next((e for e in ledger if e.start <= left and e.end >= right), None)
    if entry is None:
        return html
    name = label_name(entry.label)
    rule = name if entry.rule == name else f"{name}: {entry.rule}"
    tag = f' data-label="{shown(name)}"' if entry.start == left else ""
    # Reached by the legend's buttons, not by the tab key: a page can have a hundred of them.
    return (
        f'<{"span" if entry.kept else "del"} class="cw-span{" cw-kept" if entry.kept else ""}" '
        f'tabindex="-1" data-of="{entry.label}"{tag} '
        f'data-rule="{shown(rule)}{", stays in the text" if entry.kept else ""}">'
        f"{html}</{'span' if entry.kept else 'del'}>"
    )
