"""What is stored, as records: articles, chunks and vectors as they go in and come out.

What this module does not know: tables.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vectorstore.article import LedgerEntry, Metadata

Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """One article as it is kept, with everything needed to show it without its file."""

    id: str
    location: str
    source: str
    load_sha256: str
    """Hash of all that the loader said; the same again is unchanged."""
    loaded_metadata: Metadata
    """What the loader knew, before the page was read."""
    raw: str
    text: str
    """The cleaned text; all offsets refer to it."""
    text_sha256: str
    metadata: Metadata
    ledger: tuple[LedgerEntry, ...]
    cleaned: bool
    """False when the ledger is switched off for this article: `text` is `raw`."""
    added_at: float
    """Seconds since 1970."""


@dataclass(frozen=True, slots=True)
class NewChunk:
    """A span of an article that is to be searched, and the text that stands for it."""

    start: int
    end: int
    embedded_text: str
    """What the embedding model reads: title and chunk."""


@dataclass(frozen=True, slots=True)
class StoredChunk:
    """A searchable span of an article, with what is needed to show and cite it."""

    id: int
    article_id: str
    source: str
    start: int
    end: int
    text: str
    text_sha256: str
    """Hash of the whole article's stored text."""
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class Known:
    """What has to be known of a stored article to tell whether it is the same again."""

    id: str
    location: str
    source: str
    load_sha256: str
    cleaned: bool


@dataclass(frozen=True, slots=True)
class ChunkVector:
    """What a segment is built from."""

    id: int
    outlet_key: str | None
    vector: Vector
