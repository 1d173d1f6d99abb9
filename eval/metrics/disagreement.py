"""How well disagreements are found: those there are, and those there are not.

A conflict counts as found when positions of one disagreement hold at least two of the expected
facts, each in a position of its own. What this module does not know: whether a disagreement shown
elsewhere is a real one that nobody thought of.
"""

from collections.abc import Sequence

from eval.metrics.citations import quotes_of
from eval.metrics.matching import occurs
from rag.answer import Answer, Disagreement


def conflict_recall(
    on_conflict: bool, answer: Answer | None, facts: Sequence[Sequence[str]]
) -> float | None:
    """Of a question on a conflict, whether it was found; None for everything else.

    A question that failed (no answer) shows no disagreement. Where "38 million" and "52 million"
    were expected, positions of these two are 1.0, and of one of them and another 0.0.
    """
    if not on_conflict:
        return None
    return float(
        answer is not None
        and any(holds_both(about, answer, facts) for about in answer.disagreements)
    )


def false_conflict_rate(on_conflict: bool, expected: str, answer: Answer | None) -> float | None:
    """Of an answerable question on no conflict, whether one is shown; None for everything else.

    >>> false_conflict_rate(False, "answered", None)
    0.0
    >>> false_conflict_rate(True, "answered", None) is None
    True
    """
    if on_conflict or expected != "answered":
        return None
    return float(answer is not None and bool(answer.disagreements))


def holds_both(about: Disagreement, answer: Answer, facts: Sequence[Sequence[str]]) -> bool:
    """Tell whether two facts stand in two positions, in their values or quotations."""
    quotes = quotes_of(answer)
    texts = [
        " ".join([position.value, *(quotes.get(n, "") for n in position.citations)])
        for position in about.positions
    ]
    held = [{at for at, text in enumerate(texts) if _holds(text, fact)} for fact in facts]
    # Two facts in one position alone are no disagreement.
    return any(a and b and len(a | b) > 1 for i, a in enumerate(held) for b in held[i + 1 :])


def _holds(text: str, fact: Sequence[str]) -> bool:
    return any(occurs(alias, text) for alias in fact)
