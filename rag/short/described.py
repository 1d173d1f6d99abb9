"""Who somebody is, read beside a name in a sentence: a role, an employer, the name in full.

What this module does not know: whether two people of one name are one person.
"""

import re
from collections.abc import Sequence

from rag.short.wholes import MOST_WORDS, tidy
from rag.speakers.people import People
from rag.speakers.roles import NAME, split_title
from rag.terms.words import STOP_WORDS, tokens
from vectorstore.names import name_key

_RUN = re.compile(rf"(?<![\w’'-]){NAME}")
_OWNER = re.compile(r"(?:[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w-]*)*['’]s? )$")
_WORKED = re.compile(r" (?:was|is|had been) (?P<role>employed (?:by|at) [^,.;]+)")
_HEADS = re.compile(r", who (?P<role>(?:heads|leads|runs|chairs|owns) [^,.;]+)")


def role_of(name: str, sentence: str) -> str | None:
    """Return what a sentence says somebody is, in its words.

    >>> role_of("Ada Holm", "The mayor of Osk, Ada Holm, spoke.")
    'mayor of Osk'
    >>> role_of("Ada Holm", "Ada Holm does not raise her voice.") is None
    True
    """
    asked = name_keys(name)
    people = People(sentence)
    fit = [p for p in map(people.get, people.names()) if p and asked <= name_keys(p.name)]
    for person in fit:
        for role in sorted(person.roles, key=lambda role: -len(role.split())):
            if role in sentence and (words := _with_owner(sentence, role)) is not None:
                return words
    return _other_role(asked, sentence)


def may_be_several(name: str, sentences: Sequence[str]) -> bool:
    """Tell whether a name that is one word can be short for several names of some sentences.

    >>> may_be_several("Holm", ["The mayor Ada Holm spoke.", "The baker Tom Holm came."])
    True
    """
    asked = name_keys(name)
    runs = (split_title(m.group()) for text in sentences for m in _RUN.finditer(text))
    longer = {name_keys(named.name) for named in runs if named and asked < name_keys(named.name)}
    return len(asked) == 1 and len(longer) > 1


def _other_role(asked: frozenset[str], sentence: str) -> str | None:
    for match in _RUN.finditer(sentence):
        if asked <= name_keys(match.group()):
            for pattern in (_WORKED, _HEADS):
                if (found := pattern.match(sentence, match.end())) is not None:
                    return _short(found["role"])
    return None


def _with_owner(sentence: str, role: str) -> str | None:
    start = sentence.index(role)
    owner = _OWNER.search(sentence[:start])
    words = sentence[owner.start() if owner else start : start + len(role)]
    return _short(words) or _short(role)


def _short(words: str) -> str | None:
    """Return the words, or what of them stands before a comma or "and", where they are few."""
    for cut in (words, re.split(r",| and an? ", words)[0]):
        if len(cut.split()) <= MOST_WORDS:
            return tidy(cut)
    return None


def in_full(words: str, sentences: Sequence[str]) -> str:
    """Return a surname as the name in full where the sentences have one such name.

    >>> in_full("Holm", ["Holm won.", "The singer Ada Holm, 20, came."])
    'Ada Holm'
    """
    if " " in words:
        return words
    long = re.compile(rf"(?:[A-ZÀ-Þ][\w’'-]+ ){{1,2}}{re.escape(words)}\b")
    split = (split_title(m.group()) for text in sentences for m in long.finditer(text))
    names = {named.name for named in split if named and " " in named.name}
    return next(iter(names)) if len(names) == 1 else words


def name_keys(text: str) -> frozenset[str]:
    """Return the keys of the words of a name, spellings made equal."""
    return frozenset(name_key(word) for word in tokens(text) if word not in STOP_WORDS)
