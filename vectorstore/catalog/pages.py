"""Long runs of things in lists of bounded size: no query and no batch takes any number of them.

What this module does not know: what the things are.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

PAGE = 5_000
"""Rows a query asks for at a time; below SQLite's limit of variables and Chroma's batch limit."""


def pages(items: Iterable[T], size: int = PAGE) -> Iterator[list[T]]:
    """Yield the items in lists of at most `size`."""
    iterator = iter(items)
    while page := list(islice(iterator, size)):
        yield page
