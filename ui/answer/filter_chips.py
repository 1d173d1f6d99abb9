"""What was read from the question as filters: a chip each, with a × that asks again without it.

A × is a link, `#without-TURN-KIND`, as the citations are; what comes back from the browser is
matched strictly. What this module does not know: how a filter was read or honoured.
"""

import re
from collections.abc import Iterable
from datetime import date

from rag.answer import AppliedFilter, FilterKind
from rag.days.day_words import days
from ui.plain import shown

KINDS: dict[FilterKind, tuple[str, str]] = {
    "outlet": ("Only", "the outlets that the question names"),
    "date": ("Around", "more weight for these days"),
    "published": ("Published", "only articles of these days"),
}
"""What a chip says before its value, and what it is a chip for."""

NAME = re.compile(r"without-([0-9a-f]{8})-(outlet|date|published)", re.ASCII)


def filters_html(filters: Iterable[AppliedFilter], turn: str) -> str:
    """Return the chips, or nothing where nothing was read."""
    by_kind: dict[FilterKind, list[str]] = {}
    for found in filters:
        by_kind.setdefault(found.kind, []).append(_value(found))
    if not by_kind:
        return ""
    chips = "".join(_chip(kind, values, turn) for kind, values in by_kind.items())
    return f'<p class="cw-filters">{chips}</p>'


def read_removal(name: object) -> tuple[str, str] | None:
    """Return the turn and the kind of filter a × names, or None when it names none."""
    match = NAME.fullmatch(name) if isinstance(name, str) else None
    return (match[1], match[2]) if match else None


def _value(found: AppliedFilter) -> str:
    if found.kind == "outlet":
        return found.value
    ends = (None if end == ".." else date.fromisoformat(end) for end in found.value.split("/"))
    return days(*ends)


def _chip(kind: FilterKind, values: list[str], turn: str) -> str:
    says, why = KINDS[kind]
    return (
        f'<span class="cw-filter" title="Read from the question: {why}">{says} '
        f"<bdi>{shown(', '.join(values))}</bdi>"
        f'<a class="cw-remove" href="#without-{turn}-{kind}" title="Ask again without this">'
        '<span class="cw-bracket">Ask again without this </span>×</a></span>'
    )
