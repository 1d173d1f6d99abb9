"""Words of one root that a stemmer keeps apart count as one another, and others do not."""

import pytest

from rag.terms.families import relatives
from rag.terms.stems import stem


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        ("suspension", "suspended"), ("decision", "decided"), ("reaction", "reacted"),
        ("explanation", "explained"), ("application", "applied"), ("production", "produced"),
        ("admission", "admitted"), ("failure", "failed"), ("closure", "closed"),
        ("exposure", "exposed"), ("discovery", "discovered"), ("delivery", "delivered"),
        ("deployment", "deployed"), ("settlement", "settled"), ("agreement", "agreed"),
        ("movement", "moved"), ("defence", "defended"), ("growth", "grow"), ("loss", "lose"),
    ],
)  # fmt: skip
def test_noun_and_verb_of_one_root(noun: str, verb: str) -> None:
    assert stem(verb) in relatives(stem(noun))
    assert stem(noun) in relatives(stem(verb))


@pytest.mark.parametrize(
    ("one", "other"),
    [("commission", "committed"), ("plan", "plain"), ("tram", "train"), ("council", "counsel")],
)
def test_words_that_only_look_alike(one: str, other: str) -> None:
    assert stem(other) not in relatives(stem(one))


def test_a_word_is_not_its_own_relative() -> None:
    assert stem("decision") not in relatives(stem("decision"))
