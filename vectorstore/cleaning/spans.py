"""From marked lines to the spans of the ledger: sorted, joined where they touch, never overlapping.

What this module does not know: why a line was marked.
"""

from collections.abc import Iterator
from dataclasses import replace

from vectorstore.article import LedgerEntry
from vectorstore.cleaning.lines import Line, Mark, Marks


def line_entries(lines: list[Line], marks: Marks) -> Iterator[LedgerEntry]:
    """Yield one entry for lines of one kind below each other, with the empty lines between them."""
    open_entry: LedgerEntry | None = None
    for i in sorted(marks):
        mark, line = marks[i], lines[i]
        follows = i + 1 in marks and not mark.kept and not marks[i + 1].kept
        end = lines[i + 1].start if follows else line.end
        if open_entry is not None and _continues(open_entry, line.start, mark):
            open_entry = LedgerEntry(open_entry.start, end, mark.label, mark.rule)
            continue
        if open_entry is not None:
            yield open_entry
        open_entry = LedgerEntry(line.start, end, mark.label, mark.rule, mark.kept)
    if open_entry is not None:
        yield open_entry


def _continues(entry: LedgerEntry, start: int, mark: Mark) -> bool:
    same = (entry.label, entry.rule, entry.kept) == (mark.label, mark.rule, mark.kept)
    return same and entry.end == start and not entry.kept


def disjoint(entries: list[LedgerEntry]) -> Iterator[LedgerEntry]:
    """Yield what does not overlap; a kept span ends where furniture inside it begins."""
    position = 0
    for i, entry in enumerate(entries):
        follower = entries[i + 1].start if i + 1 < len(entries) else entry.end
        if entry.kept and follower < entry.end:
            entry = replace(entry, end=follower)
        if entry.start >= position and entry.end > entry.start:
            yield entry
            position = entry.end
