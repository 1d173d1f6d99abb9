"""Works that a text cites in brackets: "(A. Berg, The Price of Bread, Review, May 3, 2024)".

What this module does not know: notes at the foot of a page, which are no part of a sentence.
"""

import re

_INITIAL = re.compile(r"\b[A-Z]\. ?(?:[A-Z]\. ?)?[A-ZÀ-Þ][\w’'-]+,")
_PARTS = 3
"""So many names, titles and journals before a date are a citation even without an initial."""


def in_cited_work(text: str, place: int) -> bool:
    """Tell whether a place, that of a date, stands in a work that is cited in brackets.

    >>> in_cited_work("It fell (A. Berg, Bread, Review, May 3, 2024).", 34)
    True
    >>> in_cited_work("They met (in the town hall, May 3, 2024).", 28)
    False
    """
    opened = text.rfind("(", 0, place)
    if opened < 0 or ")" in text[opened:place]:
        return False
    before = text[opened + 1 : place]
    named = [part for part in before.split(", ") if part[:1].isupper() or part[:1] in "“\"«‘'"]
    return _INITIAL.search(before) is not None or len(named) >= _PARTS
