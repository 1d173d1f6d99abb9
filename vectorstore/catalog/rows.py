"""Records as rows of the tables, and rows as records.

What this module does not know: when they are read and written.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row

from vectorstore.article import Field, LedgerEntry, Metadata, text_hash
from vectorstore.catalog.records import NewChunk, StoredArticle
from vectorstore.names import outlet_key


def article_row(article: StoredArticle) -> dict[str, Any]:
    """Return an article as a row, with what it is filtered by."""
    outlet = article.metadata.outlet.value
    return asdict(article) | {
        "outlet_key": outlet_key(outlet) if outlet else None,
        "published_day": published_day(article.metadata),
    }


def chunk_row(chunk_id: int, article_id: str, chunk: NewChunk) -> dict[str, Any]:
    """Return a chunk of an article as a row."""
    return {
        "id": chunk_id,
        "article_id": article_id,
        "start": chunk.start,
        "end": chunk.end,
        "embedded_sha256": text_hash(chunk.embedded_text),
    }


def published_day(metadata: Metadata) -> int | None:
    """Return the date of publication as the number YYYYMMDD, or None."""
    value = metadata.published_at.value
    return int(value.replace("-", "")) if value else None


def stored_article(row: Row[Any]) -> StoredArticle:
    """Return the article of a row."""
    values = row._asdict()
    for derived in ("outlet_key", "published_day"):
        del values[derived]
    for name in ("metadata", "loaded_metadata"):
        values[name] = stored_metadata(values[name])
    values["ledger"] = tuple(LedgerEntry(**entry) for entry in values["ledger"])
    return StoredArticle(**values)


def stored_metadata(stored: Mapping[str, Mapping[str, Any]]) -> Metadata:
    """Return metadata as it was kept in JSON."""
    return Metadata(**{name: Field(**value) for name, value in stored.items()})
