"""How many were killed, where the passages say that nobody was.

A count of nobody is a premise that is denied. What this module does not know: who was meant; the
place and year of the question are looked for in the passage.
"""

import re
from collections.abc import Sequence

from rag.dialogue.mentions import mentions
from rag.evidence import Evidence, surroundings
from rag.premises.events import COUNTED, NONE
from rag.terms.words import keys

_HOW_MANY = re.compile(r"^how many (?:people|persons|residents)?\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBER = (
    r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds)"
)


def nobody_was(question: str, evidence: Sequence[Evidence]) -> tuple[str, Evidence] | None:
    """Return what is counted and the sentence by which it is nobody, for "how many were killed".

    Where a sentence gives a number of them there is none.
    """
    match = _HOW_MANY.match(question)
    told = next((words for words in COUNTED if words.search(question)), None) if match else None
    if match is None or told is None:
        return None
    none = re.compile(rf"\b{NONE}\b[^.;,]{{0,30}}\b{told.pattern}\b", re.IGNORECASE)
    some = re.compile(rf"\b{_NUMBER}\b[^.;,]{{0,40}}\b{told.pattern}\b", re.IGNORECASE)
    if any(some.search(e.text) for e in evidence):
        return None
    named = {
        key for m in mentions(question) if m.kind not in ("time", "thing") for key in keys(m.text)
    }
    for e in evidence:
        about_it = not named or named & keys(surroundings(e.chunk))
        if none.search(e.text) and about_it and _is_of_its_year(question, e):
            return f"people {question[match.end() :].strip(' ?')}", e
    return None


def _is_of_its_year(question: str, e: Evidence) -> bool:
    """Tell whether a passage is of the year that a question names, if it names one."""
    years = set(_YEAR.findall(question))
    published = e.chunk.metadata.published_at.value or ""
    return not years or published[:4] in years or bool(years & set(_YEAR.findall(e.chunk.text)))
