"""The first lines of a page that are not furniture, and its labelled spans as texts.

What this module does not know: what the lines say.
"""

from collections.abc import Iterator
from typing import NamedTuple

from vectorstore.article import LedgerEntry
from vectorstore.metadata.byline import HEAD_LINES


class Line(NamedTuple):
    """A line without surrounding white space, and where it starts in the page."""

    start: int
    text: str


def head_lines(raw: str, entries: list[LedgerEntry]) -> list[Line]:
    """Return the first lines that hold anything but furniture, and the bylines among them.

    Each is cut to a length in which a byline would show.
    """
    skipped = [e for e in reversed(entries) if not e.kept and e.label != "author_box"]
    found: list[Line] = []
    position = 0
    while position < len(raw) and len(found) < HEAD_LINES:
        while skipped and skipped[-1].end <= position:
            skipped.pop()
        if skipped and skipped[-1].start <= position:
            position = skipped.pop().end
            continue
        end = raw.find("\n", position)
        end = len(raw) if end < 0 else end
        piece = raw[position : min(end, position + 2000)]
        if text := piece.strip():
            found.append(Line(position + len(piece) - len(piece.lstrip()), text))
        position = end + 1
    return found


def is_body(line: Line, entries: list[LedgerEntry]) -> bool:
    """Tell whether a line is no part of a labelled span that is cut out."""
    end = line.start + len(line.text)
    return not any(e.start <= line.start and end <= e.end and not e.kept for e in entries)


def spans(raw: str, entries: list[LedgerEntry], *labels: str) -> Iterator[str]:
    """Yield the beginning of each span that has one of these labels."""
    return (raw[e.start : min(e.end, e.start + 4000)].strip() for e in entries if e.label in labels)
