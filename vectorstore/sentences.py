"""Sentence spans of a text, as offsets, so that a quotation is a slice of the article.

Written by hand because no sentence splitter at hand keeps exact offsets, splits sentences that
flattening has glued together ("…organisation.Later…") and keeps a quotation of several sentences
with the name of who said it. English punctuation rules; what this module does not know: other
scripts' sentence marks beyond `。！？`, and what a sentence means.
"""

import re
from collections import deque
from itertools import pairwise

Span = tuple[int, int]

MAX_QUOTATION = 350
"""Characters up to which a quotation of several sentences stays one span."""

_END = re.compile(r"""(?:[.!?…]+["'”’»)\]]*|[。！？]+[”’」』]*)""")
_BULLET = re.compile(r"(?:[-–—•*·▪]|\d{1,2}[.)])\s+")
_LAST_WORD = re.compile(r"[\w'’.]+$")

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen col lt sgt capt cmdr adm maj sen rep gov pres rev hon st mt ft vs no nos"
    " fig vol approx dept est jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu"
    " thur thurs fri sat sun al ed eds pp ca cf e.g i.e".split()
)
"""Never the last word of a sentence."""

_OPEN_ENDED = frozenset("u.s u.k u.n e.u d.c a.m p.m inc ltd corp co jr sr etc ph.d".split())
"""Sometimes the last word of a sentence: decided by the word that follows."""

_STARTERS = frozenset(
    "the a an he she it they we i you this that these those there in on at by for from with as"
    " but and so if when while after before since although however according our his her its"
    " their my to no not some many most one both all".split()
)
"""Words that begin sentences far more often than names or abbreviations continue."""


def sentence_spans(text: str) -> list[Span]:
    """Return the (start, end) of each sentence of `text`, in order, without overlap.

    Every non-blank character outside bullets belongs to exactly one span; spans carry no
    surrounding white space. Headings and list items are spans of their own.
    """
    spans = []
    for start, end in _blocks(text):
        cuts = [start, *_boundaries(text, start, end), end]
        spans += [_trim(text, a, b) for a, b in pairwise(cuts)]
    return [(a, b) for a, b in spans if a < b]


def _blocks(text: str) -> list[Span]:
    """Cut at blank lines and at line ends that end a paragraph."""
    hard_wrapped = _is_hard_wrapped(text)
    blocks, start, line = [], 0, 0
    for match in re.finditer(r"\n", text):
        cut = match.start()
        soft = _is_soft(text, line, cut, hard_wrapped)
        line = cut + 1
        if soft:
            continue
        if start < cut:
            blocks.append((start, cut))
        start = cut + 1
    blocks.append((start, len(text)))
    return blocks


def _is_hard_wrapped(text: str) -> bool:
    """Tell whether lines were broken at a fixed width, as in mail and old plain text."""
    lines = [len(line) for line in text.split("\n") if line.strip()]
    return len(lines) >= 8 and sum(50 <= n <= 90 for n in lines) >= 0.6 * len(lines)


def _is_soft(text: str, line: int, cut: int, hard_wrapped: bool) -> bool:
    """Tell whether the line end at `cut` stands inside a paragraph."""
    following = text[cut + 1 : cut + 2]
    if not following.strip() or not text[line:cut].strip():
        return False
    if hard_wrapped:
        return not _BULLET.match(text, cut + 1)
    return following.islower() and text[cut - 1] not in '.!?:;…”"'


def _boundaries(text: str, start: int, end: int) -> list[int]:
    """Offsets at which a new sentence begins inside one block."""
    cuts = []
    for match in _END.finditer(text, start, end):
        if match.end() < end and _ends_sentence(text, start, match):
            cuts.append(match.end())
    return _outside(cuts, _quotations(text, start, end))


def _outside(cuts: list[int], quotations: list[Span]) -> list[int]:
    """The cuts that stand inside no quotation; one pass over both, in order."""
    kept, inside, waiting = [], 0, deque(sorted(quotations))
    for cut in cuts:
        while waiting and waiting[0][0] < cut:
            inside = max(inside, waiting.popleft()[1])
        if cut >= inside:
            kept.append(cut)
    return kept


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    mark, after = match.group(), text[match.end() : match.end() + 40]
    if mark[0] in "。！？":
        return True
    following = after.lstrip().lstrip("\"'“‘«([")
    if not following:
        return False
    if not after[0].isspace():
        return _is_glued(text, start, match, after)
    if following[0].islower():
        return False
    return mark != "." or _full_stop(text, start, match.start(), following)


def _full_stop(text: str, start: int, dot: int, following: str) -> bool:
    """Tell a full stop from the dot of an abbreviation or an initial."""
    word = _last_word(text, start, dot)
    lowered = word.lower().lstrip("'")
    if lowered in _ABBREVIATIONS:
        return False
    is_initial = len(word) == 1 and word.isupper() and word != "I"
    if is_initial or lowered in _OPEN_ENDED:
        first = re.match(r"[\w']+", following)
        return first is not None and first.group().lower() in _STARTERS
    return True


def _last_word(text: str, start: int, dot: int) -> str:
    match = _LAST_WORD.search(text, max(start, dot - 30), dot)
    return match.group() if match else ""


def _is_glued(text: str, start: int, match: re.Match[str], after: str) -> bool:
    """Tell "…process.At the…" (two sentences) from "Example.Com" or "3.5" (one name, one number).

    A short capitalised word after a capitalised one is read as a domain, unless it is a word
    that begins sentences.
    """
    if match.group() in {"…", "..."} or not after[0].isupper():
        return match.group()[-1] in "”»" and after[0].isupper()
    before = _last_word(text, start, match.start())
    if not before or len(before) < 2 or "." in before:
        return False
    word = re.match(r"[^\W\d_]+", after)
    first = word.group() if word else ""
    if first.lower() in _STARTERS:
        return True
    return len(first) > 3 or not before[0].isupper() or before.isupper()


def _quotations(text: str, start: int, end: int) -> list[Span]:
    """Spans of quotations short enough to stay whole, with their marks."""
    pairs = [m.span() for m in re.finditer(r"“[^“”]*”|«[^«»]*»", text[start:end])]
    straight = [m.start() for m in re.finditer('"', text[start:end])]
    if len(straight) % 2 == 0:
        pairs += [(a, b + 1) for a, b in zip(straight[::2], straight[1::2], strict=True)]
    return [(start + a, start + b) for a, b in pairs if b - a <= MAX_QUOTATION]


def _trim(text: str, start: int, end: int) -> Span:
    """Drop surrounding white space and a leading bullet."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    bullet = _BULLET.match(text, start, end)
    return (bullet.end(), end) if bullet and bullet.end() < end else (start, end)
