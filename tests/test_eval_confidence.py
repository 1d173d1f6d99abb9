"""Risk over coverage, and what a threshold on the confidence declines."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval import metrics

# Few distinct confidences, so that equal ones are common.
confidence = st.sampled_from([0.1, 0.2, 0.4, 0.5, 0.9])
asked = st.lists(st.tuples(confidence, st.sampled_from([True, False, None])), min_size=1)


@given(asked)
def test_the_curve_ends_at_the_share_answered_with_the_share_of_wrong_answers(
    questions: list[tuple[float, bool | None]],
) -> None:
    curve = metrics.risk_coverage([c for c, _ in questions], [right for _, right in questions])
    told = [right for _, right in questions if right is not None]
    if not told:
        assert curve == []
        return
    assert curve[-1] == (len(told) / len(questions), told.count(False) / len(told))
    assert len(curve) == len({c for c, right in questions if right is not None})
    assert [c for c, _ in curve] == sorted({c for c, _ in curve})


def test_the_order_of_equally_sure_answers_does_not_matter() -> None:
    first = metrics.risk_coverage([0.5, 0.5, 0.9], [True, False, True])
    assert first == metrics.risk_coverage([0.5, 0.9, 0.5], [False, True, True])
    assert first == [(1 / 3, 0.0), (1.0, 1 / 3)]


def test_the_surest_answers_come_first() -> None:
    sure_and_right = metrics.risk_coverage([0.9, 0.8, 0.2, 0.1], [True, True, False, False])
    sure_and_wrong = metrics.risk_coverage([0.1, 0.2, 0.8, 0.9], [True, True, False, False])
    assert metrics.risk_area(sure_and_right) == pytest.approx((0 + 0 + 1 / 3 + 1 / 2) / 4)
    assert metrics.risk_area(sure_and_wrong) == pytest.approx((1 + 1 + 2 / 3 + 1 / 2) / 4)


def test_an_area_is_a_mean_over_the_coverage_reached() -> None:
    assert metrics.risk_area([(0.25, 1.0), (0.5, 0.5)]) == pytest.approx(0.75)


def test_what_was_declined_with_less_than_any_answer_is_taken_by_its_confidence() -> None:
    held = metrics.effective_confidences([0.5, 0.49, 0.5], [True, True, False], 0.5)
    assert held == [-math.inf, 0.49, 0.5]
    assert metrics.effective_confidences([0.5], [True], math.inf) == [0.5]


@given(st.lists(st.one_of(confidence, st.just(-math.inf)), min_size=1), st.floats(0, 0.99))
def test_a_threshold_declines_no_more_than_allowed_and_the_next_one_does(
    confidences: list[float], share: float
) -> None:
    found = metrics.threshold_declining(confidences, share)
    outright = confidences.count(-math.inf) / len(confidences)
    if found is None:
        assert outright > share
        return
    within = metrics.share_below(confidences, found)
    assert within is not None
    assert within <= share + 1e-6
    for higher in {c for c in confidences if c > found}:
        declined = metrics.share_below(confidences, higher)
        assert declined is not None
        assert declined > share


def test_a_share_is_not_lost_to_rounding() -> None:
    assert 0.29 * 100 < 29
    confidences = [float(number) for number in range(100)]
    assert metrics.threshold_declining(confidences, 0.29) == 29.0


def test_without_a_threshold_or_without_others_nothing_is_told() -> None:
    assert metrics.declined_at(0.08, [], [0.5]) is None
    assert metrics.declined_at(0.08, [0.5], []) is None
    assert metrics.declined_at(0.08, [0.5, -math.inf], [0.1]) is None
    assert metrics.declined_at(0.5, [0.5, -math.inf], [0.1]) == 1.0
