"""One turn of the chat: a question and what has come of it so far.

A frozen record; each step of an answer makes the next one, and the message on the page is
always the rendering of the latest. What this module does not know: Gradio.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from rag.answer import Answer, Citation, Passage, Statement
from rag.trace import Trace
from ui.answer.render import (
    answer_html,
    draft_html,
    problem_html,
    question_html,
    quiet_html,
    status_html,
    stopped_html,
)
from ui.ask.actions import actions_html

INTERRUPTED = "Stopped before the answer was complete."
"""The problem of a turn whose reader wanted it to end: no error, and not shown as one."""

HISTORY_LIMIT = 20
"""Earlier questions that are handed on with a follow-up."""


@dataclass(frozen=True)
class Turn:
    """A question, and its answer as far as it has come."""

    question: str
    token: str = field(default_factory=lambda: secrets.token_hex(4))
    """Names the turn in links, so that chips of different turns never meet."""

    without: tuple[str, ...] = ()
    """Kinds of filters that are not to be read from the question."""

    status: str | None = None
    """What is being done; None when nothing is."""

    drafts: tuple[Statement, ...] = ()
    """Statements that have arrived before the answer was complete."""

    drafts_cite: tuple[Citation, ...] = ()

    answer: Answer | None = None
    problem: str | None = None
    """Why there is no answer."""

    asked_of: str = ""
    """Name of the set whose collection was asked; empty: the user's own."""

    trace: Trace | None = None
    """How the answer came about; None where that was not kept."""

    edited: bool = False
    """Whether its question is in the box, to be sent in its place."""

    conversation: str = ""
    """Id of the conversation that the turn belongs to."""

    can_be_judged: bool = True
    """Whether there are thumbs below its answer."""

    unkept: str | None = None
    """Why the turn is not kept with its conversation, where that is so."""

    @property
    def is_running(self) -> bool:
        """True while there is neither an answer nor a reason why there is none."""
        return self.answer is None and self.problem is None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """The citations on the page, complete or not."""
        return self.answer.citations if self.answer else self.drafts_cite

    @property
    def closest(self) -> tuple[Passage, ...]:
        """The passages that an abstention offers."""
        found = self.answer.abstention if self.answer else None
        return found.closest if found else ()

    def html(self) -> str:
        """Return the message of this turn as it stands."""
        return self._told() + (quiet_html(self.unkept) if self.unkept else "")

    def _told(self) -> str:
        if self.answer is not None:
            return answer_html(self.answer, self.token) + self._actions()
        parts = [draft_html(self.drafts, self.drafts_cite, self.token)]
        parts += [status_html(self.status)] if self.status else []
        if self.problem:
            told = stopped_html if self.problem == INTERRUPTED else problem_html
            parts += [told(self.problem), self._actions()]
        return f'<div class="cw-answer">{"".join(parts)}</div>'

    def _actions(self) -> str:
        judged = self.answer if self.can_be_judged else None
        known = {"thumbs": judged, "copy": self.answer, "why": self.trace}
        missing = {kind for kind, needed in known.items() if needed is None}
        return actions_html(self.token, missing)


Turns = tuple[Turn, ...]


def messages(turns: Sequence[Turn]) -> list[dict[str, Any]]:
    """Return the turns as the messages of Gradio's chat."""
    return [
        message
        for turn in turns
        for message in (
            {"role": "user", "content": question_html(turn.question, turn.edited)},
            {"role": "assistant", "content": turn.html()},
        )
    ]


def earlier_questions(turns: Sequence[Turn]) -> list[str]:
    """Return the questions a follow-up can refer to: those that were answered or declined."""
    return [turn.question for turn in turns if turn.answer is not None][-HISTORY_LIMIT:]
