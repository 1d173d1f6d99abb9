"""What can be asked for in a text, and the word that asks for it."""

import pytest

from training.entities import Kinds, find_entities, learn_kinds

TEXTS = (
    "Then Ilsa Brandt said it was late. Later mayor Ilsa Brandt left. They saw Ilsa Brandt.",
    "People in Saltmere wait. A boat from Saltmere sank. They like Saltmere.",
    "They run Norvik Lines. They own Norvik Lines. They left Norvik Lines.",
    "Nobody in Ruen slept.",
)


@pytest.fixture(scope="module")
def kinds() -> Kinds:
    return learn_kinds(TEXTS)


def asked(text: str, kinds: Kinds) -> list[tuple[str, str]]:
    found = list(find_entities(text, kinds))
    assert all(text[entity.start : entity.end] == entity.text for entity in found)
    return [(entity.text, entity.asked_with) for entity in found]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Ilsa Brandt", "who"),
        ("Saltmere", "where"),
        ("Norvik Lines", "what"),
        ("Ruen", "what"),  # seen once: nothing is concluded from it
        ("Never Seen", "what"),
    ],
)
def test_the_word_that_asks_is_learned_from_the_places(kinds: Kinds, name: str, word: str) -> None:
    assert asked(f"They wrote to {name} again.", kinds) == [(name, word)]


def test_the_last_name_speaks_for_the_whole() -> None:
    kinds = learn_kinds(["Then Brandt said no. Then Brandt said yes. Then Brandt told them."])
    assert kinds.asked_with("Ilsa Brandt") == "who"
    assert kinds.asked_with("Ilsa Weil") == "what"


def test_a_few_places_among_many_do_not_make_a_kind() -> None:
    texts = ["A boat in Saltmere sank.", *["They like Saltmere."] * 9]
    assert learn_kinds(texts).asked_with("Saltmere") == "what"
    assert learn_kinds([texts[0], *texts]).asked_with("Saltmere") == "where"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It took nine hours to get there.", [("nine", "how many")]),
        ("It drew 18,000 visitors.", [("18,000", "how many")]),
        ("It drew 1.2 million visitors.", [("1.2 million", "how many")]),
        ("It lost dozens of boats.", []),  # "of" is nothing that is counted
        ("It lost dozens more boats.", [("dozens", "how many")]),
        ("It opened in 2019 after all.", []),
        ("The 2019 storm was worse.", []),
        ("About 40% of them left.", [("40%", "what percentage")]),
        ("About 40 percent of them left.", [("40 percent", "what percentage")]),
        ("It cost $2.5 million that year.", [("$2.5 million", "how much")]),
        ("It cost £300 that year.", [("£300", "how much")]),
    ],
)
def test_numbers_are_asked_for(text: str, expected: list[tuple[str, str]]) -> None:
    assert asked(text, Kinds()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Titles in quotes, without the mark before the closing one.
        ("we saw “Some like it dry,” twice", ["Some like it dry"]),
        ("we said “not so fast” twice", []),
        # The first word of a sentence is no name for its capital.
        ("Boats left. Ferries came.\nNobody came.", []),
        ("they met Ilsa Brandt’s son", ["Ilsa Brandt"]),
        ("they met the Duke of the Ruen Isles there", ["Duke of the Ruen Isles"]),
        # Days, months and words that are no names.
        ("it was May and Monday, and I'm late, Mr", []),
    ],
)
def test_names_and_titles_are_asked_for(text: str, expected: list[str]) -> None:
    assert [text for text, _ in asked(text, Kinds())] == expected
