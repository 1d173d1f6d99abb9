"""What a question asks for, and whether a sentence has something of that kind.

Word patterns only. What this module does not know: whether the number, date or name in the
sentence is the one that was asked for.
"""

import re
from typing import Literal

from rag.fitting.figures import asked_figure, has_number
from rag.terms.words import tokens

Expected = Literal["time", "number", "person", "place", "reason"]

_TIME = re.compile(
    r"\b(?:19|20)\d\d\b|\b(?:january|february|april|june|july|august|september|october"
    r"|november|december|(?-i:May|March)|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:today|yesterday|tomorrow|tonight)\b"
    r"|\b(?:last|next|this|past) (?:week|month|year|spring|summer|autumn|fall|winter)\b"
    r"|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|due to|owing to|reasons?|grounds?|caused? by|as a result"
    r"|cit(?:es|ed|ing)|based on|driven by|in order to|so that|therefore"
    r"|reflects?|pressure|fears?|linked to"
    r"|attribut\w+|thanks to|blam\w+|motiv\w+|no (?:urgent )?need|means)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)+")
_CAPITAL = re.compile(r"(?<!^)\b[A-ZÀ-Þ][\w’'-]+")

_SENTENCE = {
    "time": _TIME,
    "person": _NAME,
    "place": _CAPITAL,
    "reason": _REASON,
}

_QUESTION: tuple[tuple[re.Pattern[str], Expected], ...] = (
    (
        re.compile(
            r"\bhow (?:many|much|large|big|long|old|tall|far|high|fast|often|expensive|wide|deep)\b"
            r"|\bwhat (?:percentage|share|number|amount|figure|price|cost|sum)\b|\bcosts?\b",
            re.IGNORECASE,
        ),
        "number",
    ),
    (
        re.compile(
            r"\b(?:since |until )?when\b|\bwhat (?:year|date|day|month|time)\b"
            r"|\b(?:which|what) (?:year|date|day|month)\b|\bon (?:which|what) (?:dates?|days?)\b",
            re.IGNORECASE,
        ),
        "time",
    ),
    (re.compile(r"\bwhy\b|\bwhat (?:reasons?|causes?|made|led)\b|\breasons?\b", re.I), "reason"),
    (re.compile(r"\bwho(?:se|m)?\b", re.IGNORECASE), "person"),
    (
        re.compile(
            r"\bwhere\b"
            r"|\b(?:which|what) (?:\w+ )?(?:cit|countr|town|place|state|region)(?:y|ies|s)?\b",
            re.I,
        ),
        "place",
    ),
)

_MANY_WORDS = re.compile(
    r"\bwhy\b|\bhow (?:did|do|does|is|are|was|were|will|would|can|could|should|has|have|had)\b"
    r"|\bwhat (?:happened|made|led|caused)\b|\b(?:what|which) (?:reasons?|causes?)\b"
    r"|\bwhat (?:did|do|does|has|have|had)\b.*\b(?:say|said|tell|told|reply|replied|respond\w*"
    r"|react\w*|report\w*|write|wrote|written|claim\w*|think|thought|argue\w*|explain\w*|mean"
    r"|comment\w*|demand\w*|warn\w*)\b"
    r"|^(?:and |but |so )?(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should"
    r"|tell|explain|describe|compare|summari[sz]e|list)\b",
    re.IGNORECASE,
)


def asks_for_few_words(question: str) -> bool:
    """Tell whether a few words can answer: a name, a number, a day; no reason and no account.

    >>> asks_for_few_words("Which bank paid for the bridge?"), asks_for_few_words("Why did it?")
    (True, False)
    """
    return _MANY_WORDS.search(question) is None


_SEVERAL = re.compile(
    r"\b(?i:who|what) (?:are|were)\b|\b(?i:which|what)(?: [\w-]+){0,2}?"
    r" (?!(?:does|has|was|wins|makes|leads|owns|holds|says|plays|takes|gets|goes|comes|becomes"
    r"|runs|hosts|faces|wants|plans|costs|means|hopes|claims)\b)"
    r"(?:[a-z]+[^\W\dsiu_]s|(?:wo)?men|people|children)\b(?!['’])"
)
"""Verbs end like the names of several things."""


def asks_for_several(question: str) -> bool:
    """Tell whether the question asks for more than one of a kind.

    >>> asks_for_several("Which four cities pay?"), asks_for_several("Which city's mayor pays?")
    (True, False)
    """
    return _SEVERAL.search(question) is not None


def expected(question: str) -> Expected | None:
    """Return what kind of thing a question asks for, or None when no pattern says so.

    >>> expected("How many houses were flooded?")
    'number'
    """
    if asked_figure(question) is not None:
        return "number"
    return next((kind for pattern, kind in _QUESTION if pattern.search(question)), None)


def has(sentence: str, kind: Expected, question: str) -> bool:
    """Tell whether a sentence holds something of the kind that the question does not say itself.

    >>> has("Line 7 was discussed for hours.", "number", "How long is Line 7?")
    False
    """
    if kind == "number":
        return has_number(sentence, question)
    known = set(tokens(question))
    found = _SENTENCE[kind].finditer(sentence)
    return any(not set(tokens(match.group())) <= known for match in found)
