"""Intervals: what they hold, what widens them, and where there is none."""

from eval import metrics


def test_an_interval_holds_the_mean_and_narrows_with_more_questions() -> None:
    few = metrics.mean_interval([0.0, 1.0] * 5)
    many = metrics.mean_interval([0.0, 1.0] * 200)
    assert few is not None and few.low is not None and few.high is not None
    assert many is not None and many.low is not None and many.high is not None
    assert few.low < few.mean < few.high
    assert many.high - many.low < (few.high - few.low) / 3


def test_an_interval_repeats_with_its_seed_and_moves_with_another() -> None:
    values = [number**0.5 for number in range(50)]
    assert metrics.mean_interval(values) == metrics.mean_interval(values)
    assert metrics.mean_interval(values, seed=1) != metrics.mean_interval(values)


def test_drawing_whole_weeks_widens_the_interval() -> None:
    values = [1.0] * 20 + [0.0] * 20
    weeks = [place // 20 for place in range(40)]
    alone = metrics.mean_interval(values)
    weekly = metrics.mean_interval(values, weeks)
    assert alone is not None and alone.low is not None
    assert weekly is not None and weekly.mean == alone.mean == 0.5
    assert weekly.low == 0.0 < alone.low


def test_one_value_has_no_interval() -> None:
    one = metrics.mean_interval([0.5])
    assert one == metrics.Estimate(mean=0.5, low=None, high=None, count=1)


def test_what_is_hard_for_both_does_not_widen_the_interval_of_a_difference() -> None:
    base = [float(n % 2) for n in range(40)]
    worse: list[float | None] = [value - 0.25 for value in base]
    found = metrics.paired_difference(worse, base)
    assert found == metrics.Estimate(mean=-0.25, low=-0.25, high=-0.25, count=40)


def test_a_difference_draws_whole_weeks_and_leaves_out_what_has_no_pair() -> None:
    weeks = [0] * 5 + [1] * 5
    values: list[float | None] = [1.0] * 4 + [None] + [0.0] * 5
    base: list[float | None] = [0.0] * 9 + [None]
    found = metrics.paired_difference(values, base, weeks)
    assert found == metrics.Estimate(mean=0.5, low=0.0, high=1.0, count=8)


def test_the_percentiles_of_seconds() -> None:
    assert metrics.percentile([float(n) for n in range(101)], 0.95) == 95.0


def mean(items: list[float]) -> float:
    return sum(items) / len(items)


def test_an_interval_of_any_statistic_draws_whole_clusters() -> None:
    values = [1.0] * 20 + [0.0] * 20
    weeks = metrics.clustered(values, [place // 20 for place in range(40)])
    weekly = metrics.resampled_interval(mean, weeks)
    alone = metrics.resampled_interval(mean, [[value] for value in values])
    assert weekly == (0.0, 1.0)
    assert alone is not None
    assert 0.2 < alone[0] < 0.5 < alone[1] < 0.8
    assert alone == metrics.resampled_interval(mean, [[value] for value in values])


def test_two_sets_are_drawn_by_themselves() -> None:
    one = [[0.0], [1.0]]
    found = metrics.resampled_interval(lambda a, b: mean(a) - mean(b), one, one)
    assert found == (-1.0, 1.0)


def test_a_draw_without_a_value_is_left_out() -> None:
    found = metrics.resampled_interval(
        lambda drawn: 1.0 if all(drawn) else None, [[True], [True], [False]]
    )
    assert found == (1.0, 1.0)
    assert metrics.resampled_interval(lambda _: None, [[1.0], [2.0]]) is None
    assert metrics.resampled_interval(mean, [[1.0], [2.0]], [[1.0]]) is None


def test_an_interval_has_width_even_where_all_are_right() -> None:
    low, high = metrics.wilson(30, 30)
    assert 0.85 < low < 0.9 and high == 1.0
