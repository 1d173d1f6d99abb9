"""A disagreement as a card: its positions side by side, each with quotation, outlet and date.

What this module does not know: how a citation becomes a link; the caller hands over the chip.
"""

from collections.abc import Callable, Mapping

from rag.answer import Citation, Disagreement, Position
from rag.days.day_words import day
from ui.plain import quiet_line, shortened, shown

QUOTE_LIMIT = 280
"""Characters of a quotation that are shown; the chip leads to the rest."""

Chip = Callable[[Citation], str]


def disagreement_html(found: Disagreement, cited: Mapping[int, Citation], chip: Chip) -> str:
    """Return the card; `chip` makes the link of one citation."""
    sides = "".join(_position(position, cited, chip) for position in found.positions)
    return (
        f'<div class="cw-disagreement"><p class="cw-label">The reports disagree: '
        f'<bdi>{shown(found.about)}</bdi></p><div class="cw-sides">{sides}</div></div>'
    )


def _position(position: Position, cited: Mapping[int, Citation], chip: Chip) -> str:
    told_by = [cited[number] for number in position.citations if number in cited]
    quoted = told_by[0].quote if told_by else ""
    value = "" if position.value == quoted else f'<p class="cw-value">{shown(position.value)}</p>'
    quotation = f'<p class="cw-quoted cw-said">“{shown(shortened(quoted, QUOTE_LIMIT))}”</p>'
    rows = "".join(
        # The speaker is that of the first quotation.
        f"<li>{_by(None if at else position.speaker, citation)}{chip(citation)}</li>"
        for at, citation in enumerate(told_by)
    )
    return (
        f'<div class="cw-side">{value}{quotation if quoted else ""}'
        f'<ul class="cw-told">{rows}</ul></div>'
    )


def _by(speaker: str | None, citation: Citation) -> str:
    published = citation.outlet or shortened(citation.title or citation.source, 60)
    return quiet_line(speaker, published, day(citation.published_at))
