"""Converts a sentence-transformers model for OpenVINO, once, into the user's cache.

A conversion counts only when its vectors are those of the original. What this module does not
know: how the converted model is run (openvino_model.py).
"""

import hashlib
import json
import logging
import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from filelock import FileLock
from platformdirs import user_cache_path

from vectorstore.embedding.openvino_model import (
    MODEL,
    SETTINGS,
    TOKENIZER,
    WEIGHTS,
    ConvertedModelBroken,
    OpenVinoEmbeddings,
    openvino,
)

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

CONVERSION_VERSION = 1
"""Raised when what is written for a model changes."""

REFUSED = "refused.txt"
"""Stands in place of a model that cannot be converted, with the reason: it is tried once."""

MIN_COSINE = 0.999
"""Least similarity of a converted model's vectors to the original ones (measured: 0.9999)."""

_PROBES = (
    "When did the ferry sink?",
    "The council of Port Ellery voted 7 to 4 on Tuesday to close the old harbour bridge.",
    "Zürich, 東京 and Алматы – “three cities”, she said; nothing else…",
    "A flood warning was lifted at noon, and buses ran again by the evening. " * 12,
    "Prices rose by 3.4 % in May, after 2.9 % in April. " * 80,
)
"""Short, long and longer than any model reads; several alphabets."""

log = logging.getLogger(__name__)


class Unsuitable(Exception):
    """The model cannot run in OpenVINO, for the reason told; it runs in PyTorch then."""


def converted(location: str, cache: Path | None = None) -> Path:
    """Return the directory of the converted model, made at the first call.

    `location` is a directory or a hub name, `cache` the user's cache where it is not given.
    Raises Unsuitable, and OSError or ValueError when there is no such model.
    """
    try:
        openvino()
    except ImportError as error:
        raise Unsuitable(f"OpenVINO cannot be loaded ({error})") from error
    cache = cache or user_cache_path("citewire") / "models"
    directory = cache / _key(location)
    if not _is_whole(directory):
        directory = _convert(location, cache)
    refused = directory / REFUSED
    if refused.exists():
        raise Unsuitable(refused.read_text(encoding="utf-8"))
    return directory


def _convert(location: str, cache: Path) -> Path:
    with _alone(cache, location):
        directory = cache / _key(location)
        if _is_whole(directory):
            return directory  # another process was faster
        log.warning("Preparing the embedding model; this is done once.")
        model = _load(location)
        # Where the files of a hub model lie, is known for sure when it has been loaded.
        directory = cache / _key(location)
        if not _is_whole(directory):
            _make(model, directory)
    return directory


@contextmanager
def _alone(cache: Path, location: str) -> Iterator[None]:
    """Let one process at a time convert a model; the others wait for it."""
    lock = FileLock(cache / f"{_hash(location)}.lock")
    try:
        cache.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except OSError as error:
        raise Unsuitable(f"{cache} cannot be written ({error.strerror})") from error
    try:
        yield
    finally:
        lock.release()


def _make(model: "SentenceTransformer", directory: Path) -> None:
    """Convert into a directory beside the final one, which then appears whole."""
    building = directory.with_name(f"building-{directory.name}")
    try:
        for left_by_a_crash in (building, directory):
            shutil.rmtree(left_by_a_crash, ignore_errors=True)
        building.mkdir()
        _write(model, building)
        building.replace(directory)
    except OSError as error:
        raise Unsuitable(f"{directory} cannot be written ({error.strerror})") from error


def _is_whole(directory: Path) -> bool:
    if (directory / REFUSED).exists():
        return True
    files = [directory / name for name in (MODEL, WEIGHTS, TOKENIZER, SETTINGS)]
    return all(path.is_file() and path.stat().st_size for path in files)


def silence_transformers() -> None:
    """Load the libraries of PyTorch models without their progress bars and advice."""
    for noisy in ("sentence_transformers", "huggingface_hub"):
        logging.getLogger(noisy).setLevel(logging.ERROR)
    from transformers.utils import logging as transformers_logging

    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()


