"""A question taken apart by the order of its words: question word, auxiliary, subject, the rest.

What this module does not know: parts of speech; a subject is found where it is a name or a person.
"""

import re
from dataclasses import dataclass

from rag.dialogue.mentions import AUXILIARY, mentions

_CONJUNCTION = re.compile(r"^(?:and|but|so|or|also|then),? ", re.IGNORECASE)
ADVERB = r"(?:since when|until when|when|where|why|how often|how)"
FRAME = re.compile(
    rf"^(?:(?P<ask>{ADVERB}|whom?|what|which [\w-]+) )?(?P<aux>{AUXILIARY})"
    r" (?P<clause>.+?)[?.! ]*$",
    re.IGNORECASE,
)
DOES = frozenset("did does do will would".split())
"""Auxiliaries before the plain form of a verb that is done."""
_DOUBLED = re.compile(r"^(?:[^aeiou]*[aeiou][^aeiouwxy]|\w*(?:mit|fer|gin|get|cur))$")


@dataclass(frozen=True, slots=True)
class Frame:
    """A question as question word, auxiliary, subject and the rest, where the order shows it."""

    ask: str
    """Question word or words, in lower case; empty for one that yes or no answers."""
    aux: str
    subject: str
    rest: str
    """Verb and what belongs to it."""


def bare(question: str) -> str:
    """Return the question without the word that ties it to the one before."""
    return _CONJUNCTION.sub("", question).strip()


def frame_of(question: str) -> Frame | None:
    """Return the frame of a question whose subject is a name or a person, or None."""
    text = bare(question)
    match = FRAME.match(text)
    if match is None:
        return None
    start = match.start("clause")
    subject = next((m for m in mentions(text) if m.start == start and m.kind != "time"), None)
    if subject is None or re.match(r"['’]s|,| (?:and|or)\b", text[subject.end :]):
        return None
    rest = text[subject.end : match.end("clause")].strip()
    return Frame((match["ask"] or "").lower(), match["aux"].lower(), subject.text, rest)


def gerund(verb: str) -> str:
    """Return the -ing form of a verb.

    >>> gerund("refuse"), gerund("put"), gerund("lie"), gerund("agree"), gerund("open")
    ('refusing', 'putting', 'lying', 'agreeing', 'opening')
    """
    if verb.endswith("ie"):
        return f"{verb[:-2]}ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and len(verb) > 2:
        return f"{verb[:-1]}ing"
    return f"{verb}{verb[-1]}ing" if _DOUBLED.match(verb) else f"{verb}ing"
