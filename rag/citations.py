"""Markers in a text and the citation records they stand for: a closed world.

Only numbers that were issued are citations; any other is removed and counted. What this module
does not know: whether a citation supports its sentence; support.py checks that.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.answer import Citation, Statement
from rag.attribution import attribute
from rag.days.dates import statement_dates
from rag.draft import DraftStatement, Quote

_BLANKS = r"(?<![ \t])[ \t]*+"
"""The blanks before a marker; begun only at the first, or a long run of them takes for ever."""
_LINK = r"(?:\((?:https?://|#|/)[^)\s]{0,500}\))?"
_OPEN, _CLOSE = r"(?:\[\[|[\[【［])", r"(?:\]\]|[\]】］])"

MARKER = re.compile(rf"{_BLANKS}{_OPEN}\^?(\d{{1,4}}(?: ?[,;] ?\d{{1,4}}){{0,20}}){_CLOSE}{_LINK}")
"""`[1]`, `[1, 2]`, `[[1]]`, `[^1]`, `【1】`, `［1］`, `[1](http://…)`; no input takes long."""

_LEFTOVER = re.compile(
    rf"{_BLANKS}[\[【［]{{1,2}}\^?[,;–\- ]*+\d[\d,;–\- ]*+(?:[\]】］]{{1,2}}{_LINK}|$)"
)
"""What looks like a marker but can be none: `[-1]`, `[1-3]`, `[1` at the end, a number without
end."""

MARKER_LIKE = re.compile(
    rf"{MARKER.pattern}|{_LEFTOVER.pattern}|{_BLANKS}{_OPEN}\^?[\d,;–\- ]{{0,100}}$"
)
"""A marker, what looks like one, or what may become one when more of the text has come."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence without its markers, and what they were."""

    text: str
    numbers: tuple[int, ...]
    """Issued numbers, each once, in order."""
    unknown: int
    """How many markers were removed because they were never issued."""


def read_markers(text: str, issued: int) -> Marked:
    """Take the markers out of a sentence; numbers from 1 to `issued` exist.

    >>> read_markers("It rained [2][9].", issued=3)
    Marked(text='It rained.', numbers=(2,), unknown=1)
    """
    numbers: list[int] = []
    unknown = 0
    for match in MARKER.finditer(text):
        for number in (int(digits) for digits in re.findall(r"\d+", match.group(1))):
            if 1 <= number <= issued:
                numbers.append(number)
            else:
                unknown += 1
    without = MARKER.sub("", text)
    unknown += len(_LEFTOVER.findall(without))
    return Marked(_LEFTOVER.sub("", without).strip(), tuple(dict.fromkeys(numbers)), unknown)


class Numbering:
    """Gives each quoted span its number, in order of first use."""

    def __init__(self) -> None:
        """Begin at 1."""
        self._quotes: dict[tuple[str, int, int], tuple[int, Quote]] = {}

    def statement(self, draft: DraftStatement) -> Statement:
        """Return the statement with the numbers of its citations."""
        by = draft.by or (attribute(draft.quotes[0]) if draft.quotes else None)
        outlet = draft.quotes[0].chunk.metadata.outlet.value if draft.quotes else None
        return Statement(
            text=draft.text,
            citations=tuple(dict.fromkeys(self.number(quote) for quote in draft.quotes)),
            speaker=by.speaker if by else None,
            outlet=outlet,
            kind=by.kind if by else "reported",
            supported=draft.supported,
            role=by.role if by else None,
            dates=statement_dates(draft),
        )

    def citations(self) -> tuple[Citation, ...]:
        """Return the citations that were numbered so far, in order."""
        return tuple(_citation(number, quote) for number, quote in self._quotes.values())

    def number(self, quote: Quote) -> int:
        """Return the number of a quoted span, a new one where it has none yet."""
        return self._quotes.setdefault(quote.place, (len(self._quotes) + 1, quote))[0]


def marked_text(statements: Sequence[Statement]) -> str:
    """Return the statements in order, each followed by its markers."""
    return " ".join(
        f"{statement.text} {''.join(f'[{n}]' for n in statement.citations)}".strip()
        for statement in statements
    )


def _citation(number: int, quote: Quote) -> Citation:
    chunk = quote.chunk
    return Citation(
        number=number,
        article_id=chunk.article_id,
        source=chunk.source,
        title=chunk.metadata.title.value,
        outlet=chunk.metadata.outlet.value,
        url=chunk.metadata.url.value,
        published_at=chunk.metadata.published_at.value,
        quote=quote.text,
        start=quote.start,
        end=quote.end,
        text_sha256=chunk.text_sha256,
    )
