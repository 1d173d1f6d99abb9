"""The dense search of a collection, which makes a segment anew where it finds one damaged.

What this module does not know: how a segment is searched and made.
"""

import logging
from collections.abc import Sequence
from pathlib import Path

from vectorstore.catalog import Filter
from vectorstore.errors import IndexBusy
from vectorstore.index import Dense, Sealing, Segment, SegmentBroken
from vectorstore.store.lock import writer_lock

RETRIES = 3
"""How often, besides once for each segment, a question is asked again when one was replaced or
found damaged while it was searched."""

log = logging.getLogger(__name__)


class Nearest:
    """Finds the nearest chunks, whatever state the segments are in."""

    def __init__(self, dense: Dense, sealing: Sealing, home: Path) -> None:
        """Search `dense`; the lock for mending is that of the collection under `home`."""
        self._dense = dense
        self._sealing = sealing
        self._home = home

    def search(self, vector: Sequence[float], limit: int, only: Filter) -> list[tuple[int, float]]:
        """Return (chunk id, cosine similarity) of the nearest chunks, best first.

        Raises SegmentBroken when a segment is damaged again and again.
        """
        tried = 0
        while True:
            try:
                return self._dense.search(vector, limit, only)
            except SegmentBroken as error:
                if tried > RETRIES + len(self._sealing.segments.all()):
                    raise
                self._mend(error)
                tried += 1

    def _mend(self, error: SegmentBroken) -> None:
        """Make a damaged segment anew; while another process writes, do without Chroma for it."""
        try:
            with writer_lock(self._home, 0):
                if self._is_listed(error.segment):
                    log.warning(
                        "A part of the search index is damaged (%s). Rebuilding it from the stored"
                        " vectors.",
                        error.reason,
                    )
                    self._sealing.renew(error.segment)
        except IndexBusy:
            if self._is_listed(error.segment):
                self._dense.search_exactly(error.segment)

    def _is_listed(self, segment: Segment) -> bool:
        return segment.number in {listed.number for listed in self._sealing.segments.all()}
