"""How far up a ranked list the gold stands: recall at k, and the reciprocal rank of the first hit.

Source: E. M. Voorhees, "The TREC-8 Question Answering Track Report", TREC 1999, for the mean
reciprocal rank. What this module does not know: whether a passage that is not gold answers too.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one article's stored text."""

    article_id: str
    start: int
    end: int


def covers(passage: Span, gold: Span) -> bool:
    """Tell whether a passage holds at least half of the gold span's characters.

    >>> covers(Span("a", 0, 100), Span("a", 80, 120))
    True
    >>> covers(Span("a", 0, 99), Span("a", 80, 120))
    False
    >>> covers(Span("b", 0, 200), Span("a", 80, 120))
    False
    """
    shared = min(passage.end, gold.end) - max(passage.start, gold.start)
    same = passage.article_id == gold.article_id
    return same and shared > 0 and 2 * shared >= gold.end - gold.start


def share_in(items: Collection[str], others: Collection[str]) -> float | None:
    """Share of the items that are among the others, each counted once; None without an item.

    >>> share_in(["a.txt", "c.txt", "c.txt"], ["a.txt", "b.txt"])
    0.5
    >>> share_in([], ["a.txt"]) is None
    True
    """
    wanted = set(items)
    return len(wanted.intersection(others)) / len(wanted) if wanted else None


def recall_at_k(ranked: Sequence[str], gold: Collection[str], k: int) -> float | None:
    """Share of the gold items among the first `k` of a ranked list.

    >>> recall_at_k(["a.txt", "c.txt", "b.txt"], {"a.txt", "b.txt"}, 2)
    0.5
    >>> recall_at_k(["a.txt"], set(), 2) is None
    True
    """
    return share_in(gold, ranked[:k])


def hit_at_k(hits: Sequence[bool], k: int) -> float:
    """1.0 when one of the first `k` is a hit, else 0.0.

    >>> hit_at_k([False, True, True], 1), hit_at_k([False, True, True], 2)
    (0.0, 1.0)
    """
    return float(any(hits[:k]))


def reciprocal_rank(hits: Sequence[bool], cutoff: int = 10) -> float:
    """One over the rank of the first hit, 0.0 when the first `cutoff` hold none.

    >>> reciprocal_rank([False, True, True])
    0.5
    >>> reciprocal_rank([False, False])
    0.0
    """
    ranks = (rank for rank, hit in enumerate(hits[:cutoff], start=1) if hit)
    first = next(ranks, None)
    return 0.0 if first is None else 1 / first
