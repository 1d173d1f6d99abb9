"""Names are read from sentences with the names and roles beside them."""

import pytest

from vectorstore.names.uses import name_words, uses


def beside(word: str, text: str) -> set[str]:
    return {other for name, other in uses(text) if name == word and other}


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("They met President Anna Ivanova.", "Ivanova", {"<ana", "@president"}),
        ("They met President Anna Ivanova.", "Anna", {">ivanova", "@president"}),
        ("We saw Kassym-Jomart Tokayev there.", "Tokayev", {"<jomart"}),
        ("We saw Qasym-Zhomart Toqayev there.", "Toqayev", {"<jomart"}),
        ("Then Mohammed bin Salman spoke.", "Mohammed", {">salman"}),
        ("So said the press secretary Berik Uali.", "Uali", {"<berik", "@secretary"}),
        ("In Kazan, Putin spoke.", "Putin", set()),
        ("When Putin spoke, all was still.", "Putin", set()),
        ("He came on Monday Putin left.", "Putin", set()),
        ("The mayor left. Anna Berg stayed.", "Berg", {"<ana"}),
    ],
)
def test_what_stands_beside_a_name(text: str, word: str, expected: set[str]) -> None:
    assert beside(word, text) == expected


def test_a_word_that_only_opens_a_sentence_is_not_counted_as_a_name() -> None:
    assert uses("Taxes rise. “Buses stop,” he said. - Trams run.") == set()
    assert ("Velmora", "") in uses("They live in Velmora’s old quarter.")


def test_headlines_in_capitals_hold_no_names() -> None:
    assert uses("AND SO THE COUNCIL OF VELMORA VOTED") == set()


def test_places_of_names_are_those_of_the_text() -> None:
    text = "Did O’Neill and Tokayev’s office meet in Kiev?"
    assert [text[n.start : n.end] for n in name_words(text)] == ["O’Neill", "Tokayev", "Kiev"]
