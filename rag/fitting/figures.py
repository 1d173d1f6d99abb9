"""Questions that a figure answers, and whether a text has a figure of the kind that is asked for.

A share is no price, a year is no number of people, and "sparsely populated" is no population. Word
patterns, units and number words. What this module does not know: what a figure is a figure of.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rag.days.periods import MONTH_NAME
from rag.terms.words import tokens

_WORDS = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
)
_LARGE = r"(?:hundred|thousand|million|billion|trillion|dozen)s?"
NUMBER = re.compile(
    rf"[\d.,]*\d|\b(?!one\b){_WORDS}\b|\b(?:{_LARGE}|half|third|quarter|double|twice)\b",
    re.IGNORECASE,
)
"""Any number, in digits or words; "one" is a pronoun as well."""
_DATES = re.compile(
    rf"\b{MONTH_NAME}\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?:[-–]\d{{1,2}}\b)?(?:, (?:19|20)\d\d)?"
    rf"|\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? )?{MONTH_NAME},? (?:19|20)\d\d\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH_NAME}\b"
    r"|(?:\b(?:in|since|by|from|until|till|during|before|after|and|to|year|early|late|mid|spring"
    r"|summer|autumn|fall|winter|the|this|for|(?<!population )of)[ -]|\()"
    r"(?:1[5-9]|20)\d\d(?:[-–/]\d\d(?:\d\d)?)?\b(?![,.]?\d|%)"
    r"|\b\d{1,3}:\d{2,3}\b|\b\d{1,2} ?[ap]\.?m\b",
    re.IGNORECASE,
)
"""Days, years, times of day, volumes of a journal: numbers, but not of anything."""
_BRACKETS = re.compile(r" \([^()]*\)$")
_DURATIONS = re.compile(
    rf"\b(?:\d[\d.,]*|{_WORDS}|half an?|an?)[ -](?:more |and a half )?"
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?)\b",
    re.IGNORECASE,
)
_OF_TIME = re.compile(r"\bhow (?:long|often|fast|old|large|big)\b", re.IGNORECASE)
"""Questions that "fourteen months" can answer; not how far sales have fallen."""
_QUANTITY = (
    rf"[\d.,]*\d|\b{_WORDS}\b|\b(?:{_LARGE}|hal(?:f|ves)|thirds?|quarters?|doubl\w+|tripl\w+|twice"
    r"|no|none|nobody|nothing|zero|both|all|several|few|couple|single|majority)\b"
)
"""What answers "how many" in the loosest words."""
_LASTS = (
    r"|\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies)|since"
    r"|until|permanent\w*|indefinite\w*|forever|li(?:fe|ves)|overnight|daily|weekly|monthly"
    r"|annual\w*|yearly|always|never|often|rarely|metres?|meters?|miles?|feet|records?)\b"
)
_MONEY = (
    r"[$€£¥₽₸₹₩₺₴]|\b(?:US|A|C|HK)\$|\d[\d.,]* ?(?:[kmb]n?\b|million|billion|trillion|thousand)"
    r"|\b(?:dollars?|euros?|pounds?|crowns?|r(?:o|)ubles?|tenge|yuan|yen|renminbi|francs?|rupees?"
    r"|pesos?|won|liras?|dirhams?|riyals?|rials?|zlotys?|hryvnias?|kron(?:a|er|or)|baht|naira"
    r"|rand|reais|shekels?|manats?|soms?|sums?|dinars?|ringgit|cents?|pence|kopecks?|usd|eur|gbp"
    r"|bucks|millions|billions)\b|\b(?:free|nothing|no (?:charge|cost)|per ?cent)\b|%"
    r"|\b\d{1,3}(?:,\d{3})+\b|\b\d+\.\d\d\b"
)
_SHARE = (
    r"%|\bper ?cent\b|\bpercentage\b|\b(?:half|thirds?|quarters?|fifths?|sixths?|tenths?|majority"
    rf"|minority|most|all|none|no)\b|\b(?:{_WORDS}|\d+) (?:in|out of|of)(?: every)?"
    rf" (?:{_WORDS}|\d+)\b"
)
_TIME_UNIT = r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies))"
_UNIT = (
    rf"(?:{_TIME_UNIT}|(?:kilo|centi|milli)?met(?:re|er)s?|km|miles?|feet|foot|inch(?:es)?|yards?"
    r"|times?|degrees?|per ?cent|percentage|points?|tonn?e?s?|kilo(?:gram)?s?|pounds?"
    r"|lit(?:re|er)s?|stor(?:e?y|ies)|floors?|knots?|euros?|dollars?|crowns?|square|cubic|nautical|light)\b"
)
_NUMBERS = rf"\d|\b{_WORDS}\b|\b(?:{_LARGE}|half)\b"
_PEOPLE = r"\b(?:population|people|inhabitants|residents|citizens|liv(?:e|es|ing)|persons)\b"
_AREA = r"\b(?:square|sq|hectares?|acres?|km2)\b|km²|m²|\bsize of\b"


@dataclass(frozen=True, slots=True)
class Figure:
    """A kind of figure."""

    name: str
    """As a reader is told that there is none."""
    asked: re.Pattern[str]
    """Questions that ask for one."""
    needed: tuple[re.Pattern[str], ...]
    """A text has one where all of these occur."""


def _figure(name: str, asked: str, *needed: str) -> Figure:
    every = tuple(re.compile(pattern, re.IGNORECASE) for pattern in needed)
    return Figure(name, re.compile(asked, re.IGNORECASE), every)


_FIGURES = (
    _figure(
        "share",
        r"\b(?:what|which) (?:\w+ )?(?:percentage|per ?cent|share of|proportion|fraction)\b"
        r"|\bhow many per ?cent\b",
        _SHARE,
    ),
    _figure(
        "number of inhabitants",
        r"\bwhat(?:['’]s| is| was) (?:the )?(?:[\w-]+ )?(?:population of|[\w-]+['’]s population\b)"
        r"|\bhow (?:many (?:people|persons|inhabitants|residents|citizens) (?:live\b|does \w+ have"
        r"|are there)|many inhabitants|populous"
        r"|(?:large|big) (?:is|was) (?:the|\w+['’]s) population)",
        _NUMBERS,
        _PEOPLE,
    ),
    _figure(
        "price or cost",
        r"\bhow much (?:does|did|do|will|would|is|was|are)\b.*\b(?:cost|worth|price)\b"
        r"|\b(?:what|which) price\b|\bhow (?:expensive|much money)\b"
        r"|\bwhat (?:does|did|do|will|would) .*\bcost\b(?! of)"
        r"|\bwhat (?:is|was|are|were) the (?:[\w-]+ )?(?:price|cost|budget)s?\b",
        _MONEY,
    ),
    _figure(
        "area",
        r"\bhow (?:large|big) (?:is|was|are) (?:the )?(?:[\w’']+ )?(?:territory|area|surface|land"
        r"|estate|forest|park|island|reserve)\b|\bwhat (?:is|was) the (?:area|surface) of\b",
        _AREA,
    ),
    _figure("age", r"\bhow old (?:is|was|are|were)\b|\b(?:at|of) what age\b", _NUMBERS),
    _figure("number", r"\bhow many\b", _QUANTITY),
    _figure("amount", r"\bhow much\b(?! (?:more|longer|further)\b)", rf"{_QUANTITY}|{_MONEY}"),
    _figure(
        "duration",
        r"\bhow (?:long|often) (?:has|have|had|did|does|do|will|would|can|could|until|ago)\b",
        rf"{_QUANTITY}{_LASTS}",
    ),
    _figure(
        "measure",
        r"\bhow (?:long|far|tall|high|deep|wide|heavy|fast|often|large|big)"
        r" (?:is|was|are|were|did|does|do|will|would|has|have|had|can|from|away)\b",
        rf"\d|\b{_WORDS}[ -](?:and a half )?{_UNIT}"
        rf"|\b(?:{_LARGE}|hal(?:f|ves)|thirds?|quarters?|doubl\w+"
        rf"|tripl\w+|twice|fold)\b|\b(?:for|every|many|few|several|couple of) {_TIME_UNIT}\b",
    ),
)


def asked_figure(question: str) -> Figure | None:
    """Return the kind of figure that a question asks for, or None.

    >>> asked_figure("What is the population of Osk?").name
    'number of inhabitants'
    >>> asked_figure("Who pays for it?") is None
    True
    """
    # An earlier question in brackets is not what is asked now.
    asked = _BRACKETS.sub("", question)
    return next((figure for figure in _FIGURES if figure.asked.search(asked)), None)


def has_figure(text: str, figure: Figure, question: str) -> bool:
    """Tell whether a text has a figure of a kind that does not stand in the question itself.

    >>> asked = "What is the population of Osk?"
    >>> figure = asked_figure(asked)
    >>> has_figure("Osk is sparsely populated.", figure, asked)
    False
    >>> has_figure("In 1994, Osk had 900 inhabitants.", figure, asked)
    True
    """
    bare, known = _bare(text, figure, question), set(tokens(question))
    first, *others = figure.needed
    signs = (match.group() for match in first.finditer(bare))
    found = any(not (words := set(tokens(sign))) or not words <= known for sign in signs)
    return found and all(pattern.search(bare) for pattern in others)


def any_number(text: str, question: str) -> bool:
    """Tell whether a text has a number that does not stand in the question itself."""
    known = set(tokens(question))
    return any(not set(tokens(match.group())) <= known for match in NUMBER.finditer(text))


def has_number(text: str, question: str) -> bool:
    """Tell whether a text has a number, of the kind that is asked for where the question says."""
    figure = asked_figure(question)
    if figure is None:
        return any_number(text, question)
    bare = _bare(text, figure, question)
    return has_figure(text, figure, question) and any_number(bare, question)


def no_figure(question: str, told: Iterable[str]) -> str | None:
    """Return why nothing of what would be told answers a question for a figure, or None."""
    figure = asked_figure(question)
    if figure is None or any(has_figure(text, figure, question) for text in told):
        return None
    article = "an" if figure.name[0] in "aeiou" else "a"
    return f"The passages that come closest to the question do not give {article} {figure.name}."


def _bare(text: str, figure: Figure, question: str) -> str:
    """Return a text without the numbers that cannot be meant."""
    # A building of 1968 has told its age by that.
    bare = text if figure.name in ("age", "duration") else _DATES.sub(" ", text)
    lasts = figure.name in ("age", "number", "amount", "duration") or _OF_TIME.search(question)
    return bare if lasts else _DURATIONS.sub(" ", bare)
