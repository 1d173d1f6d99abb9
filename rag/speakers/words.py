"""Which words with a capital an article uses as names, told by how it writes them elsewhere.

A word that begins a sentence has a capital in any case: "Historians say" names nobody, where the
article writes "historians" elsewhere, or never writes "Historians" inside a sentence. What this
module does not know: what a name stands for.
"""

import re
from collections import Counter

from rag.speakers.given_names import is_given_name
from rag.speakers.roles import is_person_noun, is_title, may_be_person

_LOWER = re.compile(r"(?<![\w’'./@#-])[a-z][a-z-]+(?![./@]\w)")
_INSIDE = re.compile(
    r"(?:(?<=[\w,)%] )|(?<=,[”\"] ))[A-Z][\w’'-]*"
    r"|(?<![\w’'-])[A-Z][\w’'-]*(?= [A-Z]|, (?:the|an?) [a-z])"
)
"""A word with a capital before which no sentence ends, or that a name or an apposition follows."""
_CAPITAL = re.compile(r"(?<![\w’'-])[A-Z][a-z]+")
_GENERAL = re.compile(r"(?:s|ing|ly|ed)$")
"""Endings of words that begin a sentence often, and are no names."""
_LOCATED = re.compile(r"\b(?:in|at|near|across|from) ([A-Z][\w’'-]+)\b(?! [A-Z])")
_DOER = re.compile(r"(?:er|ee|or|ian|ist|aire)$")
"""Endings of what somebody is: "Developer", "Billionaire"."""
_WRITTEN = re.compile(r".+[A-Z\d]")
"""Capitals or digits inside: "FBI", "McDonough", "TikTok"."""


class Words:
    """The words of an article, as it writes them."""

    def __init__(self, text: str) -> None:
        """Read a text."""
        self._lower = frozenset(_LOWER.findall(text))
        self._places = frozenset(_LOCATED.findall(text))
        self._often = Counter(_CAPITAL.findall(text))
        self._names = frozenset(re.sub(r"[’']s$", "", word) for word in _INSIDE.findall(text))

    def is_name(self, word: str) -> bool:
        """Tell whether a word with a capital is a name of one somebody or something.

        >>> words = Words("Historians agree. Some historians met in Calder. Calder smiled.")
        >>> words.is_name("Historians"), words.is_name("Calder")
        (False, True)
        """
        if _WRITTEN.match(word):
            return True
        low = word.casefold()
        if low in self._lower or f"{low}s" in self._lower:
            return False
        several = word.endswith("s") and (low[:-1] in self._lower or word[:-1] in self._names)
        often = self._often[word] > 1 and not _GENERAL.search(word)
        return (word in self._names or often) and not several

    def is_only_name(self, name: str) -> bool:
        """Tell whether no word of a name is a word of the language, as far as the text shows.

        >>> Words("The bear came.").is_only_name("Copper Bear")
        False
        """
        words = name.split()
        if words[-1] in self._places:
            return False
        return not any(w.casefold() in self._lower or _GENERAL.search(w) for w in words[:1]) and (
            words[-1].casefold() not in self._lower
        )

    def is_given(self, word: str) -> bool:
        """Tell whether a word is used as a given name, and not only to begin a sentence."""
        return is_given_name(word) or word in self._names or "." in word

    def without_noun(self, name: str) -> str:
        """Take off a name what the article uses as a word: "Beekeeper", "Regional".

        >>> Words("She is a weaver.").without_noun("Weaver Anna Berg")
        'Anna Berg'
        """
        words = name.split()
        if len(words) < 3 or is_given_name(words[0]) or not may_be_person(name):
            return name
        rest = " ".join(words[1:])
        a_word = words[0].casefold() in self._lower
        a_noun = is_person_noun(words[0]) or is_title(words[0])
        a_word = a_word or _DOER.search(words[0]) is not None
        return rest if (a_word and is_given_name(words[1])) or a_noun else name


def is_acronym(word: str) -> bool:
    """Tell whether a word is written like no surname.

    >>> is_acronym("TikTok"), is_acronym("FBI"), is_acronym("McDowell")
    (True, True, False)
    """
    return _WRITTEN.match(re.sub(r"^(?:Ma?c|De|Di|La|Le|Van|O[’'])(?=[A-Z])", "", word)) is not None
