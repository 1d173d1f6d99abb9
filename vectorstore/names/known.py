"""What a collection tells of its words and names: one record, and what can be asked.

What this module does not know: where the words are kept; the catalog answers from its tables,
tests from lists.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


class Words(Protocol):
    """The words of a collection with the number of chunks they occur in."""

    def spellings(self, word: str) -> list[str]:
        """Return the collection's spellings of a word; empty when it does not occur."""
        ...

    def frequency(self, word: str) -> int:
        """Return in how many chunks a word occurs, in any spelling (an upper bound)."""
        ...


@dataclass(frozen=True, slots=True)
class KnownName:
    """One word of a name as the collection writes it."""

    word: str
    chunks: int
    """In how many chunks it stands inside a sentence."""
    beside: frozenset[str] = field(default_factory=frozenset)
    """Names and roles it stands beside, as names/uses.py writes them."""


class Names(Protocol):
    """The names of a collection."""

    def like(self, word: str) -> list[KnownName]:
        """Return the names that have the consonants of a word."""
        ...

    def alike(self) -> list[list[KnownName]]:
        """Return all groups of names that have the same consonants."""
        ...

    def neighbours(self, beside: str) -> Mapping[str, int]:
        """Return what stands beside such a neighbour, from the other side, and how often."""
        ...

    def together(self, one: str, other: str) -> bool:
        """Tell whether two words stand in one chunk."""
        ...
