"""Spellings of one name made equal: a key for words, and the collection's words by that key.

The rules are those of common romanisations (Toqayev and Tokayev, Kiev and Kyiv, Türkiye and
Turkey) and of Cyrillic letters. What this module does not know: whether two people of one name
are one person; it compares words, not people.
"""

import re
from functools import lru_cache
from typing import Protocol

from anyascii import anyascii

_RULES = (
    (re.compile(r"(?<=[aeiou])y(?=[aeiou])"), ""),  # Tokayev, Tokaev
    (re.compile(r"q(?!u)"), "k"),  # Qasym, Kasym
    (re.compile(r"kh"), "k"),  # Kazakh, Qazaq
    (re.compile(r"zh"), "j"),  # Zhomart, Jomart
    (re.compile(r"c(?=[aouk])"), "k"),  # Oscar, Oskar
    (re.compile(r"[yj](?![aeiou])"), "i"),  # Zelensky, Zelenskiy
    (re.compile(r"[iy]e|e[iy]|y"), "i"),  # Kyiv, Kiev; Türkiye, Turkey
    (re.compile(r"([a-z])\1+"), r"\1"),  # Kassym, Kasym
)

MIN_LETTERS = 4
"""Shorter words are compared as they are written."""


@lru_cache(maxsize=200_000)
def name_key(word: str) -> str:
    """Return the key under which spellings of one word meet.

    >>> name_key("Toqayev") == name_key("Tokaev") == name_key("Токаев")
    True
    """
    ascii_word = anyascii(word).casefold().replace("'", "")
    if len(ascii_word) < MIN_LETTERS or not ascii_word.isalpha():
        return ascii_word
    for pattern, replacement in _RULES:
        ascii_word = pattern.sub(replacement, ascii_word)
    return ascii_word


def outlet_key(name: str) -> str:
    """Return what an outlet is filtered by: its name without case and surrounding blanks."""
    return name.strip().casefold()


class Words(Protocol):
    """The words of a collection with the number of chunks they occur in."""

    def spellings(self, word: str) -> list[str]:
        """Return the collection's spellings of a word; empty when it does not occur."""
        ...

    def frequency(self, word: str) -> int:
        """Return in how many chunks a word occurs, in any spelling (an upper bound)."""
        ...
