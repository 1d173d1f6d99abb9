"""From what was measured to the rows of the table: the figure, its spread, a note.

What this module does not know: how a table is written.
"""

import statistics
from dataclasses import dataclass

from eval.benchmarks.speed.goals import (
    ADD_30K,
    ADD_34K,
    AGAIN,
    CHAT_MEMORY,
    COLD,
    GROWTH_P50,
    GROWTH_P95,
    INGEST,
    INGEST_MEMORY,
    INSIDE,
    NEW_PAGE,
    P50,
    P95,
    PAGE,
    Goal,
    Row,
    Spread,
)
from eval.benchmarks.speed.records import (
    Asking,
    ColdStart,
    Collection,
    Comparison,
    Grown,
    Growth,
    Memory,
    Part,
    Results,
)
from eval.metrics import percentile

NEAR = 0.1
"""A size counts as the one that a bar names when it is off by no more than this share."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Every part; None where it was not measured."""

    comparison: Comparison | None = None
    collection: Collection | None = None
    asking: Asking | None = None
    growth: Growth | None = None
    memory: Memory | None = None
    cold: ColdStart | None = None

    @classmethod
    def read(cls, results: Results) -> "Measured":
        """Return what is kept in a folder."""
        return cls(
            results.read(Comparison),
            results.read(Collection),
            results.read(Asking),
            results.read(Growth),
            results.read(Memory),
            results.read(ColdStart),
        )

    def parts(self) -> list[Part]:
        """Return the parts that were measured."""
        every: list[Part | None] = [self.comparison, self.collection, self.asking]
        every += [self.growth, self.memory, self.cold]
        return [part for part in every if part is not None]

    def grown(self) -> tuple[Grown, ...]:
        """Return the sizes that were measured, smallest first."""
        sizes = self.growth.sizes if self.growth else ()
        return tuple(sorted(sizes, key=lambda grown: grown.chunks))

    def near(self, count: int, unit: str) -> Grown | None:
        """Return the measured size that is nearest to `count`, if it is near enough."""
        sizes = {abs(getattr(grown, unit) / count - 1): grown for grown in self.grown()}
        off = min(sizes, default=1.0)
        return sizes[off] if off <= NEAR else None


def rows(measured: Measured) -> list[Row]:
    """Return the table: every goal, measured or not."""
    return [
        _ingest(measured.comparison),
        *_again(measured.collection),
        _adding(ADD_34K, measured.near(34_000, "chunks")),
        _adding(ADD_30K, measured.near(30_000, "articles")),
        _cold(measured.asking),
        *_warm(measured),
        *_memory(measured),
        *_pages(measured.cold),
    ]


def p50(grown: Grown) -> float:
    """Return the median seconds of a question at one size."""
    return percentile(grown.warm.seconds, 0.5) or 0.0


def p95(grown: Grown) -> float:
    """Return the 95th percentile of the seconds of a question at one size."""
    return percentile(grown.warm.seconds, 0.95) or 0.0


def add_ratios(grown: Grown) -> list[float]:
    """Return for each round how much longer an addition took than to an empty index."""
    return [one.grown_inside / one.empty_inside for one in grown.added]


def _ingest(part: Comparison | None) -> Row:
    done = part.rounds if part else ()
    if part is None or not done:
        return Row(INGEST, None)
    ours, theirs = (
        part.articles / statistics.median(seconds)
        for seconds in (
            [one.citewire.seconds for one in done],
            [one.tutorial.seconds for one in done],
        )
    )
    ratios = [one.tutorial.seconds / one.citewire.seconds for one in done]
    note = f"{ours:.1f} against {theirs:.1f} articles/s, {part.articles} articles"
    return Row(INGEST, Spread.of(ratios), note)


def _again(part: Collection | None) -> list[Row]:
    if part is None or not part.again:
        return [Row(AGAIN, None), Row(INSIDE, None)]
    whole = [part.first.seconds / one.seconds for one in part.again]
    median = statistics.median(one.seconds for one in part.again)
    inside = statistics.median(part.again_inside)
    # What the command takes beyond the work itself: the start of the process.
    work = part.first.seconds - max(0.0, median - inside)
    first = f"first {part.first.seconds:.0f} s, once; again {median:.2f} s"
    return [
        Row(AGAIN, Spread.of(whole), f"{first}, {part.articles} articles"),
        Row(
            INSIDE,
            Spread.of([work / seconds for seconds in part.again_inside]),
            f"again {inside:.2f} s",
        ),
    ]


def _adding(goal: Goal, grown: Grown | None) -> Row:
    if grown is None:
        return Row(goal, None)
    whole = statistics.median(one.grown.seconds / one.empty.seconds for one in grown.added)
    note = f"whole process {whole:.2f}×; {grown.articles} articles, {grown.chunks} chunks"
    return Row(goal, Spread.of(add_ratios(grown)), note)


def _cold(part: Asking | None) -> Row:
    if part is None or not part.cold:
        return Row(COLD, None)
    other = statistics.median(one.tutorial.seconds for one in part.cold)
    note = f"the tutorial's script, passages only: {other:.1f} s"
    return Row(COLD, Spread.of([one.citewire.seconds for one in part.cold]), note)


def _warm(measured: Measured) -> list[Row]:
    usual, large = measured.near(34_000, "chunks"), measured.near(1_000_000, "chunks")
    found = []
    for goal, figure in ((P50, p50), (P95, p95)):
        value = None if usual is None else Spread.of([figure(usual)])
        note = "" if usual is None else f"{len(usual.warm.seconds)} different questions"
        found.append(Row(goal, value, note))
    for goal, figure in ((GROWTH_P50, p50), (GROWTH_P95, p95)):
        both = usual is not None and large is not None
        value = Spread.of([figure(large) / figure(usual)]) if usual and large else None
        note = f"{figure(large):.2f} s at {large.chunks} chunks" if both and large else ""
        found.append(Row(goal, value, note))
    return found


def _memory(measured: Measured) -> list[Row]:
    collection, chat = measured.collection, measured.memory
    return [
        Row(INGEST_MEMORY, None)
        if collection is None
        else Row(
            INGEST_MEMORY,
            Spread.of([collection.first.peak_mb / 1000]),
            f"{collection.chunks} chunks",
        ),
        Row(CHAT_MEMORY, None)
        if chat is None
        else Row(
            CHAT_MEMORY,
            Spread.of([chat.chat_peak_mb / 1000]),
            f"{chat.chunks} chunks, after {chat.questions} questions",
        ),
    ]


def _pages(part: ColdStart | None) -> list[Row]:
    found = []
    for goal, opened in ((NEW_PAGE, part.new if part else ()), (PAGE, part.again if part else ())):
        answered = Spread.of([one.answered for one in opened])
        note = f"first answer after {answered.median:.1f} s" if answered else ""
        found.append(Row(goal, Spread.of([one.served for one in opened]), note))
    return found
