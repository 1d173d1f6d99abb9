"""What a confidence is worth: risk over coverage, and what a threshold on it declines.

These look at a whole set of questions at once. Sources: R. El-Yaniv and Y. Wiener, JMLR 11, 2010;
Y. Geifman, G. Uziel and R. El-Yaniv, ICLR 2019. What this module does not know: how a confidence
is estimated, and which threshold is in use.
"""

import math
from collections.abc import Sequence

import numpy as np

_SLACK = 1e-9
"""What a share may be off by rounding: 0.29 * 100 is less than 29."""


def risk_coverage(
    confidences: Sequence[float], correct: Sequence[bool | None]
) -> list[tuple[float, float]]:
    """Return the risk–coverage curve as (coverage, risk), from the surest answers downwards.

    Coverage is the share of all questions whose answer is at least so sure, risk the share of
    wrong ones among those answers. `correct` is None for a question that was declined: it counts
    among all but has no answer, so the curve ends at the share that was answered. Answers of
    equal confidence are one point, because no threshold tells them apart.
    Source: R. El-Yaniv and Y. Wiener, "On the foundations of noise-free selective
    classification", JMLR 11, 2010.

    >>> risk_coverage([0.9, 0.8, 0.7, 0.7, 0.1], [True, False, True, True, None])
    [(0.2, 0.0), (0.4, 0.5), (0.8, 0.25)]
    >>> risk_coverage([0.9], [None])
    []
    """
    told = [(c, right) for c, right in zip(confidences, correct, strict=True) if right is not None]
    told.sort(key=lambda answer: -answer[0])
    curve, wrong = [], 0
    for place, (confidence, right) in enumerate(told, start=1):
        wrong += not right
        if place == len(told) or told[place][0] < confidence:
            curve.append((place / len(confidences), wrong / place))
    return curve


def risk_area(curve: Sequence[tuple[float, float]]) -> float | None:
    """Area under a risk–coverage curve by its width: the mean risk over the coverages reached.

    None for a curve without a point. Where nothing was declined this is the AURC of Y. Geifman,
    G. Uziel and R. El-Yaniv, "Bias-reduced uncertainty estimation for deep neural classifiers",
    ICLR 2019. Lower is better, but only between curves that reach equally far: who declines
    the hard questions has the lower area without being the better judge of the answers.

    >>> risk_area([(0.2, 0.0), (0.4, 0.5), (0.8, 0.25)])
    0.25
    >>> risk_area([]) is None
    True
    """
    if not curve:
        return None
    widths = np.diff([0.0, *(coverage for coverage, _ in curve)])
    return float(sum(widths * [risk for _, risk in curve]) / curve[-1][0])


def effective_confidences(
    confidences: Sequence[float], declined: Sequence[bool], lowest_answered: float
) -> list[float]:
    """Return the confidences, minus infinity for questions declined for another reason than it.

    A question was declined for another reason, such as a name that no article mentions, when its
    confidence is not below `lowest_answered`, the lowest of any question that was answered: a
    threshold that let that one pass would have let this one pass too. Minus infinity is below
    every threshold. One that was declined with less confidence than that is taken by its
    confidence alone, whatever the reason was.

    >>> effective_confidences([0.9, 0.6, 0.3, 0.2], [False, True, False, True], 0.3)
    [0.9, -inf, 0.3, 0.2]
    """
    return [
        -math.inf if out and confidence >= lowest_answered else confidence
        for confidence, out in zip(confidences, declined, strict=True)
    ]


def share_below(confidences: Sequence[float], threshold: float) -> float | None:
    """Share of the questions that a threshold declines: those with less confidence.

    >>> share_below([0.9, 0.5, 0.3, -math.inf], 0.5)
    0.5
    >>> share_below([], 0.5) is None
    True
    """
    if not confidences:
        return None
    return sum(confidence < threshold for confidence in confidences) / len(confidences)


def threshold_declining(confidences: Sequence[float], share: float) -> float | None:
    """Return the highest of the confidences that, as a threshold, declines at most `share`.

    None where there is none: no question, or more than `share` declined at every threshold.

    >>> threshold_declining([0.9, 0.5, 0.7, 0.3], 0.25)
    0.5
    >>> threshold_declining([0.9, 0.5, 0.7, -math.inf], 0.2) is None
    True
    """
    if not confidences:
        return None
    most = min(math.floor(share * len(confidences) + _SLACK), len(confidences) - 1)
    threshold = sorted(confidences)[most]
    return None if threshold == -math.inf else threshold


def declined_at(share: float, answerable: Sequence[float], others: Sequence[float]) -> float | None:
    """Share of the others declined by the threshold that declines `share` of the answerable.

    Both are confidences. None where there is no such threshold, or where there are no others.

    >>> declined_at(0.25, [0.9, 0.5, 0.7, 0.3], [0.1, 0.4, 0.6, 0.8])
    0.5
    """
    threshold = threshold_declining(answerable, share)
    return None if threshold is None else share_below(others, threshold)
