"""What a ledger does to a page: the text without its spans, and the way back from there.

What this module does not know: how the spans were found.
"""

from collections.abc import Sequence

from vectorstore.article import LedgerEntry


def apply_ledger(raw: str, entries: list[LedgerEntry]) -> str:
    """Return `raw` without the spans that are not kept; with no entries, `raw` itself."""
    pieces = []
    position = 0
    for entry in entries:
        if not entry.kept:
            pieces.append(raw[position : entry.start])
            position = entry.end
    pieces.append(raw[position:])
    return "".join(pieces)


def raw_offset(entries: Sequence[LedgerEntry], offset: int) -> int:
    """Return where the character at `offset` of the cleaned text stands in the raw page."""
    for entry in entries:
        if entry.kept:
            continue
        if entry.start > offset:
            break
        offset += entry.end - entry.start
    return offset


def raw_spans(entries: Sequence[LedgerEntry], start: int, end: int) -> list[tuple[int, int]]:
    """Return where the characters `[start, end)` of the cleaned text stand in the raw page.

    They are several spans when furniture was cut out between them.
    """
    if start >= end:
        return []
    first, last = raw_offset(entries, start), raw_offset(entries, end - 1) + 1
    cuts = [first]
    for entry in entries:
        if not entry.kept and first < entry.end and entry.start < last:
            cuts += [entry.start, entry.end]
    cuts.append(last)
    return [span for span in zip(cuts[::2], cuts[1::2], strict=True) if span[0] < span[1]]
