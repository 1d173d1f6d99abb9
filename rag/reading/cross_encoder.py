"""A cross-encoder of the user's, as a second opinion on the order of passages.

Source of the method: Nogueira and Cho, Passage Re-ranking with BERT, 2019. What this module does
not know: which words of a passage answer; the reader tells.
"""

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rag.reading.reader import passage_text
from vectorstore.embedding.conversion import silence_transformers
from vectorstore.errors import CitewireError

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder


class RerankerUnavailable(CitewireError):
    """The cross-encoder cannot be loaded."""


class CrossEncoderScores:
    """A cross-encoder by its hub name or directory; loaded with the first question."""

    def __init__(self, name: str) -> None:
        """Remember the name."""
        self._name = name
        self._model: CrossEncoder | None = None
        self._guard = threading.Lock()

    def score(self, question: str, passages: Sequence[tuple[str, str]]) -> list[float]:
        """Return the log-odds that each (title, text) answers. Raises RerankerUnavailable."""
        import torch

        pairs = [(question, passage_text(title, text)) for title, text in passages]
        with self._guard:
            self._model = self._model or self._load()
            # Log-odds, whatever the model's own last step would make of them.
            scores: Any = self._model.predict(
                pairs, activation_fn=torch.nn.Identity(), show_progress_bar=False
            )
        return [float(score) for score in scores]

    def _load(self) -> "CrossEncoder":
        silence_transformers()
        from sentence_transformers import CrossEncoder

        try:
            model: CrossEncoder = CrossEncoder(self._name, num_labels=1, device="cpu")
        except (OSError, ValueError) as error:
            raise RerankerUnavailable(
                f"The cross-encoder {self._name!r} cannot be loaded. Set CITEWIRE_RERANKER to a"
                " model directory or to a name that can be downloaded, or leave it unset."
            ) from error
        return model
