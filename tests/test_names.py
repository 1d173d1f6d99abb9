"""Spellings of one name meet under one key; different names do not."""

import pytest

from vectorstore.names import name_key, skeleton, sound

SAME = """
Toqayev Tokayev|Tokaev Токаев|Qasym Kassym|Kiev Kyiv|Zelensky Zelenskyy|Zelenskiy Zelensky
Türkiye Turkiye|Türkiye Turkey|Nazarbayev Nazarbaev|Назарбаев Nazarbayev|Beyoncé Beyonce
Oscar Oskar|Sergey Sergei|Dmitry Dmitriy|Alexey Alexei|Muhammad Muhamad
Yeltsin Yeltsin|Erdoğan Erdogan|Казахстан Kazakhstan|São Sao|KAZAN Kazan|Zürich Zurich
"""
DIFFERENT = """
Austria Australia|Slovakia Slovenia|Niger Nigeria|Gambia Zambia|Mali Malawi|Iran Iraq
Putin Patin|Biden Baden|Trump Tramp|Macron Marcon|Kazan Kazakh|Moscow Mosul|Paris Peris
Johnson Jonson2|Harris Morris|Merkel Merker|Lagos Laos|Dublin Lublin|Georgia George
Uali Wali|Abishev Abisheva|Ivanov Ivanova|Mali Malta|Selensky Zelensky
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


SOUND_ALIKE = """
Selensky Zelenskyy|Wolodymyr Volodymyr|Schewtschenko Shevchenko|Romanoff Romanov|Tokajew Tokayev
Alexandr Aleksandr|Tschernobyl Chernobyl|Azerbaidjan Azerbaijan|Abischew Abishev
"""
SOUND_APART = """
Uali Wali|Abishev Abisheva|Zelensky Zelenska|Mohammed Muhammad|Moller Muller|Mali Malta
Ivanov Ivanova|Austria Australia|Kazan Kazakh|Iran Iraq|Martin Morton|Hansen Hanson
"""


@pytest.mark.parametrize(("one", "other"), pairs(SOUND_ALIKE))
def test_other_romanisations_sound_alike(one: str, other: str) -> None:
    assert sound(one) == sound(other)
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), pairs(SOUND_APART))
def test_different_names_do_not_sound_alike(one: str, other: str) -> None:
    assert sound(one) != sound(other)


@pytest.mark.parametrize(("one", "other"), pairs(SAME))
def test_one_key_is_one_skeleton(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)
