import io
import math

import pytest
from rich.console import Console, Group

from eval.benchmarks.realtimeqa.risk import Groups, Risk, Told, risk_figures, risk_of
from eval.benchmarks.realtimeqa.tables import DECLINED, point_covering, point_declining, render_risk
from eval.metrics import declined_at


def told(
    confidence: float | None, week: str = "w", declined: bool = False, correct: bool = True
) -> Told:
    return Told(week=week, confidence=confidence, declined=declined, correct=correct)


def several(*confidences: float | None, declined: bool = False) -> tuple[Told, ...]:
    return tuple(told(confidence, declined=declined) for confidence in confidences)


def shares(risk: Risk) -> dict[float, tuple[float, float | None, float | None]]:
    return {p.threshold: (p.answerable, p.others, p.others_undated) for p in risk.declining}


def shown(risk: Risk) -> str:
    console = Console(file=io.StringIO(), width=100)
    console.print(Group(*render_risk(risk)))
    assert isinstance(console.file, io.StringIO)
    return " ".join(console.file.getvalue().split())


def test_every_confidence_is_a_threshold_and_declines_what_is_below_it() -> None:
    risk = risk_of(
        Groups(
            answerable=several(0.4, 0.8),
            unanswerable=several(0.1),
            others=several(0.2, 0.4),
            others_undated=several(0.3),
        )
    )
    assert shares(risk) == {
        0.2: (0.0, 0.0, 0.0),
        0.3: (0.0, 0.5, 0.0),
        0.4: (0.0, 0.5, 1.0),
        0.8: (0.5, 1.0, 1.0),
    }


def test_what_was_declined_for_another_reason_is_declined_at_every_threshold() -> None:
    """Named nowhere in the articles, but as sure as others that are answered."""
    risk = risk_of(
        Groups(
            answerable=(*several(0.5, 0.9), *several(0.6, declined=True)),
            unanswerable=(),
            others=(*several(0.2, 0.7, declined=True), *several(0.7)),
        )
    )
    third = 1 / 3
    assert shares(risk) == {
        0.2: (third, third, None),
        0.5: (third, 2 * third, None),
        0.7: (2 * third, 2 * third, None),
        0.9: (2 * third, 1.0, None),
    }


@pytest.mark.parametrize("kind", ["unanswerable", "others", "others_undated"])
def test_the_lowest_answer_may_be_of_any_kind(kind: str) -> None:
    groups = {"unanswerable": (), "others": (), "others_undated": ()} | {kind: several(0.3)}
    asked = Groups(answerable=several(0.4, declined=True), **groups)
    assert asked.lowest_answered == 0.3
    assert {point.answerable for point in risk_of(asked).declining} <= {1.0}


def test_declined_questions_do_not_set_the_lowest_answer() -> None:
    groups = Groups(answerable=several(0.2, declined=True), unanswerable=several(None))
    assert groups.lowest_answered == math.inf
    assert shares(risk_of(groups)) == {0.2: (0.0, None, None)}


def test_questions_without_a_confidence_are_left_out_and_counted() -> None:
    groups = Groups(
        answerable=several(0.5, None),
        unanswerable=several(None),
        others=several(None, 0.2),
        others_undated=several(None, None),
    )
    risk = risk_of(groups)
    assert (risk.unscored, risk.unscored_others) == (2, 3)
    assert [point.coverage for point in risk.coverage] == [1.0]
    assert shares(risk)[0.5] == (0.0, 1.0, None)
    assert "left out of risk and declining: 2 questions, 3 askings" in shown(risk)
    assert "left out" not in shown(risk_of(Groups(several(0.5), ())))


def test_the_row_of_the_table_is_the_figure() -> None:
    answerable = several(*(n / 40 for n in range(10, 40)))
    others = several(*(n / 90 for n in range(60)))
    groups = Groups(answerable, (), others, several(0.1, 0.9))
    points, figures = risk_of(groups).declining, risk_figures(groups)
    point = point_declining(points, 0.08)
    assert point is not None
    assert figures["declined_at_8"] is not None and figures["declined_at_8_undated"] is not None
    assert point.others == figures["declined_at_8"].mean
    assert point.others_undated == figures["declined_at_8_undated"].mean == 0.5
    for share in DECLINED:
        row = point_declining(points, share)
        confidences = [[one.confidence or 0.0 for one in kind] for kind in (answerable, others)]
        assert row is not None
        assert row.others == declined_at(share, *confidences)


def test_no_threshold_declines_less_than_is_declined_anyway() -> None:
    groups = Groups((*several(0.5), *several(0.9, declined=True)), (), several(0.1, 0.2))
    risk = risk_of(groups)
    assert point_declining(risk.declining, 0.15) is None
    assert risk_figures(groups)["declined_at_8"] is None
    assert "8% – – – –" in shown(risk)


def test_a_coverage_beyond_the_end_of_the_curve_has_no_risk() -> None:
    groups = Groups((told(0.9), told(0.8, correct=False), told(0.7, declined=True)), (told(0.6),))
    risk = risk_of(groups)
    assert [p.coverage for p in risk.coverage] == [0.25, 0.5, 0.75]
    point = point_covering(risk.coverage, 0.5)
    assert point is not None
    assert point.risk == 0.5
    assert point_covering(risk.coverage, 0.8) is None
    text = shown(risk)
    assert "20% 0.250 0.000" in text
    assert "50% 0.500 0.500" in text
    assert "80% – –" in text
    assert "The curve ends at 0.750" in text


def test_the_area_is_that_of_the_answers_and_counts_them() -> None:
    groups = Groups((told(0.9), told(0.8, declined=True)), (told(0.7, correct=False), told(None)))
    area = risk_figures(groups)["aurc"]
    assert area is not None
    assert (area.mean, area.low, area.high, area.count) == (0.25, None, None, 2)


def test_the_interval_of_the_area_draws_weeks() -> None:
    right = tuple(told(0.9, week="a") for _ in range(10))
    wrong = tuple(told(0.9, week="b", correct=False) for _ in range(10))
    area = risk_figures(Groups(right, wrong))["aurc"]
    assert area is not None
    assert (area.mean, area.low, area.high) == (0.5, 0.0, 1.0)


def test_the_interval_of_what_is_declined_draws_the_answerable_again_too() -> None:
    """The others are all alike, so only the threshold can move the figure."""
    answerable = (told(0.2, week="a"), told(0.8, week="b"))
    others = (told(0.5, week="c"), told(0.5, week="d"))
    found = risk_figures(Groups(answerable, (), others))["declined_at_8"]
    assert found is not None
    assert (found.mean, found.low, found.high, found.count) == (0.0, 0.0, 1.0, 2)
    alike = (told(0.8, week="a"), told(0.8, week="b"))
    mixed = (told(0.5, week="c"), told(0.9, week="d"))
    found = risk_figures(Groups(alike, (), mixed))["declined_at_8"]
    assert found is not None
    assert (found.mean, found.low, found.high) == (0.5, 0.0, 1.0)


def test_nothing_asked_has_no_curve_and_no_figure() -> None:
    risk = risk_of(Groups((), ()))
    assert risk == Risk(coverage=(), declining=(), unscored=0, unscored_others=0)
    assert render_risk(risk) == []
    assert set(risk_figures(Groups((), ())).values()) == {None}
