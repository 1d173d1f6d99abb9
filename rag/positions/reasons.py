"""For "why": the reasons that different people give, one for each of them.

A voice is a speaker that attribution.py is certain of, or an article that speaks in the first
person or as an opinion. What this module does not know: whether two reasons exclude each other,
or which of them is the true one.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rag.dialogue.places import is_place, same_state
from rag.draft import Attribution, Quote
from rag.evidence import Evidence, surroundings
from rag.fitting.cues import expected
from rag.positions.named import WHOLE_NAME, names
from rag.retriever import Candidate
from rag.terms.words import fold, keys, tokens
from vectorstore.names import name_key

MARGIN = 1.1
"""How far a reason's score may lie below the best one's."""
OPINION = 0.25
"""What a sentence is worth more that says "I believe"."""
CLOSENESS = 0.3
"""Similarity that the reason of a further voice needs, or the question is about something else."""
CLOSE = 0.55
"""Similarity that the closest sentence of all needs."""
ABOUT_IT = 0.7
"""Share of the closest sentence's similarity that one of the reasons needs."""
ABOUT = 0.6
"""Share of the question's words in a passage that says "he gave two grounds"."""
FIRST = 5
"""Characters before the first chunk of an article: blanks."""
LEADS = 2
"""First chunks of articles that are looked at besides the best passages."""

_CONCLUDES = re.compile(r"(?:and )?(?:therefore|hence|thus|so)\b", re.IGNORECASE)
_GROUNDS = re.compile(
    r"\b(?:no|not|neither|nor|little|hardly)\b[^.;]*\b(?:interests?|needs?|use|benefits?|advantages?"
    r"|points?|rush|hurry|urgency|gains?)\b"
    r"|\b(?:may|might|could|would)\b(?: [\w-]+){0,2} (?:raise|risk|harm|damage|alienate|endanger"
    r"|jeopardi[sz]e|undermine|provoke|threaten|weaken|contradict|be (?:harmful|costly|risky))\b",
    re.IGNORECASE,
)
"""What is not wanted, and what is feared: reasons that are not called so."""
_LISTS = re.compile(
    r"(?P<who>[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)+) (?:has |had )?"
    r"(?:published|listed|lists|gave|gives|named|names|cited|cites|set out|sets out)"
    r"(?: [\w-]+){0,3} (?:reasons|grounds|arguments)\b"
)
"""Who "has published a list of reasons" gives the one that follows."""
_ANNOUNCES = re.compile(
    r"\b(?:g[ai]ve[sn]?|named?s?|cite[sd]?|list(?:s|ed)|had|were)\b(?: [\w-]+){0,3}"
    r" (?:reasons?|grounds|arguments)\b",
    re.IGNORECASE,
)
"""Says that it gives reasons; what for stands in the sentences before."""
_ACCORDING_TO = re.compile(r"\baccording to ([A-ZÀ-Þ][\w’'-]+)", re.IGNORECASE)
FIRST_PERSON = re.compile(
    r"\bI (?:believe|think|am convinced|suspect|would say)\b|\b[Ii]n my (?:opinion|view)\b"
    r"|\b[Mm]y (?:view|impression) is\b"
)


Who = Callable[[Quote], Attribution]
"""Tells who says a quotation."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What one voice gives as the reason."""

    evidence: Evidence
    speaker: str | None
    voice: str
    score: float


def different_reasons(question: str, evidence: Sequence[Evidence], who: Who) -> list[Reason]:
    """Return the best reason of each voice, the best first; none where fewer than two have one."""
    if expected(question) != "reason" or not evidence:
        return []
    may_be = (e for e in evidence if _may_be_reason(question, e))
    found = [r for e in may_be if (r := _given(question, e, who)) is not None]
    best: dict[str, Reason] = {}
    for reason in sorted(found, key=lambda r: -r.score):
        best.setdefault(reason.voice, reason)
    reasons = list(best.values())
    asked = {name_key(word) for word in tokens(question)}
    named = [r for r in reasons if r.voice in asked]
    closest = max(e.similarity for e in evidence)
    about_it = any(r.evidence.similarity >= ABOUT_IT * closest for r in reasons)
    if closest < CLOSE or not about_it or not _of_its_state(question, reasons):
        return []
    if len(named) == 1 or (not named and _ACCORDING_TO.search(question)):
        # Who asks for the reasons of one speaker does not ask for those of others.
        return []
    least = reasons[0].score - MARGIN
    return [r for r in named or reasons if r.score >= least or _announced(question, r.evidence)]


def with_leads(
    question: str, kept: Sequence[Candidate], candidates: Sequence[Candidate]
) -> list[Candidate]:
    """Return the passages, for "why" with the beginning of articles that have only others in them.

    Who thinks what, and why, is told in short where an article begins.
    """
    if expected(question) != "reason":
        return list(kept)
    told = {candidate.chunk.article_id for candidate in kept}
    known = {candidate.chunk.id for candidate in kept}
    leads = [
        c
        for c in candidates
        if c.chunk.article_id in told and c.chunk.id not in known and c.chunk.start <= FIRST
    ]
    return [*kept, *leads[:LEADS]]


def _may_be_reason(question: str, e: Evidence) -> bool:
    asks = e.text.endswith("?")
    says_why = e.fits or _GROUNDS.search(e.text) is not None
    if not says_why or asks or _CONCLUDES.match(e.text):
        return False
    return e.similarity >= CLOSENESS or _announced(question, e)


def _announced(question: str, e: Evidence) -> bool:
    """Tell whether "he gave two grounds: ..." stands in a passage about the question."""
    about = e.context >= ABOUT and names(question) <= keys(surroundings(e.chunk))
    return about and e.leans_on_previous and _ANNOUNCES.search(e.text) is not None


def _of_its_state(question: str, reasons: Sequence[Reason]) -> bool:
    """Tell whether a reason names the state that the question asks about, where it does first.

    Why one country did it is not told by what others say of its neighbour.
    """
    asked = next((name for name in WHOLE_NAME.findall(question) if is_place(name)), None)
    if asked is None:
        return True
    told = {fold(name) for r in reasons for name in WHOLE_NAME.findall(r.evidence.text)}
    return any(state in name for state in same_state(asked) for name in told)


def _given(question: str, e: Evidence, who: Who) -> Reason | None:
    """Return a reason with its voice; who lists reasons for what is asked is one."""
    known = voiced(e, who)
    lists = _LISTS.search(e.text)
    if known is not None or lists is None or not names(question) <= keys(surroundings(e.chunk)):
        return known
    return Reason(e, lists["who"], name_key(tokens(lists["who"])[-1]), e.score)


def voiced(e: Evidence, who: Who) -> Reason | None:
    """Return a sentence with its voice; None where nobody is certain to say it."""
    by = who(Quote(e.chunk, e.start, e.end))
    own = OPINION if FIRST_PERSON.search(e.text) else 0.0
    if by.speaker is not None:
        surname = tokens(by.speaker)[-1]
        return Reason(e, by.speaker, name_key(surname), e.score + own)
    if by.kind == "opinion" or FIRST_PERSON.search(e.text):
        return Reason(e, None, e.chunk.article_id, e.score + own)
    return None
