"""What a search is narrowed to: outlets and days of publication.

What this module does not know: how a question names them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filter:
    """Which articles a search is narrowed to; empty means all."""

    outlets: tuple[str, ...] = ()
    """Folded outlet names."""
    first_day: str | None = None
    """`YYYY-MM-DD`: only articles that were published on it or later; none without a date."""
    last_day: str | None = None
    """The same for the last day."""

    @property
    def dated(self) -> bool:
        """True when it narrows by date, which the dense index cannot."""
        return self.first_day is not None or self.last_day is not None

    def conditions(self) -> tuple[str, dict[str, str]]:
        """Return it as SQL on `articles`, each condition after an AND, and the values in it."""
        # Read from the metadata: unlike `published_day`, they stand in an index without the texts.
        day = "json_extract(articles.metadata, '$.published_at.value')"
        names = {f"outlet{i}": outlet for i, outlet in enumerate(self.outlets)}
        placeholders = ", ".join(f":{name}" for name in names)
        sql = f" AND articles.outlet_key IN ({placeholders})" if names else ""
        sql += f" AND {day} >= :first_day" if self.first_day else ""
        sql += f" AND {day} <= :last_day" if self.last_day else ""
        days = {"first_day": self.first_day, "last_day": self.last_day}
        return sql, names | {name: value for name, value in days.items() if value}
