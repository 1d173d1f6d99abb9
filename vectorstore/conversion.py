"""Converts a sentence-transformers model for OpenVINO, once, into the user's cache.

A conversion counts only when its vectors are those of the original. What this module does not
know: how the converted model is run (openvino_model.py).
"""

import hashlib
import json
import logging
import os
import shutil
import tempfile
import warnings
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from filelock import FileLock
from platformdirs import user_cache_path

from vectorstore.openvino_model import MODEL, SETTINGS, TOKENIZER, OpenVinoEmbeddings, openvino

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
    if find_spec("openvino") is None:
        raise Unsuitable("OpenVINO is not installed")
    cache = cache or user_cache_path("citewire") / "models"
    source = _source(location)
    directory = cache / _key(location, source) if source else None
    if directory is None or not directory.is_dir():
        directory = _convert(location, cache)
    refused = directory / REFUSED
    if refused.exists():
        raise Unsuitable(refused.read_text(encoding="utf-8"))
    return directory


def _convert(location: str, cache: Path) -> Path:
    """Convert into a directory beside the final one, which then appears whole."""
    try:
        cache.mkdir(parents=True, exist_ok=True)
        lock = FileLock(cache / "lock")
        lock.acquire()
    except OSError as error:
        raise Unsuitable(f"{cache} cannot be written ({error.strerror})") from error
    with lock:
        source = _source(location)
        if source and (cache / _key(location, source)).is_dir():
            return cache / _key(location, source)  # another process was faster
        log.warning("Preparing the embedding model for this processor; this is done once.")
        model = _load(location)
        directory = cache / _key(location, _source(location))
        building = Path(tempfile.mkdtemp(prefix="building-", dir=cache))
        try:
            _write(model, building)
            os.replace(building, directory)
        finally:
            shutil.rmtree(building, ignore_errors=True)
    return directory


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
    try:
        _write_model(model, directory)
        _compare(model, OpenVinoEmbeddings(directory))
    except Unsuitable as reason:
        for path in directory.iterdir():
            path.unlink()
        (directory / REFUSED).write_text(str(reason), encoding="utf-8")


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
        try:
            return ov.convert_model(
                Pipeline().eval(), example_input=example, input=[any_size, any_size]
            )
        except (RuntimeError, TypeError, KeyError, ValueError) as error:
            reason = (str(error) or type(error).__name__).splitlines()[0][:200]
            raise Unsuitable(f"it cannot be converted ({reason})") from error


def _compare(model: "SentenceTransformer", compiled: OpenVinoEmbeddings) -> None:
    """Raise Unsuitable unless both give the same vectors."""
    texts = [text.replace("\n", " ") for text in _PROBES]
    expected = np.asarray(model.encode(texts, normalize_embeddings=True, show_progress_bar=False))
    least = float((expected * np.asarray(compiled.embed_documents(texts))).sum(axis=1).min())
    if not least >= MIN_COSINE:
        raise Unsuitable(f"its converted form gives other vectors (cosine {least:.4f})")


def _source(location: str) -> Path | None:
    """Return the directory the model is read from; None when it is not on this machine yet."""
    if Path(location).is_dir():
        return Path(location)
    from huggingface_hub import try_to_load_from_cache
    from huggingface_hub.errors import HFValidationError

    for name in (location, f"sentence-transformers/{location}"):
        try:
            found = try_to_load_from_cache(name, "config.json")
        except HFValidationError:
            continue
        if isinstance(found, str):
            return Path(found).parent
    return None


def _key(location: str, source: Path | None) -> str:
    """Return a name that changes with the model's files, OpenVINO and this module's output."""
    files = sorted(path for path in source.rglob("*") if path.is_file()) if source else []
    stats = [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
    made_of = [location, stats, CONVERSION_VERSION, _version("openvino")]
    return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()[:16]


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"


def main() -> None:
    """Convert the packaged model, so that the first question need not wait for it."""
    from vectorstore.embedding import SentenceEmbeddings

    SentenceEmbeddings("all-MiniLM-L6-v2").embed_query("ready")


if __name__ == "__main__":
    main()
