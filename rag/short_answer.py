"""The few words that answer, inside a statement, where a reader sees them.

What this module does not know: whether they are right. The statement around them is the answer;
these words only point into it.
"""

import re
from collections.abc import Sequence

from rag.draft import DraftStatement
from rag.evidence import Evidence

MOST_WORDS = 12
_WHOLE = re.compile(
    r"[“\"][^”\"]{1,80}[”\"]"  # a title or term in quotation marks
    r"|[$€£]?\d[\d,.]*\d?%?(?:[ -](?:million|billion|trillion|thousand|percent|per cent"
    r"|years?(?:[ -]old)?|people|dollars|euros|pounds))*"
    r"|[A-ZÀ-ÞА-Я][\w’'.-]*(?: (?:(?:of|the|and|de|van|von|al) )?[A-ZÀ-ÞА-Я0-9][\w’'.-]*)*"
)
"""What is not cut in two: quoted words, numbers with their unit, names."""
_EDGE = " \n,;:.!?–—-"


def short_answer(statements: Sequence[DraftStatement], evidence: Sequence[Evidence]) -> str | None:
    """Return at most 12 words of a statement, or None where nothing was read in any.

    `evidence` is sorted best first; the best of it that stands in a statement answers.
    """
    for found in evidence:
        stands = any(found.text in statement.text for statement in statements)
        if stands and found.answer is not None:
            start, end = (place - found.start for place in found.answer)
            return _words(found.text, start, end) or None
    return None


def _words(sentence: str, start: int, end: int) -> str:
    """Return the words between two characters of a sentence, names and numbers made whole.

    >>> text = "The trophy went to Anna Maria Berg on Sunday."
    >>> _words(text, text.index("Maria"), text.index("Maria") + 5)
    'Anna Maria Berg'
    """
    for match in _WHOLE.finditer(sentence):
        if match.start() < end and start < match.end():
            grown = min(start, match.start()), max(end, match.end())
            if len(sentence[slice(*grown)].split()) <= MOST_WORDS:
                start, end = grown
    return " ".join(sentence[start:end].split()[:MOST_WORDS]).strip(_EDGE)
