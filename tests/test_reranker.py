"""The order of the candidates after a second opinion."""

import math
from dataclasses import replace

from answer_fakes import candidate

from rag.reranker import reorder


def order(*odds: float) -> list[int]:
    found = [candidate(f"Text {id}.", id) for id in (1, 2, 3, 4)]
    return [c.chunk.id for c in reorder(found, odds)]


def test_without_an_opinion_the_order_stays() -> None:
    assert order() == [1, 2, 3, 4]


def test_a_surer_answer_comes_first() -> None:
    assert order(-9.0, 9.0, 0.0, -5.0) == [2, 1, 3, 4]


def test_how_a_candidate_was_found_counts_too() -> None:
    assert order(0.0, 0.0, 0.0, 0.0) == [1, 2, 3, 4]
    assert order(0.1, 0.0, 0.0, 0.2) == [1, 4, 2, 3]


def test_what_nobody_judged_comes_after_what_was() -> None:
    assert order(-50.0, -40.0) == [1, 2, 3, 4]
    assert order(-50.0, -40.0, -45.0) == [2, 1, 3, 4]


def test_what_is_recent_comes_before_what_answers_as_surely() -> None:
    found = [candidate(f"Text {id}.", id) for id in (1, 2, 3)]
    found[2] = replace(found[2], recency=1.0)
    assert [c.chunk.id for c in reorder(found, [0.0, 0.0, 0.0])] == [3, 1, 2]


def test_scores_fall_from_first_to_last() -> None:
    found = [candidate(f"Text {id}.", id) for id in range(1, 8)]
    scores = [c.score for c in reorder(found, [0.5, -3.0, 2.0])]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)
    assert all(math.isfinite(score) for score in scores)
