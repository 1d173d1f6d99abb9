"""What several people said of one thing, one position each, where the question asks for several.

"How did experts react to the decision?", "What do observers think of the plan?": of every speaker
that attribution is certain of, the sentence closest to the question. What this module does not
know: whether they contradict each other; who asks for several people gets what each of them said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.compose import repeats
from rag.draft import Attribution, Quote
from rag.evidence import Evidence
from rag.positions.reasons import FIRST_PERSON, OPINION, Who
from rag.terms.words import tokens
from vectorstore.names import name_key

CLOSE = 0.45
"""Similarity to the question that a sentence needs; less where it says "I believe"."""
MARGIN = 0.25
"""How far its similarity may lie below the closest one's."""

_PEOPLE = (
    r"(?:experts?|analysts?|observers?|commentators?|economists?|politicians?|leaders|officials"
    r"|critics|opponents|supporters|residents|neighbou?rs|allies|countries|governments|parties"
    r"|people|others|scientists|researchers|traders|unions|companies|activists|lawyers)"
)
_EXPERTS = re.compile(
    r"\b(?:expert|analyst|observer|commentator|economist|scientist|researcher|critic)s?\b",
    re.IGNORECASE,
)
_OFFICE = (
    r"\b(?:[Pp]resident|[Mm]inister|[Ss]pokes\w+|[Pp]ress secretary|[Gg]overnor|[Mm]ayor"
    r"|[Cc]hancellor|[Aa]mbassador|[Ss]enator)\b"
)
"""Who holds an office is none of the experts."""
_TITLED = re.compile(rf"{_OFFICE}(?: of [A-Z]\w+)?,? ((?:[A-Z][\w’'-]+ ?){{1,3}})")
_SAYS = r"(?:say|said|think|thought|react\w*|respond\w*|comment\w*|see|view|judge|assess|make of)"
_ASKS = re.compile(
    rf"\b(?:how|what) (?:did|do|does|have|has|had)\b(?: [\w'’-]+){{0,3}}? {_PEOPLE}\b.* {_SAYS}\b"
    rf"|\b(?:what|which) (?:were|are) the (?:\w+ )?(?:reactions|responses|views|opinions)\b"
    r"|\bwho said what\b",
    re.IGNORECASE,
)


_OF_A_NAME = re.compile(rf"\b([A-ZÀ-Þ][\w'’-]+) {_PEOPLE}\b")
"""Those of one party or country: "G7 leaders"."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """What one speaker said."""

    evidence: Evidence
    speaker: str


def reactions(question: str, evidence: Sequence[Evidence], who: Who) -> list[Reaction]:
    """Return the closest sentence of each speaker, the closest first; none of fewer than two."""
    if not _ASKS.search(question):
        return []
    said = sorted(_said(question, evidence, who), key=lambda reaction: -_worth(reaction.evidence))
    kept: dict[str, Reaction] = {}
    for reaction in said:
        voice = name_key(tokens(reaction.speaker)[-1])
        if voice not in kept and _is_new(reaction.evidence, list(kept.values())):
            kept[voice] = reaction
    return list(kept.values()) if len(kept) > 1 else []


def _said(question: str, evidence: Sequence[Evidence], who: Who) -> Iterator[Reaction]:
    """Yield what is said by somebody who may be one of those the question asks for."""
    of_a_name = _OF_A_NAME.search(question)
    no_office = _EXPERTS.search(question) is not None
    for e in evidence:
        if _worth(e) < CLOSE or e.text.endswith("?") or e.leans_on_previous:
            continue
        by = who(Quote(e.chunk, e.start, e.end))
        if of_a_name and of_a_name[1] not in (by.role or ""):
            continue
        if by.speaker is not None and not (no_office and _holds_office(by, evidence)):
            yield Reaction(e, by.speaker)


def _holds_office(by: Attribution, evidence: Sequence[Evidence]) -> bool:
    """Tell whether a speaker is introduced with an office, here or elsewhere."""
    if by.role and re.search(_OFFICE, by.role, re.IGNORECASE):
        return True
    surname = name_key(tokens(by.speaker or "")[-1])
    titled = (match for e in evidence for match in _TITLED.findall(e.text))
    return any(surname == name_key(word) for name in titled for word in tokens(name))


def _worth(e: Evidence) -> float:
    return e.similarity + (OPINION if FIRST_PERSON.search(e.text) else 0.0)


def _is_new(e: Evidence, known: Sequence[Reaction]) -> bool:
    """Tell whether a sentence is nearly as close as the first and says something else."""
    close = not known or _worth(e) >= _worth(known[0].evidence) - MARGIN
    return close and not any(repeats(e.text, reaction.evidence.text) for reaction in known)
