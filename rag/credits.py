"""Whom a sentence is credited to, in words: the same on a page, in a terminal and in an export.

What this module does not know: how certain a speaker is; attribution.py leaves out who is not.
"""

from collections.abc import Mapping
from textwrap import shorten

from rag.answer import INTERVIEWER, Citation, Kind, Statement
from rag.days.day_words import day

ROLE_LIMIT = 80
"""Characters of a speaker's role, or of a title that stands for an outlet, that are shown."""

KIND_NOTES = {"opinion": "opinion", "question": "a question"}
"""Kinds of statement a reader must not take for a report."""


def credit(statement: Statement, cited: Mapping[int, Citation]) -> tuple[str, ...]:
    """Return what is known of who says it: speaker with role, outlet or title, day, kind."""
    first = next((cited[number] for number in statement.citations if number in cited), None)
    known = (
        speaker_words(statement.speaker, statement.role),
        statement.outlet or (_where(first) if first else None),
        day(first.published_at) if first else None,
        kind_note(statement.kind, statement.role),
    )
    return tuple(part for part in known if part)


def speaker_words(speaker: str | None, role: str | None) -> str | None:
    """Return `Berik Uali, press secretary`; of somebody without a name, what is known."""
    if role == INTERVIEWER:
        return speaker
    told = shorten(role, ROLE_LIMIT, placeholder="…") if role else None
    return ", ".join(part for part in (speaker, told) if part) or None


def kind_note(kind: Kind | None, role: str | None) -> str | None:
    """Return what a reader must know of a sentence that is no plain report, or None."""
    if role == INTERVIEWER:
        return "asked by the interviewer"
    return KIND_NOTES.get(kind or "reported")


def _where(citation: Citation) -> str:
    return citation.outlet or shorten(
        citation.title or citation.source, ROLE_LIMIT, placeholder="…"
    )
