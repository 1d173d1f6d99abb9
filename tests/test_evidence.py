"""Which sentences of a passage can stand in an answer, and how they are scored."""

import re
from dataclasses import replace

import numpy as np
import pytest
from answer_fakes import Vocabulary, WordCounts, candidate, chunk, evidence_of
from hypothesis import given
from hypothesis import strategies as st

from rag.evidence import (
    MOST_DOUBT,
    MOST_SURE,
    READING_WEIGHT,
    Evidence,
    score_sentences,
    whole_sentences,
)
from rag.reading.reader import Reading
from rag.retriever import Candidate
from rag.terms.words import weigh

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


def test_of_two_reports_of_the_same_kind_the_recent_one_is_preferred() -> None:
    old = candidate("The mayor opened the new tram line on Sunday.", 1)
    new = replace(candidate("The mayor opened the second tram line on Friday.", 2), recency=0.9)
    found = scored("Which tram line did the mayor open this week?", old, new)
    assert found[0].chunk.id == 2


def reading_of(text: str, answer: str, odds: float) -> Reading:
    words = tuple(match.span() for match in re.finditer(r"\w+", text))
    scores = [odds if text[a:b] == answer else -9.0 for a, b in words]
    return Reading(odds, words, np.array(scores), np.array(scores))


def test_the_sentence_in_which_the_reader_sees_the_answer_is_preferred() -> None:
    text = "The harbour tram was late. The harbour tram belongs to Norvik."
    found = candidate(text, 1)
    question, weights = "Who owns the harbour tram?", weigh(QUESTION, Vocabulary({}), 100)
    readings = {1: reading_of(text, "Norvik", 4.0)}
    best = score_sentences(question, [found], WordCounts(), weights, readings)[0]
    assert best.answer is not None
    assert text[slice(*best.answer)] == "Norvik"
    assert best.reading == pytest.approx(8.0)
    plain = score_sentences(question, [found], WordCounts(), weights)
    assert all(e.answer is None and e.reading is None for e in plain)


@pytest.mark.parametrize(
    ("odds", "counted"), [(-30.0, MOST_DOUBT), (1.0, 2.0), (30.0, MOST_SURE), (300.0, MOST_SURE)]
)
def test_neither_doubt_nor_certainty_counts_without_end(odds: float, counted: float) -> None:
    text = "The harbour tram belongs to Norvik."
    weights = weigh(QUESTION, Vocabulary({}), 100)
    readings = {1: reading_of(text, "Norvik", odds)}
    (found,) = score_sentences(QUESTION, [candidate(text, 1)], WordCounts(), weights, readings)
    (plain,) = score_sentences(QUESTION, [candidate(text, 1)], WordCounts(), weights)
    assert found.score == pytest.approx(plain.score + READING_WEIGHT * counted)


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
        ("costs of the tram are 90 million crowns.", False),
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
        ("“We were late again,” he said.", True),
        ("“We were late again,” Anna Berg said.", False),
        ("The tram was late again today.", False),
        ("Italy paid for the new tram.", False),
    ],
)
def test_what_leans_on_the_sentence_before(text: str, leans: bool) -> None:
    assert evidence_of(text, [1.0])[0].leans_on_previous is leans


def test_tags_before_a_sentence_are_no_part_of_it() -> None:
    text = "<img src=x> <b>The trader was fined 400 euros. The market opens at six."
    told = [text[start:end] for start, end in whole_sentences(chunk(text))]
    assert told == ["The trader was fined 400 euros.", "The market opens at six."]
