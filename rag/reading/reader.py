"""Reads passages with a question in mind: where each one answers it, if it does.

An extractive reader by SQuAD 2's convention (Rajpurkar et al., Know What You Don't Know, 2018):
every token is scored as start and as end of the answer, and the first token stands for "no
answer here". What this module does not know: whether what a passage says is true, and what to
do with several answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

MAX_TOKENS = 320
"""Tokens of question and passage together; the longer of the two is cut at its end."""
MOST_ANSWER_TOKENS = 20
BEST_SPANS = 20
"""Starts that are looked at for one passage."""

Scores = NDArray[np.float32]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of one passage."""

    answerable: float
    """Log-odds that the passage answers the question: comparable between passages."""
    offsets: tuple[Span, ...]
    """Characters of the passage's text that each of its tokens stands for."""
    starts: Scores
    """For each token, log-odds against "no answer" that the answer starts with it."""
    ends: Scores

    def best_span(self, start: int, end: int) -> tuple[float, Span] | None:
        """Return the score and characters of the best answer within `start` to `end`.

        None where no token lies there.
        """
        inside = [i for i, (a, b) in enumerate(self.offsets) if start <= a and b <= end and a < b]
        if not inside:
            return None
        first, last = inside[0], inside[-1] + 1
        starts, ends = self.starts[first:last], self.ends[first:last]
        best = (-np.inf, 0, 0)
        for at in np.argsort(-starts)[:BEST_SPANS]:
            reach = ends[at : at + MOST_ANSWER_TOKENS]
            to = int(at) + int(np.argmax(reach))
            best = max(best, (float(starts[at] + ends[to]), int(at), to))
        score, a, b = best
        return score, (self.offsets[first + a][0], self.offsets[first + b][1])


class Reader(Protocol):
    """Anything that reads passages for a question."""

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return one reading for each (title, text)."""
        ...


def passage_text(title: str, text: str) -> str:
    """Return a passage as a reader sees it: under its title.

    >>> passage_text("Flood", "The river rose.")
    'Flood\\nThe river rose.'
    """
    return f"{title}\n{text}" if title else text


def make_reading(
    title: str,
    offsets: Sequence[Span],
    sequences: Sequence[int | None],
    starts: Scores,
    ends: Scores,
) -> Reading:
    """Return the reading of one passage from the scores of all tokens that went in.

    `sequences` tells the tokens of the passage (1) from the question's (0) and those between
    (None); `offsets` count in `passage_text(title, …)`.
    """
    shift = len(passage_text(title, "")) if title else 0
    whole = [i for i, sequence in enumerate(sequences) if sequence == 1]
    places = [i for i in whole if offsets[i][0] >= shift]
    kept = tuple((offsets[i][0] - shift, offsets[i][1] - shift) for i in places)
    relative_starts, relative_ends = starts - starts[0], ends - ends[0]
    return Reading(
        answerable=_log_sum(relative_starts[whole]) + _log_sum(relative_ends[whole]),
        offsets=kept,
        starts=relative_starts[places],
        ends=relative_ends[places],
    )


def _log_sum(scores: Scores) -> float:
    """Return log(sum(exp(scores))); a floor where a passage has no token."""
    return float(np.logaddexp.reduce(scores)) if len(scores) else -100.0
