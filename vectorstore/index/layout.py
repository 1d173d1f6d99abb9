"""When to make a segment, and out of what: so that neither adding nor asking grows slow.

As in log-structured merge trees (O'Neil and others, The log-structured merge-tree, 1996), each
chunk is put into Chroma two or three times, whatever the size of the collection. What this module
does not know: how a segment is made.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from vectorstore.index.segments import Segment


@dataclass(frozen=True, slots=True)
class Layout:
    """The sizes that decide, in chunks. What the defaults rest on is told in docs/STORAGE.md."""

    small: int = 5_000
    """A tail of so many is always sealed; the last segments are made anew together with a tail as
    long as all of that is no more."""
    most_tail: int = 20_000
    """Searched exactly, so many cost about what one segment does."""
    most: int = 50_000
    """Of one segment: the longest that a run of `add` waits for its end."""
    few: int = 4
    """So many segments of less than half of `most` become one."""

    def tail_limit(self, sealed: int) -> int:
        """Return how long a tail may become while articles are added.

        >>> [Layout().tail_limit(sealed) for sealed in (0, 40_000, 1_000_000)]
        [5000, 10000, 20000]
        """
        return min(max(self.small, sealed // 4), self.most_tail)

    def worth_sealing(self, sealed: int, tail: int) -> bool:
        """Tell whether a run that ends should seal the tail it leaves.

        >>> [Layout().worth_sealing(sealed, 100) for sealed in (0, 399, 400, 1_000_000)]
        [True, True, False, False]
        """
        return tail > min(sealed // 4, self.tail_limit(sealed))

    def made_anew(self, listed: Sequence[Segment], tail: int) -> Sequence[Segment]:
        """Return the last segments that are so small that the tail's should hold them too.

        >>> old = [Segment(1, 1, 9_000, 9_000), Segment(2, 9_001, 12_000, 3_000)]
        >>> [segment.number for segment in Layout().made_anew(old, 1_000)]
        [2]
        """
        return listed[len(listed) - _fitting(listed[::-1], self.small - tail) :]

    def worth_merging(self, listed: Sequence[Segment]) -> Sequence[Segment]:
        """Return the neighbours that should become one segment; empty when there are none.

        >>> old = [Segment(n, 10_000 * n, 10_000 * n + 9_999, 10_000) for n in range(6)]
        >>> [segment.number for segment in Layout().worth_merging(old)]
        [0, 1, 2, 3, 4]
        """
        for is_small, neighbours in groupby(listed, lambda one: one.live < self.most // 2):
            run = list(neighbours)
            if is_small and len(run) >= self.few:
                return run[: _fitting(run, self.most)]
        return []

    def worn(self, segment: Segment) -> bool:
        """Tell whether so many of a segment's chunks are gone that it should be made anew.

        >>> [Layout().worn(Segment(1, 1, 100, 100, dead)) for dead in (20, 21)]
        [False, True]
        """
        return segment.dead * 5 > segment.rows


def _fitting(listed: Sequence[Segment], room: int) -> int:
    """Return how many segments, from the first, have no more than `room` chunks together."""
    for number, segment in enumerate(listed):
        room -= segment.live
        if room < 0:
            return number
    return len(listed)
