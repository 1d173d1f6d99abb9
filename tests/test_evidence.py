"""Which sentences of a passage can stand in an answer, and how they are scored."""

import pytest
from answer_fakes import Vocabulary, WordCounts, candidate, chunk, evidence_of
from hypothesis import given
from hypothesis import strategies as st

from rag.evidence import Evidence, score_sentences, whole_sentences
from rag.retriever import Candidate
from rag.words import weigh

QUESTION = "How much does the harbour tram cost?"


def scored(question: str, *candidates: Candidate) -> list[Evidence]:
    weights = weigh(question, Vocabulary({}), 100)
    return score_sentences(question, candidates, WordCounts(), weights)


def test_the_sentence_that_answers_comes_first() -> None:
    found = scored(
        QUESTION,
        candidate("Hotels in Kazan were full that week. Nobody had expected it.", 1),
        candidate("The weather was fine. The harbour tram will cost 410 million crowns.", 2),
    )
    assert found[0].text == "The harbour tram will cost 410 million crowns."
    assert found[0].rank == 2
    assert found[0].overlap == pytest.approx(1.0)
    assert [e.score for e in found] == sorted((e.score for e in found), reverse=True)


def test_a_sentence_with_what_is_asked_for_is_preferred() -> None:
    found = scored(
        QUESTION, candidate("The harbour tram will cost money. The harbour tram will cost 90 m.", 1)
    )
    assert found[0].text == "The harbour tram will cost 90 m."


def test_a_question_of_the_source_is_no_answer() -> None:
    found = scored(
        "Does the harbour tram cost money?",
        candidate("Does the harbour tram cost money? The harbour tram costs money.", 1),
    )
    assert found[0].text == "The harbour tram costs money."


def test_nothing_is_found_in_nothing() -> None:
    assert scored(QUESTION) == []
    assert scored(QUESTION, candidate("Latest headlines\nMore on trams\nTram", 1)) == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("The tram costs 90 million crowns.", True),
        ("“The tram costs 90 million crowns.”", True),
        ("Does the tram cost 90 million?", True),
        ("The tram costs 90 million crowns", False),
        ("Read more.", False),
        (" ".join(["word"] * 81) + ".", False),
    ],
)
def test_only_whole_sentences_can_stand_in_an_answer(text: str, whole: bool) -> None:
    assert bool(whole_sentences(chunk(text))) is whole


def test_offsets_are_those_of_the_article() -> None:
    found = chunk("Menu\n\nThe tram costs 90 million crowns. It opens in May 2025.", start=500)
    spans = whole_sentences(found)
    assert [found.text[a - 500 : b - 500] for a, b in spans] == [
        "The tram costs 90 million crowns.",
        "It opens in May 2025.",
    ]


@given(st.text(max_size=300))
def test_any_text_is_cut_into_spans_of_itself(text: str) -> None:
    found = chunk(text, start=7)
    for start, end in whole_sentences(found):
        assert 7 <= start < end <= found.end
        assert text[start - 7 : end - 7].strip() == text[start - 7 : end - 7]


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("It will cost 90 million crowns.", True),
        ("“They were late,” said Anna Berg.", True),
        ("But the tram was late again.", True),
        ("The tram was late again today.", False),
        ("Italy paid for the new tram.", False),
    ],
)
def test_what_leans_on_the_sentence_before(text: str, leans: bool) -> None:
    assert evidence_of(text, [1.0])[0].leans_on_previous is leans
