"""When a question is declined, and what the reader is told."""

from dataclasses import replace

import pytest
from answer_fakes import Vocabulary, evidence_of

from rag.abstention import MIN_CONFIDENCE, confidence, decide, unmentioned_names

VOCABULARY = Vocabulary(dict.fromkeys(["tokayev", "kazan", "summit", "velmora", "mercer"], 3))
SURE = evidence_of("The summit took place in Kazan.", [2.0])


def reason(question: str) -> str | None:
    refusal = decide(question, SURE, VOCABULARY)
    return refusal.reason if refusal else None


def test_without_evidence_there_is_no_answer() -> None:
    refusal = decide("When was the summit?", [], VOCABULARY)
    assert refusal is not None
    assert "no passage" in refusal.reason


def test_a_close_sentence_is_an_answer() -> None:
    assert reason("When was the summit in Kazan?") is None


def test_a_name_that_no_article_has_is_named() -> None:
    said = reason("When did Zubrowka and Freedonia join the summit?")
    assert said is not None
    assert "“Zubrowka” or “Freedonia”" in said


@pytest.mark.parametrize(
    "question",
    [
        "What did Toqayev say in Kazan?",
        "What did TOKAYEV say?",
        "What happened in Velmora's Mercer Street?",
        "What Did The People Say?",
        "Zebras at the summit?",
    ],
)
def test_a_name_in_any_spelling_is_known(question: str) -> None:
    assert unmentioned_names(question, VOCABULARY) == []


def test_the_first_word_of_an_earlier_question_is_no_name() -> None:
    assert unmentioned_names("And when? (Summarise the flood.)", VOCABULARY) == []


def test_the_best_sentence_decides() -> None:
    (found,) = SURE
    far = replace(found, similarity=0.0, context=0.0)
    near = replace(found, similarity=MIN_CONFIDENCE, context=0.0)
    assert confidence([far, near]) == confidence([near, far]) == MIN_CONFIDENCE
    assert decide("When was the summit?", [far, near], VOCABULARY) is None
    refusal = decide("When was the summit?", [far], VOCABULARY)
    assert refusal is not None
    assert "close enough" in refusal.reason
