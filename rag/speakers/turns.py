"""An interview's turns: which paragraphs are the interviewer's words, and whose the answers are.

A page is an interview when several paragraphs begin with a dash, or with "Q:" and "A:", and those
in first, third, fifth place ask; or when names mark the turns (transcript.py). What this module
does not know: interviews that mark their questions by bold type; they are read like other text.
"""

import re
from dataclasses import dataclass

from rag.speakers.people import People
from rag.speakers.transcript import marked_turns, who_is

MIN_QUESTIONS = 2
"""Fewer questions make a list with dashes, not an interview."""

_TURN = re.compile(r"^[ \t]*(?P<mark>[-–—]|Q[:.]|A[:.])[ \t]+(?=\S)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of an interview."""

    start: int
    end: int
    asks: bool
    """True for the interviewer's words."""
    who: str | None = None
    """Who answers, where the text marks it."""


@dataclass(frozen=True, slots=True)
class Interview:
    """The turns of a text, in order, and the one who answers, where that is certain."""

    turns: tuple[Turn, ...]
    answers: str | None

    def at(self, place: int) -> Turn | None:
        """Return the turn a place of the text belongs to."""
        return next((t for t in self.turns if t.start <= place < t.end), None)


def read_interview(text: str, people: People, author: str | None) -> Interview | None:
    """Return the interview that a text is; None for any other text."""
    marked = marked_turns(text)
    if marked is not None:
        spoken, asker = marked
        return Interview(
            tuple(Turn(t.start, t.end, t.mark == asker, who_is(t.mark, people)) for t in spoken),
            None,
        )
    starts = list(_TURN.finditer(text))
    if len(starts) < 2 * MIN_QUESTIONS:
        return None
    ends = [m.start() for m in starts[1:]] + [_end_of_last(text, starts[-1].end())]
    pairs = list(zip(starts, ends, strict=True))
    asks = [_asks(m["mark"], n) for n, m in enumerate(starts)]
    if not _alternate([text[m.end() : end] for m, end in pairs], asks):
        return None
    turns = tuple(Turn(m.start(), end, ask) for (m, end), ask in zip(pairs, asks, strict=True))
    return Interview(turns, _interviewee(people, text[: turns[0].start], author))


def _asks(mark: str, number: int) -> bool:
    return mark[0] == "Q" if mark[0] in "QA" else number % 2 == 0


def _alternate(texts: list[str], asks: list[bool]) -> bool:
    """Tell whether the turns that are to ask do so, nearly all, and the others hardly ever."""
    asking = [_is_question(text) for text, ask in zip(texts, asks, strict=True) if ask]
    answering = [_is_question(text) for text, ask in zip(texts, asks, strict=True) if not ask]
    return (
        sum(asking) >= MIN_QUESTIONS
        and 2 * sum(asking) >= len(asking)
        and 4 * sum(answering) <= len(answering)
    )


def _is_question(text: str) -> bool:
    return text.rstrip().endswith("?")


def _end_of_last(text: str, start: int) -> int:
    """The last answer ends with its paragraph: what follows may be anybody's."""
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _interviewee(people: People, introduction: str, author: str | None) -> str | None:
    """The one person, besides the author, whom the introduction names."""
    named = [name for name in people.named_in(introduction) if name != author]
    return named[0] if len(named) == 1 else None
