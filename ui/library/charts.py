"""What is in the collection, as pictures: articles over time, and by outlet.

Counts come from the database; no article is read. Each picture has its figures as a table beside
it, for who cannot see it. What this module does not know: how a chart is drawn.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ui.plain import shown

Unit = Literal["day", "month", "year"]

MOST_OUTLETS = 15
"""Outlets with a bar of their own; the others share one."""

MOST_DAYS = 62
MOST_MONTHS = 240
"""A longer time is counted in longer steps."""

_DIGITS: dict[Unit, int] = {"day": 10, "month": 7, "year": 4}


@dataclass(frozen=True, slots=True)
class OverTime:
    """How many articles were published when."""

    unit: Unit
    counts: tuple[tuple[str, int], ...]
    """(`2024-10-22`, `2024-10` or `2024`; articles), in order, without gaps."""

    undated: int


def over_time(days: Sequence[tuple[str | None, int]]) -> OverTime:
    """Return the counts of days in steps that suit the time they span.

    >>> over_time([(None, 2), ("2024-01-30", 1), ("2024-02-01", 3)]).counts
    (('2024-01-30', 1), ('2024-01-31', 0), ('2024-02-01', 3))
    """
    undated = sum(number for day, number in days if day is None)
    dated = {day: number for day, number in days if day}
    if not dated:
        return OverTime("day", (), undated)
    first, last = date.fromisoformat(min(dated)), date.fromisoformat(max(dated))
    unit = _unit(first, last)
    found: Counter[str] = Counter()
    for day, number in dated.items():
        found[day[: _DIGITS[unit]]] += number
    return OverTime(unit, tuple((s, found[s]) for s in _steps(first, last, unit)), undated)


def by_outlet(outlets: Sequence[tuple[str | None, str | None, int]]) -> list[tuple[str, int]]:
    """Return (outlet, articles), the largest first, the smallest together as "others"."""
    known = [(name, number) for key, name, number in outlets if key and name]
    unknown = sum(number for key, _, number in outlets if not key)
    shown_ones, rest = known[:MOST_OUTLETS], known[MOST_OUTLETS:]
    others = [(f"{len(rest)} others", sum(number for _, number in rest))] if rest else []
    return shown_ones + others + ([("not known", unknown)] if unknown else [])


def begin_of(step: str) -> str:
    """Return the day a step begins with."""
    return step + "-01-01"[len(step) - 4 :] if len(step) < 10 else step


def undated_line(time: OverTime) -> str:
    """Return how many articles are not in the picture."""
    if not time.undated:
        return ""
    many = "1 article has" if time.undated == 1 else f"{time.undated:,} articles have"
    return f"{many} no known date."


def figures_html(name: str, rows: Sequence[tuple[str, int]]) -> str:
    """Return figures as a table that is folded away."""
    cells = "".join(
        f'<tr><th scope="row"><bdi>{shown(label)}</bdi></th><td>{number:,}</td></tr>'
        for label, number in rows
        if number
    )
    return (
        f'<details class="cw-figures"><summary>The figures as a table</summary><table>'
        f'<thead><tr><th scope="col">{shown(name)}</th><th scope="col">Articles</th></tr></thead>'
        f"<tbody>{cells}</tbody></table></details>"
    )


def _unit(first: date, last: date) -> Unit:
    days = (last - first).days + 1
    if days <= MOST_DAYS:
        return "day"
    return "month" if days <= MOST_MONTHS * 30 else "year"


def _steps(first: date, last: date, unit: Unit) -> list[str]:
    if unit == "day":
        days = range(first.toordinal(), last.toordinal() + 1)
        return [date.fromordinal(day).isoformat() for day in days]
    if unit == "year":
        return [f"{year:04}" for year in range(first.year, last.year + 1)]
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{month // 12:04}-{month % 12 + 1:02}" for month in months]
