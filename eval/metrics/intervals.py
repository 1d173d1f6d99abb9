"""The figure of a set of questions: its mean, or another statistic, with a 95 % interval.

Intervals are the percentile bootstrap, which draws the questions again, or whole clusters of them
(B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13). The bootstrap
of a share that is 0 or 1 has no width; `wilson` is for such a share. What this module does not
know: what the values measure.
"""

import math
from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

import numpy as np

from rag.answer import Record

RESAMPLES = 2000
"""How often a set is drawn again for an interval."""

ENDS = (0.025, 0.975)
"""The quantiles at which a 95 % interval ends."""

_Z = 1.96
"""Standard deviations of a normal distribution on each side that hold 95 % of it."""

_Item = TypeVar("_Item")


class Estimate(Record):
    """The figure of a set: a mean, and how far chance alone could move it."""

    mean: float
    low: float | None
    """Lower end of the 95 % interval; None when a single value or cluster leaves nothing to
    draw again."""
    high: float | None
    count: int
    """How many questions the figure is defined for."""


def mean_interval(
    values: Sequence[float | None], clusters: Sequence[Hashable] | None = None, seed: int = 0
) -> Estimate | None:
    """Return the mean of the defined values with a 95 % bootstrap interval.

    With `clusters`, one key a value, whole clusters are drawn: questions of one week share
    their articles and are not independent. The same seed gives the same interval.

    >>> mean_interval([1.0, 1.0, None, 1.0])
    Estimate(mean=1.0, low=1.0, high=1.0, count=3)
    >>> mean_interval([None]) is None
    True
    """
    keys: Sequence[Hashable] = range(len(values)) if clusters is None else clusters
    told = [(value, key) for value, key in zip(values, keys, strict=True) if value is not None]
    groups = clustered([value for value, _ in told], [key for _, key in told])
    if not groups:
        return None
    sums = np.array([sum(group) for group in groups], dtype=float)
    sizes = np.array([len(group) for group in groups], dtype=float)
    mean, count = float(sums.sum() / sizes.sum()), int(sizes.sum())
    if len(groups) == 1:
        return Estimate(mean=mean, low=None, high=None, count=count)
    drawn = np.random.default_rng(seed).integers(0, len(groups), (RESAMPLES, len(groups)))
    means = sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
    low, high = np.quantile(means, ENDS)
    return Estimate(mean=mean, low=float(low), high=float(high), count=count)


def paired_difference(
    values: Sequence[float | None],
    base: Sequence[float | None],
    clusters: Sequence[Hashable] | None = None,
    seed: int = 0,
) -> Estimate | None:
    """Return the mean of `values` less `base`, pair by pair, with a 95 % bootstrap interval.

    Both are of the same questions, so what makes a question hard for both moves neither end of
    the interval. A pair of which one is not defined is left out. See `mean_interval`.

    >>> paired_difference([1.0, 0.0, None], [0.5, -0.5, 1.0])
    Estimate(mean=0.5, low=0.5, high=0.5, count=2)
    >>> paired_difference([None], [1.0]) is None
    True
    """
    differences = [
        None if value is None or other is None else value - other
        for value, other in zip(values, base, strict=True)
    ]
    return mean_interval(differences, clusters, seed)


def resampled_interval(
    statistic: Callable[..., float | None], *sets: Sequence[Sequence[_Item]], seed: int = 0
) -> tuple[float, float] | None:
    """Return the 95 % bootstrap interval of a statistic that is not a mean.

    A set is a list of clusters of items. Whole clusters are drawn again, of each set by itself,
    and `statistic` is given the drawn items of each. A draw for which it is None is left out.
    None when a set has fewer than two clusters, or no draw has a value.

    >>> resampled_interval(lambda a, b: max(a) - max(b), [[3.0], [1.0, 3.0]], [[1.0], [1.0]])
    (2.0, 2.0)
    >>> resampled_interval(max, [[3.0, 1.0]]) is None
    True
    """
    if any(len(clusters) < 2 for clusters in sets):
        return None
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(RESAMPLES):
        drawn = [
            [item for place in rng.integers(0, len(set_), len(set_)) for item in set_[place]]
            for set_ in sets
        ]
        value = statistic(*drawn)
        if value is not None:
            found.append(value)
    if not found:
        return None
    low, high = np.quantile(found, ENDS)
    return float(low), float(high)


def clustered(items: Sequence[_Item], keys: Sequence[Hashable]) -> list[list[_Item]]:
    """Return the items in clusters, one for each key, in order of first appearance.

    >>> clustered([1, 2, 3], ["a", "b", "a"])
    [[1, 3], [2]]
    """
    clusters: dict[Hashable, list[_Item]] = {}
    for item, key in zip(items, keys, strict=True):
        clusters.setdefault(key, []).append(item)
    return list(clusters.values())


def wilson(right: int, count: int) -> tuple[float, float]:
    """Return the 95 % interval of a share.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
    Journal of the American Statistical Association 22, 1927.

    >>> [round(end, 2) for end in wilson(22, 22)]
    [0.85, 1.0]
    """
    share, shrink = right / count, 1 + _Z**2 / count
    middle = (share + _Z**2 / (2 * count)) / shrink
    half = _Z / shrink * math.sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def percentile(values: Sequence[float | None], share: float) -> float | None:
    """Return the value below which `share` of the defined values lie, interpolated.

    >>> percentile([0.1, 0.2, None, 0.4], 0.5)
    0.2
    >>> percentile([], 0.95) is None
    True
    """
    defined = [value for value in values if value is not None]
    return float(np.quantile(defined, share)) if defined else None
