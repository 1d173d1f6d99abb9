"""Whether declining was right: precision and recall of abstentions.

Both are defined for one question, so that their means over a set are precision and recall.
What this module does not know: why a question was declined.
"""


def abstention_precision(expected: str, status: str | None) -> float | None:
    """Of an abstention, whether it was right; None for everything else.

    The mean over a set is the precision of abstention.

    >>> abstention_precision("answered", "abstained")
    0.0
    >>> abstention_precision("abstained", "answered") is None
    True
    """
    return float(expected == "abstained") if status == "abstained" else None


def abstention_recall(expected: str, status: str | None) -> float | None:
    """Of a question that had to be declined, whether it was; None for everything else.

    The mean over a set is the recall of abstention. A question that failed (status None) was
    not declined.

    >>> abstention_recall("abstained", "answered")
    0.0
    >>> abstention_recall("answered", "abstained") is None
    True
    """
    return float(status == "abstained") if expected == "abstained" else None
