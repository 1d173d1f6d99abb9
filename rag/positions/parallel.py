"""Sentences of two articles that say the same but for one day, number or name in the same place.

"At least 12 people were hurt, the mayor said" and "At least 30 people were hurt, the mayor said":
the sentence around it is the same, so both tell of the same thing. No reader is needed for that.
What this module does not know: which of them is the edited one, and sentences that say the same in
other words.
"""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import combinations

from rag.positions.claims import Claim
from rag.positions.values import at_odds, overlap
from vectorstore.sentences import Span

ALIKE = 0.75
"""Share of the words of both sentences that stand in both, in this order."""
LONGEST = 6
"""Words in one place that differ; more is another statement."""
FEWEST = 5
"""Words that both sentences have."""

_WORD = re.compile(r"\S+")
_EDGES = ".,;:!?()[]\"“”'’`"


def retold_otherwise(claims: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """Return the pairs of values at odds in the same place of sentences of different articles."""
    return [
        (one, other)
        for one, other in combinations(claims, 2)
        if one.evidence.chunk.article_id != other.evidence.chunk.article_id
        and at_odds(one.value, other.value)
        and _in_one_place(one, other)
    ]


def _in_one_place(one: Claim, other: Claim) -> bool:
    """Tell whether two sentences differ in the words of their values, and hardly elsewhere."""
    first, second = _WORD.findall(one.evidence.text), _WORD.findall(other.evidence.text)
    if min(len(first), len(second)) < ALIKE * max(len(first), len(second)) - LONGEST:
        return False
    matcher = SequenceMatcher(None, _bare(first), _bare(second), autojunk=False)
    blocks = matcher.get_opcodes()
    same = sum(b - a for kind, a, b, _, _ in blocks if kind == "equal")
    changed = [
        (a, b, c, d)
        for kind, a, b, c, d in blocks
        if kind == "replace" and _covers(one, a, b) and _covers(other, c, d)
    ]
    others = [
        (first[a:b], second[c:d])
        for kind, a, b, c, d in blocks
        if kind == "replace" and (a, b, c, d) not in changed
    ]
    if len(changed) != 1 or any(_names(x) and _names(y) for x, y in others):
        return False
    a, b, c, d = changed[0]
    rest = max(len(first) - (b - a), len(second) - (d - c))
    return max(b - a, d - c) <= LONGEST and same >= max(FEWEST, ALIKE * rest)


def _covers(claim: Claim, first: int, last: int) -> bool:
    """Tell whether words `first` to `last` of a sentence have some of the value in them."""
    places: list[Span] = [match.span() for match in _WORD.finditer(claim.evidence.text)][first:last]
    return bool(places) and overlap((places[0][0], places[-1][1]), claim.value.span)


def _names(words: Sequence[str]) -> bool:
    """Tell whether there is a name or number among the words: then it is about another thing."""
    return any(word.strip(_EDGES)[:1].isupper() or word[:1].isdigit() for word in words)


def _bare(words: Sequence[str]) -> list[str]:
    return [word.strip(_EDGES).casefold() for word in words]
