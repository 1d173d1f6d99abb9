"""What the figures are held to: every goal of the table, and a row of it.

What this module does not know: how a figure comes out of what was measured.
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spread:
    """Some values of one figure."""

    median: float
    low: float
    high: float
    count: int

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread | None":
        """Return the median with the lowest and highest value; None where there is none.

        >>> Spread.of([3.0, 1.0, 2.0])
        Spread(median=2.0, low=1.0, high=3.0, count=3)
        """
        if not values:
            return None
        return cls(statistics.median(values), min(values), max(values), len(values))


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure is held to."""

    measure: str
    unit: str
    """`×`, `s` or `GB`."""
    bar: float
    moonshot: float
    at_least: bool = False
    """True where more is better."""

    def reached(self, value: float) -> str:
        """Return what a value reaches: `moonshot`, `bar` or `no`.

        >>> Goal("", "s", bar=6, moonshot=3).reached(4)
        'bar'
        """
        for name, limit in (("moonshot", self.moonshot), ("bar", self.bar)):
            if value >= limit if self.at_least else value <= limit:
                return name
        return "no"


@dataclass(frozen=True, slots=True)
class Row:
    """A goal, and what was measured of it."""

    goal: Goal
    spread: Spread | None
    """None where it was not measured."""
    note: str = ""
    """What else belongs to the figure."""


INGEST = Goal("Ingest, articles/s against the tutorial", "×", 3.5, 6, at_least=True)
AGAIN = Goal("The unchanged collection again, against its first ingest", "×", 100, 500, True)
INSIDE = Goal("The same without the start of the process", "×", 100, 500, at_least=True)
ADD_34K = Goal("Adding 100 articles at 34k chunks, against an empty index", "×", 1.3, 1.1)
ADD_30K = Goal("Adding 100 articles at 30k articles, against an empty index", "×", 1.3, 1.1)
COLD = Goal("`citewire ask`: first answer of a new process", "s", 6, 3)
P50 = Goal("Question to answer at 34k chunks, warm, median", "s", 0.2, 0.1)
P95 = Goal("Question to answer at 34k chunks, warm, 95th percentile", "s", 0.4, 0.2)
GROWTH_P50 = Goal("Median at 1M chunks against 34k", "×", 3, 1.5)
GROWTH_P95 = Goal("95th percentile at 1M chunks against 34k", "×", 3, 1.5)
INGEST_MEMORY = Goal("Peak memory, ingest of the collection", "GB", 2.0, 1.2)
CHAT_MEMORY = Goal("Peak memory, chat over the collection", "GB", 1.5, 0.8)
NEW_PAGE = Goal("`make chat` to page, no collection yet", "s", 12, 6)
PAGE = Goal("`make chat` to page, sample collection there", "s", 12, 6)
