"""The organisations of one article: full names, and which of them "the agency" means.

"The palace" means the one organisation whose name has that word; "the company" means the one that
was spoken of or spoke in the sentence before, if no other did. What this module does not know:
what an organisation does; a "company" is what its name does not show to be an office.
"""

import re
from collections.abc import Sequence

from rag.speakers.role_words import ORGANISATION
from rag.speakers.roles import NAME, may_be_person

NEAR = 400
"""Characters within which the last of several organisations of one kind is meant."""
_FULL = re.compile(rf"{NAME}(?:,? (?:of|for)(?: the)? {NAME}(?: and {NAME})?)?")
_FIRST = re.compile(r"^(?:The|A|An|From|In|At|By|But|And|For|When|As|While|If|With|Under) ")
_OFFICES = frozenset(
    "agency department ministry bureau administration commission authority committee board court"
    " police service office council senate house".split()
)
_ANY = frozenset("organization organisation group body institution".split())
_FIRMS = frozenset(
    "company firm business retailer airline automaker carmaker chain brand manufacturer carrier"
    " giant maker startup corporation".split()
)
_MEDIA = frozenset("paper newspaper outlet magazine broadcaster website site channel".split())
GENERIC = _OFFICES | _ANY | _FIRMS | _MEDIA
"""Nouns by which an organisation just spoken of may be taken up."""
_PARTS = ORGANISATION | frozenset(
    "journal herald tribune chronicle register star mail palace".split()
)
_AREAS = frozenset("state states nations city county street news times post".split())
"""Words of names that are not taken up so: "the state" is its people as often as its offices."""
_SAME = {"district": "schools"}
"""`The school district`: "Calder Public Schools"."""
_NOUNS = GENERIC | (ORGANISATION - _AREAS) | frozenset("palace team district".split())


class Organisations:
    """Everything with an organisation's word in its name."""

    def __init__(self, text: str) -> None:
        """Read a text."""
        self._names: list[tuple[str, int]] = []
        for match in _FULL.finditer(text):
            name = _FIRST.sub("", match.group())
            if " " in name and (not may_be_person(name) or _ends_as_part(name)):
                self._names.append((name, match.start()))

    def full_name(self, name: str) -> str | None:
        """Return a name that is not just a part of one: "Journal" may be the Wall Street Journal.

        >>> Organisations("It stood in the Calder Journal.").full_name("Journal")
        'Calder Journal'
        >>> Organisations("They wrote to the board.").full_name("Board") is None
        True
        """
        if " " in name or name.casefold() not in _PARTS:
            return name
        return self._only(name.casefold(), None)

    def meant(self, phrase: str, active: str | None, before: int) -> str | None:
        """Return what "the agency" means; `active` is who was just spoken of."""
        words = phrase.casefold().split()
        if not 2 <= len(words) <= 3 or words[0] != "the" or words[-1] not in _NOUNS:
            return None
        named = self._only(words[-1], before, words[1:-1])
        if named is not None or len(words) == 3:
            return named
        return active if active and _fits(words[1], active) else None

    def _only(self, noun: str, before: int | None, more: Sequence[str] = ()) -> str | None:
        fits = [
            (at, name)
            for name, at in self._names
            if (before is None or at < before)
            and _is_called(name, noun)
            and all(word in name.casefold() for word in more)
        ]
        if before is not None and len({name for _, name in fits}) > 1:
            fits = [(at, name) for at, name in fits if at >= before - NEAR]
        names = {name for _, name in fits}
        return names.pop() if len(names) == 1 else None


def _ends_as_part(name: str) -> bool:
    return name.split()[-1].casefold() in _PARTS


def _is_called(name: str, noun: str) -> bool:
    """Tell whether a noun is the head of a name: "Ministry of Labour", "Labour Ministry"."""
    head = re.split(r",? (?:of|for|on) ", name.casefold())[0]
    return head.split()[-1] in {noun, _SAME.get(noun)}


def _fits(noun: str, name: str) -> bool:
    """Tell whether an organisation may be taken up by a noun."""
    words = set(re.findall(r"\w+", name.casefold()))
    if noun in _FIRMS:
        return not words & (_OFFICES | {"university", "association", "institute", "center"})
    if noun in _OFFICES:
        return noun in words or (name.isupper() and noun in {"agency", "department"})
    return noun in _ANY | _MEDIA
