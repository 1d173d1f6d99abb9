"""How a collection is: what it holds, what it was made with, its size, its last verification.

The words for people are here too, because the command line and the pages use the same. What this
module does not know: whether anything is wrong; `Store.verify` looks.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from vectorstore.name_variants import clusters
from vectorstore.store import Store
from vectorstore.verify import Verified, last_verified

MOST_CLUSTERS = 12
"""Names with several spellings that are shown in a line."""


def facts(store: Store) -> dict[str, Any]:
    """Return what there is to know at a glance, by name, in JSON types.

    Reads all names of the collection.
    """
    stored = store.catalog.get_meta()
    verified = last_verified(store.catalog)
    return {
        "home": str(store.home),
        **store.catalog.counts(),
        "outlets": sorted(store.catalog.outlets().values()),
        "fingerprint": json.loads(stored.get("fingerprint", "null")),
        **store.index_size(),
        "bytes": size_on_disk(store.home),
        "verified": asdict(verified) if verified else None,
        "names": [list(spelled) for spelled in clusters(store.names())],
    }


def size_on_disk(home: Path) -> int:
    """Return the bytes of the database and the search index in `home`."""
    files = [*home.glob("citewire.sqlite*"), *(home / "index").rglob("*")]
    return sum(_size(path) for path in files)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:  # a segment that was replaced at this moment
        return 0


def size_line(size: int) -> str:
    """Return a number of bytes in words.

    >>> size_line(187_576_320)
    '188 MB'
    """
    return f"{size / 1e6:,.0f} MB" if size >= 1e6 else f"{size / 1e3:,.0f} kB"


def verified_line(verified: Verified | None) -> str:
    """Return when the collection was verified last, and what came of it."""
    if verified is None:
        return "never"
    at = datetime.fromtimestamp(verified.at)
    day = f"{at.day} {at:%b %Y, %H:%M}"
    found = f"{verified.problems:,} problems found" if verified.problems else "no problems found"
    return f"{day}: {found}" + ("; something was written since" if verified.changed else "")


def clusters_line(names: Sequence[Sequence[str]]) -> str:
    """Return the names that are spelled in several ways, the most frequent first."""
    shown = "; ".join(" = ".join(spelled) for spelled in names[:MOST_CLUSTERS])
    more = "; …" if len(names) > MOST_CLUSTERS else ""
    return f"{len(names)} spelled in several ways" + (f"; {shown}{more}" if names else "")
