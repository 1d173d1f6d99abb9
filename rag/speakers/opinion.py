"""Whether an article is an author's opinion, and whether a sentence says it is a view of its own.

Only what says so plainly counts: a note of the editor, the title, the place on the site. What this
module does not know: an opinion that is printed as a report.
"""

import re

from vectorstore.article import Metadata

_CLAIMED = re.compile(
    r"author[’']s (?:own |personal )?(?:opinion|view)s?\b|\bpersonal opinion\b"
    r"|(?:opinions?|views?) expressed .{0,80}\b(?:author|own|writer)\b"
    r"|opinions? (?:of|expressed by) the author",
    re.IGNORECASE,
)
_PLACE = re.compile(r"/(?:opinions?|commentary|op-eds?|columns?)/")
_TITLE = re.compile(r"^(?:Opinion|Op-Ed|Commentary|Column|Guest essay)\b *[:|–—-]", re.IGNORECASE)
_NOTE = re.compile(r"(?:Editor|Author|Publisher)[’']s note\b", re.IGNORECASE)
_OWN = re.compile(
    r"\b(?:in (?:my|our)(?: own)? (?:opinion|view|reading)\b"
    r"|(?:my|our)(?: own)? (?:guess|reading|view) "
    r"|I (?:firmly |do )?(?:believe|think|am convinced|suspect|doubt)\b"
    r"|we (?:believe|think|read) )",
    re.IGNORECASE,
)
NOTED_WITHIN = 1500
"""Characters from the beginning in which an editor says what a piece is."""


def is_opinion(text: str, metadata: Metadata) -> bool:
    """Tell whether an article is declared to be an opinion."""
    return bool(
        _CLAIMED.search(text[:NOTED_WITHIN])
        or _PLACE.search(metadata.url.value or "")
        or _TITLE.match(metadata.title.value or "")
    )


def sole_author(metadata: Metadata) -> str | None:
    """Return the one author of an article; of several, none."""
    author = metadata.author.value
    return author if author and "," not in author and " and " not in author else None


def is_note(sentence: str) -> bool:
    """Tell whether a sentence is the editor's, about the piece."""
    return bool(_NOTE.match(sentence) or _CLAIMED.search(sentence))


def is_own_view(sentence: str) -> bool:
    """Tell whether whoever speaks says that it is a view.

    >>> is_own_view("My guess is that it will rain."), is_own_view("It will rain.")
    (True, False)
    """
    return _OWN.search(sentence) is not None
