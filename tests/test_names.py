"""Spellings of one name meet under one key; different names do not."""

import pytest

from vectorstore.names import name_key

SAME = """
Toqayev Tokayev|Tokaev Токаев|Qasym Kassym|Kiev Kyiv|Zelensky Zelenskyy|Zelenskiy Zelensky
Türkiye Turkiye|Türkiye Turkey|Nazarbayev Nazarbaev|Назарбаев Nazarbayev|Beyoncé Beyonce
Oscar Oskar|Sergey Sergei|Dmitry Dmitriy|Alexey Alexei|Muhammad Muhamad
Yeltsin Yeltsin|Erdoğan Erdogan|São Sao|KAZAN Kazan|Zürich Zurich
"""
DIFFERENT = """
Austria Australia|Slovakia Slovenia|Niger Nigeria|Gambia Zambia|Mali Malawi|Iran Iraq
Putin Patin|Biden Baden|Trump Tramp|Macron Marcon|Kazan Kazakh|Moscow Mosul|Paris Peris
Johnson Jonson2|Harris Morris|Merkel Merker|Lagos Laos|Dublin Lublin|Georgia George
Korea Kosovo|Sudan Sedan|China Chile
"""


def pairs(block: str) -> list[tuple[str, str]]:
    items = block.replace("\n", "|").split("|")
    return [(item.split()[0], item.split()[1]) for item in items if item.strip()]


@pytest.mark.parametrize(("one", "other"), pairs(SAME))
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), pairs(DIFFERENT))
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)
