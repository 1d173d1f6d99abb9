"""What can be on hold and go on again: the nouns that name a process, the verbs that tell of it.

"The expansion is suspended" stands against "four states joined": who joins expands a group. Rows of
nouns and the verbs they are derived from or stand for, by WordNet's derivations (Fellbaum, 1998),
chosen among what news is about. What this module does not know: which group, road or flight it is.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from rag.dialogue.frame import gerund
from rag.opposites.inflection import all_forms, told_forms

_ROWS = (
    (
        "expansion, enlargement, admission, accession, new members",
        "expand, enlarge, admit, join, accede",
    ),
    ("export", "export"),
    ("import", "import"),
    ("delivery, shipment, supply", "deliver, ship, supply"),
    ("production", "produce, manufacture"),
    ("construction, building work", "build, construct"),
    ("flight", "fly, land, take off"),
    ("payment, funding", "pay, fund"),
    ("negotiation, talks", "negotiate"),
    ("deportation, expulsion", "deport, expel"),
    ("evacuation", "evacuate"),
    ("execution", "execute"),
    ("vaccination", "vaccinate"),
    ("recruitment, hiring", "recruit, hire"),
    ("publication", "publish"),
    ("cooperation", "cooperate"),
    ("enforcement", "enforce"),
    ("extraction, mining", "extract, mine"),
    ("bombing, shelling", "bomb, shell"),
    ("sale", "sell"),
    ("lesson, teaching", "teach"),
    ("broadcast", "broadcast"),
    ("inspection", "inspect"),
    ("training", "train"),
)


@dataclass(frozen=True, slots=True)
class Process:
    """One process, by what names it and what tells that it takes place."""

    nouns: str
    """A pattern; also of several of a kind."""
    verbs: re.Pattern[str]
    """In forms that tell what was or is being done, and cannot be nouns: not "exports"."""
    asked: re.Pattern[str]
    """Either, in any form, as a question may have it."""


def process_in(question: str) -> Process | None:
    """Return the process that a question is about, as far as one is known.

    >>> process_in("Did the league admit new members?").nouns[:14]
    '(?:expansions?'
    """
    return next((process for process in _processes() if process.asked.search(question)), None)


@cache
def _processes() -> tuple[Process, ...]:
    return tuple(_process(*row) for row in _ROWS)


def _process(nouns: str, verbs: str) -> Process:
    named = rf"(?:{'|'.join(_numbers(noun) for noun in nouns.split(', '))})"
    told = "|".join(_phrases(verbs, _done))
    anyhow = "|".join(_phrases(verbs, all_forms))
    return Process(
        named,
        re.compile(rf"\b(?:{told})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{named}|{anyhow})\b", re.IGNORECASE),
    )


def _done(verb: str) -> tuple[str, ...]:
    return (*told_forms(verb)[1:], rf"(?:is|are|was|were) {gerund(verb)}")


def _numbers(noun: str) -> str:
    """Return a noun as a pattern for one or several."""
    return f"{noun[:-1]}(?:y|ies)" if noun.endswith("y") else f"{noun.removesuffix('s')}s?"


def _phrases(verbs: str, forms: Callable[[str], tuple[str, ...]]) -> Iterator[str]:
    for verb in verbs.split(", "):
        first, _, rest = verb.partition(" ")
        yield from (f"{form} {rest}".strip() for form in forms(first))
