"""Whether a sentence tells of a date in it as past or as still to come, by the verbs beside it.

Verbs of the clause that the date stands in, the last one before it first: "told them on Friday that
it will close" was on a Friday that is over. What this module does not know: the rest of grammar;
where no verb shows it, nothing is said.
"""

import re
from typing import Literal

from rag.days.periods import FUTURE

Tense = Literal["past", "future"]

LOOK = 120
"""Characters around a date in which its verb is looked for."""

_PLANNED = (
    r"(?:due|scheduled|planned|expected|set|slated|projected|proposed|postponed|delayed|moved"
    r"|extended|likely|supposed|designed|required|needed|hoped|intended)"
)
_COMING = (
    r"(?:(?:will|shall|won['’]t|going to)(?: be \w+)?"
    r"|(?:is|are) (?:to|due|scheduled|planned|set|slated)|expires?|takes? effect|upcoming)"
)
_OPEN = (
    r"(?:be(?:ing)? \w+|(?:is|are|get|gets) (?:not )?\w+(?:ed|en|ld)|is|are|am|has|have|must"
    r"|can|could|may|might|should|would|if|whether|unless|starts?|begins?|ends?|deadline|effective|dates?|valid"
    rf"|{_PLANNED}|to [a-z]+|\w+ing)"
)
_DONE = (
    r"(?:was|were|had|did|said|told|began|came|took|met|won|lost|held|became|rose|fell|went|gave"
    r"|found|saw|got|left|made|put|let|wrote|spoke|ran|sold|bought|died|stood|brought|grew"
    r"|(?-i:[a-z]{2,}ed))"
)
CUE = re.compile(rf"\b(?:(?P<future>{_COMING})|(?P<open>{_OPEN})|(?P<past>{_DONE}))\b", re.I)
CLAUSE = re.compile(
    r"[;:()–—]|, (?:and|but|while|which|who|when|where|after|before)\b"
    r"|\bthat(?= (?:in|on|by|since|until) $)",
    re.IGNORECASE,
)
_SAID_ASIDE = re.compile(
    r",[^,]{1,60}\b(?:said|says|told|added|announced|wrote|reported|explained)\b[^,]{0,40},"
)
"""Who says so, inside what is said: "It will, the mayor said, open on Friday."."""


def tense_at(sentence: str, start: int, end: int) -> Tense | None:
    """Return what the verbs of its clause make of a date, or None where they do not tell.

    >>> text = "He said on Monday that it will open on Friday."
    >>> tense_at(text, 11, 17), tense_at(text, 39, 45)
    ('past', 'future')
    """
    before = CLAUSE.split(_SAID_ASIDE.sub(" ", sentence[:start]))[-1][-LOOK:]
    cues = [*CUE.finditer(before)]
    if cues and cues[-1]["past"]:
        # "Was expected" says nothing of whether it came.
        return None if _planned(before, cues[-1]) else "past"
    if cues and cues[-1]["future"]:
        return "future"
    if cues or FUTURE.search(before):
        return "future" if FUTURE.search(before) else None
    following = CUE.search(CLAUSE.split(sentence[end:])[0][:LOOK])
    if following is None or following["open"]:
        return None
    return "past" if following["past"] else "future"


def _planned(clause: str, cue: re.Match[str]) -> bool:
    return any(found.end() >= cue.end() for found in FUTURE.finditer(clause))
