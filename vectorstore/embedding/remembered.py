"""Vectors of another model, the latest of which are kept: the same text is embedded once.

What this module does not know: the model.
"""

import threading
from collections import OrderedDict

from langchain_core.embeddings import Embeddings


class RememberedEmbeddings(Embeddings):
    """Another model's vectors, the latest of which are kept: the same text is embedded once.

    Made for the sentences of passages, of which a conversation on one subject meets the same
    again and again. Safe to share between threads.
    """

    def __init__(self, embeddings: Embeddings, size: int = 20_000) -> None:
        """Keep up to `size` vectors; 20,000 of 384 dimensions take about 60 MB as lists."""
        self._embeddings = embeddings
        self._size = size
        self._kept: OrderedDict[str, list[float]] = OrderedDict()
        self._guard = threading.Lock()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one vector a text, as the model gives it."""
        with self._guard:
            known = {text: self._kept[text] for text in texts if text in self._kept}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            known.update(zip(missing, self._embeddings.embed_documents(missing), strict=True))
        self._keep(texts, known)
        return [known[text] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question; questions are not kept."""
        return self._embeddings.embed_query(text)

    def _keep(self, texts: list[str], known: dict[str, list[float]]) -> None:
        with self._guard:
            for text in texts:
                self._kept[text] = known[text]
                self._kept.move_to_end(text)
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)
