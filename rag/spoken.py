"""What somebody says, for a question that asks for their words: "What does Berg say about it?".

The name need not stand in a sentence that Berg says, nor near it: an interview gives it once, at
its beginning. Such a sentence is scored as if it held the name. What this module does not know: who
somebody is that a text gives by role alone.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from rag.asking.sources import TOLD
from rag.dialogue.frame import frame_of
from rag.draft import Attribution, Quote
from rag.evidence import CONTEXT_WEIGHT, OVERLAP_WEIGHT, Evidence, surroundings
from rag.positions.named import names
from rag.words import Weights, keys

LOOKED_AT = 24
"""Sentences whose speaker is looked for: their articles have to be read."""

Who = Callable[[Quote], Attribution]

_SAYS = re.compile(rf"{TOLD}\b", re.IGNORECASE)


def asked_speaker(question: str) -> frozenset[str]:
    """Return the keys of the name whose words are asked for; empty where none are.

    >>> sorted(asked_speaker("What does Anna Berg say about taxes?"))
    ['ana', 'berg']
    >>> asked_speaker("What does the tax cost?"), asked_speaker("Did Berg pay?")
    (frozenset(), frozenset())
    """
    frame = frame_of(question)
    asks = frame is not None and bool(frame.ask) and _SAYS.match(frame.rest) is not None
    return names(frame.subject) if frame is not None and asks else frozenset()


def with_speaker(
    question: str, evidence: Sequence[Evidence], weights: Weights, who: Who
) -> list[Evidence]:
    """Return the evidence, best first, with what the asked person says counted as naming them."""
    asked = asked_speaker(question)
    if not asked:
        return list(evidence)
    credited = [
        _credited(e, asked, weights) if _says(e, asked, who) else e for e in evidence[:LOOKED_AT]
    ]
    rest = evidence[LOOKED_AT:]
    return sorted([*credited, *rest], key=lambda e: (-e.score, e.rank, e.start))


def _says(e: Evidence, asked: frozenset[str], who: Who) -> bool:
    speaker = who(Quote(e.chunk, e.start, e.end)).speaker
    return speaker is not None and asked <= names(speaker)


def _credited(e: Evidence, asked: frozenset[str], weights: Weights) -> Evidence:
    overlap = weights.coverage(keys(e.text) | asked)
    context = weights.coverage(keys(surroundings(e.chunk)) | asked)
    gained = OVERLAP_WEIGHT * (overlap - e.overlap) + CONTEXT_WEIGHT * (context - e.context)
    return replace(e, overlap=overlap, context=context, score=e.score + gained)
