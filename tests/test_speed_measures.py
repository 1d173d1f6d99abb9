import pytest
from speed_fakes import PARTS, SETTING, grown

from eval.benchmarks.speed import goals
from eval.benchmarks.speed.goals import Goal, Row, Spread
from eval.benchmarks.speed.measures import Measured, rows
from eval.benchmarks.speed.records import Growth

ALL = Measured(*PARTS)  # type: ignore[arg-type]


def row(measured: Measured, goal: Goal) -> Row:
    return next(found for found in rows(measured) if found.goal is goal)


def median(goal: Goal) -> float:
    spread = row(ALL, goal).spread
    assert spread is not None
    return spread.median


def test_a_ratio_is_that_of_one_round() -> None:
    found = row(ALL, goals.INGEST)
    assert found.spread == Spread(5.0, 4.0, 6.0, 3)
    assert found.note == "10.0 against 2.0 articles/s, 120 articles"


def test_the_start_of_the_process_is_taken_from_both_sides() -> None:
    assert median(goals.AGAIN) == pytest.approx(302 / 3)
    # The command takes 3 s of which 1 s is the work; the first took 302 s, so 300 s of work.
    assert median(goals.INSIDE) == pytest.approx(300)


def test_sizes_are_found_by_what_was_measured() -> None:
    assert median(goals.P50) == pytest.approx(0.2)
    assert median(goals.P95) == pytest.approx(0.29)
    assert median(goals.GROWTH_P50) == pytest.approx(3.0)
    assert median(goals.ADD_34K) == pytest.approx(1.2)
    assert "30000 articles, 410000 chunks" in row(ALL, goals.ADD_30K).note


def test_a_size_that_is_far_off_is_not_taken_for_another() -> None:
    growth = Growth(
        setting=SETTING, base_articles=1, base_chunks=1, sizes=(grown("1", 30_000, 900, [0.1]),)
    )
    measured = Measured(growth=growth)
    assert row(measured, goals.P50).spread is None
    assert row(measured, goals.ADD_30K).spread is None


def test_memory_and_pages() -> None:
    assert median(goals.INGEST_MEMORY) == 1.5
    assert median(goals.CHAT_MEMORY) == 0.9
    assert median(goals.NEW_PAGE) == 13.0
    assert row(ALL, goals.PAGE).note == "first answer after 7.0 s"


def test_what_was_not_measured_has_a_row_without_a_figure() -> None:
    empty = rows(Measured())
    assert [found.goal for found in empty] == [found.goal for found in rows(ALL)]
    assert all(found.spread is None for found in empty)


@pytest.mark.parametrize(
    ("goal", "value", "reached"),
    [
        (goals.INGEST, 3.49, "no"),
        (goals.INGEST, 3.5, "bar"),
        (goals.INGEST, 6.0, "moonshot"),
        (goals.COLD, 6.01, "no"),
        (goals.COLD, 6.0, "bar"),
        (goals.COLD, 3.0, "moonshot"),
    ],
)
def test_a_limit_itself_is_reached(goal: Goal, value: float, reached: str) -> None:
    assert goal.reached(value) == reached
