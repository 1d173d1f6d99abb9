"""When a question is declined, and what the reader is told."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from answer_fakes import Vocabulary, chunk, evidence_of

from rag.abstention import Refusal, closest, decide, unmentioned_names
from rag.confidence import MIN_CONFIDENCE
from rag.evidence import Evidence
from rag.terms.words import weigh

VOCABULARY = Vocabulary(dict.fromkeys(["tokayev", "kazan", "summit", "velmora", "mercer"], 3))
SURE = evidence_of("The summit took place in Kazan.", [2.0])


def refusal_of(
    question: str, evidence: Sequence[Evidence], confidence: float = 1.0
) -> Refusal | None:
    weights = weigh(question, VOCABULARY, 100)
    return decide(question, evidence, confidence, VOCABULARY, weights)


def reason(question: str) -> str | None:
    refusal = refusal_of(question, SURE)
    return refusal.reason if refusal else None


def test_without_evidence_there_is_no_answer() -> None:
    refusal = refusal_of("When was the summit?", [])
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


def test_a_year_that_no_article_mentions_is_named() -> None:
    assert reason("What happened in Kazan in 1897?") == (
        "No article in the collection mentions “1897”."
    )


def test_the_year_of_publication_is_known_without_being_mentioned() -> None:
    dated = [replace(e, chunk=chunk(e.text, published_at="2024-11-02")) for e in SURE]
    assert refusal_of("What happened in Kazan in 2024?", dated) is None
    assert refusal_of("What happened in Kazan in 2023?", dated) is not None


def test_below_the_threshold_the_words_without_support_are_named() -> None:
    unlikely = MIN_CONFIDENCE - 0.01
    refusal = refusal_of("Who won the darts at the summit in Kazan?", SURE, unlikely)
    assert refusal is not None
    assert "“darts”" in refusal.reason
    assert "summit" not in refusal.reason


def test_where_all_words_are_there_no_sentence_connects_them() -> None:
    refusal = refusal_of("Did the summit take place in Kazan?", SURE, 0.0)
    assert refusal is not None
    assert "no sentence" in refusal.reason


def test_at_the_threshold_it_is_answered() -> None:
    assert refusal_of("Did the summit take place?", SURE, MIN_CONFIDENCE) is None


def test_a_word_of_the_same_root_is_said() -> None:
    passage = "The council suspended the plan in Kazan."
    evidence = evidence_of(passage, [0.1])
    refusal = refusal_of("Why the suspension at midnight in Kazan?", evidence, 0.1)
    assert refusal is not None
    assert "“midnight”" in refusal.reason
    assert "suspension" not in refusal.reason


def test_a_word_in_a_shown_passage_is_said_though_no_sentence_of_it_can_stand() -> None:
    question = "Who was fined in Kazan?"
    weights = weigh(question, VOCABULARY, 100)
    shown = [chunk("fined 400 euros, see page", id=9)]
    refusal = decide(question, SURE, 0.1, VOCABULARY, weights, shown=shown)
    assert refusal is not None
    assert "fined" not in refusal.reason


def test_a_name_that_stands_beside_the_texts_is_told_with_its_place() -> None:
    question = "What did Zubrowka and Freedonia say?"
    weights = weigh(question, VOCABULARY, 100)
    places = {"Zubrowka": "“Zubrowka” is an author."}
    refusal = decide(question, SURE, 1.0, VOCABULARY, weights, places.get)
    assert refusal == Refusal(
        "No article in the collection mentions “Freedonia”. “Zubrowka” is an author."
    )


def test_the_closest_sentences_are_one_of_each_passage() -> None:
    one = evidence_of("The summit took place. Nobody came to it in Kazan.", [0.1, 0.7], id=1)
    other = evidence_of("The tram was late on Monday morning.", [0.4], id=2)
    found = closest([*one, *other], 3)
    assert [e.text for e in found] == [
        "Nobody came to it in Kazan.",
        "The tram was late on Monday morning.",
    ]
