"""A conversation and its turns, as they are kept.

What this module does not know: where they are kept, and how they look on a page.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from rag.answer import Answer

Owner = str | None
"""The name somebody is logged in with; None where nobody logs in."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """What a list tells of a conversation."""

    id: str
    """Cannot be guessed: who has it can open the conversation."""
    title: str
    """Its first question, shortened, until it is renamed."""
    created_at: datetime
    updated_at: datetime
    """When its last turn was kept."""


@dataclass(frozen=True, slots=True)
class KeptTurn:
    """One question and what came of it, with the citations as they were shown."""

    token: str
    """Names the turn within its conversation."""
    question: str
    answer: Answer | None = None
    """With a problem beside it: as far as the answer had come."""
    problem: str | None = None
    """Why there is no answer, or not a whole one."""
    without: tuple[str, ...] = ()
    """Kinds of filters that were not to be read from the question."""
    trace: str | None = None
    """How the answer came about, as JSON; None where that is not kept."""
    kept_at: datetime | None = None
    """When it was kept first; None before."""


UNREADABLE = (
    "This answer was kept by another version of Citewire and cannot be shown. "
    "Ask the question again."
)
"""The problem of a kept turn whose answer cannot be read any more."""


def new_id() -> str:
    """Return an id for a conversation, which is kept with its first turn."""
    return secrets.token_urlsafe(16)
