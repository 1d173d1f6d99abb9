"""The shapes of people's names, and of desks that sign like a person, in a line of a page.

What this module does not know: what the line says about them (byline.py).
"""

import re

UP = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĚĞĢİĪŁŃŇŌŐŘŚŞŠŤŪŮŰŹŻŽƏҚ"
_LOW = "a-zà-öø-ÿāăąćčďđēěğģıīłńňōőřśşšťūůűźżžə"
_WORD = (
    rf"(?:[{UP}]['’][{UP}][{_LOW}]+|"
    rf"[{UP}][{_LOW}]+(?:[-’'][{UP}]?[{_LOW}]+)*|[{UP}][{_LOW}]{{1,2}}[{UP}][{_LOW}]+"
    rf"|[{UP}]\.)"
)
NAME = rf"{_WORD}(?: (?:(?:de|da|del|di|van|von|der|al|el|bin|la|le) ){{0,2}}{_WORD}){{1,3}}"
_DESK = (
    rf"(?:[Tt]he )?(?:[{UP}][\w.&’'-]+ ){{1,4}}(?:[Nn]ews ?[Dd]esk|[Ss]taff|[Nn]ewsroom"
    rf"|[Dd]esk|[Ee]ditorial (?:[Tt]eam|[Bb]oard))"
)
WHO = rf"(?:{_DESK}|{NAME})"
NAMES = re.compile(rf"{WHO}(?:(?:, and |, | and | & ){WHO})*")
SEPARATOR = re.compile(r", and |, | and | & ")

_PLACE_STARTS = frozenset(
    """New North South East West Upper Lower Great Port Fort Cape Mount Lake Saint St. San Santa Los
    Las Hong Abu Tel Buenos Rio Kuala Addis United Saudi Washington""".split()
)
"""First words of names that have the shape of a person's, and are a place's."""


def is_bare_name(line: str) -> bool:
    """Return whether a stripped line is nothing but the name of one person, or names."""
    if len(line) > 80 or line.split()[0] in _PLACE_STARTS:
        return False
    return NAMES.fullmatch(line) is not None
