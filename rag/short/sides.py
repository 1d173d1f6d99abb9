"""The few words where articles disagree: all sides of it, or none.

What this module does not know: what they disagree on; it is handed the positions.
"""

from collections.abc import Sequence

from rag.answer import Disagreement
from rag.short.wholes import MOST_WORDS

MOST_SIDES = 3
MOST_OF_FIGURE, MOST_OF_NAME = 5, 3
"""Words of one side."""


def undecided(words: str, found: Sequence[Disagreement]) -> str | None:
    """Return words that do not decide between positions: all of them, or None.

    What every position has in common stays. Words that are none of the sides are about something
    else than the disagreement.

    >>> from rag.answer import Position
    >>> sides = tuple(Position(value=value, citations=()) for value in ("2:40", "0:50"))
    >>> about = Disagreement(about="When did it open?", positions=sides)
    >>> undecided("at 2:40", [about]), undecided("1998", [about]), undecided("1998", [])
    ('2:40 or 0:50', None, '1998')
    """
    values = [position.value for about in found for position in about.positions]
    if all(words in value for value in values):
        return words
    if not any(value in words or words in value for value in values):
        return None
    every = " or ".join(values)
    few = len(values) <= MOST_SIDES and len(every.split()) <= MOST_WORDS
    return every if few and all(_is_few(value) for value in values) else None


def _is_few(value: str) -> bool:
    """Tell whether a side is a figure, a day or a name; what is longer is a sentence or heading."""
    most = MOST_OF_FIGURE if any(char.isdigit() for char in value) else MOST_OF_NAME
    return len(value.split()) <= most
