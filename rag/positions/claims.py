"""What each article gives as the answer to a question: one day, number or name, and how surely.

A claim is a value of the kind that is asked for, in a sentence that is close to the question. Its
score is the sentence's similarity to the question and the reader's log-odds for these words, less
those of its best in the whole collection: how sure a reader is differs from question to question,
what it prefers does not. What this module does not know: whether two claims are about the same
event; it compares the names in their sentences.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rag.draft import Quote
from rag.evidence import Evidence
from rag.fitting.cues import asks_for_few_words, expected
from rag.positions.amounts import amounts
from rag.positions.classes import class_asked, is_said_to_be, members
from rag.positions.counted import counts, is_of_the_unit
from rag.positions.days import times
from rag.positions.named import WHOLE_NAME, is_nobody, names
from rag.positions.values import Value, name
from rag.reading.reader import Reading
from rag.short.wholes import whole_words
from rag.terms.words import content_stems, keys, tokens
from vectorstore.names import name_key

Asked = Literal["time", "number", "name", "class"]

SIMILARITY_WEIGHT = 16.0
FROM_ONE_ARTICLE: Mapping[Asked, int] = {"time": 3, "number": 3, "name": 1, "class": 1}
"""Days or numbers: its best one can be about something else."""
MOST_DOUBT: Mapping[Asked, float] = {"time": -14.0, "number": -14.0, "name": -14.0, "class": -4.0}
"""Log-odds of a reader below the best ones; what lies lower is as good as unread. A word of the
class that is asked for is seen without it."""
OF_THE_UNIT = -6.0
"""The same for a number of the very unit that is asked for."""
SAID_TO_BE = 3.0
"""For a word of the class that the sentence says something is."""
BY = 3.0
"""For a name after "by": who did it."""

_BY = re.compile(r"\bby(?: [\w-]+){0,4} $")
_TIME = re.compile(r"\b(?:dates?|birthday)\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"\b(?:populations?|age|size|area|value|number|figure|turnover|lengths?|heights?|weights?|distance"
    r"|salary|budget|prices?|costs?|toll|damages?|worth|percentage|share|sum|amount)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(r"\b(?:who(?:se|m)?|what|which|when|where|how)\b|\?\s*$", re.IGNORECASE)
"""A few key words ask for nothing that two articles could tell otherwise."""
_WHO = re.compile(r"who(?:m|se)?\b", re.IGNORECASE)
_MANY_CAN = re.compile(
    r"who(?: else)? (?:attended|visited|came|spoke|met|participated|took part|joined|signed)\b",
    re.IGNORECASE,
)
"""Of what many people do at once, two names are two of them."""
_CLOCK = re.compile(r"\b(?:what|which) (?:time|hour)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:what|which) year\b", re.IGNORECASE)
_DAYS = re.compile(r"\b(?:dates?|(?:what|which) days?)\b", re.IGNORECASE)
_WILL = re.compile(r"\bwill\b", re.IGNORECASE)
_DISCUSSED = re.compile(r"\bbeing (?:discussed|considered|proposed|debated)\b", re.IGNORECASE)
_IN_PLACE = re.compile(r"\b[Ii]n [A-ZÀ-ÞĀ-Ž][\w-]+\W*$")
_DEFINES = re.compile(
    r"(?i:who|what) (?:is|are|was|were) (?:[Tt]he )?[“\"A-ZÀ-Þ][^ ]*(?: [A-ZÀ-Þ][^ ]*)*$"
)
_TAKEN_BACK = re.compile(
    r"\b(?:refus\w+|refrain\w*|declin\w+|reject\w+|freez\w+|froze\w*|suspend\w*"
    r"|halt\w*|cancel\w*|postpon\w+|withdr[ae]w\w*)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?:\b(?:not|never|no longer)|n['’]t)\b(?![^.;]* (?:before|until|till) )"
    r"(?P<what>(?: (?!and\b|but\b)[\w’'-]+){0,6})",
    re.IGNORECASE,
)
"""With what may be denied; who does "not open before May" says when."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article gives as the answer."""

    evidence: Evidence
    value: Value
    """Its span counts in the sentence."""
    score: float

    @property
    def quote(self) -> Quote:
        """The sentence, to be cited."""
        return Quote(self.evidence.chunk, self.evidence.start, self.evidence.end)


def asked_for(question: str) -> Asked | None:
    """Return what kind of value answers a question, or None where no few words do.

    >>> asked_for("What is the population of Velmora?")
    'number'
    """
    if not asks_for_few_words(question) or not _ASKS.search(question):
        return None
    if class_asked(question) is not None:
        return "class"
    kind = expected(question)
    if kind == "number" and _WHO.match(question):
        return None
    if kind == "time" or (kind is None and _TIME.search(question)):
        return "time"
    if kind == "number" or (kind is None and _NUMBER.search(question)):
        return "number"
    if kind == "place" and _IN_PLACE.search(question):
        return None  # "Where was the summit in Osk?" asks for no other town
    no_name = _DEFINES.match(question) or _MANY_CAN.match(question)
    return None if kind == "reason" or no_name else "name"


