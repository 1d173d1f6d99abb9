"""What can be wrong with a collection, looked for in full.

What this module does not know: how to mend it; `Store.repair` rebuilds what is derived.
"""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from vectorstore.article import text_hash
from vectorstore.catalog import Catalog
from vectorstore.catalog.integrity import integrity_problems
from vectorstore.errors import IndexBroken
from vectorstore.index import Dense, Segment
from vectorstore.index.segments import sealed_to

MOST_KEPT = 20
"""So many problems of the last verification are kept to be shown; all of them were told then."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What the last verification found."""

    at: float
    """Seconds since 1970."""

    problems: int
    """How many there were."""

    told: tuple[str, ...]
    """The first of them, one sentence each."""

    changed: bool
    """True when something was written since."""


def remember(catalog: Catalog, problems: Sequence[str]) -> None:
    """Keep what a verification has found just now."""
    found = {"at": time.time(), "problems": len(problems), "told": list(problems[:MOST_KEPT])}
    catalog.set_meta(verified=json.dumps({**found, "epoch": catalog.epoch()}))


def last_verified(catalog: Catalog) -> Verified | None:
    """Return what the last verification found, None when there was none."""
    kept = catalog.get_meta().get("verified")
    if kept is None:
        return None
    found = json.loads(kept)
    changed = found["epoch"] != catalog.epoch()
    return Verified(found["at"], found["problems"], tuple(found["told"]), changed)


def find_problems(catalog: Catalog, dense: Dense, listed: Sequence[Segment]) -> list[str]:
    """Return one sentence a problem: database, texts, chunks, vectors, dense index."""
    return [
        *integrity_problems(catalog.engine),
        *_text_problems(catalog),
        *_vector_problems(catalog),
        *_coverage_problems(catalog, listed),
        *(line for segment in listed for line in _segment_problems(catalog, dense, segment)),
    ]


def _text_problems(catalog: Catalog) -> list[str]:
    """Compare every text with its hash, and every chunk with what its span cuts out of it."""
    problems = []
    for article in catalog.iterate_articles():
        if text_hash(article.text) != article.text_sha256:
            problems.append(f"article {article.id}: the stored text does not match its hash")
        for chunk in catalog.chunks.stored(catalog.chunks.ids(article.id)).values():
            if not chunk.text.strip() or chunk.text != article.text[chunk.start : chunk.end]:
                problems.append(f"chunk {chunk.id}: is not what its span says of {article.id}")
    return problems


def _vector_problems(catalog: Catalog) -> list[str]:
    lacking = set(catalog.chunks.ids())
    for rows in catalog.vectors.of_chunks(1, max(lacking, default=0), catalog.indexed_model()):
        lacking.difference_update(row.id for row in rows)
    return [f"chunk {chunk_id}: has no stored vector" for chunk_id in sorted(lacking)]


def _coverage_problems(catalog: Catalog, listed: Sequence[Segment]) -> list[str]:
    """Tell which chunks stand in two segments or, though they are no longer tail, in none."""
    problems = [
        f"segment {two.number}: begins before segment {one.number} ends"
        for one, two in pairwise(listed)
        if two.first <= one.last
    ]
    sealed = sealed_to(listed)
    lacking = {chunk_id for chunk_id in catalog.chunks.ids() if chunk_id <= sealed}
    for segment in listed:
        lacking.difference_update(range(segment.first, segment.last + 1))
    return problems + [f"chunk {chunk_id}: is in no segment" for chunk_id in sorted(lacking)]


def _segment_problems(catalog: Catalog, dense: Dense, segment: Segment) -> list[str]:
    """Compare every vector of a segment with the stored one."""
    try:
        found = dense.vectors(segment)
    except IndexBroken as error:
        return [str(error)]
    problems = []
    for rows in catalog.vectors.of_chunks(segment.first, segment.last, catalog.indexed_model()):
        for row in rows:
            vector = found.pop(row.id, None)
            if vector is None:
                problems.append(f"chunk {row.id}: missing in segment {segment.number}")
            elif not np.allclose(vector, row.vector, atol=1e-4):
                problems.append(f"chunk {row.id}: its vector in segment {segment.number} differs")
    if len(found) != segment.dead:
        problems.append(
            f"segment {segment.number}: holds {len(found)} chunks that are not stored,"
            f" {segment.dead} were counted"
        )
    return problems
