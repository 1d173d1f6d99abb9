"""What is on hold by one report and goes on by another: an expansion, and the members that joined.

A process (rag/opposites/processes.py) is at rest where a report has its noun with a word of rest,
and goes on where one has the noun with a word of going on, or its verb. What this module does not
know: time; both can have been true, one after the other, and are shown.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.evidence import Evidence, surroundings
from rag.opposites.processes import Process, process_in
from rag.opposites.table import GOING_ON, ON_HOLD
from rag.positions.named import may_be_one_thing, names, of_one_time

CLOSE = 0.3
"""Similarity to the question of the sentence by which it rests."""
ALSO_CLOSE = 0.05
"""The same of the sentence by which it goes on: who tells that somebody joined may not say what."""

_ASKS = re.compile(
    r"^(?:and |but |so )?(?:has|have|had|is|are|was|were|do|does|did|can|will)\b|\bstatus\b"
    r"|\bstill\b|\bhappen\w*\b",
    re.IGNORECASE,
)
_FEW = r"\W+(?:[\w’']+\W+){0,6}?"
_NEW = r"(?:(?:first|latest|newest|last)\W+(?:\w+\W+)?)"
_NOT = re.compile(r"\b(?:not|never|no|nobody|none|without|n['’]t)\W+(?:\w+\W+){0,3}$", re.I)
_NOT_INSIDE = re.compile(r"\b(?:not|never|no longer)\b", re.IGNORECASE)
_NO_AFTER = re.compile(r" (?:no|none|nobody|nothing|neither)\b", re.IGNORECASE)
_UNREAL = re.compile(
    r"\b(?:would|could|might|may|should|if|whether|plan(?:s|ned) to|want(?:s|ed) to|hope[sd]? to"
    r"|will|urg\w+|demand\w*|call(?:s|ed) (?:on|for)|ask(?:s|ed))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Stance:
    """One side of an opposite and the sentence that takes it."""

    value: str
    """Its words."""
    evidence: Evidence


def opposed_reports(question: str, evidence: Sequence[Evidence]) -> tuple[Stance, Stance] | None:
    """Return the two best sentences of different articles that stand against each other.

    `evidence` is sorted best first. A sentence that has both takes no side.
    """
    process = process_in(question) if _ASKS.search(question) else None
    if process is None:
        return None
    told = [e for e in evidence if not e.text.endswith("?") and _is_about(question, e)]
    rests = [s for e in told if (s := _stance(_rests(process, e.text), e)) is not None]
    moves = [s for e in told if (s := _stance(_moves(process, e.text), e)) is not None]
    both = {s.evidence for s in rests} & {s.evidence for s in moves}
    for rest in (s for s in rests if s.evidence.similarity >= CLOSE):
        for move in moves:
            one_sided = both.isdisjoint((rest.evidence, move.evidence))
            if one_sided and _one_thing(question, rest.evidence, move.evidence):
                return rest, move
    return None


def _stance(words: str | None, e: Evidence) -> Stance | None:
    return None if words is None else Stance(words, e)


def _is_about(question: str, e: Evidence) -> bool:
    """Tell whether a sentence, or the passage around it, has a name of the question."""
    named = names(question)
    around = names(surroundings(e.chunk))
    return e.similarity >= ALSO_CLOSE and (not named or not named.isdisjoint(around))


def _one_thing(question: str, one: Evidence, other: Evidence) -> bool:
    if one.chunk.article_id == other.chunk.article_id:
        return False
    timely = of_one_time(one.chunk.metadata, other.chunk.metadata)
    # "The group", says a sentence; the passage has its name.
    return timely and may_be_one_thing(question, surroundings(one.chunk), surroundings(other.chunk))


def _rests(process: Process, text: str) -> str | None:
    """Return the words by which a process is on hold in a sentence."""
    found = _with(process, ON_HOLD.anyhow, text)
    return found.group() if found and not _is_denied(found) else None


def _moves(process: Process, text: str) -> str | None:
    """Return the words by which a process goes on or takes place: is so, not may be so."""
    if _UNREAL.search(text):
        return None
    rests = _with(process, ON_HOLD.anyhow, text)
    if rests is not None and _is_denied(rests):
        return rests.group()
    new = re.search(rf"\b{_NEW}{process.nouns}\b", text, re.IGNORECASE)
    found = _with(process, GOING_ON.anyhow, text) or new or process.verbs.search(text)
    return found.group() if found and not _is_denied(found) else None


def _with(process: Process, said: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return where the noun of a process stands close to what is said of it."""
    noun, words = rf"\b{process.nouns}\b", said.pattern
    return re.search(rf"{words}{_FEW}{noun}|{noun}{_FEW}{words}", text, re.IGNORECASE)


def _is_denied(found: re.Match[str]) -> bool:
    before, after = found.string[: found.start()], found.string[found.end() :]
    denied = _NOT.search(before) or _NOT_INSIDE.search(found.group()) or _NO_AFTER.match(after)
    return denied is not None
