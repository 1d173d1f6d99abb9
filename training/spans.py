"""Finds a short answer in a text, as characters of that text.

What this module does not know: whether a place where the words stand answers the question.
"""

import re
import unicodedata

_QUOTES = "\"'“”‘’«»"
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)


def find_answer(answer: str, text: str) -> list[tuple[int, int]]:
    """Return the (start, end) of every place where `answer` stands as whole words.

    The comparison leaves out case, diacritics, kinds of dashes and apostrophes, and the answer's
    own quotes, full stop and leading article. A number is no part of a longer one: 4 does not
    stand in 4.5.

    >>> find_answer("The Crown", "It won for “Crown”, as the crown did.")
    [(12, 17), (27, 32)]
    """
    words = _ARTICLE.sub("", answer.strip(f" .{_QUOTES}")).split()
    if not words:
        return []
    pattern = r"[\s-]+".join(_loose(word) for word in words)
    bounded = re.compile(rf"(?<![\w.,])(?:{pattern})(?!\w|[.,]\d)", re.IGNORECASE)
    return [match.span() for match in bounded.finditer(_same_length(text))]


def _loose(word: str) -> str:
    """Return a pattern for a word: a dash may be a space, an apostrophe may be missing."""
    pattern = re.escape(_same_length(word).strip(_QUOTES))
    return pattern.replace(r"\-", r"[\s-]").replace("'", "['’]?")


def _same_length(text: str) -> str:
    """Return `text` with plain letters, dashes and apostrophes, character for character."""
    return "".join(_plain(char) for char in text)


def _plain(char: str) -> str:
    if char.isascii():
        return char
    if char in "‘’":
        return "'"
    if char in "‐‑‒–—−":
        return "-"
    base = unicodedata.normalize("NFKD", char)[:1]
    return base if base.isalpha() else char
