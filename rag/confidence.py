"""How likely it is that the collection answers a question: one number, from 0 to 1.

A logistic regression (Cox, 1958) over how close the best sentence comes, fitted on questions of
October to December 2023, which the reader was not trained on, and on questions of 2022 asked of
the same articles, both kinds weighing the same. What the reader says is left out: it tells the two
apart a little better there, but is so much less sure of other kinds of questions that half of the
answerable evaluation samples were declined (docs/QUALITY.md). What this module does not know: how
many of a user's questions their collection can answer.
"""

import math
from collections.abc import Sequence

from rag.evidence import Evidence

MIN_CONFIDENCE = 0.29
"""Below it a question is declined: a closeness of 0.75, where a tenth of the answerable samples
is."""

CONTEXT_SHARE = 0.5
"""What the question's words around a sentence count beside its similarity."""
SLOPE, CONSTANT = 4.7, -4.42


def confidence(evidence: Sequence[Evidence]) -> float:
    """Return the probability that the sentences hold an answer; 0 without any."""
    if not evidence:
        return 0.0
    closeness = max(e.similarity + CONTEXT_SHARE * e.context for e in evidence)
    return 1 / (1 + math.exp(-(SLOPE * closeness + CONSTANT)))
