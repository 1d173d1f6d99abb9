"""Which question is asked next, after which others, and where its answer goes on the page.

A question is new, or one asked again: without a filter it is asked once more at the end, "Try
again" replaces its turn in place, and an edited one replaces its turn and what came after. Each
sees as its history only the questions before it. What this module does not know: how a question
is answered.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ui.answer.filter_chips import read_removal
from ui.ask.turn import Turn, Turns, earlier_questions

NAME = re.compile(r"(again|edit|copy)-([0-9a-f]{8})", re.ASCII)


@dataclass(frozen=True, slots=True)
class NextTurn:
    """A turn that is to be answered."""

    turn: Turn
    before: Turns
    """The turns above it on the page."""

    after: Turns
    """The turns below it."""

    history: Sequence[str]
    """The earlier questions that it can refer to."""

    def page(self, turn: Turn) -> Turns:
        """Return all turns, with `turn` as the state that this one is in now."""
        return (*self.before, turn, *self.after)


def next_turn(question: str, turns: Turns, link: object) -> NextTurn | None:
    """Return what to ask: the turn that `link` names again, or the typed question.

    None for a turn that is no longer kept, and while another question is being answered.
    """
    if any(turn.is_running for turn in turns):
        return None
    if link is None:
        return _typed(question, turns)
    if removal := read_removal(link):
        return _without(turns, *removal)
    at = place_of(link, "again", turns)
    return None if at is None else _again(turns, at)


def place_of(link: object, kind: str, turns: Turns) -> int | None:
    """Return the place of the turn that a link of this kind names; anyone can have written it."""
    match = NAME.fullmatch(link) if isinstance(link, str) else None
    if match is None or match[1] != kind:
        return None
    return next((at for at, turn in enumerate(turns) if turn.token == match[2]), None)


def edited(turns: Turns, at: int | None) -> Turns:
    """Return the turns with the one at `at` marked as being edited; None: none of them."""
    return tuple(replace(turn, edited=place == at) for place, turn in enumerate(turns))


def _typed(question: str, turns: Turns) -> NextTurn:
    end = next((at for at, turn in enumerate(turns) if turn.edited), len(turns))
    before = turns[:end]
    return NextTurn(Turn(question), before, (), earlier_questions(before))


def _without(turns: Turns, token: str, kind: str) -> NextTurn | None:
    for at, turn in enumerate(turns):
        if turn.token == token:
            without = tuple(dict.fromkeys((*turn.without, kind)))
            asked = Turn(turn.question, without=without)
            return NextTurn(asked, edited(turns, None), (), earlier_questions(turns[:at]))
    return None


def _again(turns: Turns, at: int) -> NextTurn:
    before, after = edited(turns[:at], None), edited(turns[at + 1 :], None)
    asked = Turn(turns[at].question, without=turns[at].without)
    # What stands above it because a filter was taken back is the same question, not an earlier one.
    earlier = list(before)
    while earlier and earlier[-1].question == asked.question:
        earlier.pop()
    return NextTurn(asked, before, after, earlier_questions(earlier))
