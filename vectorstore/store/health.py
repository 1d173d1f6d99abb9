"""How a collection is: what it holds, what it was made with, its size, its last verification.

The words for people are here too, because the command line and the pages use the same. What this
module does not know: whether anything is wrong; `Store.verify` looks.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from vectorstore.names.variants import clusters
from vectorstore.store.collection import Store
from vectorstore.store.verify import last_verified

LABELS: Mapping[str, str] = {
    "chunks": "passages",
    "fingerprint": "made with",
    "segments": "search index",
    "bytes": "size on disk",
    "verified": "last verified",
}
"""What a fact is called for people, where its name in JSON would not tell."""

RULES: Mapping[str, str] = {
    "cleaning": "cleaning rules version",
    "chunking": "cutting rules version",
    "embedded_text": "embedding rules version",
}
"""What an index depends on besides the model, in words."""

MOST_CLUSTERS = 12
"""Names with several spellings that are shown in a line."""

MOST_OUTLETS = 20
"""Outlets that are named in a line."""


def facts(store: Store, names: bool = True) -> dict[str, Any]:
    """Return what there is to know at a glance, by name, in JSON types.

    With `names` those that are spelled in several ways, for which all of them are compared.
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
        **({"names": [list(spelled) for spelled in clusters(store.names())]} if names else {}),
    }


def lines(known: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the facts as pairs of words for people."""
    made_with = known["fingerprint"] or {}
    told = {
        "fingerprint": _made_with(made_with),
        "vectors": f"{known['vectors']:,}, one for each different passage",
        "segments": index_line(known["segments"], known["tail"]),
        "outlets": _some(known["outlets"]),
        "bytes": size_line(known["bytes"]),
        "verified": verified_line(known["verified"]),
        "names": clusters_line(known.get("names", [])),
    }
    return [
        (
            LABELS.get(name, name),
            told.get(name) or (f"{value:,}" if isinstance(value, int) else str(value or "–")),
        )
        for name, value in known.items()
        if name != "tail"  # told with the segments
    ]


def index_line(segments: int, tail: int) -> str:
    """Return how the passages lie in the search index.

    >>> index_line(1, 0)
    'in 1 part, complete'
    """
    parts = "1 part" if segments == 1 else f"{segments:,} parts"
    newer = f"{tail:,} newer passages are searched beside it" if tail else "complete"
    return f"in {parts}, {newer}"


def _made_with(versions: Mapping[str, Any]) -> str:
    """Return the embedding model, and the versions of what else an index depends on."""
    rules = ", ".join(f"{what} {versions[key]}" for key, what in RULES.items() if key in versions)
    model = versions.get("embedding_model")
    return f"embedding model {model}; {rules}" if model else ""


def _some(names: Sequence[str]) -> str:
    listed = ", ".join(names[:MOST_OUTLETS])
    return f"{len(names):,}: {listed}" + (", …" if len(names) > MOST_OUTLETS else "")


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


def verified_line(verified: Mapping[str, Any] | None) -> str:
    """Return when the collection was verified last, and what came of it."""
    if verified is None:
        return "never"
    at = datetime.fromtimestamp(verified["at"])
    problems = verified["problems"]
    found = f"{number_of_problems(problems)} found"
    since = "; something was written since" if verified["changed"] else ""
    return f"{at.day} {at:%b %Y, %H:%M}: {found}{since}"


def number_of_problems(number: int) -> str:
    """Return a number of problems in words."""
    return "1 problem" if number == 1 else f"{number:,} problems" if number else "no problems"


def clusters_line(names: Sequence[Sequence[str]]) -> str:
    """Return the names that are spelled in several ways, the most frequent first."""
    shown = "; ".join(" = ".join(spelled) for spelled in names[:MOST_CLUSTERS])
    more = "; …" if len(names) > MOST_CLUSTERS else ""
    return f"{len(names)} spelled in several ways" + (f"; {shown}{more}" if names else "")
