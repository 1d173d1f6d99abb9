"""Past or still to come: the verb of a date's own clause, and nothing where none tells."""

import pytest

from rag.days.tenses import tense_at


@pytest.mark.parametrize(
    ("sentence", "tense"),
    [
        ("It opened on Friday.", "past"),
        ("It will open on Friday.", "future"),
        ("On Friday it will open.", "future"),
        ("On Friday they said that it will open.", "past"),
        ("They are not going to open, the mayor told reporters on Friday.", "past"),
        ("He said it will open on Friday.", "future"),
        ("It will, the mayor said, open on Friday.", "future"),
        ("It was expected to open on Friday.", "future"),
        ("It closed, and it will open on Friday.", "future"),
        ("The leaders gather on Friday.", None),
    ],
)
def test_the_verb_beside_a_date_tells(sentence: str, tense: str | None) -> None:
    start = sentence.index("Friday")
    assert tense_at(sentence, start, start + len("Friday")) == tense
