"""The times that a sentence gives, in whole words: "the end of August", "October 22 to 24", "2:40".

What this module does not know: which days they mean; dates.py resolves them.
"""

import re
from collections.abc import Sequence

from rag.days.phrases import PHRASES
from rag.positions.days import times
from rag.short.events import event_stems
from rag.short.wholes import notes
from rag.terms.stems import stem
from rag.terms.words import tokens

_PART = (
    r"(?:(?:the )?(?:very )?(?:end|beginning|start|middle|turn|close|first half|second half"
    r"|(?:first|last|final) (?:days?|weeks?|months?)|course)"
    r" of (?:the )?|(?:in )?(?:early|late|mid)[- ]|(?:shortly )?(?:before|after) )"
)
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
_MORE = re.compile(
    rf"\b(?:the )?{_SEASON}(?: of)? (?:19|20)\d\d\b|\bthe {_SEASON}\b"
    r"|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b\.?|\b(?:noon|midnight)\b"
    r"|\b(?:a )?(?:quarter|half|ten|twenty|five) (?:past|to) (?:one|two|three|four|five|six|seven"
    r"|eight|nine|ten|eleven|twelve|noon|midnight)\b|\bthe 1?\d\d0s\b|\b(?:today|tonight)\b",
    re.IGNORECASE,
)
_LEFT = re.compile(rf"(?:\b{_PART}|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day, )$", re.IGNORECASE)
_RIGHT = re.compile(
    r",? (?:of )?(?:this|last|next) year\b|, (?:19|20)\d\d\b"
    r"| in the (?:morning|afternoon|evening)\b| at night\b",
    re.IGNORECASE,
)
_OF = re.compile(r"(?P<noun>[a-z][\w’'-]*) of (?:the )?$")
_TIME_NOUNS = frozenset(
    "end beginning start middle turn close half days weeks months day morning evening afternoon"
    " night spring summer autumn fall winter month week year early late course".split()
)
_THE_YEAR = re.compile(r"\b(?:the|a|its|his|her|their) $", re.IGNORECASE)
_ATTRIBUTE = re.compile(r" (?P<noun>[a-z][\w-]+)")
_NO_NOUN = frozenset(
    "and or but in on at by for from with to as when where that which who was were is are has have"
    " had will would the a an".split()
)
_CLOCK = re.compile(r"\b(?:what|which) (?:exact )?time\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:what|which) years?\b", re.IGNORECASE)
_MONTH = re.compile(r"\b(?:what|which) months?\b", re.IGNORECASE)
_FOUR = re.compile(r"\b(?:1\d|20)\d\d\b")
_O_CLOCK = re.compile(
    r"\d:\d\d|\d ?[ap]\.?m\b|\b(?:past|noon|midnight|o['’]clock)\b", re.IGNORECASE
)


def time_spans(sentence: str, question: str) -> list[tuple[int, int]]:
    """Return where times stand in a sentence that can answer when, in order.

    A year that says which of several things is meant is none, nor is the date of a publication
    in brackets.

    >>> text = "The gates were opened at 2:40, as the rule book of 1998 demands."
    >>> [text[slice(*span)] for span in time_spans(text, "When were the gates opened?")]
    ['2:40']
    """
    hidden, events = notes(sentence), event_stems(question)
    found = [
        _whole(sentence, span)
        for span in _spans(sentence)
        if not any(a <= span[0] < b for a, b in hidden)
        and not _names_a_thing(sentence, span, events)
    ]
    known = set(tokens(question))
    joined = sorted(dict.fromkeys(found))
    return [s for s in joined if _is_asked(sentence[slice(*s)], question, known)]


def _spans(sentence: str) -> list[tuple[int, int]]:
    found = [m.span() for m in _MORE.finditer(sentence)]
    for span in (
        *(value.span for value in times(sentence)),
        *(m.span() for _, pattern in PHRASES for m in pattern.finditer(sentence)),
    ):
        if not any(a < span[1] and span[0] < b for a, b in found):
            found.append(span)
    return sorted(found)


def _whole(sentence: str, span: tuple[int, int]) -> tuple[int, int]:
    start, end = span
    while (left := _LEFT.search(sentence[:start])) is not None:
        start = left.start()
    while (right := _RIGHT.match(sentence, end)) is not None:
        end = right.end()
    return start, end


def _names_a_thing(sentence: str, span: tuple[int, int], events: Sequence[str]) -> bool:
    """Tell whether a time only says which thing is meant: "the rule book of 1998"."""
    of = _OF.search(sentence[: span[0]])
    if of is not None:
        return of["noun"].casefold() not in _TIME_NOUNS and stem(of["noun"]) not in events
    after = _ATTRIBUTE.match(sentence, span[1])
    is_year = _FOUR.fullmatch(sentence[slice(*span)]) is not None
    if not is_year or after is None or not _THE_YEAR.search(sentence[: span[0]]):
        return False
    return after["noun"] not in _NO_NOUN and stem(after["noun"]) not in events


def _is_asked(words: str, question: str, known: set[str]) -> bool:
    if set(tokens(words)) <= known:
        return False
    if _CLOCK.search(question):
        return _O_CLOCK.search(words) is not None
    if _YEAR.search(question):
        return _FOUR.search(words) is not None
    return not _MONTH.search(question) or re.search(r"[A-Z][a-z]{2}", words) is not None
