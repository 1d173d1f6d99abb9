"""The few words where articles disagree: none, because they would be one side of it.

What this module does not know: what they disagree on; it is handed the positions.
"""

from collections.abc import Sequence

from rag.answer import Disagreement


def undecided(words: str, found: Sequence[Disagreement]) -> str | None:
    """Return words that every position has in common, or None: nothing decides between them.

    >>> from rag.answer import Position
    >>> sides = tuple(Position(value=value, citations=()) for value in ("2:40 a.m.", "0:50 a.m."))
    >>> about = Disagreement(about="When did it open?", positions=sides)
    >>> undecided("2:40", [about]), undecided("a.m.", [about]), undecided("1998", [])
    (None, 'a.m.', '1998')
    """
    values = [position.value for about in found for position in about.positions]
    return words if all(words in value for value in values) else None
