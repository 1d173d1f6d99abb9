"""What kind of thing the few words that answer a question have to be.

Word patterns only. What this module does not know: which words of a sentence are of that kind.
"""

import re
from dataclasses import dataclass
from typing import Literal

from rag.fitting.cues import asks_for_several, expected
from rag.fitting.figures import asked_figure

Kind = Literal[
    "speaker",
    "role",
    "holder",
    "doer",
    "time",
    "number",
    "state",
    "title",
    "name",
    "called",
    "words",
]
"""Who says something; what somebody is; who has a role; who does something; a time; a number; a
state of the world; a title; a name; what something is called; anything."""

SAYS = (
    r"(?:say|says|said|state[sd]?|thinks?|thought|believes?|believed|claims?|claimed|argues?"
    r"|argued|calls?|called|warns?|warned|tells?|told|writes?|wrote|describes?|described"
    r"|considers?|considered|regards?|regarded|doubts?|doubted|predicts?|predicted|expects?"
    r"|expected|insists?|insisted|estimate[sd]?|fears?|feared)"
)
"""Verbs of which the one who speaks is the subject."""
_SPEAKER = re.compile(
    r"^\W*(?:and |but )?(?:who (?:else )?"
    rf"(?:(?:has|have|had|was it that|also|already|once) )*{SAYS}\b"
    r"(?! (?:for|on|off|in|by)\b)|according to whom\b|whose (?:words?|view|opinion|claim|quote) )",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^\W*(?:and )?(?i:who(?:['’]s| is| was| are| were)) (?P<name>(?:[A-ZÀ-ÞА-Я][\w’'.-]*|al|de|van"
    r"|von|bin)(?: (?:[A-ZÀ-ÞА-Я][\w’'.-]*|al|de|van|von|bin))*)\W*$"
)
_SMALL_NAME = re.compile(r"^\W*who is (?P<name>[\w’'-]+(?: [\w’'-]+)?)\W*$")
"""Somebody who types a name without capitals."""
_HOLDER = re.compile(
    r"^\W*(?:and )?(?i:who(?:['’]s| is| was| are| were)(?: currently| now)?)"
    r" (?:the |[A-ZÀ-Þ]\w+['’]s? )"
    r"|^\W*(?i:who (?:currently )?(?:heads|leads|chairs|runs|headed|led|chaired|ran)) ",
)
_SOURCE = re.compile(
    r"\b(?:which|what) (?:outlets?|(?:news)?papers?|articles?|media|reports?|sources?)\b"
    r"|^\W*who (?:is|was|are|were) (?:to|not|in|at|on|with|behind|right|wrong)\b"
    r"|\bwho (?:disagrees?|agrees?) with\b|\bwhich (?:experts?|people) (?:dis)?agree\b"
    r"|\bwhat (?:is|was|are|were) (?:.* )?(?:opinions?|views?|stances?|positions?|attitudes?)\b"
    r"|^\W*what (?:was|were|is|has been|have been) (?:said|announced|published|reported|decided"
    r"|told|written|claimed|proposed|discussed|agreed)\b",
    re.IGNORECASE,
)
"""What no few words of a statement tell, because it is about the articles, or takes a sentence."""
_DEFINED = re.compile(
    r"^\W*(?i:what(?:['’]s| is| was| are| were)) (?:the )?(?:[A-ZÀ-Þ][\w’'-]*\W*)+$"
)
_PLACED = re.compile(r"^\W*(?:[Aa]nd )?[Ww]here (?:was|is|were|are) .* in [A-ZÀ-ÞĀ-Ž][\w’'-]*\W*$")
"""Asks where something in a place was: its name is no answer."""
_TITLE = re.compile(
    r"\b(?:which|what)(?: [\w-]+)? (?:films?|movies?|songs?|albums?|novels?|series|sitcom)\b",
    re.IGNORECASE,
)
_STATE = re.compile(r"\b(?:which|what)(?: [\w-]+){0,2}? (?:countr(?:y|ies)|nations?)\b", re.I)
_PREPOSITION = r"(?:by|in|of|to|the|for|from|at|on|is|was|are|were|did|does|do|has|had|will)"
_NAME = re.compile(
    rf"\b(?:which|what)(?: (?!{_PREPOSITION}\b)[\w’'-]+){{0,3}}? (?:state|cit(?:y|ies)|town|airline"
    r"|automaker|universit(?:y|ies)|school|compan(?:y|ies)|museum|chain|giant"
    r"|team|club|bank|actor|actress|singer|comedian|player|politician|leader|president|minister"
    r"|star|official|senator|candidate|rapper|driver|poet|island|county|region)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(
    r"\bwhat (?:is|was|are|were) (?:the|its|their) names? of\b|\b(?:under|by) what name\b"
    r"|\bwhat (?:is|was|are) (?:it|he|she|they|the [\w ]+) (?:called|named)\b",
    re.IGNORECASE,
)
_TIME_NOUN = re.compile(
    r"\b(?:what|which) (?:exact )?(?:years?|dates?|days?|months?|time)\b(?! of year)"
    r"|\bwhen (?:did|does|do|is|are|was|were|will|would|has|have|had|can|could|should)\b"
    r"|^\W*(?:since |until |by )?when\b",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"^\W*(?:and |but )?who\b|\bwhich(?: [\w’'-]+){0,3}? (?:singer|star|actor|actress|comedian"
    r"|player|politician|leader|senator|candidate|rapper|driver|poet|president|minister)\b",
    re.IGNORECASE,
)
_ANY_WHO = re.compile(r"^\W*(?:and |but )?who\b", re.IGNORECASE)
_ROW = re.compile(r"^\W*(?:who\b|what (?:did|does|do|has|have|were|are)\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for in few words."""

    question: str
    kind: Kind
    about: str
    """The part of the question that a sentence has to tell of."""
    rows: bool
    """True when all of a row of things answer, not one of them."""
    person: bool = False
    """True when it is somebody."""


def asked_of(question: str) -> Asked:
    """Return what the words that answer a question have to be.

    >>> asked_of("Who said that the gate was open?").kind, asked_of("Who is Ada Holm?").kind
    ('speaker', 'role')
    >>> asked_of("When did it open?").kind, asked_of("Who leads the office?").kind
    ('time', 'holder')
    """
    kind, about = _kind(question)
    several = asks_for_several(question) or _ROW.search(question) is not None
    rows = several and kind not in ("speaker", "role", "holder")
    return Asked(question, kind, about, rows, _SOMEBODY.search(question) is not None)


def takes_more(question: str) -> bool:
    """Tell whether no few words of a statement can answer: an opinion, a definition, an outlet.

    >>> takes_more("Which outlet reported it?"), takes_more("What is Osk?"), takes_more("Who won?")
    (True, True, False)
    """
    told_itself = _PLACED.match(question) is not None
    return (
        _SOURCE.search(question) is not None or _DEFINED.match(question) is not None or told_itself
    )


def _kind(question: str) -> tuple[Kind, str]:
    if (speaker := _SPEAKER.search(question)) is not None:
        return "speaker", question[speaker.end() :]
    if (role := _ROLE.match(question) or _SMALL_NAME.match(question)) is not None:
        return "role", role["name"]
    if _HOLDER.match(question):
        return "holder", question
    if _ANY_WHO.match(question):
        return "doer", question
    return _thing(question), question


def _thing(question: str) -> Kind:
    if asked_figure(question) is not None:
        return "number"
    if _TIME_NOUN.search(question):
        return "time"
    for pattern, kind in _THINGS:
        if pattern.search(question):
            return kind
    return "number" if expected(question) == "number" else "words"


_THINGS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (_CALLED, "called"),
    (_TITLE, "title"),
    (_STATE, "state"),
    (_NAME, "name"),
)
