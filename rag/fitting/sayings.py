"""What somebody says comes before what is said of them; who is not quoted is not answered for.

"What did Berg say at the meeting in Osk?" begins with her words, "Why did Berg say so?" with her
reasons, and where the passages have no word of hers on it, the reader is told that. What this
module does not know: who says a sentence; attribution.py reads that.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from rag.dialogue.mentions import mentions
from rag.evidence import Evidence, surroundings
from rag.premises.elsewhere import is_elsewhere
from rag.terms.stems import stem
from rag.terms.words import WEAK_STEMS, keys, tokens

CLOSE = 0.6
"""Share of the closest sentence's similarity that words need to come first."""
REASON_WEIGHT = 0.6
"""For a sentence that gives a reason as such, where the speaker's reasons are asked for."""
ON_TOPIC = 0.65
"""Similarity from which on words are about the question, whatever words they use."""

_REASONS = re.compile(
    r"^\W*(?:and |but |so )?(?:why\b|(?:what|which) (?:reasons?|grounds)\b)", re.I
)
_GIVES_REASON = re.compile(
    r"\b(?:because|citing|cites|cited|as the reason|reasons? (?:is|are|was|were|given|for|he|she)"
    r"|based on|on the grounds?|(?:names?|named|gave|gives) (?:\w+ ){0,2}(?:reasons|grounds)"
    r"|explain(?:s|ed|ing) that|no (?:urgent )?need|this reflects|linked to|driven by|first,)",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"\b(?:say|said|tell|told|claim|state|argue|add|note|think|write|written)\b(?P<topic>.*)$",
    re.IGNORECASE,
)
_TELLS = (
    r"(?:said|says|told|tells|spoke|announced?|announces|stated?|states|argue[ds]|warn(?:ed|s)"
    r"|reject(?:ed|s)|den(?:ied|ies)|demand(?:ed|s)|promise[ds]|call(?:ed|s)|explain(?:ed|s)"
    r"|writes|wrote|believe[ds]|thinks|thought|describe[ds]|express(?:ed|es)|voice[ds]"
    r"|respond(?:ed|s)|react(?:ed|s)|accuse[ds]|insist(?:ed|s)|propose[ds]|suggest(?:ed|s)"
    r"|confirm(?:ed|s)|admit(?:ted|s)|declare[ds]|add(?:ed|s)|note[ds]|stresse[ds]|claim(?:ed|s)"
    r"|want(?:ed|s)|welcome[ds]|criticised?|criticises|support(?:ed|s)|oppose[ds])"
)


def words_first(
    question: str, theirs: Sequence[Evidence], others: Sequence[Evidence]
) -> list[Evidence]:
    """Return the evidence, best first, led by the speaker's own words where some are as close.

    `theirs` is what the one who is asked for says, `others` the rest.
    """
    if _REASONS.match(question):
        theirs = [_reasoned(e) for e in theirs]
    closest = max((e.similarity for e in [*theirs, *others]), default=0.0)
    first = [e for e in theirs if _may_lead(question, e, closest)]
    ahead = max((e.score for e in [*theirs, *others] if e not in first), default=0.0)
    behind = max((e.score for e in first), default=ahead)
    lift = max(0.0, ahead - behind + 0.01) if first else 0.0
    lifted = {id(e) for e in first}
    found = [replace(e, score=e.score + lift) if id(e) in lifted else e for e in theirs]
    return sorted([*found, *others], key=lambda e: (-e.score, e.rank, e.start))


def _reasoned(e: Evidence) -> Evidence:
    gives = _GIVES_REASON.search(e.text) is not None
    return replace(e, fits=gives, score=e.score + (REASON_WEIGHT if gives else 0.0))


def _may_lead(question: str, e: Evidence, closest: float) -> bool:
    """Tell whether somebody's words are about the question, and of its place and year."""
    if e.text.endswith("?") or is_elsewhere(question, e.text, surroundings(e.chunk)):
        return False
    asks_why = _REASONS.match(question) is not None
    return (asks_why and e.fits) or e.similarity >= CLOSE * closest


def not_quoted(
    question: str, phrase: str, theirs: Sequence[Evidence], evidence: Sequence[Evidence]
) -> str | None:
    """Return that the passages hold no words of the one asked for on what is asked, or None.

    `theirs` are the sentences of the one whom `phrase` names. A sentence that tells what they
    said, whoever is read as its speaker, is enough.
    """
    named = next((m for m in mentions(question) if phrase in m.text), None)
    spoken = _SPEAKS.search(question[question.find(phrase) + len(phrase) :])
    if named is None or named.kind not in ("person", "name", "place") or spoken is None:
        return None
    topic = _topic(spoken["topic"], phrase)
    # An article in which somebody speaks may have what it says of the topic from them.
    speaks_in = {e.chunk.article_id for e in theirs}
    near = [e for e in evidence if e.chunk.article_id in speaks_in]
    if any(_is_on(topic, e, keys(surroundings(e.chunk))) for e in near):
        return None
    last = re.escape(phrase.split()[-1])
    told = re.compile(
        rf"\b{last}(?:,? (?:who|which|has|had|also))? (?:[\w-]+ ){{0,2}}?{_TELLS}\b"
        rf"|\b[Aa]ccording to (?:[\w-]+ ){{0,4}}?{last}\b"
        rf"|\b{_TELLS} (?:[\w-]+ ){{0,3}}?{last}\b"
        rf"|\b{last}['’]s (?:\w+ )?(?:words?|statement|remarks?|speech|answer|reply|view|opinion)\b"
    )
    if any(told.search(e.text) and _is_on(topic, e, keys(e.text)) for e in evidence):
        return None
    return (
        f"{phrase[0].upper()}{phrase[1:]} is not quoted on this: the passages that were found have"
        " no such words."
    )


def _topic(words: str, phrase: str) -> set[str]:
    """Return the keys of what is spoken about, without who is spoken to."""
    about = re.split(r"\b(?:about|on|of|that)\b", words, maxsplit=1)
    told = about[1] if len(about) > 1 else ""
    return {key for w in tokens(told) if stem(w) not in WEAK_STEMS for key in keys(w)} - keys(
        phrase
    )


def _is_on(topic: set[str], e: Evidence, found: set[str]) -> bool:
    return not topic or bool(topic & found) or e.similarity >= ON_TOPIC
