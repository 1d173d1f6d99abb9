"""When a text tells a fact: the same words, whatever case, accents, quotes and spaces they have.

What this module does not know: that two wordings mean the same; a fact comes with its aliases.
"""

import re
import unicodedata

_UNIFIED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
MARKER = re.compile(r"\[(\d{1,4}(?:\s*,\s*\d{1,4})*)\]")
"""A citation marker: `[1]`, or several numbers in one, `[1, 2]`."""


def normalise(text: str) -> str:
    """Fold what does not change a fact: case, diacritics, kinds of quotes and dashes, spaces.

    >>> normalise("“Qasym-Jomart  Toqaev” — CAFÉ")
    '"qasym-jomart toqaev" - cafe'
    """
    # Decomposed before folding (a mathematical capital has no lower case) and again after it.
    folded = unicodedata.normalize("NFKD", text.translate(_UNIFIED)).casefold()
    decomposed = unicodedata.normalize("NFKD", folded)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(bare.translate(_UNIFIED).split())


def occurs(wanted: str, text: str) -> bool:
    """Tell whether `wanted` stands in `text` as whole words and whole numbers.

    >>> occurs("4", "It has 43 members, 4.5 on average, and 4,000 guests.")
    False
    >>> occurs("4", "It has 4 members.")
    True
    >>> occurs("Sao Paulo", "Leaders met in São Paulo’s old town.")
    True
    """
    needle = normalise(wanted)
    return bool(needle) and re.search(_bounded(needle), normalise(text)) is not None


def _bounded(needle: str) -> str:
    """Return a pattern for `needle` that neither a longer word nor a longer number matches."""
    before = r"(?<!\w)" if _is_word(needle[0]) else ""
    after = r"(?!\w)" if _is_word(needle[-1]) else ""
    if needle[0].isdigit():
        before += r"(?<!\d[.,])"
    if needle[-1].isdigit():
        after += r"(?![.,]\d)"
    return f"{before}{re.escape(needle)}{after}"


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def strip_markers(text: str) -> str:
    """Take the citation markers out of an answer's text.

    >>> strip_markers("Four states joined [1][2]. Two declined. [3, 4]")
    'Four states joined. Two declined.'
    """
    bare = re.sub(rf"\s*(?:{MARKER.pattern})", "", text)
    return " ".join(bare.split())


def first_words(text: str, count: int) -> str:
    """Return the first `count` words of `text`.

    >>> first_words("one two  three", 2)
    'one two'
    """
    return " ".join(text.split()[:count])
