"""What a topic asks for of its subject: an amount, a day, a number, somebody's words."""

import pytest

from rag.fitting.aspects import aspect_of


@pytest.mark.parametrize(
    ("topic", "tells", "does_not"),
    [
        ("the cost of Line 7", "The budget is 412 million euros.", "The debate took 11 hours."),
        ("the price of the bridge", "It comes to 9 million crowns.", "The plan has not one cent."),
        ("the opening date of Line 7", "Passengers are expected in 2026.", "The line is built."),
        ("when the gates were opened", "The first moved at 0:50.", "The gates were opened."),
        ("the number of stops", "It has 14 stops on the way.", "It has 340 trees on the way."),
        ("the damage of the flood", "The damage is 38 million.", "The budget is 38 million."),
        ("the announcement of Uali", "Berik Uali told reporters so.", "The mayor told them so."),
        ("Uali's announcement", "Berik Uali told reporters so.", "The mayor told them so."),
    ],
)
def test_a_sentence_tells_what_is_asked_for(topic: str, tells: str, does_not: str) -> None:
    aspect = aspect_of(topic)
    assert aspect is not None
    assert aspect.has(tells)
    assert not aspect.has(does_not)


@pytest.mark.parametrize("topic", ["the flood in Velmora", "BRICS", "relations with Russia"])
def test_a_subject_alone_asks_for_nothing(topic: str) -> None:
    assert aspect_of(topic) is None


def test_what_names_the_aspect_is_no_word_of_the_subject() -> None:
    aspect = aspect_of("the opening date of Line 7")
    assert aspect is not None
    assert aspect.words == {"open", "date"}
