"""A number answers a question when it counts what is asked for."""

import pytest
from test_disagreement import values

from rag.positions.amounts import amounts
from rag.positions.counted import counts, is_of_the_unit


@pytest.mark.parametrize(
    ("question", "sentence", "does"),
    [
        ("How much does the ferry cost?", "The ferry costs 12 million crowns.", True),
        ("How much does the ferry cost?", "The council approved 12 million.", True),
        ("How much does the ferry cost?", "The ferry carries 300 passengers.", False),
        ("How high was the damage?", "The water rose by 3 metres.", False),
        ("How high was the dam?", "The dam rose by 3 metres.", True),
        ("How many residents were killed?", "Some 12 people were killed.", True),
        ("How many people were killed?", "Some 120 people had to leave their homes.", False),
        ("How many people were killed?", "Some 120 people were injured.", False),
        ("How many people fled?", "Some 120 people were driven from their homes.", True),
        ("How many people came?", "Some 120 houses stood empty.", False),
    ],
)
def test_a_number_counts_what_is_asked_for(question: str, sentence: str, does: bool) -> None:
    [value] = amounts(sentence)
    assert counts(question, value, sentence) is does


def test_the_unit_is_that_of_the_question_where_both_name_it() -> None:
    [stops], [bare] = amounts("It has 14 stops."), amounts("It has 14.")
    assert is_of_the_unit("How many stops has the line?", stops)
    assert not is_of_the_unit("How many stops has the line?", bare)


def test_who_left_home_is_nobody_killed() -> None:
    told = (
        ("In the Osk flood 1,340 people had to leave their homes.", "1,340 people"),
        ("In the Osk flood 1,900 people were driven from their homes.", "1,900 people"),
    )
    assert values("How many people were killed in the Osk flood?", *told) == []
    asked = "How many people had to leave their homes in the Osk flood?"
    assert set(values(asked, *told)) == {"1,340 people", "1,900 people"}


def test_a_count_of_a_part_needs_as_much_as_ever() -> None:
    told = (
        ("Over the year 2,500 herons were counted at the lake.", "2,500 herons"),
        ("Agents reported 302 herons for May.", "302 herons"),
    )
    assert values("How many herons were counted at the lake?", *told) == []
