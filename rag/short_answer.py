"""The few words that answer, inside a statement, where a reader sees them.

What this module does not know: whether they are right. The statement around them is the answer;
these words only point into it.
"""

import re
from collections.abc import Sequence

from rag.cues import asks_for_several
from rag.draft import DraftStatement
from rag.elsewhere import is_elsewhere
from rag.evidence import Evidence, surroundings
from rag.figures import any_number, asked_figure
from rag.words import tokens

MOST_WORDS = 12
_WHOLE = re.compile(
    r"[“\"][^”\"]{1,80}[”\"]"  # a title or term in quotation marks
    r"|[$€£]?\d[\d,.]*\d?%?(?:[ -](?:million|billion|trillion|thousand|percent|per cent"
    r"|years?(?:[ -]old)?|people|dollars|euros|pounds))*"
    r"|[A-ZÀ-ÞА-Я][\w’'.-]*(?: (?:(?:of|the|and|de|van|von|al) )?[A-ZÀ-ÞА-Я0-9][\w’'.-]*)*"
)
"""What is not cut in two: quoted words, numbers with their unit, names."""
_NAME = r"(?:the )?[A-ZÀ-ÞА-Я][\w’'.-]*(?: (?:(?:of|the|de|van|von|al) )?[A-ZÀ-ÞА-Я0-9][\w’'.-]*)*"
_SEVERAL = re.compile(rf"{_NAME}(?:, {_NAME})+,? (?:and|or) {_NAME}")
"""Names in a row: a reader marks one of them."""
_COUNTED = re.compile(r"\bhow (?:many|much)\b", re.IGNORECASE)
_WHO = re.compile(r"(?:and |but |so )?who(?:m|se)?\b", re.IGNORECASE)
_THING = re.compile(
    r"\b(?:Dam|Bridge|River|Road|Street|Avenue|Lake|Square|Station|Line|Valley|Airport|Tunnel|Tower"
    r"|Summit|Report|Act|Treaty)$"
)
_FEW = re.compile(r"\b(?:one|once|single|an?|no|none|nobody|nothing|zero|all|both|dozens)\b", re.I)
_EDGE = " \n,;:.!?–—-"


def short_answer(
    question: str, statements: Sequence[DraftStatement], evidence: Sequence[Evidence]
) -> str | None:
    """Return at most 12 words of a statement, or None where nothing was read in any.

    `evidence` is sorted best first; the best of it that stands in a statement answers. Where the
    question asks for several, all the names of a row are given. An echo of the question is none,
    nor is what a sentence says of another place or year.
    """
    kept_whole = (_WHOLE, _SEVERAL) if asks_for_several(question) else (_WHOLE,)
    for found in evidence:
        stands = any(found.text in statement.text for statement in statements)
        if not stands or found.answer is None or _is_elsewhere(question, found):
            continue
        start, end = (place - found.start for place in found.answer)
        for pattern in kept_whole:
            start, end = _grown(found.text, start, end, pattern)
        words = " ".join(found.text[start:end].split()[:MOST_WORDS]).strip(_EDGE)
        if _says_something(words, question) and _is_of_the_kind(words, question):
            return words
    return None


def _is_elsewhere(question: str, found: Evidence) -> bool:
    return is_elsewhere(question, found.text, surroundings(found.chunk))


def _is_of_the_kind(words: str, question: str) -> bool:
    """Tell whether the words can answer: "how many" asks for a number, "who" for no bridge."""
    if _WHO.match(question) and _THING.search(words):
        return False
    asked = _COUNTED.search(question) is not None or asked_figure(question) is not None
    return not asked or _FEW.search(words) is not None or any_number(words, question)


def _says_something(words: str, question: str) -> bool:
    """Tell whether words are more than an echo; a question with "or" holds its answer itself."""
    known = set(tokens(question))
    return not set(tokens(words)) <= known or (bool(words) and "or" in known)


def whole_words(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Return the characters from start to end with the whole names, numbers and titles in them."""
    return _grown(sentence, start, end, _WHOLE)


def _grown(sentence: str, start: int, end: int, whole: re.Pattern[str]) -> tuple[int, int]:
    """Return the characters from start to end, with the rest of what they are a part of.

    >>> text = "The trophy went to Anna Maria Berg on Sunday."
    >>> start, end = _grown(text, 24, 29, _WHOLE)
    >>> text[24:29], text[start:end]
    ('Maria', 'Anna Maria Berg')
    """
    for match in whole.finditer(sentence):
        if match.start() < end and start < match.end():
            grown = min(start, match.start()), max(end, match.end())
            if len(sentence[slice(*grown)].split()) <= MOST_WORDS:
                start, end = grown
    return start, end
