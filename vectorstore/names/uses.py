"""The names a text uses, and beside which other name or role each of them stands.

A name is a capitalised word inside a sentence; "President Anna Ivanova" tells that Ivanova stands
behind the given name Anna and behind a role. What this module does not know: whether a capitalised
word is the name of a person, a place or a thing.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from vectorstore.names.keys import CALENDAR_WORDS, skeleton, sound

BEFORE, AFTER, ROLE = "<", ">", "@"
"""What the first character of `beside` says: the other name comes before, after; it is a role."""

ROLES = frozenset(
    "president minister chancellor premier secretary spokesman spokeswoman spokesperson mayor judge"
    " governor senator councillor chairman chairwoman director commissioner ambassador professor"
    " king queen prince princess general colonel analyst expert economist observer auditor".split()
)
_TITLES = frozenset("mr mrs ms dr sir prof doctor herr frau".split())
_NO_NAMES = CALENDAR_WORDS | frozenset(
    "after also although an and another are as at because before besides both but by did do does"
    " during each even every few for former from had has have he her here his how however if in"
    " inside instead into is it its last later like many meanwhile most much my near neither no nor"
    " not now of off on once one only or other our out over she since so some such than that the"
    " their then there these they this those though through to today tomorrow two three under until"
    " up was we were what when where whether which while who whom whose why will with without"
    " yesterday yet you your according photo source caption editor".split()
)
"""Words that a capital letter makes no name, in English."""

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_JOINS = re.compile(
    r"[ -]|[ ](?:bin|ben|ibn|al|el|de|del|da|dos|di|van|von|der|la|le)[ ]|[ ][ae]l-"
)
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?…:;\n\"“”«(\[•–—-])\s*$")
_POSSESSIVE = re.compile(r"['’ʼ]s?$")
_WINDOW = 4
"""Characters before a word that are looked at."""


@dataclass(frozen=True, slots=True)
class NameWord:
    """A capitalised word at its place in a text."""

    word: str
    """Without a possessive ending."""
    start: int
    end: int
    opens: bool
    """True at the beginning of a sentence, where any word has a capital letter."""

    @property
    def is_role(self) -> bool:
        """True for a word such as President."""
        return self.word.casefold() in ROLES


def name_words(text: str) -> Iterator[NameWord]:
    """Yield the capitalised words of a text, roles among them; headlines in capitals are none."""
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group()).replace("’", "'").replace("ʼ", "'")
        if len(word) < 3 or not word[0].isupper() or word.isupper():
            continue
        if word.casefold() in _NO_NAMES or word.casefold() in _TITLES:
            continue
        start = match.start()
        opens = _OPENS_SENTENCE.search(text, max(0, start - _WINDOW), start) is not None
        # A hyphen inside a name opens nothing.
        opens = opens and not re.search(r"[^\W\d_]-$", text[max(0, start - _WINDOW) : start])
        yield NameWord(word, start, start + len(word), opens)


def is_name(beside: str) -> bool:
    """Tell whether what stands beside a name is another name and no role."""
    return beside[:1] in (BEFORE, AFTER)


def uses(text: str) -> set[tuple[str, str]]:
    """Return each name of a text with what it stands beside; "" for the name by itself.

    >>> sorted(uses("We met President Anna Ivanova."))[:2]
    [('Anna', ''), ('Anna', '>ivanova')]
    """
    found: set[tuple[str, str]] = set()
    words = list(name_words(text))
    for name in words:
        if not (name.opens or name.is_role):
            found.add((name.word, ""))
    for one, other in pairwise(words):
        if not one.is_role and not other.is_role and _JOINS.fullmatch(text[one.end : other.start]):
            found |= {(one.word, AFTER + sound(other.word)), (other.word, BEFORE + sound(one.word))}
    found |= set(_in_roles(text, words))
    return found


def _in_roles(text: str, words: list[NameWord]) -> Iterator[tuple[str, str]]:
    """Yield the names behind a role, the role written with a capital letter or without."""
    role, end = "", -1
    for name in words:
        between = text[end : name.start] if role else ""
        if not (role and _JOINS.fullmatch(between)):
            role = _role_before(text, name.start)
        end = name.end
        if name.is_role:
            role = name.word.casefold()
        elif role:
            yield name.word, ROLE + role


def _role_before(text: str, start: int) -> str:
    """Return the role that stands right before a place, written small; "" where there is none."""
    before = text[max(0, start - 16) : start]
    word = before.rstrip(" ").rpartition(" ")[2].casefold()
    return word if before.endswith(" ") and word in ROLES else ""


def uses_json(body: str) -> str:
    """Return the uses of a text as JSON: word, what it stands beside, skeleton of the word."""
    rows = [(word, beside, skeleton(word)) for word, beside in sorted(uses(body))]
    return json.dumps(rows, ensure_ascii=False)
