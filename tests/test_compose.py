"""Answers of whole source sentences: verbatim, few, none twice, in reading order."""

from dataclasses import replace

import pytest
from answer_fakes import chunk, evidence_of
from hypothesis import given
from hypothesis import strategies as st

from rag.compose import MOST_STATEMENTS, compose, in_reading_order, repeats
from rag.draft import DraftStatement, Quote
from rag.evidence import Evidence

WORDS = "harbour tram bridge mayor flood siren battery crowns summit hotel vote council".split()
OPENERS = ["The", "Nine", "It", "They", "But the", "Critics of the", "In May the"]

sentence = st.builds(
    lambda opener, words: f"{opener} {' '.join(words)}.",
    st.sampled_from(OPENERS),
    st.lists(st.sampled_from(WORDS), min_size=3, max_size=30),
)
article = st.lists(sentence, min_size=1, max_size=6)
scores = st.floats(0.05, 2.0)


@st.composite
def evidence(draw: st.DrawFn) -> list[Evidence]:
    found: list[Evidence] = []
    for id, sentences in enumerate(draw(st.lists(article, min_size=1, max_size=4)), start=1):
        values = [draw(scores) for _ in sentences]
        found += evidence_of(" ".join(sentences), values, id)
    return sorted(found, key=lambda e: (-e.score, e.rank, e.start))


def texts(found: list[Evidence]) -> list[str]:
    return [statement.text for statement in compose(found)]


@given(evidence())
def test_an_answer_is_one_to_four_sentences_of_the_sources(found: list[Evidence]) -> None:
    statements = list(compose(found))
    assert 1 <= len(statements) <= MOST_STATEMENTS
    for statement in statements:
        (quote,) = statement.quotes
        source = quote.chunk
        assert statement.text == source.text[quote.start - source.start : quote.end - source.start]
        assert statement.supported
        assert statement.text in {e.text for e in found}


@given(evidence())
def test_no_place_is_quoted_twice_and_articles_stay_together(found: list[Evidence]) -> None:
    places = [statement.quotes[0].place for statement in compose(found)]
    assert len(set(places)) == len(places)
    articles = [article for article, _, _ in places]
    runs = [a for i, a in enumerate(articles) if i == 0 or articles[i - 1] != a]
    assert len(runs) == len(set(runs))


@given(evidence())
def test_the_best_sentence_is_always_in_the_answer(found: list[Evidence]) -> None:
    best = {e.text for e in found if e.score == found[0].score}
    assert best & set(texts(found))


def test_nothing_is_made_of_nothing() -> None:
    assert list(compose([])) == []


def test_a_repetition_in_another_article_is_left_out() -> None:
    first = evidence_of("The tram to the harbour costs 410 million crowns.", [1.0], 1)
    copy = evidence_of("The harbour tram costs 410 million crowns in all.", [0.9], 2)
    assert texts(first + copy) == [first[0].text]


def test_a_sentence_that_leans_on_another_brings_it_along() -> None:
    found = evidence_of(
        "The tram line to the harbour was approved. It will cost 410 million crowns.", [0.1, 1.0]
    )
    assert texts(found) == [
        "The tram line to the harbour was approved.",
        "It will cost 410 million crowns.",
    ]


def test_a_sentence_far_below_the_best_is_left_out() -> None:
    found = evidence_of("The tram costs 410 million crowns. Hotels near Kazan were full.", [1, 0.1])
    assert texts(found) == ["The tram costs 410 million crowns."]


def test_reports_of_several_articles_stand_together() -> None:
    a, b = chunk("First one here. Other. Third one here.", 1), chunk("Second one there.", 2)
    third, second, first = Quote(a, 23, 38), Quote(b, 0, 17), Quote(a, 0, 15)
    assert in_reading_order([third, second, first]) == [third, first, second]


def test_neighbouring_sentences_stand_in_their_own_order() -> None:
    source = chunk("Anna Berg spoke. She was calm. It rained.", 1)
    berg, calm, rain = Quote(source, 0, 16), Quote(source, 17, 30), Quote(source, 31, 41)
    assert in_reading_order([calm, berg]) == [berg, calm]
    assert in_reading_order([rain, calm, berg]) == [berg, calm, rain]
    assert in_reading_order([rain, berg]) == [rain, berg]


@pytest.mark.parametrize(
    ("text", "other", "same"),
    [
        ("The tram costs 410 million crowns.", "The tram costs 410 million crowns.", True),
        ("The tram costs 410 million crowns.", "Hotels in Kazan were full.", False),
        ("And so on it is.", "And so on it was.", False),
        ("", "", False),
    ],
)
def test_what_a_repetition_is(text: str, other: str, same: bool) -> None:
    assert repeats(text, other) is same
    assert repeats(other, text) is same


def test_statements_are_drafts_with_one_quote() -> None:
    found = evidence_of("The tram costs 410 million crowns.", [1.0])
    (statement,) = compose(found)
    assert isinstance(statement, DraftStatement)
    assert statement.quotes[0].place == (found[0].chunk.article_id, 0, 34)


def test_where_the_best_sentence_has_what_was_asked_for_the_others_must() -> None:
    text = "The line costs 412 million. The line is late. A tram costs 2 million of euros."
    best, late, tram = sorted(evidence_of(text, [2.0, 1.9, 1.8]), key=lambda e: e.start)
    found = [replace(best, fits=True), late, replace(tram, fits=True)]
    assert [draft.text for draft in compose(found)] == [best.text, tram.text]
    assert len(list(compose([best, late, tram]))) == 3


def test_a_sentence_with_the_words_and_the_kind_that_were_asked_for_is_worth_telling() -> None:
    far = {"similarity": 0.1, "overlap": 0.4, "fits": True}
    best = replace(evidence_of("The inquiry blames the dam for the flood.", [0.9], 1)[0], fits=True)
    leads = replace(evidence_of("Judge Ada Holm leads it since May.", [0.5], 2)[0], **far)
    rains = replace(leads, overlap=0.1)
    assert len(texts([replace(best, overlap=0.6), leads])) == 2
    assert len(texts([replace(best, overlap=0.6), rains])) == 1
