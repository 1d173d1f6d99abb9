"""Parts of questions that go into a slot of the question before."""

import pytest

from rag.follow_up import self_contained

COST = "How much does the quay cost according to Holm?"
SAID = "What did Ada Holm say about the dam?"


@pytest.mark.parametrize(
    ("earlier", "question", "whole"),
    [
        (COST, "And the council?", "How much does the quay cost according to the council?"),
        (COST, "And according to Berg?", "How much does the quay cost according to Berg?"),
        (SAID, "And about the gates?", "What did Ada Holm say about the gates?"),
        (SAID, "And the gates?", "What did Ada Holm say about the gates?"),
        (SAID, "And the council?", "What did the council say about the dam?"),
        (
            "How many people had to leave their homes in Sund?",
            "How many were injured?",
            "How many people were injured in Sund?",
        ),
        (
            "How many houses were flooded in Sund?",
            "And killed?",
            "How many people were killed in Sund?",
        ),
        (
            "How many people were injured in Sund?",
            "And killed?",
            "How many people were killed in Sund?",
        ),
        (
            "Which countries joined the bank in 2024?",
            "And Azerbaijan?",
            "Has Azerbaijan joined the bank in 2024?",
        ),
        (
            "What did Holm tell the Gazette?",
            "How did Moscow respond?",
            "How did Moscow respond to what Holm told the Gazette?",
        ),
        (
            "When was the BRICS summit in Kazan?",
            "And where was it?",
            "And where was the BRICS summit in Kazan?",
        ),
    ],
)
def test_a_part_goes_where_it_fits(earlier: str, question: str, whole: str) -> None:
    assert self_contained(question, [earlier]) == whole


def test_who_is_asked_according_to_is_not_it() -> None:
    history = ["How much does Line 7 cost according to Holm?", "And the council?"]
    assert self_contained("When will it open?", history) == "When will Line 7 open?"


def test_he_stays_the_one_that_the_question_before_called_he() -> None:
    history = ["Who is Anders Vik?", "Did he work for Oskwater?"]
    assert self_contained("Where does he live?", history) == "Where does Anders Vik live?"
    history = ["Who is Anders Vik?", "Did he meet Ada Holm?"]
    assert self_contained("Where does he live?", history).startswith("Where does he live? (")


def test_the_one_before_is_not_it() -> None:
    history = ["When was the BRICS summit in Kazan?", "And the one before that?"]
    assert self_contained("And where was it?", history) == (
        "And where was it? (When was the BRICS summit in Kazan?)"
    )
