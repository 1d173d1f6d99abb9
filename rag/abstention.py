"""Answer or decline, and why.

A question is declined when a name in it never occurs in the collection, or when no sentence comes
close enough to it. What this module does not know: whether an answer is right; a sentence can be
close to a question without answering it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.evidence import Evidence
from rag.words import CALENDAR_WORDS, STOP_WORDS, WEAK_STEMS, stem, tokens
from vectorstore.names import Words

MIN_CONFIDENCE = 0.75
"""Of the best sentence. Chosen where a tenth of the answerable samples is declined; measured there:
4 % of the answerable questions of RealTimeQA 2024-01 and 62 % of the questions of other years
asked of that collection are declined (docs/EVALUATION.md)."""

_NAME = re.compile(
    r"(?<!^)(?<!\()(?<![.?!] )\b(?:[A-ZÀ-ÞА-Я][\w’'-]*)"
    r"(?: (?:(?:of|de|del|van|von|al|bin|la|le) )?[A-ZÀ-ÞА-Я][\w’'-]*)*"
)
_NO_NAMES = CALENDAR_WORDS | frozenset(
    "mr mrs ms dr prof president minister prime king queen prince princess judge mayor governor"
    " senator general i".split()
)
"""Words that are capitalised without being names."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is declined, as one sentence for the reader."""

    reason: str


def decide(question: str, evidence: Sequence[Evidence], vocabulary: Words) -> Refusal | None:
    """Return why the question is declined, or None when it is to be answered."""
    if not evidence:
        return Refusal(
            "The collection has no passage to answer from. Add articles with `citewire add`."
        )
    missing = unmentioned_names(question, vocabulary)
    if missing:
        names = " or ".join(f"“{name}”" for name in missing)
        return Refusal(f"No article in the collection mentions {names}.")
    if confidence(evidence) < MIN_CONFIDENCE:
        return Refusal("No sentence in the collection comes close enough to answer this question.")
    return None


def confidence(evidence: Sequence[Evidence]) -> float:
    """Return how close the best sentence comes: similarity plus half the words around it."""
    return max(e.similarity + 0.5 * e.context for e in evidence)


def unmentioned_names(question: str, vocabulary: Words) -> list[str]:
    """Return the names in a question of which no article has a single word, in any spelling.

    Abbreviations are left out: an article may write them in full.
    """
    names = dict.fromkeys(match.group() for match in _NAME.finditer(question))
    return [_bare(name) for name in names if not _occurs(name, vocabulary)]


def _occurs(name: str, vocabulary: Words) -> bool:
    words = [word for word in tokens(name) if word not in _NO_NAMES and word not in STOP_WORDS]
    if not words or any(part.isupper() for part in _bare(name).split()):
        return True
    return any(vocabulary.frequency(stem(w)) > 0 or stem(w) in WEAK_STEMS for w in words)


def _bare(name: str) -> str:
    return name.removesuffix("'s").removesuffix("’s")