def _load(location: str) -> "SentenceTransformer":
    silence_transformers()
    from sentence_transformers import SentenceTransformer

    # The processor, as OpenVINO will: a GPU's vectors would be compared with another device's.
    return SentenceTransformer(location, device="cpu")


def _write(model: "SentenceTransformer", directory: Path) -> None:
    """Write the converted model, or why it cannot be used."""
    failures: tuple[type[Exception], ...] = (Unsuitable, ConvertedModelBroken, *_failures())
    try:
        _write_model(model, directory)
        _compare(model, OpenVinoEmbeddings(directory))
    except failures as error:
        reason = (str(error) or type(error).__name__).splitlines()[0][:200]
        for path in directory.iterdir():
            path.unlink()
        (directory / REFUSED).write_text(reason, encoding="utf-8")


def _failures() -> tuple[type[Exception], ...]:
    """Return what tracing, converting and running a model of any kind can raise."""
    from openvino import frontend

    names = (
        "GeneralFailure",
        "NotImplementedFailure",
        "OpConversionFailure",
        "OpValidationFailure",
    )
    in_python = (RuntimeError, TypeError, ValueError, LookupError, AttributeError, AssertionError)
    return (*in_python, *(getattr(frontend, name) for name in names))


def _write_model(model: "SentenceTransformer", directory: Path) -> None:
    tokenizer: Any = model.tokenizer
    if not getattr(tokenizer, "is_fast", False) or tokenizer.padding_side != "right":
        raise Unsuitable("its tokenizer has no fast form that pads on the right")
    (directory / TOKENIZER).write_text(tokenizer.backend_tokenizer.to_str(), encoding="utf-8")
    settings = {"max_tokens": model.get_max_seq_length(), "pad_id": tokenizer.pad_token_id or 0}
    (directory / SETTINGS).write_text(json.dumps(settings), encoding="utf-8")
    graph = _graph(model)
    openvino().save_model(graph, directory / MODEL, compress_to_fp16=False)


def _graph(model: "SentenceTransformer") -> Any:
    """Return the whole pipeline, token ids to vector, as an OpenVINO model."""
    import torch

    class Pipeline(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.pipeline = model

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            features = {"input_ids": input_ids, "attention_mask": attention_mask}
            return self.pipeline(features)["sentence_embedding"]

    ov = openvino()
    example = {
        name: torch.ones(2, 16, dtype=torch.long) for name in ("input_ids", "attention_mask")
    }
    any_size = ov.PartialShape([-1, -1])
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # tracing warns of every branch it takes
        return ov.convert_model(
            Pipeline().eval(), example_input=example, input=[any_size, any_size]
        )


def _compare(model: "SentenceTransformer", compiled: OpenVinoEmbeddings) -> None:
    """Raise Unsuitable unless both give the same vectors."""
    texts = [text.replace("\n", " ") for text in _PROBES]
    expected = np.asarray(model.encode(texts, normalize_embeddings=True, show_progress_bar=False))
    least = float((expected * np.asarray(compiled.embed_documents(texts))).sum(axis=1).min())
    if not least >= MIN_COSINE:
        raise Unsuitable(f"its converted form gives other vectors (cosine {least:.4f})")


def _key(location: str) -> str:
    """Return a name that changes with the model's files, OpenVINO and this module's output."""
    source = _source(location)
    files = sorted(path for path in source.rglob("*") if path.is_file()) if source else []
    stats = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    return _hash([location, stats, CONVERSION_VERSION, version("openvino")])


def _source(location: str) -> Path | None:
    """Return the directory the model is read from; None when it is not found on this machine."""
    if Path(location).is_dir():
        return Path(location)
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    cache = os.environ.get("SENTENCE_TRANSFORMERS_HOME")  # as sentence-transformers does
    for name in (location, f"sentence-transformers/{location}"):
        for file in ("modules.json", "config.json"):
            try:
                found = try_to_load_from_cache(name, file, cache_dir=cache)
            except HFValidationError:
                continue
            if isinstance(found, str):
                return Path(found).parent
    return None


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:16]
