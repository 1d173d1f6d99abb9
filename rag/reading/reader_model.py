"""The models that can be the reader: the one that comes with Citewire, or one of the user's.

Nothing heavy is imported before the first question. What this module does not know: how good a
model is; `citewire eval` tells.
"""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np

from rag.reading.reader import MAX_TOKENS, Reader, Reading, Scores, make_reading, passage_text
from vectorstore.embedding.conversion import silence_transformers
from vectorstore.embedding.openvino_model import batches, openvino, padded
from vectorstore.errors import CitewireError

PACKAGED = "citewire"
OFF = "off"
PACKAGED_DIRECTORY = Path(__file__).parents[1] / "reader_model"
MODEL, TOKENIZER = "openvino_model.xml", "tokenizer.json"
"""The names that optimum-intel gives the files of a model."""

INPUTS = ("input_ids", "attention_mask", "token_type_ids")


class ReaderUnavailable(CitewireError):
    """The reader cannot be loaded."""


@dataclass(frozen=True, slots=True)
class _Loaded:
    tokenizer: Any
    """A `tokenizers.Tokenizer`."""
    run: Any
    """From the inputs by name to the start and end scores of all tokens, (rows, tokens) each."""


class ModelReader:
    """A model for extractive question answering. Safe to share between threads."""

    def __init__(self, name: str = PACKAGED) -> None:
        """Remember the name: "citewire", or a hub name or directory for transformers."""
        self._name = name
        self._loaded: _Loaded | None = None
        self._guard = threading.Lock()

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        """Return one reading for each (title, text). Raises ReaderUnavailable."""
        with self._guard:
            self._loaded = self._loaded or self._load()
            pairs = [(question, passage_text(title, text)) for title, text in passages]
            encodings = self._loaded.tokenizer.encode_batch(pairs)
            found: dict[int, Reading] = {}
            for rows in batches([len(e.ids) for e in encodings]):
                scores = self._run([encodings[row] for row in rows], self._loaded.run)
                for row, (starts, ends) in zip(rows, scores, strict=True):
                    e, title = encodings[row], passages[row][0]
                    found[row] = make_reading(title, e.offsets, e.sequence_ids, starts, ends)
        return [found[row] for row in range(len(passages))]

    @staticmethod
    def _run(encodings: Sequence[Any], run: Any) -> Iterator[tuple[Scores, Scores]]:
        length = padded(max(len(e.ids) for e in encodings))
        inputs = {name: np.zeros((len(encodings), length), dtype=np.int64) for name in INPUTS}
        for row, e in enumerate(encodings):
            values = (e.ids, e.attention_mask, e.type_ids)
            for name, value in zip(INPUTS, values, strict=True):
                inputs[name][row, : len(e.ids)] = value
        starts, ends = run(inputs)
        for row, e in enumerate(encodings):
            yield starts[row, : len(e.ids)], ends[row, : len(e.ids)]

    def _load(self) -> _Loaded:
        try:
            if self._name == PACKAGED:
                return load_directory(PACKAGED_DIRECTORY)
            return _with_transformers(self._name)
        except (ImportError, OSError, ValueError, RuntimeError) as error:
            raise ReaderUnavailable(
                f"The reader {self._name!r} cannot be loaded. Set CITEWIRE_READER to the name or"
                " directory of a question-answering model that transformers can load, to"
                f" {PACKAGED!r} for the one that comes with Citewire, or to {OFF!r}."
            ) from error


def load_reader(name: str) -> Reader | None:
    """Return the reader of that name, which is loaded with the first question; None for "off"."""
    return None if name == OFF else ModelReader(name)


def load_directory(directory: Path) -> _Loaded:
    """Return the model of a directory that `training.export` wrote."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_str((directory / TOKENIZER).read_text(encoding="utf-8"))
    core = openvino().Core()
    graph = core.read_model(directory / MODEL)
    request = core.compile_model(graph, "CPU", {"PERFORMANCE_HINT": "LATENCY"})
    request = request.create_infer_request()

    def run(inputs: dict[str, Any]) -> tuple[Scores, Scores]:
        outputs = request.infer(inputs)
        # The request uses the same memory again for the next batch.
        return np.array(outputs[0], np.float32), np.array(outputs[1], np.float32)

    return _Loaded(_set_up(tokenizer), run)


def _with_transformers(name: str) -> _Loaded:
    silence_transformers()
    import torch
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(name, use_fast=True)
    model = AutoModelForQuestionAnswering.from_pretrained(name).eval()
    wanted = set(tokenizer.model_input_names)

    def run(inputs: dict[str, Any]) -> tuple[Scores, Scores]:
        tensors = {key: torch.from_numpy(value) for key, value in inputs.items() if key in wanted}
        with torch.no_grad():
            output = model(**tensors)
        starts, ends = output.start_logits.float().numpy(), output.end_logits.float().numpy()
        return cast(Scores, starts), cast(Scores, ends)

    return _Loaded(_set_up(tokenizer.backend_tokenizer), run)


def _set_up(tokenizer: Any) -> Any:
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS, strategy="longest_first")
    return tokenizer
