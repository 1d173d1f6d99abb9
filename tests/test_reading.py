"""What a reader's scores say about a passage and its sentences."""

import numpy as np
import pytest

from rag.reading.reader import Reading, make_reading

TEXT = "Anna won. Berg lost."
WORDS = ((0, 4), (5, 8), (8, 9), (10, 14), (15, 19), (19, 20))
"""Anna won . Berg lost ."""


def scores(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


def reading(starts: tuple[float, ...], ends: tuple[float, ...]) -> Reading:
    return Reading(0.0, WORDS, scores(*starts), scores(*ends))


def test_the_best_answer_of_each_sentence() -> None:
    found = reading((3, 0, 0, 2, 0, 0), (3, 0, 0, 1, 0, 0))
    assert found.best_span(0, 9) == (6.0, (0, 4))
    assert found.best_span(10, 20) == (3.0, (10, 14))


def test_an_answer_does_not_end_before_it_starts() -> None:
    # The best end stands before the best start: another pair has to do.
    found = reading((0, 5, 0, 0, 0, 0), (9, 1, 0, 0, 0, 0))
    best = found.best_span(0, 9)
    assert best == (9.0, (0, 4))


def test_an_answer_does_not_cross_the_edge_of_its_sentence() -> None:
    found = reading((5, 0, 0, 0, 0, 0), (0, 0, 0, 9, 0, 0))
    best = found.best_span(0, 9)
    assert best is not None
    assert best[1][1] <= 9


def test_where_nothing_was_read_there_is_no_answer() -> None:
    assert reading((0,) * 6, (0,) * 6).best_span(100, 120) is None


def made(title: str, start_of_title: float) -> Reading:
    """Question of one token, a title of one, a text of two; the first token means "none"."""
    shift = len(title) + 1 if title else 0
    offsets = [(0, 0), (0, 3), (0, 0)]
    sequences: list[int | None] = [None, 0, None]
    starts = [1.0, 50.0, 50.0]
    if title:
        offsets.append((0, len(title)))
        sequences.append(1)
        starts.append(start_of_title)
    offsets += [(shift, shift + 4), (shift + 5, shift + 8), (0, 0)]
    sequences += [1, 1, None]
    starts += [3.0, 1.0, 50.0]
    return make_reading(title, offsets, sequences, scores(*starts), scores(*starts))


def test_scores_are_told_against_no_answer() -> None:
    found = made("", 0.0)
    assert found.offsets == ((0, 4), (5, 8))
    assert found.starts.tolist() == [2.0, 0.0]
    # log(exp(2) + exp(0)), for the starts and for the ends; question and separators are left out
    assert found.answerable == pytest.approx(2 * np.log(np.exp(2) + 1), abs=1e-5)


def test_a_title_can_speak_for_a_passage_but_holds_no_answer() -> None:
    plain, titled = made("", 0.0), made("Race", 9.0)
    assert titled.offsets == plain.offsets
    assert titled.answerable > plain.answerable + 5


def test_a_passage_without_a_token_is_the_last_to_answer() -> None:
    nothing = make_reading("", [(0, 0)], [None], scores(1), scores(1))
    assert nothing.answerable < -50
    assert nothing.best_span(0, 10) is None
