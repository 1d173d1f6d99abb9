"""What asks nothing of the articles gets a sentence that helps, and questions do not."""

import pytest

from rag.asking.no_question import helpful


@pytest.mark.parametrize(
    ("typed", "begins"),
    [
        ("hello", "Hello."),
        ("Good morning!", "Hello."),
        ("Thank you very much.", "You are welcome."),
        ("Thanks", "You are welcome."),
        ("Tell me more", "No question before"),
        ("Why?", "No question before"),
        ("Is that true?", "No question before"),
        ("And what did he say?", "No question before this one tells what “he” means."),
        ("Warum ist der Damm gebrochen?", "The articles that were found are in English"),
        ("Почему?", "The articles that were found are in English"),
    ],
)
def test_what_is_no_question_to_the_articles(typed: str, begins: str) -> None:
    told = helpful(typed, ["en", None], alone=True)
    assert told is not None
    assert told.startswith(begins)


@pytest.mark.parametrize(
    "question",
    [
        "Why did the council vote?",
        "Hello Kitty sales figures",
        "Who thanked the council?",
        "What did the mayor of Velmora say?",
        "What is more expensive, the tram or the bus?",
    ],
)
def test_a_question_is_left_alone(question: str) -> None:
    assert helpful(question, ["en"], alone=True) is None


def test_a_question_after_another_can_go_on_from_it() -> None:
    assert helpful("Why?", ["en"], alone=False) is None
    assert helpful("Thanks", ["en"], alone=False) is not None


def test_articles_in_the_language_of_the_question_are_no_reason() -> None:
    assert helpful("Warum ist der Damm gebrochen?", ["de", "en"], alone=True) is None
    assert helpful("Warum ist der Damm gebrochen?", [None], alone=True) is None
    told = helpful("Pourquoi le barrage est-il rompu ?", ["de", "en"], alone=True)
    assert told is not None
    assert "in English or German" in told
