"""Runs a converted embedding model in OpenVINO on the processor.

OpenVINO computes in bfloat16 where the processor has it, else in float32. What this module does
not know: where the converted model comes from (conversion.py).
"""

import json
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from vectorstore.errors import CitewireError

MODEL, WEIGHTS, TOKENIZER, SETTINGS = "model.xml", "model.bin", "tokenizer.json", "settings.json"
"""The files of a converted model."""

TOKENS_A_BATCH = 1024
"""Tokens, padding included, that go through the model at once. Measured: with 1,024 what a layer
passes on stays in the processor's cache; 8,192 are 5 % slower for chunks, 70 % for sentences."""

LENGTH_STEP = 8
"""Lengths are padded to a multiple of this: OpenVINO prepares its kernels for each new length."""

Ids = NDArray[np.int64]


class ConvertedModelBroken(CitewireError):
    """The converted model in the cache cannot be read."""


class OpenVinoEmbeddings(Embeddings):
    """Unit-length vectors from a converted model. Safe to share between threads."""

    def __init__(self, directory: Path) -> None:
        """Load tokenizer and model. Raises ConvertedModelBroken."""
        from tokenizers import Tokenizer

        try:
            settings = json.loads((directory / SETTINGS).read_text(encoding="utf-8"))
            self._tokenizer = Tokenizer.from_file(str(directory / TOKENIZER))
            core = openvino().Core()
            compiled = core.compile_model(directory / MODEL, "CPU", {"PERFORMANCE_HINT": "LATENCY"})
            self._max_tokens: int = settings["max_tokens"]
            self._pad_id: int = settings["pad_id"]
        except (OSError, ValueError, KeyError, RuntimeError) as error:
            raise ConvertedModelBroken(
                f"The converted embedding model in {directory} cannot be read. Delete that"
                " directory: it is made again from the original."
            ) from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(self._max_tokens)
        self._request: Any = compiled.create_infer_request()
        # One request is one set of buffers; it uses all cores itself.
        self._guard = threading.Lock()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return one unit vector a text; longer texts than the model reads are cut."""
        # As langchain-huggingface does: some tokenizers give line ends a meaning.
        encoded = self._tokenizer.encode_batch([text.replace("\n", " ") for text in texts])
        ids: list[list[int]] = [encoding.ids for encoding in encoded]
        vectors: list[list[float]] = [[]] * len(ids)
        for rows in batches([len(row) for row in ids]):
            found = self._infer([ids[row] for row in rows])
            for row, vector in zip(rows, found.tolist(), strict=True):
                vectors[row] = vector
        return vectors

    def embed_query(self, text: str) -> list[float]:
        """Return the unit vector of a question."""
        return self.embed_documents([text])[0]

    def _infer(self, rows: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        length = min(padded(max(len(row) for row in rows)), self._max_tokens)
        input_ids: Ids = np.full((len(rows), length), self._pad_id, dtype=np.int64)
        attention_mask: Ids = np.zeros((len(rows), length), dtype=np.int64)
        for number, row in enumerate(rows):
            input_ids[number, : len(row)] = row
            attention_mask[number, : len(row)] = 1
        with self._guard:
            outputs = self._request.infer([input_ids, attention_mask])
            vectors = np.array(outputs[0], dtype=np.float32)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: NDArray[np.float32] = vectors / np.maximum(norms, 1e-12)
        return unit


def openvino() -> Any:
    """Return the package. It is kept from telling its makers of every import.

    They ask for no consent and offer no switch but a file in the user's home; without its
    package for reporting it uses a stub of its own.
    """
    cast(dict[str, Any], sys.modules).setdefault("openvino_telemetry", None)
    import openvino as package

    return package


def padded(length: int) -> int:
    """Return the length in tokens to which texts of that length are padded."""
    return -(-length // LENGTH_STEP) * LENGTH_STEP


def batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield the numbers of texts that go through the model together: of similar length.

    >>> list(batches([600, 5, 500, 7]))
    [[1, 3], [2], [0]]
    """
    batch: list[int] = []
    for number in sorted(range(len(lengths)), key=lambda n: lengths[n]):
        if batch and (len(batch) + 1) * padded(lengths[number]) > TOKENS_A_BATCH:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch
