"""What is on hold by one report and goes on by another: an expansion, and the members admitted.

A table of opposites that are more than a verb and its "not" (polarity.py), each with what is said
of things at rest and of things that move on. What this module does not know: time; both can have
been true, one after the other, and are shown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.evidence import Evidence
from rag.positions.named import of_one_time

SIMILARITY = 0.2
"""A sentence less close to the question is about something else."""

_ASKS = re.compile(
    r"^(?:and |but |so )?(?:has|have|had|is|are|was|were|do|does|did|can|will)\b|\bstatus\b"
    r"|\bstill\b|\bhappen\w*\b",
    re.IGNORECASE,
)
_GROWTH = r"(?:expansion|enlargement|admissions?|accessions?|growth)"
_STOP = r"(?:suspend|halt|freez|froze|paus|stop)\w*"
_FEW = r"\W+(?:\w+\W+){0,4}?"


@dataclass(frozen=True, slots=True)
class _Opposites:
    topic: re.Pattern[str]
    """What a question about it says."""
    rests: tuple[str, re.Pattern[str]]
    moves: tuple[str, re.Pattern[str]]


def _opposites(topic: str, rests: tuple[str, str], moves: tuple[str, str]) -> _Opposites:
    return _Opposites(
        re.compile(topic, re.IGNORECASE),
        (rests[0], re.compile(rests[1], re.IGNORECASE)),
        (moves[0], re.compile(moves[1], re.IGNORECASE)),
    )


_TABLE = (
    _opposites(
        r"\b(?:expan|enlarg|admi[ts]|accept|new members|take[ns]? in)",
        (
            "suspended",
            rf"\b{_STOP}{_FEW}{_GROWTH}\b|\b{_GROWTH}{_FEW}(?:on hold|{_STOP})",
        ),
        (
            "new members",
            rf"\b(?:new members|(?:first|latest|newest) {_GROWTH})\b|\b(?:entry|admission) of \w+"
            r"|\b(?:was|were|been) admitted\b|\bjoined\b"
            r"|\bentered (?:together|the (?:group|bloc))\b",
        ),
    ),
)
_UNREAL = re.compile(
    r"\b(?:would|could|might|may|should|if|whether|plans? to|wants? to|hopes? to)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Stance:
    """One side of an opposite and the sentence that takes it."""

    value: str
    evidence: Evidence


def opposed(question: str, evidence: Sequence[Evidence]) -> tuple[Stance, Stance] | None:
    """Return the two best sentences of different articles that stand against each other."""
    if not _ASKS.search(question):
        return None
    near = [e for e in evidence if e.similarity >= SIMILARITY and not e.text.endswith("?")]
    for row in _TABLE:
        found = _sides(row, near) if row.topic.search(question) else None
        if found is not None:
            return found
    return None


def _sides(row: _Opposites, near: Sequence[Evidence]) -> tuple[Stance, Stance] | None:
    """Return the best sentence of each side; `near` is sorted best first.

    A sentence that has both, or speaks of what would be, takes no side.
    """
    (rest, rests), (move, moves) = row.rests, row.moves
    resting = [e for e in near if rests.search(e.text) and not moves.search(e.text)]
    moving = [
        e
        for e in near
        if moves.search(e.text) and not rests.search(e.text) and not _UNREAL.search(e.text)
    ]
    for one in resting:
        for other in moving:
            timely = of_one_time(one.chunk.metadata, other.chunk.metadata)
            if timely and one.chunk.article_id != other.chunk.article_id:
                return Stance(rest, one), Stance(move, other)
    return None
