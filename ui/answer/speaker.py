"""Who says a sentence, as it stands in quiet type below it: name, role, and what kind it is.

What this module does not know: how certain a speaker is; attribution.py leaves out who is not.
"""

from rag.answer import INTERVIEWER, Kind
from ui.plain import shortened

ROLE_LIMIT = 80
"""Characters of a speaker's role that are shown."""

KIND_NOTES = {"opinion": "opinion", "question": "a question"}
"""Kinds of statement a reader must not take for a report."""


def speaker_shown(speaker: str | None, role: str | None) -> str | None:
    """`Berik Uali, press secretary`; of somebody without a name, what is known."""
    if role == INTERVIEWER:
        return speaker
    told = shortened(role, ROLE_LIMIT) if role else None
    return ", ".join(part for part in (speaker, told) if part) or None


def kind_note(kind: Kind | None, role: str | None) -> str | None:
    """Return what a reader must know of a sentence that is no plain report, or None."""
    if role == INTERVIEWER:
        return "asked by the interviewer"
    return KIND_NOTES.get(kind or "reported")
