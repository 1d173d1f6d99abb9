"""A page as lines with their places, and what each of them was found to be.

What this module does not know: what makes a line furniture.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vectorstore.article import Label


@dataclass(frozen=True, slots=True)
class Line:
    """A line that holds something, with its place in the page."""

    start: int
    end: int
    """One past its newline."""

    text: str
    """Without surrounding white space."""

    indent: int
    """White space before `text`."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a whole line was found to be."""

    label: Label
    rule: str
    kept: bool = False


Marks = dict[int, Mark]
Pass = Callable[[list[Line], Marks], None]


def lines_of(raw: str) -> Iterator[Line]:
    """Yield the lines of a page that hold something."""
    start = 0
    while start < len(raw):
        newline = raw.find("\n", start)
        end = len(raw) if newline < 0 else newline + 1
        piece = raw[start:end]
        if text := piece.strip():
            yield Line(start, end, text, len(piece) - len(piece.lstrip()))
        start = end
