"""How sure an answer is, from how close the sentences come."""

from dataclasses import replace

from answer_fakes import evidence_of

from rag.confidence import MIN_CONFIDENCE, confidence
from rag.evidence import Evidence

(PLAIN,) = evidence_of("The summit took place in Kazan.", [0.5])


def near(similarity: float, context: float) -> Evidence:
    return replace(PLAIN, similarity=similarity, context=context)


def test_nothing_is_never_sure() -> None:
    assert confidence([]) == 0.0


def test_the_closer_a_sentence_comes_the_surer_the_answer() -> None:
    values = [confidence([near(s, 0.5)]) for s in (-1.0, 0.0, 0.4, 0.8, 1.0)]
    assert values == sorted(values)
    assert len(set(values)) == 5
    assert 0.0 < values[0] < MIN_CONFIDENCE < values[-1] < 1.0


def test_the_words_around_it_count_too() -> None:
    assert confidence([near(0.4, 1.0)]) > confidence([near(0.4, 0.2)])


def test_the_best_sentence_decides() -> None:
    far, close = near(0.1, 0.0), near(0.8, 1.0)
    assert confidence([far, close]) == confidence([close, far]) == confidence([close])
    assert confidence([far]) < MIN_CONFIDENCE < confidence([close])
