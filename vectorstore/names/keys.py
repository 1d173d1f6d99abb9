"""Spellings of one name made equal: a key for words.

The rules are those of common romanisations (Toqayev and Tokayev, Kiev and Kyiv, Türkiye and
Turkey) and of Cyrillic letters. Coarser forms find words that may be spellings of one name
(variants.py asks for evidence). What this module does not know: whether two people of one name
are one person; it compares words, not people.
"""

import re
from functools import lru_cache

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

_SOUNDS = (
    (re.compile(r"tsch|tch"), "C"),  # Tschernobyl, Chernobyl; capitals stand for one sound
    (re.compile(r"sch|sh"), "S"),  # Schewtschenko, Shevchenko
    (re.compile(r"ch"), "C"),
    (re.compile(r"w"), "v"),  # Wolodymyr, Volodymyr
    (re.compile(r"(?<=[aeiou])f$"), "v"),  # Romanoff, Romanov
    (re.compile(r"ph"), "f"),
    (re.compile(r"x"), "ks"),  # Alexandr, Aleksandr
    (re.compile(r"z|c(?=[ei])"), "s"),  # Selensky, Zelensky
    (re.compile(r"c"), "k"),
    (re.compile(r"dj"), "j"),
    (re.compile(r"(?<=[aeiou])j(?=[aeiou])"), ""),  # Tokajew, Tokayev
    (re.compile(r"(?<=[bdgkprt])h"), ""),
    (re.compile(r"o[uo]"), "u"),
    (re.compile(r"([a-zA-Z])\1+"), r"\1"),
)
"""What other romanisations write: too coarse to make words one, so it needs evidence besides."""
_VOWELS = re.compile(r"(?!^)[aeiou]+")

_KH = re.compile("[хХ]")
"""Written kh in names, though not by every table of letters: Казахстан, Kazakhstan."""

CALENDAR_WORDS = frozenset(
    "monday january february tuesday march april wednesday may june thursday july august friday"
    " september october saturday november december sunday".split()
)
"""Capitalised without being names of somebody or something."""

MIN_LETTERS = 4
"""Shorter words are compared as they are written."""


@lru_cache(maxsize=200_000)
def name_key(word: str) -> str:
    """Return the key under which spellings of one word meet.

    >>> name_key("Toqayev") == name_key("Tokaev") == name_key("Токаев")
    True
    """
    ascii_word = anyascii(_KH.sub("kh", word)).casefold().replace("'", "")
    if len(ascii_word) < MIN_LETTERS or not ascii_word.isalpha():
        return ascii_word
    for pattern, replacement in _RULES:
        ascii_word = pattern.sub(replacement, ascii_word)
    return ascii_word


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """Return roughly how a word is spoken: equal for spellings of further romanisations.

    >>> sound("Selenskyj") == sound("Zelenskyy")
    True
    """
    spoken = name_key(word)
    for pattern, replacement in _SOUNDS:
        spoken = pattern.sub(replacement, spoken)
    return spoken


def skeleton(word: str) -> str:
    """Return the consonants of a word as spoken, and how it begins: what all its variants share.

    >>> skeleton("Mohammed") == skeleton("Muhammad")
    True
    """
    return bare(sound(word))


def bare(spoken: str) -> str:
    """Return a sound without its vowels, but for the one it begins with."""
    return _VOWELS.sub("", spoken)


def outlet_key(name: str) -> str:
    """Return what an outlet is filtered by: its name without case and surrounding blanks."""
    return name.strip().casefold()
