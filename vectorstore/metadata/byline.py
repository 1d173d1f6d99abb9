"""Bylines: who wrote a page and when, as one line states it, alone or with text glued to it.

What this module does not know: where in the page a line stands.
"""

import re
from dataclasses import dataclass

from vectorstore.metadata.dates import DATE_LINE, DATE_TAIL, MIN_READ, UPDATED, iso
from vectorstore.metadata.people import NAME, SEPARATOR, WHO

HEAD_LINES = 12
"""A byline stands among the first lines of a page (or in a labelled span)."""

DATE_LINES = 6
"""A line that is only a date tells when the page appeared if it is one of the first."""

_START = (
    r"(?:(?:Original |Article )?(?:Author|AUTHOR)s?: ?|(?:Written |Reported |Text "
    r"|Story )?(?:[Bb]y|BY):? )"
)
_ROLE = (
    r"(?:, (?:[a-z][\w’'-]* ){0,3}(?:reporter|correspondent|editor|columnist|writer|journalist"
    r"|contributor))"
)
_GLUED_NEXT = (
    r"(?=(?:In|The|On|An?|As|At|After|Before|For|It|If|When|While|With|This|That|There|What|Why|How"
    r"|From|Since|Last|Two|Three|We|I|He|She|They|Amid|According)[ ,])"
)
_BYLINE = re.compile(
    rf"{_START}(?P<names>{WHO}(?:(?:, and |, | and | & ){WHO}){{0,4}}){_ROLE}?"
    rf"(?:(?P<glued>{_GLUED_NEXT})|(?:[ ,|•·—–-]*(?i:{DATE_TAIL}))?(?i:{MIN_READ})\W*$)"
)
_BAR = re.compile(r" ?[|•·] ?")
_BAR_REST = re.compile(
    r"\d+ comments?|(?:no|leave a) comments?|\d+[ -]min(?:ute)?s?(?: read)?|print|share"
    r"|\d+ (?:views|shares)",
    re.IGNORECASE,
)
INTERVIEW_CREDIT = re.compile(
    rf"(?:(?:The|This) )?(?:[Ii]nterview|[Cc]onversation)(?: (?:was|is)(?: conducted| held| led)?"
    rf"|ed)? by:? (?P<names>{NAME})\.?"
)
_ROLE_LINE = re.compile(
    r"(?:[A-Za-z][\w’'-]* ){0,4}(?:reporter|correspondent|editor|columnist|writer|journalist)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote the page and when, as one line states it."""

    authors: tuple[str, ...]
    published_at: str | None
    """`YYYY-MM-DD`."""

    length: int
    """Characters of the stripped line it takes up: all of it, or what precedes glued body text."""


def parse_byline(line: str) -> Byline | None:
    """Return the byline a stripped line is, or begins with where body text is glued to it."""
    match = _BYLINE.match(line[:400])
    if match is None:
        return None
    glued = match["glued"] is not None
    if not glued and len(line) > 400:
        return None
    names = tuple(name.strip() for name in SEPARATOR.split(match["names"]))
    return Byline(names, None if glued else iso(match), match.end("names") if glued else len(line))


def parse_byline_bar(line: str) -> Byline | None:
    """Return the byline in a line of date, byline and counters, parted by strokes or dots."""
    parts = _BAR.split(line) if len(line) <= 160 else []
    if len(parts) < 2:
        return None
    bylines = [byline for part in parts if (byline := _whole_byline(part)) is not None]
    matches = [match for part in parts if (match := DATE_LINE.fullmatch(part)) is not None]
    dates = [match for match in matches if not UPDATED.match(match[0])] or matches
    rest = [part for part in parts if _BAR_REST.fullmatch(part)]
    if len(bylines) > 1 or len(dates) > 1 or not (bylines or dates):
        return None
    if len(bylines) + len(matches) + len(rest) < len(parts):
        return None
    authors = bylines[0].authors if bylines else ()
    stated = bylines[0].published_at if bylines else None
    return Byline(authors, stated or (iso(dates[0]) if dates else None), len(line))


def _whole_byline(text: str) -> Byline | None:
    byline = parse_byline(text)
    return byline if byline is not None and byline.length == len(text) else None


def is_role_line(line: str) -> bool:
    """Return whether a stripped line is nothing but what somebody is at the outlet."""
    return len(line) <= 60 and _ROLE_LINE.fullmatch(line) is not None


def is_interview_credit(line: str) -> bool:
    """Return whether a stripped line only says who led the interview."""
    return len(line) <= 120 and INTERVIEW_CREDIT.fullmatch(line) is not None
