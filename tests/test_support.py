"""A sentence of a model against the sentences it cites."""

import pytest
from answer_fakes import chunk

from rag.draft import Quote
from rag.support import carries, support

SOURCE = (
    "Nine people were hurt in the fire on Mercer Street on 3 May 2024. "
    "The mayor, Nadia Ferrante, said the city did not close the market. "
    "Damage is put at 41.8 million crowns."
)
PASSAGE = chunk(SOURCE, start=100)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine people were hurt in the fire on Mercer Street.",
        "9 people were hurt on Mercer Street on 3 May 2024.",
        "Nadia Ferrante said the city did not close the market.",
        "Damage is put at 41.8 million crowns.",
        "According to mayor Nadia Ferrante, the city didn't close the market.",
    ],
)
def test_what_the_passage_says_is_supported(sentence: str) -> None:
    draft = support(sentence, [PASSAGE])
    assert draft.supported
    assert draft.quotes
    assert draft.text == sentence


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("Seven people were hurt in the fire on Mercer Street.", "a number in words"),
        ("12 people were hurt in the fire on Mercer Street.", "a number"),
        ("Nine people were hurt in the fire on Mercer Street on 4 May 2024.", "a day"),
        ("Nine people were hurt in the fire on Mercer Street on 3 May 2025.", "a year"),
        ("Damage is put at 41.8 billion crowns.", "a magnitude"),
        ("Damage is put at 41 million crowns.", "a rounded number"),
        ("Nine people were hurt in the fire on Baker Street.", "a name"),
        ("The mayor, Nadia Osei, said the city did not close the market.", "a person"),
        ("Osei said the city did not close the market.", "a person at the beginning"),
        ("The mayor said the city closed the market.", "a denial left out"),
        ("Nine people were not hurt in the fire on Mercer Street.", "a denial put in"),
        ("The weather was pleasant and everybody went swimming.", "everything"),
    ],
)
def test_what_was_changed_is_not_supported(sentence: str, what: str) -> None:
    draft = support(sentence, [PASSAGE])
    assert not draft.supported, what
    assert draft.text == sentence


def test_a_sentence_without_a_citation_is_not_supported() -> None:
    draft = support("Nine people were hurt in the fire on Mercer Street.", [])
    assert (draft.supported, draft.quotes) == (False, ())


def test_a_passage_without_a_whole_sentence_carries_nothing() -> None:
    draft = support("Nine people were hurt.", [chunk("Latest headlines and more")])
    assert (draft.supported, draft.quotes) == (False, ())


def test_the_quote_is_the_sentence_that_carries_it() -> None:
    (quote,) = support("Damage is put at 41.8 million crowns.", [PASSAGE]).quotes
    assert quote.text == "Damage is put at 41.8 million crowns."
    assert SOURCE[quote.start - 100 : quote.end - 100] == quote.text


def test_two_sentences_carry_what_neither_carries_alone() -> None:
    sentence = "Nine people were hurt in the fire and damage is put at 41.8 million crowns."
    source = chunk(SOURCE.replace("did not close", "closed"))
    draft = support(sentence, [source])
    assert draft.supported
    assert [quote.start for quote in draft.quotes] == sorted(q.start for q in draft.quotes)
    assert len(draft.quotes) == 2


def test_a_word_that_leads_in_is_no_name() -> None:
    source = "Nine people were hurt in the fire on Mercer Street."
    quotes = [Quote(chunk(source), 0, len(source))]
    assert carries("Meanwhile, nine people were hurt in the fire.", quotes)
    assert carries("The fire on Mercer Street hurt nine people.", quotes)


def test_spellings_of_a_name_support_each_other() -> None:
    source = "President Qasym Toqayev opened the summit in Kazan."
    quotes = [Quote(chunk(source), 0, len(source))]
    assert carries("President Kassym Tokayev opened the summit in Kazan.", quotes)


@pytest.mark.parametrize("text", ["", "1" * 5_000, "Ä" * 5_000, "[1]", "\U0001f600", "...?"])
def test_any_text_is_judged(text: str) -> None:
    assert support(text, [PASSAGE]).text == text
