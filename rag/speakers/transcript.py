"""Interviews and transcripts whose turns begin with who speaks: "LIND: How?", "Anna Berg: So."

Two to four marks must come again and again, and one of them must ask. What this module does not
know: marks of a single turn, and who stands behind initials that fit several people.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.speakers.people import People
from rag.speakers.roles import last_name

MIN_TURNS, MAX_MARKS = 4, 4
"""Fewer turns, or more marks, make a list with headings and no conversation."""
_MARK = re.compile(
    r"^[ \t]*(?P<mark>[A-Z][A-Z’'-]+(?: [A-Z][A-Z’'.-]+){0,2}"
    r"|[A-Z][a-z]+(?: [A-Z][\w’'.-]+){1,2}):[ \t]+(?=\S)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class MarkedTurn:
    """A turn, with the mark before it."""

    start: int
    end: int
    mark: str
    text: str


def marked_turns(text: str) -> tuple[list[MarkedTurn], str] | None:
    """Return the turns of a transcript and the mark of the one who asks; None for other text."""
    starts = list(_MARK.finditer(text))
    counts = {m["mark"]: 0 for m in starts}
    if len(starts) < MIN_TURNS or not 2 <= len(counts) <= MAX_MARKS:
        return None
    ends = [m.start() for m in starts[1:]] + [_end_of_paragraph(text, starts[-1].end())]
    turns = [
        MarkedTurn(m.start(), end, m["mark"], text[m.end() : end].strip())
        for m, end in zip(starts, ends, strict=True)
    ]
    asking = [mark for mark in counts if _asks([t for t in turns if t.mark == mark])]
    return (turns, asking[0]) if len(asking) == 1 else None


def who_is(mark: str, people: People) -> str | None:
    """Return the person whom a mark means: a full name, a surname or initials.

    >>> who_is("BERG", People("The judge Anna Berg came. The nurse Karl Holm left."))
    'Anna Berg'
    """
    wanted = mark.casefold()
    fits = {
        name
        for name in people.names()
        if wanted in {name.casefold(), last_name(name).casefold(), _initials(name)}
    }
    return fits.pop() if len(fits) == 1 else None


def _asks(turns: Sequence[MarkedTurn]) -> bool:
    asked = sum(turn.text.endswith("?") for turn in turns)
    return asked >= 2 and 2 * asked >= len(turns)


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split()).casefold()


def _end_of_paragraph(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
