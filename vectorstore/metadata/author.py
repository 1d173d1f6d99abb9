"""The author of a page, where a byline, a note or a box about the author names one.

What this module does not know: the people; a name is taken as it is written.
"""

import re

from vectorstore.article import Field, LedgerEntry
from vectorstore.metadata.byline import INTERVIEW_CREDIT, Byline
from vectorstore.metadata.head import spans
from vectorstore.metadata.people import NAME, SEPARATOR

_ABOUT_AUTHOR = re.compile(
    rf"(?:About|ABOUT|Meet) (?:the|THE) (?:[Aa]uthor|AUTHOR|[Ww]riter|[Cc]olumnist)[:.]?\s+"
    rf"({NAME})(?:,| (?:is|was|has|writes|works|lives|covers)\b)"
)
_NOTE_AUTHOR = re.compile(rf"\bnote ?[:.–—-]? ?({NAME}) (?:is an?|is the|was|has)\b")
_OF_THE_AUTHOR = re.compile(
    r"\b(?:opinions?|views?) (?:of|expressed by) the author|author['’]s (?:own|personal)", re.I
)


def read_author(raw: str, bylines: list[Byline], entries: list[LedgerEntry]) -> Field:
    """Return whom a byline names, or else a note or a box about the author."""
    named = next((byline for byline in bylines if byline.authors), None)
    if named is not None:
        return Field(", ".join(named.authors), "page")
    for note in spans(raw, entries, "editors_note"):
        match = _NOTE_AUTHOR.search(note)
        if match and _OF_THE_AUTHOR.search(note):
            return Field(match[1], "inferred")
    return _named_in_box(raw, entries)


def _named_in_box(raw: str, entries: list[LedgerEntry]) -> Field:
    """Who led the interview, whom the page tells about, or whose name stands beside the date."""
    boxes = [entry for entry in entries if entry.label == "author_box"]
    for entry in boxes:
        text = raw[entry.start : min(entry.end, entry.start + 4000)].strip()
        if match := INTERVIEW_CREDIT.fullmatch(text):
            return Field(match["names"], "page")
        if match := _ABOUT_AUTHOR.match(text):
            return Field(match[1], "inferred")
        # A place or a person of the story would be named in the text as well.
        if entry.rule == "name beside the date line" and raw.count(text) == 1:
            return Field(", ".join(SEPARATOR.split(text)), "inferred")
    return Field()
