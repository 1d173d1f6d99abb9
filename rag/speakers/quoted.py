"""Which characters of a paragraph stand in quotation marks, of any kind.

A quotation that a paragraph leaves open runs to its end, as it does when the next one goes on with
it. What this module does not know: whether a quotation is speech, a title or irony; a single
straight mark is always an apostrophe to it.
"""

import re
from itertools import chain

from vectorstore.sentences import Span

MIN_WORDS = 4
"""Fewer words in quotation marks are a name or a term."""

MIN_LETTERS = 3
"""Longer words are capitalised in a title."""

_PAIRS = (
    ("“", "“”"),
    ("«", "»"),
    ("„", "“”"),
    ("»", "«"),
)
"""What opens, and what closes; German books turn the guillemets round."""
_SINGLE = re.compile(r"(?<!\w)‘(?=\w)[^‘“”\"]*?\w?[.,!?…]?’(?!\w)")


def quoted_spans(text: str) -> list[Span]:
    """Return the spans of the outermost quotations with their marks, in order.

    >>> quoted_spans('He said: "Not now." Then «never».')
    [(9, 19), (25, 32)]
    """
    # Two single marks, as some papers print a double one; the offsets stay.
    text = text.replace("’’", "’”").replace("''", "'\"")
    spans = chain(_straight(text), *(_paired(text, o, c) for o, c in _PAIRS), _singles(text))
    outer: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not outer or start >= outer[-1][1]:
            outer.append((start, end))
    return outer


def masked(text: str, spans: list[Span]) -> str:
    """Return the text with every quoted character but the marks made a dot; offsets stay.

    >>> masked('"Not now," he said.', [(0, 10)])
    '"········" he said.'
    """
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last : start + 1], "·" * (end - start - 2), text[end - 1 : end]]
        last = end
    return "".join(parts) + text[last:]


def is_long(text: str) -> bool:
    """Tell whether quoted characters are long enough to be somebody's words, and no title.

    >>> is_long("“We will not apply.”"), is_long("“The Power of the Dog”")
    (True, False)
    """
    words = re.findall(r"[\w’']+", text)
    return len(words) >= MIN_WORDS and any(w[0].islower() for w in words if len(w) > MIN_LETTERS)


def _straight(text: str) -> list[Span]:
    """Spans of straight marks; the first one that only can close began before the text."""
    marks = [m.start() for m in re.finditer('"', text)]
    if marks and len(marks) % 2 and _only_closes(text, marks[0]):
        curly = text.rfind("“", 0, marks[0])
        marks.insert(0, max(curly, 0))
        if "”" in text[marks[0] : marks[1]]:
            marks = marks[2:]
    if len(marks) % 2:
        curly = text.find("”", marks[-1])  # Closed with a curly one.
        mixed = curly > 0 and "“" not in text[marks[-1] : curly]
        marks.append(curly if mixed else len(text) - 1)
    return [(a, b + 1) for a, b in zip(marks[::2], marks[1::2], strict=True) if b > a]


def _only_closes(text: str, at: int) -> bool:
    """Tell whether a mark stands behind a word or its comma, and before a space."""
    return (
        at > 0
        and not text[at - 1].isspace()
        and text[at + 1 : at + 2] in {"", " ", ","}
        and (not text[at - 1].isdigit())
    )


def _paired(text: str, opens: str, closes: str) -> list[Span]:
    """Spans of one kind of marks; a mark both kinds share opens only what none has opened."""
    spans: list[Span] = []
    for match in re.finditer(re.escape(opens), text):
        start = match.start()
        if spans and start < spans[-1][1]:
            continue
        if opens == "“" and "„" in text[:start]:
            continue
        ends = [at for at in (text.find(mark, start + 1) for mark in closes) if at > 0]
        if opens == "“" and not ends:  # Opened with a curly mark, closed with a straight one.
            ends = [m.start() for m in re.finditer('"', text) if m.start() > start][:1]
        if opens == "»" and (not ends or "«" in text[:start]):
            continue
        spans.append((start, min(ends) + 1 if ends else len(text)))
    return [(a, b) for a, b in spans if b - a >= 2]


def _singles(text: str) -> list[Span]:
    return [m.span() for m in _SINGLE.finditer(text)]
