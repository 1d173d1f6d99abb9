"""Questions for what was told, of a topic or at all: "What was reported about Line 7 in May?".

Their words about reporting, and those that were read as filters, say nothing of what is asked for:
what is left is the topic, or nothing, and then the articles themselves are asked for. Wordings
only. What this module does not know: whether any article tells of the topic.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["reported", "happened", "timeline"]

_MARK = "\ue000"
"""Stands for an outlet that is asked, with its verb: "the Gazette report"."""
_MEDIA = (
    r"(?:(?:news|press|media) (?:outlets|reports|articles|stories|agencies|sites)|news ?papers?"
    r"|papers|press|media|outlets|articles?|reports|stories|news|journalists|reporters|sources"
    r"|coverage|headlines)"
)
_ANY = r"(?:(?:all|any|some|which) (?:of )?)?(?:(?:the|these|those|our|my) )?(?:latest |recent )?"
_TOLD = (
    r"(?:reported|said|written|published|told|covered|stated|in (?:the )?(?:news|press|papers"
    r"|newspapers|media|headlines))"
)
_SAY = r"(?:say|report|write|tell(?: us)?|publish|state|cover|have|said|written|reported|published)"
_IS = r"(?:was|were|is|are|has been|have been|had been)"
_ABOUT = r"(?:about|on|of|regarding|concerning|as to|over)"
_TOPIC = rf"(?:,? {_ABOUT} (?P<topic>.+?))?"
_PLACED = r"(?:,? (?P<topic>(?:to|with|in|at|around|near|after|since) .+?))?"
_PLEASE = (
    r"(?:(?:please|can you|could you|i want|i would like|show(?: me)?|give(?: me)?|list|tell me"
    r"|find(?: me)?|make|draw up|write) )*"
)
_GROW = r"(?:develop|change|evolve|unfold|progress|go on|proceed)"
_GROWN = r"(?:developed|changed|evolved|unfolded|progressed|gone on|proceeded)"


def _frames(*frames: str) -> tuple[re.Pattern[str], ...]:
    opening = r"(?:and |but |so )?"
    return tuple(re.compile(f"{opening}{frame}", re.IGNORECASE) for frame in frames)


_FRAMES: dict[Kind, tuple[re.Pattern[str], ...]] = {
    "timeline": _frames(
        rf"{_PLEASE}(?:an? |the )?(?:timeline|chronology)(?: (?:of|about|on|for) (?P<topic>.+?))?",
        r"what (?:is|was) the (?:timeline|chronology|course of events)"
        r"(?: (?:of|in|about) (?P<topic>.+?))?",
        rf"how (?:did|does|do) (?P<topic>.+?) {_GROW}(?: over (?:time|the (?:years|months)))?"
        r"(?P<rest> (?:from|between|since|after|until|in|during) .+?)?",
        rf"how (?:has|have|had) (?P<topic>.+?) {_GROWN}(?: over (?:time|the (?:years|months)))?"
        r"(?P<rest> (?:from|between|since|after|until|in|during) .+?)?",
        r"what (?:has |had )?happened (?:after|since|following) (?P<topic>.+?)",
    ),
    "reported": _frames(
        rf"what (?:else )?{_IS} (?:there )?(?:being )?{_TOLD}{_TOPIC}",
        rf"what (?:else )?(?:did|do|does|have|has|had) (?:{_ANY}{_MEDIA}|the {_MARK}|{_MARK})"
        rf"(?: (?:also|all))?(?: {_SAY})?{_TOPIC}",
        rf"what (?:else )?(?:{_MARK}|the {_MARK}){_TOPIC}",
        rf"what (?:else )?{_IS} {_TOLD} (?:by|in) (?:the )?{_MARK}{_TOPIC}",
        rf"(?:what|which) {_MEDIA} (?:(?:are|is|was|were) )?(?:there|published|written|printed"
        rf"|appeared|came out|available){_TOPIC}(?: (?:published|written|there|available))?",
        rf"(?:what|which) {_MEDIA} (?:are|is|was|were) {_ABOUT} (?P<topic>.+?)",
        rf"{_PLEASE}{_ANY}(?:(?:news|press|media) )?(?:articles?|stories|news|coverage|reports"
        r"|headlines)(?: (?:about|on|regarding|concerning) (?P<topic>.+?))?",
        rf"what (?:is|are|was|were) (?:the )?(?:latest |recent )?(?:news|headlines){_TOPIC}",
    ),
    "happened": _frames(
        rf"what (?:else )?(?:has |had )?(?:happened|occurred|took place|went on){_PLACED}",
        rf"what (?:else )?{_IS} (?:announced|decided|revealed|disclosed){_TOPIC}",
    ),
}
_AS_TIMELINE = re.compile(
    rf"[?.!:,;]+ {_PLEASE}(?:as )?(?:an? |the )?(?:timeline|chronology)$", re.IGNORECASE
)
"""After a question that can stand alone: "What happened? Give me a timeline."."""
_MATTER = re.compile(
    r"^(?:the )?(?:story|dispute|debate|discussion|case|affair|situation|matter|events?|question"
    r"|plans?|estimates?|figures?) (?:about|over|around|of|on|with|for|concerning) ",
    re.IGNORECASE,
)
"""What every matter is that develops: no text has to call it so."""
_EDGES = re.compile(r"^[\s,;:.?!]+|[\s,;:.?!]+$")
_HANGING = re.compile(r" (?:published|from|in|on|of|about|and)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Account:
    """What a question for an account is about."""

    kind: Kind
    topic: str
    """Empty where nothing but outlets and days are named."""


def account(
    question: str, outlets: Iterable[str] = (), dates: Iterable[str] = ()
) -> Account | None:
    """Return what a question wants an account of, or None where it asks for something else.

    `outlets` and `dates` are the phrases of it that were read as filters.

    >>> account("What was reported about Line 7 in May?", dates=["in May"])
    Account(kind='reported', topic='Line 7')
    >>> account("How did the price of bread develop?").topic
    'the price of bread'
    >>> account("Why was the line closed?") is None
    True
    """
    text = question
    for phrase in outlets:
        text = text.replace(phrase, _MARK)
    for phrase in dates:
        text = text.replace(phrase, " ")
    text = _EDGES.sub("", " ".join(text.split()).replace(" ,", ",").replace(" ?", "?"))
    text = _HANGING.sub("", text)
    told = _account(_AS_TIMELINE.sub("", text))
    if _AS_TIMELINE.search(text):
        return Account("timeline", told.topic if told else _AS_TIMELINE.sub("", text))
    return told


def _account(text: str) -> Account | None:
    for kind, frames in _FRAMES.items():
        match = next((m for frame in frames if (m := frame.fullmatch(text))), None)
        if match is not None:
            return Account(kind, _topic(match))
    return None


def _topic(match: re.Match[str]) -> str:
    topic = (match["topic"] or "") + (match.groupdict().get("rest") or "")
    return _MATTER.sub("", _EDGES.sub("", topic.replace(_MARK, " ")))
