"""What a topic asks for of its subject: "the cost of the bridge" asks of the bridge for an amount.

A sentence has it where it holds something of that kind, whatever words it uses: "The budget is 40
million euros" tells a cost. What this module does not know: whether the amount is that of the
subject; who uses it looks for the subject around the sentence.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from rag.fitting.cues import has
from rag.fitting.figures import any_number, asked_figure, has_figure
from rag.terms.stems import stem
from rag.terms.words import content_stems, tokens

_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b(?! (?:million|billion|percent|euro|metre|meter))")
_PRICE = asked_figure("What does it cost?")
_DAMAGE = re.compile(r"\b(?:damages?|loss(?:es)?)\b", re.IGNORECASE)
_HAPPENS = re.compile(
    r"\b(?:first|expect\w*|open\w*|start\w*|beg[aiu]n\w*|put off|postpon\w*|delay\w*|held|host\w*"
    r"|took place|tak(?:e|es|ing) place|scheduled|due|until|(?:before|by) the (?:spring|summer"
    r"|autumn|fall|winter|end))\b",
    re.IGNORECASE,
)
_TOLD_OF = re.compile(
    r"^(?:the |a )?(?:\w+ )?(?:announcement|statement|remark|comment|word|explanation|claim|warning"
    r"|criticism|opinion|view|reaction|response|speech)s? (?:of|by|from) (?P<name>[A-ZÀ-ÞА-Я].*)"
    r"|^(?P<owner>[A-ZÀ-ÞА-Я].*)['’]s? (?:\w+ )?(?:announcement|statement|remark|comment|word"
    r"|explanation|claim|warning|criticism|opinion|view|reaction|response|speech)s?\b"
)
_COUNTED = re.compile(r"\b(?:number of|how many) (?P<counted>(?:[\w-]+ ){0,1}?[\w-]+)", re.I)


def _is_price(topic: str, text: str) -> bool:
    # "Not a cent" is none.
    return _PRICE is not None and any_number(text, topic) and has_figure(text, _PRICE, topic)


@dataclass(frozen=True, slots=True)
class Aspect:
    """Something of a certain kind that is asked of a subject."""

    words: frozenset[str]
    """Stems of the topic that name it; no article has to hold them."""
    has: Callable[[str], bool]
    """Tells whether a sentence holds something of the kind."""
    named: re.Pattern[str]
    """Words by which a sentence says that it is this and not another of the kind."""
    least: float = 0.2
    """How similar to the topic a sentence has to be."""


_KINDS: tuple[tuple[re.Pattern[str], re.Pattern[str], Callable[[str, str], bool]], ...] = (
    (
        re.compile(r"\b(?:costs?|prices?|budget|bill|expenses?)\b", re.I),
        re.compile(r"\b(?:cost\w*|prices?|budget|bill|expens\w+|dear\w*|cheap\w*|worth)\b", re.I),
        _is_price,
    ),
    (
        re.compile(
            r"\b(?:\w+ing )?(?:dates?|days?|years?|months?|hour|times?)\b(?=$| of| for| when| on)"
            r"|\bwhen\b"
            r"|\b(?:\w+ing )?dates?$",
            re.I,
        ),
        _HAPPENS,
        lambda topic, text: has(text, "time", topic) or _CLOCK.search(text) is not None,
    ),
    (
        _DAMAGE,
        _DAMAGE,
        lambda topic, text: _DAMAGE.search(text) is not None and any_number(text, topic),
    ),
)


def aspect_of(topic: str) -> Aspect | None:
    """Return what a topic asks for, or None where it is a subject and no more.

    >>> aspect = aspect_of("the cost of the bridge")
    >>> aspect.has("The budget is 40 million euros."), aspect.has("It cost the mayor his office.")
    (True, False)
    >>> aspect_of("the bridge") is None
    True
    """
    if told := _TOLD_OF.match(topic):
        return _words_of(topic, told["name"] or told["owner"])
    if counted := _COUNTED.search(topic):
        return _number_of(topic, counted["counted"])
    for asked, named, holds in _KINDS:
        if match := asked.search(topic):
            words = frozenset(stem(word) for word in tokens(match.group()))
            return Aspect(words, partial(holds, topic), named)
    return None


def _words_of(topic: str, name: str) -> Aspect:
    """Return the aspect of what somebody says: a sentence that names them."""
    named = set(content_stems(name))
    others = frozenset(content_stems(topic)) - named
    return Aspect(
        others,
        lambda text: not named.isdisjoint(content_stems(text)),
        re.compile(
            r"\b(?:sa(?:id|ys)|told|announc\w+|stat(?:ed|ing|ement)|explain\w*|declar\w+)\b"
        ),
        # A name is sure enough.
        least=0.1,
    )


def _number_of(topic: str, counted: str) -> Aspect:
    things = {stem(word) for word in tokens(counted)}
    return Aspect(
        frozenset({stem("number")}),
        lambda text: any_number(text, topic) and not things.isdisjoint(content_stems(text)),
        re.compile(r"\d"),
    )
