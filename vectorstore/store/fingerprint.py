"""What a collection was indexed with, and whether the present settings are the same.

What this module does not know: how articles are indexed anew.
"""

import json
from pathlib import Path
from typing import Any

from vectorstore.chunking import CHUNKING_VERSION
from vectorstore.cleaning import CLEANING_VERSION
from vectorstore.errors import IndexMismatch
from vectorstore.store.ingest import EMBEDDED_TEXT_VERSION


def fingerprint(embedding_model: str) -> str:
    """Return what an index must have been made with to be searched with these settings, as JSON."""
    return json.dumps(_settings(embedding_model))


def check_fingerprint(stored: str | None, embedding_model: str, home: Path) -> None:
    """Raise IndexMismatch where the `stored` fingerprint, as JSON, is not that of the settings."""
    wanted = _settings(embedding_model)
    if stored is None or json.loads(stored) == wanted:
        return
    differing = [key for key, value in wanted.items() if json.loads(stored).get(key) != value]
    details = ", ".join(
        f"{key.replace('_', ' ')} {json.loads(stored).get(key)!r}, now {wanted[key]!r}"
        for key in differing
    )
    raise IndexMismatch(
        f"The collection in {home} was indexed with other settings ({details})."
        " Run `citewire reindex` to index it anew, or go back to the former settings."
    )


def _settings(embedding_model: str) -> dict[str, Any]:
    return {
        "embedding_model": embedding_model,
        "cleaning": CLEANING_VERSION,
        "chunking": CHUNKING_VERSION,
        "embedded_text": EMBEDDED_TEXT_VERSION,
    }
