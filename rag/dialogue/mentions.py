"""What a question names: people, places, times, other names; and the things it speaks of.

Capitals, titles and the words before a name decide. What this module does not know: who or what
a name stands for; a single name that nothing tells is of kind "name".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rag.days.periods import MONTH_NAME
from rag.dialogue.places import is_place
from rag.terms.words import STOP_WORDS, fold
from vectorstore.names import CALENDAR_WORDS

Kind = Literal["person", "place", "time", "organisation", "name", "thing"]

AUXILIARY = (
    r"(?:did|does|do|is|are|was|were|will|would|has|have|had|can|could|should|shall|must|may|might)"
)
_CAPITAL = "[A-ZÀ-ÖØ-ÞА-ЯĀĆČĐĒĞĪİŁŃŌŚŞŠŪŽŻ]"
_WORD = rf"{_CAPITAL}[\w-]*(?:['’](?!s\b)\w+)*"
NAME = rf"{_WORD}(?: (?:(?:of|of the|de|del|der|van|von|bin|al) )?{_WORD})*(?: \d{{1,3}}\b)?"
_ROLE = (
    r"(?:prime minister|foreign minister|press secretary|head of state|president|minister|mayor"
    r"|judge|councillor|auditor|chancellor|king|queen|prince|princess|pope|professor|spokes(?:man"
    r"|woman|person)|secretary|chair(?:man|woman)?|director|governor|senator|commissioner"
    r"|economist|analyst|hydrologist|engineer|author|columnist|observer|expert|leader|owner|head"
    r"|ambassador|general|coach|bishop|prosecutor|lawyer|researcher)"
)
_OFFICE = r"(?:office|ministry|council|commission|agency|bank|company|party|town|city|country)"
_OF = rf" of (?:the )?(?:{NAME}|(?:[a-z]+ )?{_OFFICE})"
_TITLE = re.compile(
    rf"(?i:\b(?:prime minister|president|minister|mayor|judge|councillor|chancellor|king|queen"
    rf"|prince|princess|pope|professor|governor|senator|ambassador|general|dr|mr|mrs|ms)\.?) {NAME}"
)
_ROLE_HOLDER = re.compile(
    rf"(?:\b[Tt]he (?:[a-z]+ ){{0,2}}?(?:{_WORD} )?|\b{NAME}['’]s (?:[a-z]+ )?)"
    rf"{_ROLE}\b(?!['’]s)(?:{_OF})?(?:,? {NAME})?"
)
_TIME = re.compile(
    rf"\b(?:(?:\d{{1,2}} )?{MONTH_NAME}(?: \d{{1,2}}\b)?(?:,? (?:19|20)\d\d)?|(?:19|20)\d\d)\b"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b"
    r"|\b(?:last|this|next) (?:year|month|week|spring|summer|autumn|winter)\b"
)
_NAME = re.compile(rf"\b{NAME}")
_THING = re.compile(
    r"\b[Tt]he (?P<noun>[a-z][\w-]*(?: (?!supposed )[a-z][\w-]*){0,2}?)"
    rf"(?= (?:in|on|at|with|about|for|from|to|against|by|that|which|over|between) |\s*[?.,!]|$)"
    rf"(?: of (?:the )?{NAME})?"
)
_NO_NAMES = frozenset(
    "tell describe explain list compare summarise summarize name give show find i".split()
)
_ADJECTIVE = re.compile(r"(?:ian|ean|ese|ish|kh|ic|ern|rench|utch|erman)$", re.IGNORECASE)
"""Endings of capitalised adjectives: Russian, Chinese, Kazakh, Western."""
_ORGANISATION = re.compile(
    r"\d|\b(?:Airport|Bank|Board|Bridge|Bureau|City|Commission|Committee|Company|Corridor|Council"
    r"|Court|Dam|Day|Forum|Foundation|Fund|Gazette|Group|Hospital|Hotel|House|Independent|Institute"
    r"|Lake|Lane|League|Line|Ministry|Nations|News|Observer|Office|Organi[sz]ation|Parliament|Party"
    r"|Post|Quarter|Railworks|River|Road|School|Sea|Senate|Society|Square|Station|Street|Times"
    r"|Treaty|Union|University|Valley|War|Agency|Association|Cup)\b"
)
_LOCATIVE = re.compile(r"\b(?:in|at|from|near|across|outside|through) (?:the )?$")
_AUXILIARY = re.compile(rf"\b{AUXILIARY} $", re.IGNORECASE)
_ARTICLE = re.compile(r"\b[Tt]he $")
_OPENS = re.compile(r"(?:^|[.?!:“\"(] ?)$")


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that a question names, at its place."""

    text: str
    start: int
    end: int
    kind: Kind


@lru_cache(maxsize=4_096)
def mentions(question: str) -> tuple[Mention, ...]:
    """Return what a question names, in order; an article belongs to the name after it.

    >>> [(m.text, m.kind) for m in mentions("What did Mayor Ilse Brandvik say in Velmora in 2023?")]
    [('Mayor Ilse Brandvik', 'person'), ('Velmora', 'place'), ('2023', 'time')]
    """
    found: list[Mention] = []
    for mention in _all(question):
        if all(mention.end <= other.start or mention.start >= other.end for other in found):
            found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.start))


def _all(question: str) -> Iterator[Mention]:
    """Yield mentions that may overlap, the surest first."""
    for pattern in (_ROLE_HOLDER, _TITLE):
        for match in pattern.finditer(question):
            yield Mention(match.group(), match.start(), match.end(), "person")
    for match in _TIME.finditer(question, 1):  # "May" opens a question as a verb
        yield Mention(match.group(), match.start(), match.end(), "time")
    for match in _NAME.finditer(question):
        yield from _named(question, match.start(), match.end())
    for match in _THING.finditer(question):
        # "did the commission say about": what stands after the noun is the verb.
        if " " not in match["noun"] or not _AUXILIARY.search(question[: match.start()]):
            yield Mention(match.group(), match.start(), match.end(), "thing")


def _named(question: str, start: int, end: int) -> Iterator[Mention]:
    """Yield the name between two offsets, without a first word that only opens the question."""
    while start < end and _is_no_name(question, start, end):
        rest = re.search(_WORD, question[start:end].partition(" ")[2])
        start = start + len(question[start:end].partition(" ")[0]) + 1 if rest else end
    if start == end:
        return
    name, before = question[start:end], question[:start]
    article = _ARTICLE.search(before)
    if article:
        yield Mention(f"{article.group()}{name}", article.start(), end, _kind(name, before))
    else:
        yield Mention(name, start, end, _kind(name, before))


def _is_no_name(question: str, start: int, end: int) -> bool:
    """Tell whether a name begins with a word that has its capital for another reason."""
    first, *more = question[start:end].split()
    if fold(first) in CALENDAR_WORDS:
        return True
    if _OPENS.search(question[:start]) and (fold(first) in STOP_WORDS or fold(first) in _NO_NAMES):
        return True
    modifies = re.match(r" [a-z]", question[end:]) is not None
    return not more and modifies and _ADJECTIVE.search(first) is not None


def _kind(name: str, before: str) -> Kind:
    if is_place(name):
        return "place"
    if _ORGANISATION.search(name) or name.isupper():
        return "organisation"
    if _LOCATIVE.search(before):
        return "place"
    if _ARTICLE.search(before):
        return "organisation"
    return "person" if " " in name else "name"
