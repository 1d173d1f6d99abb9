"""What a confidence is good for: how sure the right answers are, and what a threshold declines.

Risk and coverage are those of the benchmark's own questions. Declining sets the questions whose
answer stands in the articles against questions of another time, threshold by threshold. A
question without a confidence, such as one that failed, is left out and counted.

What this module does not know: the threshold in use. That a question was declined for another
reason than its confidence is concluded from those that were answered with less.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from eval.metrics import (
    Estimate,
    clustered,
    declined_at,
    effective_confidences,
    resampled_interval,
    risk_area,
    risk_coverage,
    share_below,
)
from rag.answer import Record

AT = 0.08
"""The share of the answerable declined at which the figures tell what else is declined."""

RISK_FIGURES = {
    "aurc": "wrong answers, over the coverages reached (area under risk and coverage)",
    "declined_at_8": "questions of another time declined where 8 % of the answerable are",
    "declined_at_8_undated": "the same, asked without a day",
}
"""The figures of this module, and what each is a share or mean of."""


class CoveragePoint(Record):
    """One point of the risk–coverage curve."""

    coverage: float
    """Share of all questions that are answered at least so surely."""
    risk: float
    """Share of wrong answers among those."""


class DecliningPoint(Record):
    """What one threshold declines: the share of each kind of questions below it.

    A question that was declined for another reason than its confidence is in every share.
    """

    threshold: float
    """A confidence that occurs."""
    answerable: float
    others: float | None
    """Of questions of another time, asked as of their own day; None when there are none."""
    others_undated: float | None
    """The same, asked without a day."""


class Risk(Record):
    """Both curves, and what they leave out."""

    coverage: tuple[CoveragePoint, ...]
    """From the surest answers downwards; ends at the share that was answered."""
    declining: tuple[DecliningPoint, ...]
    """By rising threshold."""
    unscored: int
    """Questions of the benchmark without a confidence."""
    unscored_others: int
    """The same of the others; one that is asked twice can count twice."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is needed of one question that was asked."""

    week: str
    """What it shares its articles with."""
    confidence: float | None
    declined: bool
    correct: bool
    """Whether its answer holds the gold answer."""


@dataclass(frozen=True, slots=True)
class Groups:
    """All that was asked, by kind."""

    answerable: tuple[Told, ...]
    unanswerable: tuple[Told, ...]
    others: tuple[Told, ...] = ()
    others_undated: tuple[Told, ...] = ()

    @property
    def lowest_answered(self) -> float:
        """The lowest confidence that was answered with; infinite when nothing was answered."""
        kinds = (self.answerable, self.unanswerable, self.others, self.others_undated)
        told = (one for kind in kinds for one in kind if not one.declined)
        return min((c for one in told if (c := one.confidence) is not None), default=math.inf)


def risk_of(groups: Groups) -> Risk:
    """Return the two curves of all that was asked."""
    own = groups.answerable + groups.unanswerable
    others = groups.others + groups.others_undated
    return Risk(
        coverage=tuple(CoveragePoint(coverage=c, risk=r) for c, r in _curve(_answers(own))),
        declining=_declining(groups),
        unscored=sum(told.confidence is None for told in own),
        unscored_others=sum(told.confidence is None for told in others),
    )


def risk_figures(groups: Groups) -> dict[str, Estimate | None]:
    """Return the figures by their names in RISK_FIGURES, intervals by week.

    The interval of what is declined draws the answerable again as well, because they set the
    threshold.
    """
    return {
        "aurc": _area(groups.answerable + groups.unanswerable),
        "declined_at_8": _declined_at(groups, groups.others),
        "declined_at_8_undated": _declined_at(groups, groups.others_undated),
    }


# --- the curves --------------------------------------------------------------------------------


def _scored(told: Sequence[Told]) -> list[tuple[Told, float]]:
    return [(one, one.confidence) for one in told if one.confidence is not None]


def _answers(told: Sequence[Told]) -> list[tuple[float, bool | None]]:
    """Return confidence and correctness; what was declined is neither right nor wrong."""
    return [(c, None if one.declined else one.correct) for one, c in _scored(told)]


def _curve(answers: Sequence[tuple[float, bool | None]]) -> list[tuple[float, float]]:
    return risk_coverage([c for c, _ in answers], [right for _, right in answers])


def _area(told: Sequence[Told]) -> Estimate | None:
    answers = _answers(told)

    def area(drawn: Sequence[tuple[float, bool | None]]) -> float | None:
        return risk_area(_curve(drawn))

    weeks = [one.week for one, _ in _scored(told)]
    count = sum(right is not None for _, right in answers)
    return _estimate(area(answers), resampled_interval(area, clustered(answers, weeks)), count)


def _declined_at(groups: Groups, others: Sequence[Told]) -> Estimate | None:
    answerable = _held(groups.answerable, groups.lowest_answered)
    against = _held(others, groups.lowest_answered)

    def declined(first: Sequence[float], second: Sequence[float]) -> float | None:
        return declined_at(AT, first, second)

    sets = [
        clustered(held, [one.week for one, _ in _scored(told)])
        for held, told in ((answerable, groups.answerable), (against, others))
    ]
    interval = resampled_interval(declined, *sets)
    return _estimate(declined(answerable, against), interval, len(against))


def _estimate(
    value: float | None, interval: tuple[float, float] | None, count: int
) -> Estimate | None:
    if value is None:
        return None
    low, high = interval or (None, None)
    return Estimate(mean=value, low=low, high=high, count=count)


def _held(told: Sequence[Told], lowest_answered: float) -> list[float]:
    """Return the confidences to hold against a threshold."""
    scored = _scored(told)
    declined = [one.declined for one, _ in scored]
    return effective_confidences([c for _, c in scored], declined, lowest_answered)


def _declining(groups: Groups) -> tuple[DecliningPoint, ...]:
    kinds = (groups.answerable, groups.others, groups.others_undated)
    answerable, others, undated = (_held(kind, groups.lowest_answered) for kind in kinds)
    points = []
    for threshold in sorted({*answerable, *others, *undated} - {-math.inf}):
        declined = share_below(answerable, threshold)
        if declined is not None:
            point = DecliningPoint(
                threshold=threshold,
                answerable=declined,
                others=share_below(others, threshold),
                others_undated=share_below(undated, threshold),
            )
            points.append(point)
    return tuple(points)
