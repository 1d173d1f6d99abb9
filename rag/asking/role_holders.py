"""Whom a role in place of a name means: "the Kremlin spokesman", "Tokayev's press secretary".

A speaker holds the role where the article gives one of the same kind, and whose it is: by name, or
by the office or state that the passages give to that name. What this module does not know: who held
it before; two spokesmen of one president are both meant.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rag.dialogue.places import same_state
from rag.speakers.roles import is_person_noun
from rag.terms.stems import stem
from rag.terms.words import STOP_WORDS, tokens
from vectorstore.names import name_key

_SPOKES = re.compile(
    r"\b(?:press (?:secretary|officer|chief)|spokes(?:wo)?man|spokesperson)\b", re.I
)
_PERSON = re.compile(r"(?:wo)?man$|person$")
"""A chairwoman is asked for as a chairman."""
_CAPITAL = re.compile(r"^[A-ZÀ-ÞĀ-ŽА-Я]")
_ADJECTIVE = re.compile(r"(?:ian|ean|ese|ish|kh|yz|jik|men|bek)$")
_STATE_LETTERS = 4
"""Beginning that a state shares with its adjective: Russia, Russian."""
_TITLED = re.compile(
    r"(?P<title>(?:[\w’'-]+ ){0,3}?(?:[Pp]resident|[Mm]inister|[Cc]hancellor|[Kk]ing|[Qq]ueen"
    r"|[Ll]eader|[Mm]ayor|[Gg]overnor)(?: of (?:the )?[A-ZÀ-Þ]\w+)?,?) "
    r"(?P<name>[A-ZÀ-ÞĀ-ŽА-Я][\w’-]+(?: [A-ZÀ-ÞĀ-ŽА-Я][\w’-]+){0,2})"
)


@dataclass(frozen=True, slots=True)
class Role:
    """A role that stands in place of a name."""

    jobs: frozenset[str]
    """Stems of what the holder is, and of words like "deputy" or "foreign" that belong to it."""
    whose: frozenset[str]
    """Folded names beside it: a person, a state, an organisation."""


def role_of(subject: str) -> Role | None:
    """Return the role that a subject names somebody by, or None where it has a name.

    >>> role = role_of("Tokayev's press secretary")
    >>> sorted(role.jobs), sorted(role.whose)
    (['spoke'], ['tokayev'])
    >>> role_of("the auditor Helga Strand") is None
    True
    """
    words = re.findall(r"[\w-]+(?=['’]s\b)|[\w-]+", _SPOKES.sub("spokesman", subject))
    nouns = [at for at, word in enumerate(words) if is_person_noun(word)]
    if not nouns or (any(map(_CAPITAL.match, words[nouns[-1] :])) and not _is_of(words, nouns[-1])):
        return None
    told = [word for word in words if word.casefold() not in STOP_WORDS and word != "s"]
    names = {word for word in told if _CAPITAL.match(word) and not is_person_noun(word)}
    return Role(
        frozenset(_job(word) for word in told if word not in names),
        frozenset(word.casefold() for word in names),
    )


def holds(asked: Role, role: str | None, passages: Iterable[str]) -> bool:
    """Tell whether somebody of this `role`, in an article's words, is the one asked for."""
    if role is None:
        return False
    words = tokens(_SPOKES.sub("spokesman", role))
    if not asked.jobs <= {_job(word) for word in words}:
        return False
    return all(_belongs(one, words, passages) for one in asked.whose)


def _is_of(words: list[str], noun: int) -> bool:
    """Tell whether what follows a noun is whose it is: "the mayor of Velmora"."""
    return len(words) > noun + 1 and words[noun + 1] in ("of", "for", "at", "in")


def _job(word: str) -> str:
    return stem(_PERSON.sub("", word.casefold()))


def _belongs(name: str, role: list[str], passages: Iterable[str]) -> bool:
    """Tell whether a role is one of this name, or of an office or state that goes with it."""
    if _names_it(name, role):
        return True
    titles = [(m["title"], m["name"]) for text in passages for m in _TITLED.finditer(text)]
    for title, holder in titles:
        office = [word for word in tokens(title) if is_person_noun(word)]
        # The president's spokesman is Tokayev's where Tokayev is called president.
        if _names_it(name, tokens(holder)) and any(w.startswith(o) for w in role for o in office):
            return True
        # Putin's is the Kremlin's where Putin is called Russian.
        if _names_it(name, tokens(title)) and _names_it(holder.split()[-1], role):
            return True
    return False


def _names_it(name: str, words: list[str]) -> bool:
    state = same_state(name)
    if len(state) == 1 and not _ADJECTIVE.search(name):
        return name_key(stem(name.casefold())) in {name_key(stem(word)) for word in words}
    begin = tuple(one[:_STATE_LETTERS] for one in state)
    return any(word.startswith(begin) for word in words)
