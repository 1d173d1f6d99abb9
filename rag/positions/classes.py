"""Words of one class where a question asks for one of it: a sport, a party, a language, a rank.

"What sport does she play?" is answered by "footballer" as well as by "football"; the words stand
in class_words.py. What this module does not know: classes that are open ("which war", "which
product"), and whether somebody can have two of a class; two sentences that share one agree.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from rag.positions.class_words import (
    GENRES,
    INSTRUMENTS,
    LANGUAGES,
    MEDIA,
    PARTIES,
    PEOPLES,
    PROFESSIONS,
    RANKS,
    RELIGIONS,
    SPORTS,
)
from rag.positions.values import Value
from rag.terms.stems import stem
from rag.terms.words import Weights, keys, tokens
from vectorstore.names import name_key

FARTHEST = 25
"""Characters between two words of one value: "politician and former lawyer"."""

_NEXT = r"(?:is|was|are|were|does|did|do|has|had|have|will|would|can|of|in|that|to|for|associated)"


@dataclass(frozen=True, slots=True)
class WordClass:
    """One class: how a question asks for it, and its words."""

    asks: re.Pattern[str]
    called: re.Pattern[str]
    """What a question calls it: "sport"."""
    words: re.Pattern[str]
    names: tuple[tuple[re.Pattern[str], str], ...]
    """What words that are not compared as they stand are compared as."""
    keys: frozenset[str]
    """Keys of its words, as sentences have them."""


def _word_class(asks: str, words: str, flags: int = re.IGNORECASE) -> WordClass:
    entries = [entry.partition("=") for entry in words.split(";")]
    # The longest first: "table tennis" is no tennis.
    patterns = sorted((pattern for pattern, _, _ in entries), key=len, reverse=True)
    return WordClass(
        re.compile(
            rf"\b(?:what|which)(?: (?:kinds?|types?) of)?(?: [\w-]+)? (?:{asks})(?:\?| {_NEXT}\b)"
            rf"|\bwhat (?:is|was|are|were)(?: [\w'’.-]+){{1,6}}? (?:{asks})(?:\?| {_NEXT}\b)",
            re.IGNORECASE,
        ),
        re.compile(rf"\b(?:{asks})\b", re.IGNORECASE),
        re.compile(rf"(?<![\w@-])(?:{'|'.join(patterns)})s?(?!\w)", flags),
        tuple((re.compile(p, re.IGNORECASE), name) for p, _, name in entries if name),
        frozenset(name_key(stem(w)) for w in re.findall(r"[a-z]{4,}", words.casefold())),
    )


_CLASSES = (
    _word_class("sports?", SPORTS),
    _word_class("professions?|occupations?|jobs?", PROFESSIONS),
    _word_class("(?:political )?part(?:y|ies)", PARTIES, re.NOFLAG),
    _word_class("languages?", LANGUAGES),
    _word_class("nationalit(?:y|ies)", f"{PEOPLES};{LANGUAGES}"),
    _word_class("genres?", GENRES),
    _word_class("medium|media|art form", MEDIA),
    _word_class("(?:military )?rank", RANKS),
    _word_class("religions?|faith", RELIGIONS),
    _word_class("instruments?", INSTRUMENTS),
)
_SAYS_WHAT_IT_IS = re.compile(
    r"(?:\b(?:is|was|are|were|became|becomes|remains|as)|,)(?: (?:also|now|then))?"
    r"(?: (?:an?|the|one of the))?(?: (?!(?:in|by|for|with|to|from|at|on)\b)[\w'’-]+){0,5} ?$"
)


@lru_cache(maxsize=64)
def class_asked(question: str) -> WordClass | None:
    """Return the class of words that a question asks for one of, or None.

    >>> class_asked("What sport does Ferrante play?") is not None, class_asked("Which team won?")
    (True, None)
    """
    return next((known for known in _CLASSES if known.asks.search(question)), None)


def members(text: str, of: WordClass) -> list[Value]:
    """Return the words of a class in a text, those that stand together as one value.

    >>> sport = class_asked("What sport does she play?")
    >>> [value.text for value in members("She is a footballer and played in the cup.", sport)]
    ['footballer']
    """
    found: list[Value] = []
    for match in of.words.finditer(text):
        value = Value("class", match.span(), match.group(), words=_compared(match.group(), of))
        if found and match.start() - found[-1].span[1] <= FARTHEST:
            value = _together(text, found.pop(), value)
        found.append(value)
    return found


def _together(text: str, one: Value, other: Value) -> Value:
    span = (one.span[0], other.span[1])
    return Value("class", span, text[slice(*span)], words=one.words | other.words)


def _compared(word: str, of: WordClass) -> frozenset[str]:
    name = next((name for pattern, name in of.names if pattern.fullmatch(word)), word)
    return frozenset(stem(token) for token in tokens(name)) - {"parti", "leagu"}


def is_said_to_be(text: str, value: Value) -> bool:
    """Tell whether a sentence says of something that it is this, not only names it.

    >>> sport = class_asked("What sport does she play?")
    >>> [is_said_to_be(t, members(t, sport)[0]) for t in ("Berg is a golfer.", "Golf was on TV.")]
    [True, False]
    """
    return _SAYS_WHAT_IT_IS.search(text, 0, value.span[0]) is not None


def with_members(weights: Weights, question: str) -> Weights:
    """Return the weights of a question's words, with a class found where one of it is.

    A sentence that says "footballer" then has the "sport" of the question in it.
    """
    of = class_asked(question)
    called = of.called.search(question) if of else None
    if of is None or called is None:
        return weights
    more = {key: of.keys | weights.variants.get(key, frozenset()) for key in keys(called.group())}
    return replace(weights, variants={**weights.variants, **more})
