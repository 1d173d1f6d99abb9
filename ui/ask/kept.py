"""Turns of the page as they are kept, and kept turns as they are shown again.

Whatever goes wrong with keeping never costs an answer: the turn says so in a quiet line, and the
log has the rest. What this module does not know: what a list of conversations looks like.
"""

import logging
from dataclasses import replace

import gradio as gr
from pydantic import ValidationError

from rag.answer import Answer, Seconds
from rag.conversations.kept import Conversations, NoConversation
from rag.conversations.records import KeptTurn, Owner, new_id
from rag.trace import Trace
from ui.ask.asking import stopped
from ui.ask.next_turn import NextTurn
from ui.ask.turn import Turn, Turns
from ui.once import Once
from ui.plain import HIDDEN
from vectorstore.errors import CitewireError

log = logging.getLogger(__name__)

MOVED = (
    "This conversation has been deleted meanwhile. "
    "The list has this question as the first of a new one."
)
NOT_KEPT = "This answer is not kept in the list of conversations; the server's log says why."


class Keeper:
    """Keeps what was asked and answered."""

    def __init__(self, conversations: Once[Conversations] | None) -> None:
        """Keep the part; it is loaded with the first turn. None: turns come to rest, no more."""
        self._conversations = conversations

    def keep(self, before: Turns, now: Turns, owner: Owner) -> Turns:
        """Keep the turns that `now` has and `before` has not, and return `now` at rest.

        They take the place of those that `before` has and `now` has not. Where the conversation is
        not there any more, they begin another one, which is then that of all the turns.
        """
        known = {turn.token for turn in before}
        replaced = known - {turn.token for turn in now}
        kept = tuple(
            turn if turn.token in known else self._kept(stopped(turn), replaced, owner)
            for turn in now
        )
        moved = [t for t in kept if t.token not in known and t.unkept == MOVED]
        return _moved(kept, moved[0].conversation) if moved else kept

    def begun(self, wanted: NextTurn, before: Turns, owner: Owner) -> NextTurn:
        """Keep the turn that is to be answered, and return it with its conversation."""
        turn = replace(wanted.turn, conversation=conversation_of(before))
        kept = self.keep(before, wanted.page(turn), owner)[len(wanted.before)]
        turn = replace(turn, conversation=kept.conversation)
        if kept.unkept != MOVED:  # What else went wrong is said if it does at the end.
            return replace(wanted, turn=turn)
        above, below = (_moved(turns, turn.conversation) for turns in (wanted.before, wanted.after))
        return replace(wanted, turn=replace(turn, unkept=MOVED), before=above, after=below)

    def _kept(self, turn: Turn, replaced: set[str], owner: Owner) -> Turn:
        if self._conversations is None or not HIDDEN.sub("", turn.question).strip():
            return turn  # Nothing is to be kept, or nothing was asked.
        try:
            return self._where_it_goes(self._conversations(), turn, replaced, owner)
        except CitewireError as error:
            log.warning("A turn is not kept: %s", error)
            return replace(turn, unkept=NOT_KEPT)
        # A broad catch, on purpose: the answer is on the page, and must stay there.
        except Exception:
            log.exception("A turn is not kept")
            return replace(turn, unkept=NOT_KEPT)

    def _where_it_goes(
        self, conversations: Conversations, turn: Turn, replaced: set[str], owner: Owner
    ) -> Turn:
        try:
            conversations.keep(turn.conversation, owner, to_keep(turn), replaced)
        except NoConversation:
            turn = replace(turn, conversation=new_id(), unkept=MOVED)
            conversations.keep(turn.conversation, owner, to_keep(turn))
        return turn


def _moved(turns: Turns, conversation: str) -> Turns:
    return tuple(replace(turn, conversation=conversation) for turn in turns)


def user_of(request: gr.Request | None) -> Owner:
    """Return the name somebody is logged in with, or None where nobody logs in."""
    name = getattr(request, "username", None)
    return str(name) if name else None


def conversation_of(turns: Turns) -> str:
    """Return the id of the conversation on the page; a new one where there is none yet."""
    return turns[0].conversation if turns else new_id()


def to_keep(turn: Turn) -> KeptTurn:
    """Return a turn that has ended as it is kept."""
    return KeptTurn(
        token=turn.token,
        question=turn.question,
        answer=turn.answer or _so_far(turn),
        problem=turn.problem,
        without=turn.without,
        trace=turn.trace.model_dump_json() if turn.trace else None,
    )


def _so_far(turn: Turn) -> Answer | None:
    """Return the statements that had arrived, in the form of an answer."""
    if not turn.drafts:
        return None
    return Answer(
        question=turn.question,
        searched_for=turn.question,
        as_of=None,
        status="answered",
        confidence=None,
        text=" ".join(statement.text for statement in turn.drafts),
        statements=turn.drafts,
        citations=turn.drafts_cite,
        short_answer=None,
        disagreements=(),
        abstention=None,
        passages=(),
        seconds=Seconds(retrieve=0.0, compose=0.0, total=0.0),
        composer="extractive",
        notices=(),
    )


def shown_again(kept: KeptTurn, conversation: str, can_be_judged: bool = True) -> Turn:
    """Return a kept turn as it was on the page."""
    turn = Turn(
        kept.question,
        token=kept.token,
        without=kept.without,
        conversation=conversation,
        can_be_judged=can_be_judged,
    )
    if kept.problem and kept.answer:
        cited = kept.answer.citations
        drafts = kept.answer.statements
        return replace(turn, drafts=drafts, drafts_cite=cited, problem=kept.problem)
    return replace(turn, answer=kept.answer, problem=kept.problem, trace=_trace(kept.trace))


def _trace(kept: str | None) -> Trace | None:
    try:
        return Trace.model_validate_json(kept) if kept else None
    except ValidationError:  # of another version
        return None
