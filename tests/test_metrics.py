import doctest
import math

import pytest
from eval_fakes import RAIL, FakeArticle, FakeStore, answered, cite, statement
from hypothesis import given
from hypothesis import strategies as st

from eval import metrics
from eval.metrics import Span

STORE = FakeStore()
SUMMIT_ARTICLE, RAIL_ARTICLE = STORE.articles()
JOINED = "Nine states joined the group in Kazan."


def test_the_worked_examples_hold() -> None:
    result = doctest.testmod(metrics)
    assert result.attempted > 30
    assert result.failed == 0


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("Toqaev", "President TOQAEV's visit"),
        ("the group’s “core”", 'The group\'s "core"'),
        ("2010-2014", "in 2010–2014."),
        ("1,200", "some 1,200 tonnes"),
        ("43", "exactly 43."),
        ("43%", "It rose 43%, they say"),
        ("$4", "for US$4 each"),
        ("sea of azov", "the Sea\u00a0of\nAzov"),
        ("İstanbul", "istanbul"),
    ],
)
def test_a_fact_is_found_in_another_spelling(wanted: str, text: str) -> None:
    assert metrics.occurs(wanted, text)


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("4", "43"),
        ("4", "14"),
        ("4", "2.4"),
        ("4", "4.5"),
        ("200", "1,200"),
        ("1", "1,200"),
        ("art", "the party"),
        ("Kazan", "Kazakhstan"),
        ("", "anything"),
        (" ", "anything"),
    ],
)
def test_a_part_of_a_word_or_number_is_no_fact(wanted: str, text: str) -> None:
    assert not metrics.occurs(wanted, text)


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert metrics.normalise(metrics.normalise(text)) == metrics.normalise(text)


def test_a_citation_marker_is_not_a_fact() -> None:
    assert metrics.fact_recall("They joined [9].", [("9",)]) == 0.0


def test_a_forbidden_text_in_any_shown_text_counts() -> None:
    assert metrics.forbidden_rate(["fine", "43 trains"], ["43", "44"]) == 0.5


def test_half_of_the_gold_span_is_enough_and_less_is_not() -> None:
    gold = Span("a", 10, 21)
    assert metrics.covers(Span("a", 0, 16), gold)
    assert not metrics.covers(Span("a", 0, 15), gold)
    assert not metrics.covers(Span("a", 21, 40), gold)


def test_a_passage_inside_the_gold_span_needs_half_of_it() -> None:
    assert not metrics.covers(Span("a", 12, 14), Span("a", 0, 100))


def test_the_rank_stops_at_the_cutoff() -> None:
    hits = [False] * 10 + [True]
    assert metrics.reciprocal_rank(hits) == 0.0
    assert metrics.reciprocal_rank(hits, cutoff=11) == pytest.approx(1 / 11)


def test_a_valid_answer_has_no_fault() -> None:
    answer = answered((statement(JOINED, 1), cite(1, SUMMIT_ARTICLE, JOINED)))
    assert metrics.citation_faults(answer, STORE.get) == []
    assert metrics.citation_validity(answer, STORE.get) == 1.0
    assert metrics.verbatim_rate(answer) == 1.0


def test_each_kind_of_invalid_citation_is_told() -> None:
    good = cite(1, SUMMIT_ARTICLE, JOINED)
    wrong = {
        "not stored": good.model_copy(update={"article_id": "gone"}),
        "offsets": good.model_copy(update={"start": good.start + 1}),
        "hash": good.model_copy(update={"text_sha256": RAIL_ARTICLE.text_sha256}),
    }
    for word, citation in wrong.items():
        fault = metrics.citation_fault(citation, STORE.get)
        assert fault is not None
        assert word in fault


def test_an_empty_quote_is_no_citation() -> None:
    empty = cite(1, SUMMIT_ARTICLE, JOINED).model_copy(update={"quote": "", "end": 0})
    assert metrics.citation_fault(empty, STORE.get) is not None


def test_a_marker_without_a_citation_counts_against_validity() -> None:
    good = cite(1, SUMMIT_ARTICLE, JOINED)
    answer = answered((statement(JOINED, 1), good), text=f"{JOINED} [1] [7]")
    assert metrics.dangling_numbers(answer) == [7]
    assert metrics.citation_validity(answer, STORE.get) == 0.5


def test_a_statement_may_not_name_a_number_that_is_not_there() -> None:
    answer = answered((statement(JOINED, 1, 4), cite(1, SUMMIT_ARTICLE, JOINED)))
    assert metrics.dangling_numbers(answer) == [4]


def test_brackets_of_the_source_are_not_markers_but_a_models_are() -> None:
    said = "Output fell [3] in May."
    article = FakeArticle("c", "c.txt", said)
    quoted = answered((statement(said, 1), cite(1, article, said)))
    assert metrics.dangling_numbers(quoted) == []
    written = answered((statement("Output fell [5].", 1), cite(1, article, said)))
    assert metrics.dangling_numbers(written) == [5]


def test_a_supported_statement_has_to_cite() -> None:
    cited = cite(1, SUMMIT_ARTICLE, JOINED)
    bare = answered((statement(JOINED), cited))
    assert "cites nothing" in " ".join(metrics.citation_faults(bare, STORE.get))
    shown_as_unsupported = answered((statement(JOINED, supported=False), cited))
    assert metrics.citation_faults(shown_as_unsupported, STORE.get) == []


def test_a_number_is_given_once() -> None:
    cited = cite(1, SUMMIT_ARTICLE, JOINED)
    twice = answered((statement(JOINED, 1), cited), (statement(JOINED, 1), cited))
    assert metrics.citation_faults(twice, STORE.get) == ["the number 1 is given twice"]


def test_a_rewritten_statement_is_not_verbatim() -> None:
    span = "43 trains a day"
    answer = answered(
        (statement(span, 1), cite(1, RAIL_ARTICLE, RAIL)),
        (statement("43 trains run daily.", 2), cite(2, RAIL_ARTICLE, RAIL)),
    )
    assert metrics.verbatim_rate(answer) == 0.5


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
