"""Which parts of the dense index there are, as the database lists them.

A segment covers a range of chunk ids and never changes; what is newer than the last one is the
tail. What this module does not know: Chroma, and when a segment is worth making (layout.py).
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass

from sqlalchemy import Connection, Engine, delete, func, insert, select

from vectorstore.catalog.database import writing
from vectorstore.catalog.schema import chunks, meta, segments
from vectorstore.catalog.state import count_write, set_meta


@dataclass(frozen=True, slots=True)
class Segment:
    """One published part of the dense index."""

    number: int
    """Names its directory or collection; never used twice."""
    first: int
    last: int
    """The chunk ids it covers, both included."""
    rows: int
    """Chunks it was made with."""
    dead: int = 0
    """How many of them have been removed since."""

    @property
    def live(self) -> int:
        """Return how many of its chunks are still stored."""
        return self.rows - self.dead


class SegmentList:
    """The segments of one collection. Methods that change something need the lock held."""

    def __init__(self, engine: Engine) -> None:
        """Work on an opened database."""
        self._engine = engine

    def all(self) -> tuple[Segment, ...]:
        """Return the published segments by the ids they cover."""
        with self._engine.connect() as connection:
            return read_segments(connection)

    def tail(self) -> int:
        """Return how many chunks are newer than the last segment."""
        with self._engine.connect() as connection:
            newer = chunks.c.id > sealed_to(read_segments(connection))
            return connection.scalar(select(func.count()).where(newer)) or 0

    def end_of_tail(self, most: int) -> int | None:
        """Return the last id of the first `most` chunks of the tail; None when there are none."""
        with self._engine.connect() as connection:
            newer = chunks.c.id > sealed_to(read_segments(connection))
            ids = select(chunks.c.id).where(newer).order_by(chunks.c.id).limit(most).subquery()
            last: int | None = connection.scalar(select(func.max(ids.c.id)))
        return last

    def new_number(self) -> int:
        """Return a number that no segment had, not even one that was never finished."""
        with writing(self._engine) as connection:
            made = connection.scalar(select(meta.c.value).where(meta.c.key == "segments_made"))
            number = int(made or "0") + 1
            set_meta(connection, {"segments_made": str(number)})
        return number

    def forget(self) -> None:
        """Make everything the tail: it is searched exactly until it is sealed."""
        with writing(self._engine) as connection:
            connection.execute(delete(segments))
            count_write(connection)

    def publish(self, new: Segment, replaced: Sequence[Segment] = ()) -> None:
        """Put a finished segment in the place of those it replaces, in one transaction.

        One without chunks only takes them away, unless it is the last: its ids are sealed.
        """
        numbers = [segment.number for segment in replaced]
        with writing(self._engine) as connection:
            connection.execute(delete(segments).where(segments.c.number.in_(numbers)))
            if new.rows or new.last > sealed_to(read_segments(connection)):
                connection.execute(insert(segments).values(astuple(new)))
            count_write(connection)


def read_segments(connection: Connection) -> tuple[Segment, ...]:
    """Return the published segments by the ids they cover."""
    query = select(segments).order_by(segments.c.first)
    return tuple(Segment(*row) for row in connection.execute(query))


def sealed_to(listed: Sequence[Segment]) -> int:
    """Return the last chunk id that a segment covers; what is newer is the tail."""
    return max((segment.last for segment in listed), default=0)
