"""The forms of irregular verbs, as one word of a question and an article."""

import pytest
from answer_fakes import Vocabulary

from rag.terms.verb_forms import base_form
from rag.terms.words import key_of, keys, weigh


@pytest.mark.parametrize(
    ("past", "present"), [("led", "leads"), ("found", "find"), ("grew", "grows"), ("paid", "pays")]
)
def test_a_past_is_the_same_verb(past: str, present: str) -> None:
    assert key_of(past) == key_of(present)


@pytest.mark.parametrize("word", ["founded", "left", "known", "given", "tram", "red"])
def test_other_words_stay(word: str) -> None:
    assert base_form(word) == word


def test_who_led_is_told_by_who_leads() -> None:
    weights = weigh("Who led the inquiry?", Vocabulary({"led": 1, "lead": 2, "inquiri": 1}), 10)
    assert weights.coverage(keys("Ada Holm leads the inquiry.")) == 1.0
    assert weights.coverage(keys("Ada Holm founded the inquiry.")) < 1.0
