"""Embeds the texts whose vectors are not stored yet, and stores them.

What this module does not know: the model; it is given as LangChain's `Embeddings`.
"""

from collections.abc import Iterable

import numpy as np
from langchain_core.embeddings import Embeddings

from vectorstore.article import text_hash
from vectorstore.catalog.pages import pages
from vectorstore.catalog.vectors import Vectors
from vectorstore.store.plan import Prepared

TEXTS_A_STEP = 512
"""How many texts are embedded before their vectors are stored: what a crash can cost."""


def embed_missing(
    prepared: Iterable[Prepared], vectors: Vectors, embeddings: Embeddings, model: str
) -> None:
    """Store a vector for each chunk of prepared articles; known texts are not embedded again."""
    new_chunks = [chunk for _, chunks in prepared for chunk in chunks]
    texts = {text_hash(chunk.embedded_text): chunk.embedded_text for chunk in new_chunks}
    known = vectors.known(texts, model)
    missing = [key for key in texts if key not in known]
    for keys in pages(missing, TEXTS_A_STEP):
        found = embeddings.embed_documents([texts[key] for key in keys])
        new = {k: np.asarray(v, np.float32) for k, v in zip(keys, found, strict=True)}
        vectors.add(new, model)