def all_claims(
    question: str, evidence: Sequence[Evidence], readings: Mapping[int, Reading]
) -> list[Claim]:
    """Return every value of the kind that is asked for, the best first; none without a reader."""
    asked = asked_for(question)
    if asked is None or not readings:
        return []
    found = [
        (e, value, sure)
        for e in evidence
        for value in _values(question, asked, e)
        if (sure := _surely(readings, e, value)) is not None
    ]
    surest = max((sure for _, _, sure in found), default=0.0)
    claims = [
        Claim(e, value, max(sure - surest, _doubt(question, value)) + _closeness(e, value))
        for e, value, sure in found
    ]
    return sorted(claims, key=lambda claim: -claim.score)


def by_the_clock(question: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return the clock times among claims, the reader's preference for a day or year taken off.

    "The gates were opened at 2:40, as the rule book of 1998 demands": both can answer "when".
    Their sentences tell of the very thing that is asked about, names apart.
    """
    asked = {name_key(word) for word in content_stems(question)} - names(question)
    told = [c for c in claims if c.value.minute is not None and asked <= keys(c.evidence.text)]
    shift = min((_closeness(c.evidence, c.value) - c.score for c in told), default=0.0)
    return [Claim(c.evidence, c.value, c.score + shift) for c in told]


def _doubt(question: str, value: Value) -> float:
    """Return the most that a reader's doubt takes off; less where the unit says what is counted."""
    of_the_unit = value.kind == "number" and is_of_the_unit(question, value)
    return OF_THE_UNIT if of_the_unit else MOST_DOUBT[value.kind]


def _closeness(e: Evidence, value: Value) -> float:
    """Return how much speaks for a value without the reader."""
    more = 0.0
    if value.kind == "class" and is_said_to_be(e.text, value):
        more = SAID_TO_BE
    elif value.kind == "name" and _BY.search(e.text, 0, value.span[0]):
        more = BY
    return SIMILARITY_WEIGHT * e.similarity + more


def best_of_each(claims: Sequence[Claim], kind: Asked) -> list[Claim]:
    """Return the best few claims of each article, one a sentence, the best first."""
    kept: dict[str, list[Claim]] = {}
    for claim in claims:
        known = kept.setdefault(claim.evidence.chunk.article_id, [])
        new = all(claim.evidence != k.evidence for k in known)
        if new and len(known) < FROM_ONE_ARTICLE[kind]:
            known.append(claim)
    return sorted((c for found in kept.values() for c in found), key=lambda claim: -claim.score)


def _values(question: str, asked: Asked, e: Evidence) -> list[Value]:
    """Return the values of a sentence that can answer; those the question says are none."""
    if e.text.endswith("?"):
        return []
    if asked == "time":
        found = [] if _takes_back(e.text, question) else _times(question, e)
    elif asked == "class":
        of = class_asked(question)
        found = members(e.text, of) if of else []
    elif asked == "number":
        found = [v for v in amounts(e.text) if counts(question, v, e.text)]
        found = [] if _DISCUSSED.search(e.text) else found
    else:
        found = _named(question, e)
    known = set(tokens(question))
    return [value for value in found if not set(tokens(value.text)) <= known]


def _times(question: str, e: Evidence) -> list[Value]:
    """Return the times of a sentence; for what "will" be, not those before it was published."""
    published = e.chunk.metadata.published_at.value
    first = int(published[:4]) if published and _WILL.search(question) else 0
    found = (v for v in times(e.text, published) if _told(question, v))
    return [v for v in found if v.year is None or v.year >= first]


def _takes_back(sentence: str, question: str) -> bool:
    """Tell whether a sentence is about the opposite: when a plan was frozen, not when made."""
    if _TAKEN_BACK.search(question) or _DENIED.search(question):
        return False
    denied = {word for found in _DENIED.finditer(sentence) for word in content_stems(found["what"])}
    return bool(_TAKEN_BACK.search(sentence)) or not denied.isdisjoint(content_stems(question))


def _told(question: str, value: Value) -> bool:
    """Tell whether a time is told as exactly as the question asks."""
    if _CLOCK.search(question):
        return value.minute is not None
    if _YEAR.search(question):
        return value.year is not None
    return value.days is not None if _DAYS.search(question) else True


def _named(question: str, e: Evidence) -> list[Value]:
    """Return the names where a person or place is asked for, else what the reader sees."""
    if e.answer is None:
        return []
    if expected(question) in ("person", "place"):
        spans = [match.span() for match in WHOLE_NAME.finditer(e.text)]
    else:
        spans = [whole_words(e.text, e.answer[0] - e.start, e.answer[1] - e.start)]
    found = (name(e.text, span) for span in spans)
    asks_who = expected(question) == "person"
    return [v for v in found if v.words and not (asks_who and is_nobody(v.text, question))]


def _surely(readings: Mapping[int, Reading], e: Evidence, value: Value) -> float | None:
    reading = readings.get(e.chunk.id)
    shift = e.start - e.chunk.start
    span = (shift + value.span[0], shift + value.span[1])
    found = reading.best_span(*span) if reading else None
    return None if found is None else found[0]
