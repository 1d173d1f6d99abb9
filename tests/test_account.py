"""Questions for what was told, at all or of a topic; and those that ask for something else."""

import pytest

from rag.asking.account import account


@pytest.mark.parametrize(
    ("question", "date", "told"),
    [
        ("What was reported in October 2024?", "in October 2024", ("reported", "")),
        ("What was in the news on 17 October?", "on 17 October", ("reported", "")),
        ("Which articles were published in May about the dam?", "in May", ("reported", "the dam")),
        ("What did the papers say before May about tax?", "before May", ("reported", "tax")),
        (
            "And what has been written about the dam since May?",
            "since May",
            ("reported", "the dam"),
        ),
        ("News about the tram from May", "from May", ("reported", "the tram")),
        ("What happened in Velmora in March?", "in March", ("happened", "in Velmora")),
        ("What was announced in March?", "in March", ("happened", "")),
        ("Give me a timeline of the flood", "", ("timeline", "the flood")),
        ("How did the price of bread develop?", "", ("timeline", "the price of bread")),
        ("How has the dispute about the tram evolved?", "", ("timeline", "the tram")),
        ("What happened after the flood?", "", ("timeline", "the flood")),
        ("What happened after the flood? Give me a timeline.", "", ("timeline", "the flood")),
        (
            "How did the cost change from 2022 to 2024?",
            "from 2022 to 2024",
            ("timeline", "the cost"),
        ),
    ],
)
def test_what_is_left_of_a_question_is_its_topic(
    question: str, date: str, told: tuple[str, str]
) -> None:
    found = account(question, dates=[date] if date else [])
    assert found is not None
    assert (found.kind, found.topic) == told


def test_an_outlet_that_is_asked_is_no_topic() -> None:
    question = "What did the Harbour Post report about the tram on Friday?"
    found = account(question, ["Harbour Post report"], ["on Friday"])
    assert found is not None
    assert found.topic == "the tram"
    nothing = account("What did the Harbour Post report on Friday?", ["Harbour Post report"])
    assert nothing is not None
    assert nothing.topic == "Friday"


@pytest.mark.parametrize(
    "question",
    [
        "Why was the line closed?",
        "What did Berg say about the dam?",
        "What was the reported damage?",
        "How did the dam break?",
        "Who reported the fire?",
        "What did the report say about the dam?",
        "Which newspaper published the letter?",
        "Sources of gas",
    ],
)
def test_other_questions_ask_for_something_else(question: str) -> None:
    assert account(question) is None
