"""Whom "he", "the expert" and "the company" mean, while an article is read sentence by sentence.

A person stays in mind until somebody else is spoken of, and no longer than `KEPT` sentences that
name nobody. What this module does not know: grammar beyond the order of words; of two people in
one sentence neither is taken up.
"""

import re

from rag.draft import Attribution
from rag.speakers.organisations import Organisations
from rag.speakers.people import People
from rag.speakers.roles import NAME, is_person_noun, may_be_person

KEPT = 2
"""Sentences without any person over which "he" still means the one before them."""
_RELATIVE = re.compile(r", (?:who|whose|the|an?) [^,]*(?=,)")
_SUBJECT = re.compile(
    r"(?:(?:On|In|At|To|For) [\w ]{2,40}? (?=the ))?"
    r"(?P<who>H(?:e|is)\b|(?:She|Her)\b"
    r"|[Tt]he (?:[a-z-]+ ){0,2}?[a-z-]+(?= [a-z]+(?:s|ed)\b| had ))"
)
_PRONOUN = re.compile(r"\b(?:he|she)\b", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"(?:When|While|After|As|Before|Although|Though|If|In|On|At|During|Since|Because|Until)\b"
)
_SOMEBODY = re.compile(
    r"\b(?:an?|another|his|her|their|its|one|the|some|two|other|many) (?:[a-z-]+ ){0,2}?"
    r"(?P<noun>[a-z-]+)\b",
    re.IGNORECASE,
)
_BY_PARTY = re.compile(r" (?:Democrat|Republican)$")
"""`The Virginia Democrat`: what an article calls somebody it has just named."""
_HUMAN = frozenset("man woman boy girl people men women child children family friend".split())
_OPENS = re.compile(rf"(?:(?:But|And|Meanwhile,|The) )?(?P<who>{NAME})(?= [a-z])")


class Antecedents:
    """Who was spoken of last: a person for "he", an organisation for "the company"."""

    def __init__(self, people: People, organisations: Organisations) -> None:
        """Begin an article, with nobody in mind."""
        self._people = people
        self._organisations = organisations
        self.focus: str | None = None
        """The person whom "he" or "she" would mean, if the pronoun fits."""
        self._age = 0
        self._body: str | None = None
        self._bodies: set[str] = set()
        self._pronouns: dict[str, str] = {}
        self._spoke: set[str] = set()

    def pronoun(self, word: str, sentence: str, at: int) -> str | None:
        """Return whom "he" or "she" of a masked sentence means."""
        match = _PRONOUN.search(sentence)
        before = sentence[: match.start()] if match else ""
        if before.rstrip().endswith((",", "”", '"')) and not _SUBORDINATE.match(sentence):
            before = ""  # "Lind has no part in it, he said."
        inside = [n for n in self._people.maybe_in(before, at) if self._may_be(n, word)]
        if not inside:
            return self._taken_up(self.focus, word)
        possessive = re.search(rf"{re.escape(inside[0].split()[-1])}[’']s?\b", before)
        if len(inside) > 1 or possessive or self.focus not in {None, inside[0]}:
            return self._taken_up(self.focus, word) if self.focus in inside else None
        return self._taken_up(inside[0], word)

    def phrase(self, words: str, sentence: str, at: int) -> str | None:
        """Return whom "the expert" or "the company" of a masked sentence means."""
        if words[:4].casefold() != "the ":
            return None
        opened = _OPENS.match(sentence)
        opens = opened["who"] if opened and opened["who"] in self._bodies else None
        meant = self._organisations.meant(words, opens or self._body, at)
        if _BY_PARTY.search(words) and self._age == 0:
            return self._taken_up(self.focus, None)
        return self._people.meant(words, at) or meant

    def forget(self) -> None:
        """Begin anew: who spoke is nobody's "he"."""
        self.focus, self._body = None, None

    def follow(self, sentence: str, by: Attribution, at: int, unknown: bool) -> None:
        """Take note of a masked sentence; `unknown` if somebody spoke whom nobody knows."""
        person = by.speaker if by.speaker and self._is_person(by.speaker) else None
        body = by.speaker if by.speaker and person is None else None
        self._body = body
        self._spoke |= {by.speaker} if by.speaker else set()
        if body is not None:
            self._bodies.add(body)
        elif (opened := _OPENS.match(sentence)) and opened["who"] in self._bodies:
            self._body = opened["who"]
        if by.speaker is not None or unknown:
            # A name that nobody knows may be a surname: "he" will tell.
            spoke = by.speaker if by.speaker and may_be_person(by.speaker) else None
            self.focus, self._age = spoke, 0
        else:
            self._follow_subject(sentence, at)

    def _follow_subject(self, sentence: str, at: int) -> None:
        subject = self._subject(sentence, at)
        if subject is not None:
            self.focus, self._age = subject, 0
        elif self._people.maybe_in(sentence, at) or _names_somebody(sentence) or self._age >= KEPT:
            self.focus = None
        else:
            self._age += 1

    def _subject(self, sentence: str, at: int) -> str | None:
        """The one person a sentence is about: named in it alone, or still "he"."""
        text = _RELATIVE.sub("", sentence)
        if not self._people.named_in(text, at) and (start := _SUBJECT.match(text)):
            own = start["who"] in {"His", "Her"} and _names_somebody(text)
            return None if own else self._meant(start["who"], at)
        name = self._people.one_in(text, at)
        last = re.escape(name.split()[-1]) if name else "$"
        if re.match(rf"(?:[\w’'.-]+ ){{0,6}}?{last}\b(?![’'])", text):
            return name
        behind = re.search(rf", (?:[\w’'.-]+ ){{0,2}}?{last}\b(?![’'])", text)
        return name if behind and not _names_somebody(text) else None

    def _meant(self, words: str, at: int) -> str | None:
        if not words.casefold().startswith("the "):
            return self._taken_up(self.focus, "he" if words in {"He", "His"} else "she")
        return self._people.meant(words, at)

    def _taken_up(self, name: str | None, pronoun: str | None) -> str | None:
        sure = name is not None and (name in self._spoke or self._people.is_sure(name))
        if name is None or not sure or (pronoun and not self._may_be(name, pronoun)):
            return None
        if pronoun:
            self._pronouns[name] = pronoun.casefold()
        return name

    def _may_be(self, name: str, pronoun: str) -> bool:
        known = self._pronouns.get(name) or self._people.pronoun(name)
        return known in {None, pronoun.casefold()}

    def _is_person(self, name: str) -> bool:
        return self._people.is_person(name) or (" " in name and may_be_person(name))


def _names_somebody(text: str) -> bool:
    """Tell whether a text speaks of a person without a name: "his lawyer", "a resident"."""
    nouns = (match["noun"].casefold() for match in _SOMEBODY.finditer(text))
    return any(noun in _HUMAN or is_person_noun(noun) for noun in nouns)
