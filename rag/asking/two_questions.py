"""Two questions that were asked as one: "Who led the inquiry, and what did the judge find?".

They are taken apart at an "and" with a whole question on both sides; the second inherits what the
first named. Precision first: what may be one question stays one. What this module does not know:
what is answered; three questions in one are read as two.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.dialogue.frame import bare
from rag.dialogue.mentions import AUXILIARY
from rag.follow_up import LONGEST, self_contained
from rag.terms.words import content_stems

_WORD = r"(?:who|whom|whose|what|which|when|where|why|how)"
_TO = r"(?:(?:in|on|at|to|by|from|for|with|through|under|since|until) )"
_AND = re.compile(
    r"(?:,? (?:and|but)(?: also)?|; ?(?:and )?|\?) +"
    rf"(?=(?i:{_TO}?{_WORD}|{AUXILIARY})\b)"
)
_NO_QUESTION = (
    r"(?:the|an?|his|her|its|their|our|this|that|these|those|he|she|it|they|we|you|i|there"
    r"|else|more|so|not|long|far|often|(?-i:[A-Z]\w*))\b"
)
_VERB = (
    rf"(?:{AUXILIARY}|(?-i:[a-z]{{2,}}ed)|became|began|came|left|lost|won|met|took|made|paid|said"
    r"|told|led|held|fell|rose|grew|built|sold|bought|went|got|gave|kept|sent|spoke|wrote)"
)
_WHOLE = re.compile(
    rf"^(?:{_TO}?(?:what|which|whose|whom|how [a-z]+)(?: [\w’'-]+){{0,4}}? {AUXILIARY}\b"
    rf"|{_TO}?(?:what|which|whose|how (?:many|much))(?: [\w’'-]+){{1,4}}? {_VERB}\b"
    rf"|(?:when|where|why|how) {AUXILIARY}\b"
    rf"|(?:who|what) (?!{_NO_QUESTION})[a-z]+\b)",
    re.IGNORECASE,
)
"""A question by the order of its words: "what did the judge find", not "what the judge found"."""
_YES_OR_NO = re.compile(rf"^{AUXILIARY} ", re.IGNORECASE)
_EMBEDDED = re.compile(rf"\b(?:{_WORD}|whether|if|between|both)\b", re.IGNORECASE)
FEWEST = 3
"""Words of a question that can stand beside another one."""


@dataclass(frozen=True, slots=True)
class Half:
    """One of two questions."""

    text: str
    """As it was asked."""
    understood: str
    """With what it refers to."""


def two_questions(question: str, history: Sequence[str] = ()) -> tuple[Half, Half] | None:
    """Return the two questions that one holds, or None for a single one.

    >>> halves = two_questions("When does Line 7 open, and how much will it cost?")
    >>> [half.understood for half in halves]
    ['When does Line 7 open?', 'How much will Line 7 cost?']
    >>> two_questions("When and where was the tram opened?") is None
    True
    """
    halves = _halves(question) if len(question) <= LONGEST else None
    if halves is None:
        return None
    first, second = halves
    inherited = self_contained(second, [*history, first])
    return Half(first, self_contained(first, history)), Half(second, inherited)


def _halves(question: str) -> tuple[str, str] | None:
    """Return the first two whole questions of a text."""
    for match in _AND.finditer(question):
        first, second = question[: match.start()], question[match.end() :].rstrip(" ?.!")
        if _may_part(first, second):
            return f"{first.strip()}?", f"{second[0].upper()}{second[1:]}?"
    return None


def _may_part(first: str, second: str) -> bool:
    first = bare(first)
    if any(len(half.split()) < FEWEST or not content_stems(half) for half in (first, second)):
        return False
    if _YES_OR_NO.match(second):
        return _YES_OR_NO.match(first) is not None and _EMBEDDED.search(first) is None
    embedded = _EMBEDDED.search(first.partition(" ")[2].removeprefix("which "))
    asks = _WHOLE.match(first) or _YES_OR_NO.match(first)
    return bool(asks and _WHOLE.match(second)) and embedded is None
