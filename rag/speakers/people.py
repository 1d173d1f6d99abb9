"""The people of one article: full names, what the article calls them, where it first does.

What this module does not know: two people whom the article gives one name; a surname of several
is told by surnames.py, if at all.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from rag.speakers.beside import (
    AFTER,
    role_after,
    role_before,
    sentence_before,
    stands_directly,
)
from rag.speakers.given_names import pronoun_of_name
from rag.speakers.role_words import PLACES
from rag.speakers.roles import (
    NAME,
    Named,
    is_person_noun,
    kin,
    last_name,
    may_be_person,
    nouns_of,
    office_of,
    pronoun_of,
    split_title,
    without_field,
)
from rag.speakers.surnames import Mention, meant_by
from rag.speakers.words import Words, is_acronym

MAX_WORDS = 4
"""A longer run of capitalised words is a headline."""

_RUN = re.compile(rf"(?<![\w’'-])(?<![A-Z]\.)(?:{NAME})")
_SPEAKS = re.compile(
    r", who |,? (?:\w+ )?(?:said|says|told|tells|wrote|writes|added|adds|believes)\b"
)
_SPOKEN = re.compile(r"\b(?:said|says|according to) $")
_SOME = r"(?i:an?|another|other|several|some|two|both)"


@dataclass(slots=True)
class Person:
    """One person, as the article shows him or her."""

    name: str
    first: int
    """Where the first role, or for want of one the name, begins."""
    roles: list[str] = field(default_factory=list)

    @property
    def role(self) -> str | None:
        """The first thing the article says this person is."""
        return self.roles[0] if self.roles else None

    @property
    def pronoun(self) -> str | None:
        """he or she, where a role or the given name says it."""
        said = next((p for p in map(pronoun_of, self.roles) if p), None)
        return said or pronoun_of_name(self.name)


class People:
    """Everybody whom an article names."""

    def __init__(self, text: str) -> None:
        """Read the names of a text."""
        self._text = text
        self._known: dict[str, Person] = {}
        self._by_last: dict[str, list[Mention]] = {}
        self._words = Words(text)
        self._read: dict[tuple[str, int | None], list[str]] = {}
        self._full: dict[str, list[Mention]] = {}
        runs = list(_runs(text))
        self._names = {named.name for _, _, named in runs}
        for start, end, named in runs:
            self._see(start, end, named)
        self._add_by_surname(text)
        self._merge()
        self._full.clear()

    def full_name(self, name: str, at: int | None = None) -> str | None:
        """Return the name in full; None where several people of the article can be meant.

        `at` is where the name stands: who was named last tells people of one surname apart. A
        word before a name that the article leaves away elsewhere ("RB Blake Corum") is none of it.

        >>> People("The observer Gaziz Abishev spoke.").full_name("Abishev")
        'Gaziz Abishev'
        """
        name = self._bare(name)
        longer = self._longer(name)
        return meant_by(longer, at) if longer else name

    def is_person(self, name: str) -> bool:
        """Tell whether the article shows a name to be a person's: by a role, or a surname."""
        return name in self._known or bool(self._longer(self._bare(name)))

    def is_name(self, word: str) -> bool:
        """Tell whether a word with a capital is a name, and not one that begins a sentence."""
        return self.is_person(word) or self._words.is_name(word)

    def _longer(self, name: str) -> list[Mention]:
        """Return the full names that a name can be short for."""
        if name not in self._full:
            self._full[name] = self._find_longer(name)
        return self._full[name]

    def _find_longer(self, name: str) -> list[Mention]:
        all_of = self._by_last.get(last_name(name), ())
        longer = [m for m in all_of if m.name != name and f" {name} " in f" {m.name} "]
        if not longer and " " not in name and name not in self._by_last:
            longer = [
                Mention(p.first, n, False)
                for n, p in self._known.items()
                if n.startswith(f"{name} ") and (p.roles or p.pronoun)
            ]
        longer = [m for m in longer if m.name in self._known or pronoun_of_name(m.name)] or longer
        # "Landing Lind was hard": the other one of that surname is a participle.
        longer = [m for m in longer if m.name.split()[0] not in PLACES]
        given = [m for m in longer if self._words.is_given(m.name.split()[0])]
        return given or ([] if is_acronym(name) or "-" in name else longer)

    def get(self, name: str) -> Person | None:
        """Return the person of that name, if the article shows that it is one."""
        return self._known.get(name)

    def names(self) -> list[str]:
        """Return the names of everybody known."""
        return list(self._known)

    def meant(self, phrase: str, before: int) -> str | None:
        """Return who "the expert" is, where only one person so far can be meant."""
        words = [w.casefold() for w in re.findall(r"[\w-]+", phrase)]
        words = words[1:] if words and words[0] == "the" else words
        if not words or not is_person_noun(words[-1]):
            return None
        sort, rest = kin(words[-1]), set(words[:-1]) - {"press"}
        fit = [p for p in self._known.values() if p.first < before and _fits(p, sort, rest)]
        if len(fit) != 1 or self._others(words[-1], fit[0].first, before):
            return None
        return fit[0].name

    def named_in(self, text: str, at: int | None = None) -> list[str]:
        """Return the known people whom a part of the article names, in order, each once."""
        return [name for name in self._names_in(text, at) if name in self._known]

    def one_in(self, text: str, at: int | None = None) -> str | None:
        """Return the known person whom a part of the article names, if it can name no other."""
        long = [n for n in self._names_in(text, at) if n in self._known or self._may_be(n)]
        return long[0] if len(long) == 1 and long[0] in self._known else None

    def is_sure(self, name: str) -> bool:
        """Tell whether a role or a common given name shows that a name is a person's."""
        person = self._known.get(name)
        if pronoun_of_name(name) or person is None or " " not in name:
            return pronoun_of_name(name) is not None
        return bool(person.roles) or self._words.is_only_name(name)

    def maybe_in(self, text: str, at: int | None = None) -> list[str]:
        """Return whom a part of the article names: known people, and names that may be one's."""
        return [n for n in self._names_in(text, at) if n in self._known or pronoun_of_name(n)]

    def pronoun(self, name: str) -> str | None:
        """Return "he" or "she" for a name, where a role or the given name says it."""
        person = self._known.get(name)
        return person.pronoun if person else pronoun_of_name(name)

    def _names_in(self, text: str, at: int | None) -> list[str]:
        if (text, at) not in self._read:
            names = (named.name for _, _, named in _runs(text))
            full = [self.full_name(name, at) or name for name in names]
            self._read[text, at] = list(dict.fromkeys(full))
        return self._read[text, at]

    def _may_be(self, name: str) -> bool:
        return " " in name and may_be_person(name)

    def _bare(self, name: str) -> str:
        words = name.split()
        if any(word.islower() for word in words):  # "Centers for Disease Control"
            return name
        # One word less is often a given name less: "Julie Willems Van Dyke".
        least = 1 if words[0].isupper() and "." not in words[0] else 2
        shorter = (" ".join(words[at:]) for at in range(least, len(words) - 1))
        bare = next((n for n in shorter if n in self._names and may_be_person(n)), name)
        return self._words.without_noun(bare)

    def _others(self, noun: str, start: int, end: int) -> bool:
        """Tell whether an unnamed person of that sort comes in between."""
        unnamed = rf"\b{_SOME} (?:[\w-]+ ){{0,2}}{noun}s?\b(?!,? [A-Z])"
        return re.search(unnamed, self._text[start:end]) is not None

    def _see(self, start: int, end: int, named: Named) -> None:
        named = Named(self._bare(named.name), named.title)
        before = sentence_before(self._text, start)
        after = self._text[end : end + AFTER].split("\n")[0]
        title = office_of(named.title) if named.title else None
        roles = [r for r in (title, role_before(before), role_after(after)) if r]
        long = " " in named.name
        if last_name(named.name).isupper() or any(c.isdigit() for c in named.name):
            return
        if long and may_be_person(named.name):
            mention = Mention(start, named.name, bool(title or stands_directly(before)))
            self._by_last.setdefault(last_name(named.name), []).append(mention)
        elif not may_be_person(named.name):
            return
        speaks = _SPEAKS.match(after) or _SPOKEN.search(before)
        if not roles and not (long and (speaks or named.title)):
            return
        if not long and not (named.title or stands_directly(before)):
            return
        person = self._known.setdefault(named.name, Person(named.name, start))
        person.roles += [role for role in roles if role not in person.roles]

    def _add_by_surname(self, text: str) -> None:
        """A name that comes in full and then as its last word alone is a person's."""
        for last in self._names & self._by_last.keys():
            for name in dict.fromkeys(m.name for m in self._by_last[last]):
                if name.split()[0] not in PLACES and name not in self._known:
                    self._known[name] = Person(name, text.find(name))

    def _merge(self) -> None:
        """Give what is said of a surname to the one who has it in full."""
        for name in list(self._known):
            full = self.full_name(name)
            if full is not None and full != name:
                short = self._known.pop(name)
                person = self._known.setdefault(full, Person(full, short.first))
                person.first = min(person.first, short.first)
                person.roles += [role for role in short.roles if role not in person.roles]


def _runs(text: str) -> Iterator[tuple[int, int, Named]]:
    for match in _RUN.finditer(text):
        named = split_title(
            without_field(text[max(0, match.start() - 40) : match.start()], match.group())
        )
        if named is not None and len(named.name.split()) <= MAX_WORDS:
            yield match.start(), match.end(), named


def _fits(person: Person, sort: frozenset[str], rest: set[str]) -> bool:
    return any(nouns_of(role) & sort and rest <= nouns_of(role) for role in person.roles)
