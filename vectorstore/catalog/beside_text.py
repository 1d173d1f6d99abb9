"""Where a name stands that no searched text has: as an author, or in furniture that was set aside.

Both are read through, not looked up: a collection of more than `MOST_READ` articles is not asked
for what was set aside. What this module does not know: whether the furniture was rightly set aside.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, text

from vectorstore.names import name_key

MOST_READ = 20_000
"""Articles whose raw pages are read through: about a second."""
MOST_FOUND = 5

_NAMED = (
    "SELECT id, coalesce(json_extract(metadata, '$.title.value'), source) AS title,"
    " json_extract(metadata, '$.outlet.value') AS outlet,"
    " json_extract(metadata, '$.published_at.value') AS day,"
    " json_extract(metadata, '$.author.value') AS author"
    " FROM articles INDEXED BY articles_without_texts WHERE author IS NOT NULL"
)
_RAW = (
    "SELECT id, coalesce(json_extract(metadata, '$.title.value'), source) AS title,"
    " json_extract(metadata, '$.outlet.value') AS outlet,"
    " json_extract(metadata, '$.published_at.value') AS day, raw, ledger"
    " FROM articles WHERE cleaned AND instr(raw, :name) LIMIT 200"
)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Found:
    """An article beside whose text a name stands."""

    article_id: str
    title: str
    """Its title, or else the name of its file."""
    outlet: str | None
    published_at: str | None
    """`YYYY-MM-DD`."""
    label: str | None = None
    """What the name was set aside with; None where it is the author's."""


def written_by(engine: Engine, name: str) -> list[Found]:
    """Return the articles by an author of this name, in any spelling, the newest first."""
    asked = set(map(name_key, _WORD.findall(name)))
    with engine.connect() as connection:
        rows = connection.execute(text(_NAMED)).all()
    found = [
        Found(row.id, row.title, row.outlet, row.day)
        for row in rows
        if asked and asked <= set(map(name_key, _WORD.findall(row.author)))
    ]
    return sorted(found, key=lambda article: article.published_at or "", reverse=True)


def set_aside(engine: Engine, name: str) -> list[Found]:
    """Return articles with a name in what was taken out of their raw page as furniture."""
    with engine.connect() as connection:
        articles = connection.execute(
            text("SELECT number FROM counts WHERE name = 'articles'")
        ).scalar_one()
        if articles > MOST_READ:
            return []
        rows = connection.execute(text(_RAW), {"name": name}).all()
    found = []
    for row in rows:
        if (label := _label(row.raw, json.loads(row.ledger), name)) is not None:
            found.append(Found(row.id, row.title, row.outlet, row.day, label))
    return found[:MOST_FOUND]


def _label(raw: str, ledger: list[dict[str, Any]], name: str) -> str | None:
    """Return the label of the first span that was taken out with the name in it."""
    stands = re.compile(rf"\b{re.escape(name)}\b")
    for entry in ledger:
        if not entry.get("kept") and stands.search(raw, entry["start"], entry["end"]):
            return str(entry["label"])
    return None
