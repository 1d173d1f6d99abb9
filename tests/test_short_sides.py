"""The few words where articles disagree."""

import pytest

from rag.answer import Disagreement, Position
from rag.short.sides import undecided


def of(*values: str) -> list[Disagreement]:
    positions = tuple(Position(value=value, citations=()) for value in values)
    return [Disagreement(about="When?", positions=positions)]


@pytest.mark.parametrize(
    ("words", "values", "answer"),
    [
        ("7 million", ("7 million", "9 million"), None),
        ("July", ("July 24", "July 26"), "July"),
        ("1998", ("2:40", "0:50"), None),
        (
            "Osk",
            ("Osk waits, as there are many steps ahead of it, says Holm", "Osk is poor"),
            "Osk",
        ),
        (
            "poor",
            ("Osk waits, as there are many steps ahead of it, says Holm", "Osk is poor"),
            None,
        ),
    ],
)
def test_no_side_is_taken(words: str, values: tuple[str, ...], answer: str | None) -> None:
    assert undecided(words, of(*values)) == answer


def test_without_a_disagreement_the_words_stay() -> None:
    assert undecided("1998", []) == "1998"
