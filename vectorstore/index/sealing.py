"""Turns the tail into segments, and small or worn segments into better ones.

A segment is made where nobody looks, published in one transaction, and only then are those deleted
that it replaces: whatever a crash leaves unfinished is never opened. What this module does not
know: the lock; all of this takes it for granted.
"""

from collections.abc import Sequence

from vectorstore.catalog import Catalog
from vectorstore.index.building import build_segment, remove_others
from vectorstore.index.layout import Layout
from vectorstore.index.place import Place
from vectorstore.index.segments import Segment, SegmentList, sealed_to


class Sealing:
    """Makes the segments of one collection."""

    def __init__(self, place: Place, catalog: Catalog, layout: Layout) -> None:
        """Write to `place` what the catalog holds."""
        self._layout = layout
        self._place = place
        self._catalog = catalog
        self.segments = SegmentList(catalog.engine)

    def while_adding(self) -> None:
        """Seal a tail that has become too long for those who ask meanwhile."""
        if self.segments.tail() >= self._layout.tail_limit(self._sealed()):
            self.seal()

    def at_the_end(self) -> None:
        """Seal what a run leaves if that is worth it, and renew what has lost much."""
        if self._layout.worth_sealing(self._sealed(), self.segments.tail()):
            self.seal()
        for segment in filter(self._layout.worn, self.segments.all()):
            self.renew(segment)
        self._merge()

    def seal(self) -> None:
        """Make segments of the whole tail, and merge those that are many and small."""
        while (last := self.segments.end_of_tail(self._layout.most)) is not None:
            listed = self.segments.all()
            small = self._layout.made_anew(listed, self.segments.tail())
            first = small[0].first if small else sealed_to(listed) + 1
            self._make(first, last, small)
        self._merge()

    def renew(self, segment: Segment) -> None:
        """Make a segment anew from the stored vectors, without what was removed."""
        self._make(segment.first, segment.last, [segment])

    def renew_all(self) -> None:
        """Make every segment anew, whatever the list of them says."""
        self.segments.forget()
        self.seal()

    def _merge(self) -> None:
        while many := self._layout.worth_merging(self.segments.all()):
            self._make(many[0].first, many[-1].last, many)

    def _sealed(self) -> int:
        return sum(segment.live for segment in self.segments.all())

    def _make(self, first: int, last: int, replaced: Sequence[Segment]) -> None:
        listed = {segment.number for segment in self.segments.all()}
        # What a crash left is in the way of nothing but takes room.
        remove_others(self._place, listed)
        number = self.segments.new_number()
        vectors = self._catalog.vectors.of_chunks(first, last, self._catalog.indexed_model())
        rows = build_segment(self._place, number, vectors)
        self.segments.publish(Segment(number, first, last, rows), replaced)
        remove_others(self._place, {segment.number for segment in self.segments.all()})
