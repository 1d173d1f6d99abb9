"""What each outlet says, as the rows of a card: outlet, day, quotation with chips; who is silent.

Below a quotation stands who says it, and what its dates mean, as below a statement.

A list, not a table: on a narrow screen the quotation goes under its outlet. What this module does
not know: how a chip is drawn; the caller passes that in.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from rag.answer import ComparisonRow
from rag.credits import kind_note, speaker_words
from rag.days.day_words import day
from ui.answer.when import dates_html
from ui.plain import quiet_line, shortened, shown

UNKNOWN = "outlet unknown"
SILENT = "Silent"
TITLE_LIMIT = 60

Chips = Callable[[Iterable[int]], str]


def comparison_html(
    rows: Sequence[ComparisonRow], chips: Chips, titles: Mapping[int, str | None]
) -> str:
    """Return the card; `chips` draws the chips of citation numbers, `titles` are theirs."""
    items = "".join(_row(row, chips, titles) for row in rows if row.quote)
    items += _silent([row for row in rows if not row.quote])
    return (
        '<div class="cw-comparison"><p class="cw-label">What each outlet says</p>'
        f"<ul>{items}</ul></div>"
    )


def _row(row: ComparisonRow, chips: Chips, titles: Mapping[int, str | None]) -> str:
    quote = f"{shown(row.quote or '')}{chips(row.citations)}"
    said = f'<span><span class="cw-said">{quote}</span>{_by(row)}</span>'
    published = day(row.published_at)
    # Without an outlet, a title says best whose words these are.
    title = None if row.outlet else next((titles.get(number) for number in row.citations), None)
    known = quiet_line(shortened(title, TITLE_LIMIT) if title else None, published)
    when = f'<span class="cw-quiet">{known}</span>' if known else ""
    who = f'<span class="cw-who"><bdi>{shown(row.outlet or UNKNOWN)}</bdi>{when}</span>'
    return f"<li>{who}{said}</li>"


def _silent(rows: Sequence[ComparisonRow]) -> str:
    """Return one row for all that say nothing of it; nothing where there is none."""
    if not rows:
        return ""
    # The colon is there for copying and for screen readers, as the brackets of a chip are.
    label = f'{SILENT}<span class="cw-bracket">: </span>'
    names = ", ".join(f"<bdi>{shown(row.outlet or UNKNOWN)}</bdi>" for row in rows)
    return f'<li class="cw-silent"><span class="cw-who">{label}</span><span>{names}</span></li>'


def _by(row: ComparisonRow) -> str:
    """Return who says the quotation and what its dates mean, in quiet type; often nothing."""
    who = quiet_line(speaker_words(row.speaker, row.role), kind_note(row.kind, row.role))
    told = f"{who}{dates_html(row.dates)}"
    return f'<span class="cw-by">{told}</span>' if told else ""
