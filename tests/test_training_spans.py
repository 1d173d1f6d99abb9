"""Where a short answer stands in a text: worked cases, then what must hold for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.spans import find_answer


def found(answer: str, text: str) -> list[str]:
    return [text[start:end] for start, end in find_answer(answer, text)]


@pytest.mark.parametrize(
    ("answer", "text", "expected"),
    [
        # Quotes around the answer, here and there.
        ("“The Glass Orchard”", "They saw The Glass Orchard.", ["Glass Orchard"]),
        ("Glass Orchard", "They saw “Glass Orchard”, twice.", ["Glass Orchard"]),
        ("'Dry Wells'", "The film 'Dry Wells' and «Dry Wells»", ["Dry Wells", "Dry Wells"]),
        # Apostrophes of both kinds, or none.
        ("O'Hara", "Then O’Hara met O'Hara and Ohara.", ["O’Hara", "O'Hara", "Ohara"]),
        # Dashes of all kinds, or a space.
        ("Ann-Lee", "Ann–Lee, Ann-Lee and Ann Lee ran.", ["Ann–Lee", "Ann-Lee", "Ann Lee"]),
        ("Ann Lee", "Here is Ann-Lee.", ["Ann-Lee"]),
        ("7-4", "It ended 7–4.", ["7–4"]),
        # What follows a name is no part of it.
        ("Brandt", "Brandt's plan, Brandt’s plan", ["Brandt", "Brandt"]),
        ("Port Ellery", "In Port\nEllery, they said", ["Port\nEllery"]),
        # The answer's article and full stop.
        ("The Crown.", "as a crown, the Crown", ["crown", "Crown"]),
        ("an owl", "An owl flew", ["owl"]),
        # Diacritics.
        ("Beyonce", "with Beyoncé on stage", ["Beyoncé"]),
        ("Zoë Sáenz", "so Zoe Saenz won", ["Zoe Saenz"]),
        # Numbers.
        ("4", "It rose 4.5 points to 14, then 1.4, 2,4 and 4,000.", []),
        ("4", "It rose by 4. Then 4, and 4% (4).", ["4", "4", "4", "4"]),
        ("4.5", "from 14.5 to 4.5.", ["4.5"]),
        ("$2.5 million", "worth $2.5 million in all", ["$2.5 million"]),
        ("$2.5", "worth $2.50", []),
    ],
)
def test_an_answer_is_found(answer: str, text: str, expected: list[str]) -> None:
    assert found(answer, text) == expected


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("art", "The party started early."),
        ("Lee", "Leeds and Ashlee"),
        ("Ann Lee", "Ann, Lee and others"),
        ("a+b", "aab aaab"),
        ("", "Nothing is asked."),
        ("“”", "Nothing “” is asked."),
    ],
)
def test_what_only_looks_like_the_answer_is_not(answer: str, text: str) -> None:
    assert found(answer, text) == []


@given(st.text(max_size=20), st.text(max_size=80))
def test_places_are_within_the_text_and_apart(answer: str, text: str) -> None:
    places = find_answer(answer, text)
    ends = [0]
    for start, end in places:
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)


@given(
    st.from_regex(r"[A-Z][a-z]{1,8}( [A-Z][a-z]{1,8}){0,2}", fullmatch=True),
    st.from_regex(r"([a-z]{2,8} ){0,6}", fullmatch=True),
)
def test_an_answer_between_words_is_found_where_it_stands(answer: str, before: str) -> None:
    name = f"Q{answer}"
    assert (len(before), len(before) + len(name)) in find_answer(name, f"{before}{name} left.")
