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
from ui.render import (
    answer_html,
    draft_html,
    problem_html,
    question_html,
    status_html,
)

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

    trace: Trace | None = None
    """How the answer came about; None where that was not kept."""

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
        if self.answer is not None:
            return answer_html(self.answer, self.token) + self._actions()
        parts = [draft_html(self.drafts, self.drafts_cite, self.token)]
        parts += [status_html(self.status)] if self.status else []
        parts += [problem_html(self.problem)] if self.problem else []
        return f'<div class="cw-answer">{"".join(parts)}</div>'

    def _actions(self) -> str:
        if self.trace is None:
            return ""
        link = f'<a class="cw-action" href="#why-{self.token}">Why this answer</a>'
        return f'<p class="cw-actions">{link}</p>'


def messages(turns: Sequence[Turn]) -> list[dict[str, Any]]:
    """Return the turns as the messages of Gradio's chat."""
    return [
        message
        for turn in turns
        for message in (
            {"role": "user", "content": question_html(turn.question)},
            {"role": "assistant", "content": turn.html()},
        )
    ]


def asked_again(
    removal: tuple[str, str] | None, turns: Sequence[Turn]
) -> tuple[Turn, Sequence[Turn]] | None:
    """Return a turn's question as a new turn without one kind of filter, and the turns before it.

    None for a name that is none, or of a turn that is no longer kept.
    """
    token, kind = removal or ("", "")
    for place, turn in enumerate(turns):
        if turn.token == token:
            without = tuple(dict.fromkeys((*turn.without, kind)))
            return Turn(turn.question, without=without), turns[:place]
    return None


def earlier_questions(turns: Sequence[Turn]) -> list[str]:
    """Return the questions a follow-up can refer to: those that were answered or declined."""
    return [turn.question for turn in turns if turn.answer is not None][-HISTORY_LIMIT:]
