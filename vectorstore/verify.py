"""What can be wrong with a collection, looked for in full.

What this module does not know: how to mend it; `Store.repair` rebuilds what is derived.
"""

import numpy as np

from vectorstore.article import text_hash
from vectorstore.catalog import Catalog, pages
from vectorstore.errors import IndexBroken
from vectorstore.index import DenseIndex


def find_problems(catalog: Catalog, index: DenseIndex) -> list[str]:
    """Return one sentence a problem: database, texts, chunks, vectors, dense index."""
    return [
        *catalog.integrity_problems(),
        *_text_problems(catalog),
        *_chunk_problems(catalog),
        *_index_problems(catalog, index),
    ]


def _text_problems(catalog: Catalog) -> list[str]:
    return [
        f"article {article.id}: the stored text does not match its hash"
        for article in catalog.iterate_articles()
        if text_hash(article.text) != article.text_sha256
    ]


def _chunk_problems(catalog: Catalog) -> list[str]:
    problems = []
    for page in pages(catalog.chunk_ids()):
        for chunk in catalog.chunks(page).values():
            if len(chunk.text) != chunk.end - chunk.start or not chunk.text.strip():
                problems.append(f"chunk {chunk.id}: its span is outside article {chunk.article_id}")
    return problems


def _index_problems(catalog: Catalog, index: DenseIndex) -> list[str]:
    """Compare every vector of the dense index with the stored one."""
    try:
        dense = index.vectors()
    except IndexBroken as error:
        return [str(error)]
    problems, expected = [], set(catalog.chunk_ids())
    for rows in catalog.chunk_vectors(sorted(expected), catalog.indexed_model()):
        for row in rows:
            expected.discard(row.id)
            found = dense.pop(row.id, None)
            if found is None:
                problems.append(f"chunk {row.id}: missing in the dense index")
            elif not np.allclose(found, row.vector, atol=1e-4):
                problems.append(f"chunk {row.id}: its vector in the dense index differs")
    problems += [f"chunk {chunk_id}: has no stored vector" for chunk_id in sorted(expected)]
    problems += [f"chunk {chunk_id}: only in the dense index" for chunk_id in sorted(dense)]
    return problems
