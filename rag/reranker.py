"""The order of the candidates: how they were found, and how surely each one answers.

What this module does not know: where the second opinion comes from, a reader or a cross-encoder.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from rag.retriever import Candidate, reciprocal_rank_fusion


class Reranker(Protocol):
    """Anything that judges passages for a question, such as a cross-encoder."""

    def score(self, question: str, passages: Sequence[tuple[str, str]]) -> list[float]:
        """Return the log-odds that each (title, text) answers."""
        ...


def reorder(candidates: Sequence[Candidate], odds: Sequence[float]) -> list[Candidate]:
    """Return the candidates, those with `odds` (the first so many) in a new order before the rest.

    `odds` are log-odds that a passage answers the question. The new order fuses that of the odds
    with the one in which the candidates were found. A candidate's new score falls from the first
    to the last; only its order has a meaning.
    """
    found = list(range(len(candidates)))
    judged = sorted(found[: len(odds)], key=lambda at: -odds[at])
    scores = reciprocal_rank_fusion([found, judged])
    ordered = [replace(candidates[at], score=scores[at]) for at in found]
    return sorted(ordered, key=lambda c: -c.score) if odds else list(candidates)
