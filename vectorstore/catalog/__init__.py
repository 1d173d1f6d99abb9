"""The database, which is the truth: articles, chunks, vectors, words and names, full text."""

from vectorstore.catalog.catalog import Catalog
from vectorstore.catalog.filter import Filter
from vectorstore.catalog.records import (
    ChunkVector,
    Known,
    NewChunk,
    StoredArticle,
    StoredChunk,
    Vector,
)

__all__ = [
    "Catalog",
    "ChunkVector",
    "Filter",
    "Known",
    "NewChunk",
    "StoredArticle",
    "StoredChunk",
    "Vector",
]
