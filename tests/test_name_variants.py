"""Spellings join where the collection gives evidence; different names stay apart."""

from collections.abc import Callable
from pathlib import Path

import pytest
from store_fakes import article, open_store

from vectorstore.names.variants import clusters, conflict, spellings

Collected = Callable[..., list[tuple[str, ...]]]


@pytest.fixture
def found(tmp_path: Path) -> Collected:
    """Return a function that learns from one article a sentence."""

    def learn(*sentences: str) -> list[tuple[str, ...]]:
        store = open_store(tmp_path)
        list(store.add([article(str(n), f"So, {s}.") for n, s in enumerate(sentences)]))
        learned = clusters(store.names())
        store.close()
        return learned

    return learn


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        # The same given name, and another romanisation of the surname.
        (["we met Petro Poroshenko", "we saw Petro Poroschenko"], {"Poroshenko", "Poroschenko"}),
        (["we met Oleh Zelensky", "we saw Oleh Selensky"], {"Zelensky", "Selensky"}),
        (["we met Igor Romanov", "we saw Igor Romanoff"], {"Romanov", "Romanoff"}),
        # The same surname behind given names that differ in a vowel or two.
        (["we met Mohammed bin Salman", "we saw Muhammad bin Salman"], {"Mohammed", "Muhammad"}),
        (["we met Alexandr Novak", "we saw Aleksander Novak"], {"Alexandr", "Aleksander"}),
        (["we met Aleksandr Novak", "we saw Alexander Novak"], {"Aleksandr", "Alexander"}),
        # An office that one person holds.
        (["we met president Zelensky", "we saw president Selensky"], {"Zelensky", "Selensky"}),
        # What folding makes one anyway is listed where something tells that it is one.
        (["we met Kassym-Jomart Tokayev", "we saw Qasym-Jomart Toqayev"], {"Tokayev", "Toqayev"}),
    ],
)
def test_spellings_of_one_name_are_learned(
    found: Collected, sentences: list[str], expected: set[str]
) -> None:
    assert expected in [set(words) for words in found(*sentences)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Berik Uali", "Berik Wali"),
        ("Gaziz Abishev", "Gaziz Abisheva"),
        ("Igor Ivanov", "Igor Ivanova"),
        ("Nova Kazan", "Nova Kazakh"),
        ("Nova Iran", "Nova Iraq"),
        ("Nova Mali", "Nova Malta"),
        ("Nova Austria", "Nova Australia"),
        ("Nova Slovakia", "Nova Slovenia"),
        ("Nova Niger", "Nova Nigeria"),
        ("Petra Hansen", "Petra Hanson"),
        ("Petra Martin", "Petra Morton"),
        ("Petra Larsen", "Petra Larson"),
        ("Petra Putin", "Petra Patin"),
        ("Petra Moller", "Petra Muller"),
        ("Maria Rossi", "Mario Rossi"),
        ("Daniel Novak", "Daniela Novak"),
        ("Jenna Novak", "Joanna Novak"),
        ("Martin Novak", "Morton Novak"),
        ("Alexander Novak", "Alexandra Novak"),
        ("Zelensky Oleh", "Zelenska Oleh"),
        # They sound alike, and nothing says that they are one.
        ("Oleh Zelensky", "Pjotr Selensky"),
        ("Judge Fischer", "Judge Fisher"),
        ("Anna Berg", "Anna Perg"),
    ],
)
def test_different_names_stay_apart(found: Collected, one: str, other: str) -> None:
    assert found(f"we met {one} there", f"we saw {other} there") == []


def test_a_given_name_of_many_is_no_evidence(found: Collected) -> None:
    many = [f"we met David {surname}" for surname in ("Berg", "Stone", "Marsh", "Lund")]
    assert found("we met David Fischer", "we saw David Fisher", *many) == []


def test_names_that_one_text_tells_apart_are_two(found: Collected) -> None:
    assert found("we met David Fischer and saw David Fisher", "then came David Fisher") == []


def test_what_stands_beside_two_names_can_tell_them_apart() -> None:
    assert conflict({">kurie"}, {">Seli"})
    assert not conflict({">kurie"}, {"<an"})
    assert not conflict(set(), {"<an"})


def test_an_unknown_spelling_is_the_one_name_that_sounds_like_it(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    list(store.add([article("a", "So we met Zelensky."), article("b", "So we met Kali.")]))

    def like(word: str, *beside: str) -> list[str]:
        return [s.name for s in spellings(word, frozenset(beside), store.names(), unknown=True)]

    assert like("Selensky") == ["Zelensky"]
    assert like("Selenska") == []
    assert like("Cali") == ["Kali"]  # one key
    assert like("Selensky", "<ana") == []
    store.close()
