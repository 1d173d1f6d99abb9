"""What is not cut in two: names, numbers with their unit, rows, brackets and quotation marks.

What this module does not know: whether the words answer anything.
"""

import re
from collections.abc import Sequence

from rag.speakers.role_words import CREDITS, NEVER

MOST_WORDS = 12
WHOLE = re.compile(
    r"[“\"][^”\"]{1,80}[”\"]"  # a title or term in quotation marks
    r"|[$€£]?\d[\d,.]*\d?%?(?:[ -](?:million|billion|trillion|thousand|percent|per cent"
    r"|years?(?:[ -]old)?|people|dollars|euros|pounds))*"
    r"|[A-ZÀ-ÞА-Я][\w’'.-]*(?: (?:(?:of|the|and|de|van|von|al) )?[A-ZÀ-ÞА-Я0-9][\w’'.-]*)*"
)
"""Quoted words, numbers with their unit, names."""
_MEASURED = re.compile(
    r"[$€£]?\d[\d,.]*\d?(?: (?:million|billion|trillion|thousand))?"
    r" (?:crowns|tenge|roubles|rubles|yuan|met(?:re|er)s|kilomet(?:re|er)s|miles|feet|hectares"
    r"|acres|tonnes|tons|hours|minutes|days|weeks|months|passengers|degrees|votes|points)\b"
)
"""Numbers with further units."""
_NAME = r"(?:the )?[A-ZÀ-ÞА-Я][\w’'.-]*(?: (?:(?:of|the|de|van|von|al) )?[A-ZÀ-ÞА-Я0-9][\w’'.-]*)*"
_STOPS = (
    r"(?:and|or|but|which|who|that|when|where|while|is|was|are|were|be|been|has|have|had|will|would"
    r"|can|could|to|in|on|at|by|from|for|with|as|than|of|into|after|before|said|says|coming"
    r"|including|such|used|produced|made|sold|held|he|she|they|it|we|you|i)"
)
_WORD = rf"(?!{_STOPS}\b)[\w’'-]+"
_ITEM = rf"(?:(?:{_NAME})|{_WORD}(?: {_WORD}){{0,2}})"
_ROW = re.compile(
    rf"(?<![\w’'-]){_ITEM}(?:, {_ITEM})+,? (?:and|or) {_ITEM}(?: {_WORD}){{0,3}}?"
    rf"(?= ?[,.;:)–—]|$| {_STOPS}\b)"
)
_NAMES = re.compile(rf"{_NAME}(?:, {_NAME})+,? (?:and|or) (?:other [a-z]+|{_NAME})")
_PAIR = re.compile(rf"{_NAME} and {_NAME}")
_EDGE = " \n,;:.!?–—-"
_CLAUSE = re.compile(
    r"^(?:why|how|that|whether|because|if|to|when|where|who|which)\b|\b(?:is|was|are|were|has|have|had"
    r"|will|would|does|did|can|could|indicated|became)\b"
)
_LEADING = re.compile(
    r"^(?:(?:and|but|although|though|with|while|when|as|in|on|at|by|for|from|of) )+"
    r"(?=[A-ZÀ-Þ“\"\d$€£])",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\([^()]*\)")
_PUBLISHED = re.compile(
    r"\b[A-ZÀ-Þ]\. ?[A-ZÀ-Þ][\w’'-]+,|,.*,.*\b(?:19|20)\d\d\b|^\((?:Photo|Image|Picture)\b"
)


def grown(sentence: str, start: int, end: int, rows: bool = False) -> tuple[int, int]:
    """Return the characters from start to end, with the rest of what they are a part of.

    With `rows`, that is also all of a row of things.

    >>> text = "The trophy went to Anna Maria Berg on Sunday."
    >>> start, end = grown(text, 24, 29)
    >>> text[24:29], text[start:end]
    ('Maria', 'Anna Maria Berg')
    >>> text = "They sold soup, bread and warm milk to all."
    >>> text[slice(*grown(text, 16, 21, rows=True))]
    'soup, bread and warm milk'
    """
    patterns = (WHOLE, _NAMES, _PAIR, _ROW) if rows else (WHOLE, _MEASURED)
    return _with_all_of(patterns, sentence, start, end)


def whole_words(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Return the characters from start to end with the whole names, numbers and titles in them."""
    return _with_all_of((WHOLE,), sentence, start, end)


def _with_all_of(
    patterns: Sequence[re.Pattern[str]], sentence: str, start: int, end: int
) -> tuple[int, int]:
    for pattern in patterns:
        for match in pattern.finditer(sentence):
            if match.start() < end and start < match.end():
                wider = min(start, match.start()), max(end, match.end())
                if len(sentence[slice(*wider)].split()) <= MOST_WORDS:
                    start, end = wider
    return start, end


def cuts_row(sentence: str, start: int, end: int) -> bool:
    """Tell whether characters are some of a row whose others are left out."""
    rows = (match for pattern in (_NAMES, _ROW) for match in pattern.finditer(sentence))
    return any(
        row.start() < end and start < row.end() and (row.start() < start or end < row.end())
        for row in rows
    )


def tidy(words: str) -> str | None:
    """Return words without what hangs over at their ends; None where nothing can stand.

    >>> tidy("And Ada Holm,"), tidy("Ada Holm (Osk"), tidy('the "Osk Choir')
    ('Ada Holm', 'Ada Holm', None)
    """
    words = _without_credits(_LEADING.sub("", " ".join(words.split()).strip(_EDGE)))
    words = _balanced(words).strip(_EDGE)
    words += "." * bool(re.search(r"\b[ap]\.m$", words))
    odd = words.count('"') % 2 or words.count("“") != words.count("”")
    return words if words and not odd else None


def is_clause(words: str) -> bool:
    """Tell whether words say something of something, which the name of a thing does not.

    >>> is_clause("why Osk waits"), is_clause("the Osk Choir"), is_clause('"Osk Is Ours"')
    (True, False, False)
    """
    return _CLAUSE.search(words) is not None


def name_first(sentence: str, start: int, end: int) -> str | None:
    """Return the name of several words that too many words begin with."""
    name = WHOLE.match(sentence, start, end)
    words = tidy(name.group()) if name else None
    return words if words and " " in words and not is_clause(words) else None


def without_owner(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Return the characters without the 's of an owner; a shop can have one in its name.

    >>> text = "Osk's mayor ate at Wendy's."
    >>> [text[slice(*without_owner(text, *span))] for span in ((0, 5), (19, 26))]
    ['Osk', "Wendy's"]
    """
    owns = re.search(r"(?:['’]s|(?<=s)['’])$", sentence[start:end])
    owned = re.match(rf" (?!{_STOPS}\b)[\w“\"]", sentence[end:])
    return (start, end - len(owns.group())) if owns and owned else (start, end)


def notes(sentence: str) -> list[tuple[int, int]]:
    """Return the brackets that name a publication: authors, title, paper, date.

    >>> text = "It fell (A. Holm, The River, Osk Review, May 4, 2023) again (in Osk)."
    >>> [text[slice(*span)] for span in notes(text)]
    ['(A. Holm, The River, Osk Review, May 4, 2023)']
    """
    return [m.span() for m in _BRACKET.finditer(sentence) if _PUBLISHED.search(m.group())]


def within(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a character lies in one of some spans."""
    return any(start <= place < end for start, end in spans)


def _balanced(words: str) -> str:
    """Return words up to a bracket that is not closed, or after one that was not opened."""
    for opens, closes in ("()", "[]"):
        if words.count(opens) > words.count(closes):
            words = words[: words.rindex(opens)].strip(_EDGE)
        elif words.count(closes) > words.count(opens):
            words = words[words.index(closes) + 1 :].strip(_EDGE)
    return words


def _without_credits(words: str) -> str:
    """Leave out whose picture it is, and a word that only began a sentence."""
    parts = words.split()
    while len(parts) > 1 and parts[0].casefold() in CREDITS:
        parts = parts[1:]
    while len(parts) > 1 and _only_begins(parts[0]) and parts[1][:1].isupper():
        parts = parts[1:]
    return " ".join(parts)


def _only_begins(word: str) -> bool:
    return word[:1].isupper() and word.casefold() in NEVER
