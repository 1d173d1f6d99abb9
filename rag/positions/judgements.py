"""Whether something is worth it: who speaks for it, and who sees no need or harm in it.

"Is the tunnel in the interest of the town?" is answered by what people think of it: of two voices,
as in reasons.py, one judges for it and one against it. A closed set of English words, by rules of
our own. What this module does not know: judgements in other words, and whether somebody who sees
no need would be against it.
"""

import re
from collections.abc import Sequence

from rag.evidence import Evidence
from rag.positions.named import of_one_time
from rag.positions.reasons import Reason, Who, voiced

CLOSE = 0.45
"""Similarity to the question that one of the two sentences needs."""
ALSO_CLOSE = 0.3
WHOLE = 0.5
"""Weighted share of the question's words in the passages of both."""

_ASKS = re.compile(
    r"^(?:and |but |so )?(?:(?:is|are|was|were|do|does|did|will|would)\b.*\b(?:interests?|good for"
    r"|bad for|benefit|benefits|useful|worth|need|necessary|wise|sensible|advantage|harm|gain)\b"
    r"|should\b)(?!.*\bor\b)",
    re.IGNORECASE,
)
_NO = r"(?:no|not|never|neither|nor|nothing|little|hardly|n['’]t)"
_WORTH = re.compile(
    r"\b(?:speaks? for|in favou?r of|in (?:[\w’']+ ){1,3}interests?"
    r"|interests? (?:suggests?|demands?|requires?|calls? for)|benefits?|profits?"
    r"|advantages?|useful|necessary|sensible|wise"
    r"|worth (?!noting|mentioning|recalling|remembering)"
    r"|should (?:\w+ )?(?:join|take part|participate|support|build|do|go|stay|continue))\b",
    re.IGNORECASE,
)
_NO_USE = re.compile(
    rf"\b{_NO}\b[^.;:]*\b(?:interests?|needs?|use|benefits?|advantages?|points?|rush|hurry|urgency"
    r"|gains?|reasons?|worth|necessary|(?:force|compel|oblige|attract|appeal)s?)\b"
    r"|\bgain(?:s|ed)? nothing\b|\b(?:harm|damage|hurt)(?:s|ed|ful)?\b"
    r"|\b(?:a|an)(?: \w+)? (?:mistake|waste|danger|burden)\b"
    r"|\btoo (?:early|expensive|risky|dear|dangerous)\b",
    re.IGNORECASE,
)


def judged(question: str, evidence: Sequence[Evidence], who: Who) -> tuple[Evidence, ...]:
    """Return the closest sentence for it and the closest against it, of two voices; or nothing.

    A sentence that has words of both takes no side.
    """
    if not _ASKS.search(question):
        return ()
    near = sorted((e for e in evidence if _is_about(e)), key=lambda e: -e.similarity)
    worth = [e for e in near if _WORTH.search(e.text) and not _NO_USE.search(e.text)]
    no_use = [e for e in near if _NO_USE.search(e.text) and not _WORTH.search(e.text)]
    told = [(one, other) for one in _of_voices(worth, who) for other in _of_voices(no_use, who)]
    return next((_both(*pair) for pair in told if _stand_apart(*pair)), ())


def _is_about(e: Evidence) -> bool:
    return e.similarity >= ALSO_CLOSE and e.context >= WHOLE and not e.text.endswith("?")


def _of_voices(evidence: Sequence[Evidence], who: Who) -> list[Reason]:
    return [found for e in evidence if (found := voiced(e, who)) is not None]


def _stand_apart(one: Reason, other: Reason) -> bool:
    timely = of_one_time(one.evidence.chunk.metadata, other.evidence.chunk.metadata)
    close = max(one.evidence.similarity, other.evidence.similarity) >= CLOSE
    return timely and close and one.voice != other.voice


def _both(one: Reason, other: Reason) -> tuple[Evidence, Evidence]:
    return one.evidence, other.evidence
