"""Furniture inside paragraphs that are otherwise body text, with its place in the page.

What this module does not know: furniture that fills its lines; the passes find that.
"""

import re
from collections.abc import Iterator

from vectorstore.article import LedgerEntry
from vectorstore.cleaning.lines import Line, Marks
from vectorstore.cleaning.newsletters import invitations
from vectorstore.metadata.byline import HEAD_LINES, parse_byline

_INLINE_TOKENS = re.compile(
    r"\b(?:Hide|Show|Toggle|hide|toggle) [Cc]aption(?: \d{1,3} of \d{1,3}\b)?|\bAd Feedback\b"
    r"|(?<=[.!?”\"]) (?:Read more(?: here)?|Read More|Click here to read more)(?:[.»>]+|(?=\s*$))"
)
_INLINE_TOKEN_TRIGGERS = ("caption", "ad feedback", "read more")


def glued_entries(lines: list[Line], marks: Marks) -> Iterator[LedgerEntry]:
    """Furniture inside paragraphs that are otherwise body text."""
    unmarked = 0
    for i, line in enumerate(lines):
        if i in marks and not marks[i].kept:
            continue
        unmarked += 1
        base = line.start + line.indent
        if unmarked <= HEAD_LINES and (byline := parse_byline(line.text)) is not None:
            yield LedgerEntry(base, base + byline.length, "author_box", "byline glued to the text")
        yield from _invitation_entries(line.text, base)
        yield from _token_entries(line.text, base)


def _invitation_entries(text: str, base: int) -> Iterator[LedgerEntry]:
    for start, end in invitations(text):
        if start > 0 and not text[start - 1].isspace():
            # The white space after the block then has to part the sentences around it.
            end = start + len(text[start:end].rstrip())
        yield LedgerEntry(
            base + start, base + end, "newsletter", "invitation glued into a paragraph"
        )


def _token_entries(text: str, base: int) -> Iterator[LedgerEntry]:
    low = text.lower()
    if any(trigger in low for trigger in _INLINE_TOKEN_TRIGGERS):
        for match in _INLINE_TOKENS.finditer(text):
            start, end = base + match.start(), base + match.end()
            yield LedgerEntry(start, end, "navigation", "page control glued into a paragraph")
