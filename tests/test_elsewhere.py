"""A sentence of another place or year than the one that is asked about."""

import pytest

from rag.premises.elsewhere import is_elsewhere

ASKED = "Who attended the summit in Osk?"


@pytest.mark.parametrize(
    ("question", "sentence", "passage", "elsewhere"),
    [
        (ASKED, "Ada Holm attended the summit in Sund.", "", True),
        (ASKED, "Ada Holm attended the summit in Osk, not the one in Sund.", "", False),
        (ASKED, "Ada Holm attended.", "The summit in Sund was long. Ada Holm attended.", True),
        (ASKED, "Ada Holm attended.", "Osk had a summit, as did Sund. Ada Holm attended.", False),
        (ASKED, "Ada Holm attended the summit in October.", "", False),
        (ASKED, "Ada Holm lives in Sund.", "", False),
        ("What did the Kremlin say in Moscow?", "Russia said nothing in Sund.", "", False),
        ("How many came in 2023?", "In 2024, 900 came.", "", True),
        ("How many came in 2023?", "In 2024, 900 came, 50 more than in 2023.", "", False),
        ("How many came?", "In 2024, 900 came.", "", False),
        ("Who came?", "Ada Holm came to Osk.", "", False),
    ],
)
def test_what_is_of_another_place_or_year(
    question: str, sentence: str, passage: str, elsewhere: bool
) -> None:
    assert is_elsewhere(question, sentence, passage) is elsewhere
