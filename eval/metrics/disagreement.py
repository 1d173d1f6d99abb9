"""How well disagreements are found: those there are, and those there are not.

A conflict of the samples counts as found when positions of one disagreement hold at least two of
its expected facts, each in a position of its own. What this module does not know: whether a
disagreement of another sample is a real one that its author did not think of.
"""

from collections.abc import Sequence

from eval.metrics import occurs
from eval.sample import Sample
from rag.answer import Answer, Disagreement

METRICS = {
    "conflict_recall": "questions on a conflict whose positions hold both facts",
    "false_conflict_rate": "answerable questions on no conflict that show one",
}
"""The metrics of a sample, and what each is a share of."""


def conflict_values(sample: Sample, answer: Answer | None) -> dict[str, float | None]:
    """Measure one answer; a question that failed shows no disagreement."""
    shown = answer is not None and bool(answer.disagreements)
    if sample.category == "conflict":
        found = answer is not None and any(
            holds_both(about, answer, sample.facts) for about in answer.disagreements
        )
        return {"conflict_recall": float(found), "false_conflict_rate": None}
    counts = sample.status == "answered"
    return {"conflict_recall": None, "false_conflict_rate": float(shown) if counts else None}


def holds_both(about: Disagreement, answer: Answer, facts: Sequence[Sequence[str]]) -> bool:
    """Tell whether two facts stand in two positions, in their values or quotations."""
    quotes = {citation.number: citation.quote for citation in answer.citations}
    texts = [
        " ".join([position.value, *(quotes.get(n, "") for n in position.citations)])
        for position in about.positions
    ]
    held = [{at for at, text in enumerate(texts) if _holds(text, fact)} for fact in facts]
    # Two facts in one position alone are no disagreement.
    return any(a and b and len(a | b) > 1 for i, a in enumerate(held) for b in held[i + 1 :])


def _holds(text: str, fact: Sequence[str]) -> bool:
    return any(occurs(alias, text) for alias in fact)
