"""The headline of a page: a line of its shape that text follows and none precedes.

What this module does not know: which lines of the page are furniture; it is given the others.
"""

import re

from vectorstore.article import Field
from vectorstore.metadata.head import Line
from vectorstore.metadata.people import NAME, NAMES, UP

_KICKERS = 2
"""Short lines above a headline that are no furniture: a section, a subject, a name."""

_LONGEST_KICKER = 40
_SENTENCE_ENDS = (".", "…", ".”", '."', "!", ":")

_CREDIT_LINE = re.compile(
    rf"@|^From .*(?:reports|[Ss]taff)$|^(?:Compiled |Reported |Written )?[Bb]y [{UP}]"
    r"|^[Ss]taff (?:and|reports?|writers?)\b|\b[Ww]ire (?:reports|services?)$"
    r"|\b(?:[Ss]pecial (?:to|for)|[Cc]olumnist|[Cc]ontributor|[Uu]pdated)\b"
    rf"|^{NAME}, (?:[{UP}\d][\w./&’'-]*(?: |$)){{1,5}}$"
    r"|^The \(|\.(?:com|org|net)$|\b[Nn]etwork$|^For [A-Z]{2,}"
)
"""A first line that says who wrote or sent the text, not what it is about."""

_NO_HEADLINE = re.compile(
    r"%[0-9A-F]{2}|[.?!][”\"]? [A-Z“\"]|^[A-Z][A-Z .]{2,}(?:,[^—–]{2,20})? [—–] |[.?][”\"]$"
)
"""Broken signs, two sentences, a place in capitals and a dash, the end of a quoted sentence."""


def read_title(body: list[Line]) -> Field:
    """Return the first line that looks like a headline, if text follows it and none precedes it."""
    for place, line in enumerate(body[:-1][: _KICKERS + 1]):
        if _is_title(line.text):
            listed = all(_is_title(other.text) for other in body[place + 1 : place + 3])
            return Field() if listed and len(body) > place + 2 else Field(line.text, "page")
        if len(line.text) > _LONGEST_KICKER or line.text.endswith(_SENTENCE_ENDS):
            break
    return Field()


def _is_title(text: str) -> bool:
    if len(text.split()) < 4 or not is_headline(text) or text.endswith(_SENTENCE_ENDS):
        return False
    return NAMES.fullmatch(text) is None and _NO_HEADLINE.search(text) is None


def is_headline(text: str) -> bool:
    """Return whether a line has the shape of a headline: some words, no end of sentence."""
    fits = 15 <= len(text) <= 180 and len(text.split()) >= 3
    starts = text[0].isupper() or text[0].isdigit() or text[0] in "“\"'‘«"
    return fits and starts and text[-1] not in ".,;:…—–-" and not _CREDIT_LINE.search(text)
