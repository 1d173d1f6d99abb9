"""Who says something that a question quotes or tells: "Who said that the gate was open?".

What this module does not know: who says a sentence; attribution.py does.
"""

import re

from rag.draft import Attribution
from rag.short.asked import SAYS, Asked
from rag.short.wholes import grown, tidy
from rag.speakers.roles import NAME
from rag.terms.stems import stem
from rag.terms.words import content_stems, keys, tokens
from vectorstore.names import name_key

_QUOTED = re.compile(r"[“\"«]([^”\"»]{3,})[”\"»]")
_CALLED = re.compile(rf"(?P<name>{NAME}) (?:(?:has|had|have|also) )?(?P<verb>{SAYS})\b")
_SAYS = re.compile(rf"\b{SAYS}\b", re.IGNORECASE)
SHARE = 0.7
"""More than this share of what somebody is to have said stands in what somebody said."""


def is_said(asked: Asked, sentence: str) -> bool:
    """Tell whether a sentence holds what somebody is asked to have said."""
    quoted = _QUOTED.search(asked.about)
    if quoted is not None:
        return " ".join(tokens(quoted[1])) in " ".join(tokens(sentence))
    numbers = set(re.findall(r"\d[\d.,:]*\d|\d", asked.about))
    if not all(number in sentence for number in numbers):
        return False
    wanted, told = content_stems(asked.about), keys(sentence)
    words = [w for w in wanted if name_key(w) in told or w in told]
    return bool(wanted) and len(words) > SHARE * len(wanted)


def speaker_of(asked: Asked, sentence: str, by: Attribution | None) -> str | None:
    """Return the name of who says a sentence; None where that is not known, or an interviewer."""
    if by is not None and (by.speaker or by.kind == "question"):
        return by.speaker
    quoted, verb = _QUOTED.search(asked.about), _SAYS.search(asked.question)
    wanted = stem(verb.group().casefold()) if verb else None
    every = _CALLED.finditer(sentence)
    called = [m for m in every if quoted or stem(m["verb"].casefold()) == wanted]
    if len(called) == 1:
        return tidy(sentence[slice(*grown(sentence, *called[0].span("name")))])
    return None
