"""From a loaded article to what is stored: labelled furniture, metadata, text, chunks.

Pure functions. What this module does not know: what is stored already.
"""

import hashlib
import json
import time
from dataclasses import replace

from vectorstore.article import Field, LoadedArticle, Metadata, content_id, text_hash
from vectorstore.catalog import NewChunk, StoredArticle
from vectorstore.chunking import chunk_spans
from vectorstore.cleaning import apply_ledger, find_furniture
from vectorstore.metadata.language import detect_language
from vectorstore.metadata.read import read_metadata

EMBEDDED_TEXT_VERSION = 1
"""Raised when what is embedded for a chunk changes: now its title, a line end, its text."""


def load_hash(loaded: LoadedArticle) -> str:
    """Return the hash of all that a loader said: the same article again has the same one."""
    fields = [getattr(loaded.metadata, name) for name in Metadata.__slots__]
    said = [loaded.raw, [(field.value, field.origin) for field in fields]]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def prepare(loaded: LoadedArticle, cleaned: bool = True) -> tuple[StoredArticle, list[NewChunk]]:
    """Clean, describe and cut one article; with `cleaned` off its text is the raw text.

    What takes time is done here, and not on loading: an article that is unchanged needs none of it.
    """
    ledger = find_furniture(loaded.raw)
    metadata = _complete(loaded.metadata, read_metadata(loaded.raw, ledger))
    if metadata.language.value is None:
        metadata = replace(metadata, language=detect_language(loaded.raw))
    text = apply_ledger(loaded.raw, ledger) if cleaned else loaded.raw
    article = StoredArticle(
        id=content_id(loaded),
        location=loaded.location,
        source=loaded.source,
        load_sha256=load_hash(loaded),
        loaded_metadata=loaded.metadata,
        raw=loaded.raw,
        text=text,
        text_sha256=text_hash(text),
        metadata=metadata,
        ledger=tuple(ledger),
        cleaned=cleaned,
        added_at=time.time(),
    )
    return article, _chunks(article)


def prepare_again(
    stored: StoredArticle, cleaned: bool | None = None
) -> tuple[StoredArticle, list[NewChunk]]:
    """Prepare a stored article anew from its raw text, by the present rules."""
    loaded = LoadedArticle(stored.raw, stored.source, stored.location, stored.loaded_metadata)
    article, chunks = prepare(loaded, stored.cleaned if cleaned is None else cleaned)
    return replace(article, added_at=stored.added_at), chunks


def _chunks(article: StoredArticle) -> list[NewChunk]:
    title = article.metadata.title.value or ""
    return [
        NewChunk(start, end, f"{title}\n{article.text[start:end]}")
        for start, end in chunk_spans(article.text)
    ]


def _complete(given: Metadata, read: Metadata) -> Metadata:
    """Take what was given with the article, and what the page says where nothing was given."""
    pairs: dict[str, tuple[Field, Field]] = {
        name: (getattr(given, name), getattr(read, name)) for name in Metadata.__slots__
    }
    return Metadata(**{name: a if a.value is not None else b for name, (a, b) in pairs.items()})
