"""What each outlet says, as the rows of a card: outlet and day, quotation with chips, or "silent".

A list, not a table: on a narrow screen the quotation goes under its outlet. What this module does
not know: how a chip is drawn; the caller passes that in.
"""

from collections.abc import Callable, Iterable, Sequence

from rag.answer import ComparisonRow
from ui.plain import day, quiet_line, shown

UNKNOWN = "outlet unknown"
SILENT = "silent"

Chips = Callable[[Iterable[int]], str]


def comparison_html(rows: Sequence[ComparisonRow], chips: Chips) -> str:
    """Return the card; `chips` draws the chips of citation numbers."""
    items = "".join(_row(row, chips) for row in rows)
    return (
        '<div class="cw-comparison"><p class="cw-label">What each outlet says</p>'
        f"<ul>{items}</ul></div>"
    )


def _row(row: ComparisonRow, chips: Chips) -> str:
    if row.quote is None:
        said = f'<span class="cw-quiet">{SILENT}</span>'
    else:
        said = f'<span class="cw-said">{shown(row.quote)}{chips(row.citations)}</span>'
    published = day(row.published_at)
    when = f'<span class="cw-quiet">{quiet_line(published)}</span>' if published else ""
    who = f'<span class="cw-who"><bdi>{shown(row.outlet or UNKNOWN)}</bdi>{when}</span>'
    return f"<li>{who}{said}</li>" if row.quote else f'<li class="cw-silent">{who}{said}</li>'
