"""What stands beside a name in its sentence and says who that is: "the auditor Helga Strand".

What this module does not know: whose name it is.
"""

import re

from rag.speakers.roles import is_person_noun, role_in

BEFORE, AFTER = 110, 140
"""Characters around a name in which its role is looked for."""
_AFTER = re.compile(
    r"(?: \([^)]{1,40}\))?(?:, (?:\d\d, )?"
    r"(?P<role>(?:[^,.;:\"”“()]|(?<=\b(?:Gov|Sen|Rep))\.|(?<=\b[A-Z])\.){3,110})(?=[,.;:]|$)"
    r"|,? (?:who )?(?:is|was) (?P<being>an? [^,.;:\"”“()]{3,110}))"
)
_BEGINS = re.compile(r"(?:who (?:is|was) |an? |the |his |her |its )|[a-z-]+(?: [a-z-]+){0,4}\b")
_DETERMINED = re.compile(
    r"(?:(?<=\s)|^)(?:the|an?|his|her|its|their|our|(?:[\w-]+ )?[\w-]+[’']s) ", re.I
)
_STOP = frozenset(
    "the a an his her its their our this that by to with from of in on at for as and but or said"
    " says told according was is were are has had have who while when after before than also"
    " then later like between against about over under into near if because"
    " since been being years year ago where it's it’s that's that’s there's there’s".split()
)


def sentence_before(text: str, start: int) -> str:
    """Return what of its sentence stands before a place of a text."""
    before = text[max(0, start - BEFORE) : start]
    return re.split(r"[\n;:.!?“”\"(]", before)[-1]


def stands_directly(before: str) -> bool:
    """Tell whether a text ends with a word that says what somebody is."""
    words = before.split()
    return bool(words) and before.endswith(" ") and is_person_noun(words[-1])


def role_before(before: str) -> str | None:
    """Return the role that stands before a name: "political observer ", "The office's head, "."""
    if before.endswith(", "):
        phrases = [before[m.start() : -2] for m in _DETERMINED.finditer(before)]
        return next((role for role in map(role_in, phrases) if role and "," not in role), None)
    if not stands_directly(before):
        return None
    words = before.split()
    at = len(words) - 1
    while at > 0 and len(words) - at < 6 and _belongs(words[at - 1], words[at]):
        at -= 1
    return " ".join(words[at:]).lstrip("“\"'")


def _belongs(word: str, following: str) -> bool:
    """Tell whether a word before a role is part of it."""
    low = word.casefold()
    if low == "and":
        return True
    if following.casefold() == "and":
        return is_person_noun(word)
    return low not in _STOP and not low.endswith(("ed", ",", "ing"))


def role_after(after: str) -> str | None:
    """Return the role that stands behind a name: ", the mayor of Oskwater,"."""
    match = _AFTER.match(after)
    if match is None:
        return None
    phrase = match["role"] or match["being"]
    return role_in(phrase) if _BEGINS.match(phrase) else None
