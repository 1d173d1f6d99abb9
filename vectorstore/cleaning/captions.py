"""Credits of pictures and charts, told from sentences that name a source.

What this module does not know: the pictures.
"""

import re

from vectorstore.cleaning.lines import Mark

_CREDIT_BLOCKERS = re.compile(
    r"\b(?:according to|told|reported by|reports? (?:by|from)|citing|said"
    r"|contributing)\b[^.]{0,60}$",
    re.IGNORECASE,
)
"""A sentence that only names an agency as its source is no caption."""

_SOURCE_LINE = re.compile(
    r"(?:sources?|credits?|data) ?: ?(?P<names>[^.!?:;]{2,120})", re.IGNORECASE
)
"""`Source: Name, Name` under a picture or a chart; the names are checked for capitals."""


def names_a_source(text: str) -> bool:
    """Tell whether the agency at the end is a news source in a sentence, not a picture credit."""
    if _CREDIT_BLOCKERS.search(text) is not None:
        return True
    comma_only = re.search(r", [A-Za-z ]+$", text) is not None
    return comma_only and re.search(r"[A-Z]\w+, [A-Z ]+$", text) is None


def source_line(text: str) -> Mark | None:
    """Return what a line is that only names sources, as below a picture or a chart."""
    match = _SOURCE_LINE.fullmatch(text) if len(text) <= 140 else None
    if match is None:
        return None
    words = re.findall(r"[^\W\d_][\w’'-]*", match["names"])
    capitals = sum(word[0].isupper() for word in words)
    named = bool(words) and capitals >= len(words) * 0.6
    return Mark("caption", "source line") if named else None
