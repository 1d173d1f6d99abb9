"""Models converted for OpenVINO: the same vectors as before, made once, refused where unlike."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from vectorstore.embedding import ModelUnavailable, SentenceEmbeddings
from vectorstore.embedding.conversion import REFUSED, Unsuitable, converted
from vectorstore.embedding.openvino_model import MODEL, ConvertedModelBroken, OpenVinoEmbeddings

pytestmark = pytest.mark.model

TEXTS = [
    "",
    "When did the ferry sink?",
    "The council voted.\nIt was late.",
    "Zürich, 東京 and Алматы.",
    "A flood warning was lifted at noon. " * 100,
    *(
        f"Line {number} of the tram opened in {1900 + number}. " * (number % 7)
        for number in range(60)
    ),
]


def build_model(directory: Path, **settings: object) -> str:
    """Save a tiny sentence-transformers model with seeded random weights."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import Pooling, Transformer
    from tokenizers import BertWordPieceTokenizer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    torch.manual_seed(7)
    bare = directory / "bare"
    bare.mkdir(parents=True)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefghijklmnopqrstuvwxyz"]
    words += [f"##{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    (bare / "vocab.txt").write_text("\n".join(words))
    tokenizer = BertWordPieceTokenizer(str(bare / "vocab.txt"))
    BertTokenizerFast(tokenizer_object=tokenizer._tokenizer).save_pretrained(bare)
    sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
    config = BertConfig(
        vocab_size=len(words), intermediate_size=64, max_position_embeddings=64, **sizes
    )
    BertModel(config).save_pretrained(bare)
    transformer = Transformer(str(bare), max_seq_length=48)
    pooling = Pooling(transformer.get_embedding_dimension())
    model = SentenceTransformer(modules=[transformer, pooling], device="cpu", **settings)
    model.save(str(directory / "model"))
    return str(directory / "model")


def cosines(a: Embeddings, b: Embeddings) -> np.ndarray:
    vectors = np.asarray(a.embed_documents(TEXTS)), np.asarray(b.embed_documents(TEXTS))
    return np.asarray((vectors[0] * vectors[1]).sum(axis=1))


def test_the_packaged_model_gives_the_vectors_of_pytorch() -> None:
    fast = SentenceEmbeddings("all-MiniLM-L6-v2", backend="openvino")
    assert cosines(fast, SentenceEmbeddings("all-MiniLM-L6-v2", backend="torch")).min() > 0.9995


def test_vectors_do_not_depend_on_the_texts_beside_them() -> None:
    model = SentenceEmbeddings("all-MiniLM-L6-v2", backend="openvino")
    together = np.asarray(model.embed_documents(TEXTS))
    alone = np.asarray([model.embed_query(text) for text in TEXTS])
    assert (together * alone).sum(axis=1).min() > 0.9995
    assert np.linalg.norm(together, axis=1) == pytest.approx(1.0, abs=1e-5)


def test_a_model_directory_is_converted_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    location = build_model(tmp_path)
    first = converted(location, tmp_path / "cache")
    assert "done once" in caplog.text
    caplog.clear()
    assert converted(location, tmp_path / "cache") == first
    assert not caplog.text
    slow = SentenceEmbeddings(location, backend="torch")
    assert cosines(OpenVinoEmbeddings(first), slow).min() > 0.999


def test_a_model_that_changed_is_converted_anew(tmp_path: Path) -> None:
    location = build_model(tmp_path)
    first = converted(location, tmp_path / "cache")
    os.utime(Path(location, "config.json"), (1, 1))
    assert converted(location, tmp_path / "cache") != first


def test_a_model_with_other_vectors_is_refused_once_and_runs_in_pytorch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    # sentence-transformers puts the prompt before every text; the conversion knows nothing of it.
    prompts = {"prompts": {"always": "say what it is about: "}, "default_prompt_name": "always"}
    location = build_model(tmp_path, **prompts)
    with pytest.raises(Unsuitable, match="other vectors"):
        converted(location)
    (refusal,) = (tmp_path / "cache").rglob(REFUSED)
    refusal.write_text("told before")
    with pytest.raises(Unsuitable, match="told before"):
        converted(location)
    with pytest.raises(ModelUnavailable, match="CITEWIRE_EMBEDDING_BACKEND"):
        SentenceEmbeddings(location, backend="openvino").embed_query("x")
    auto, slow = SentenceEmbeddings(location), SentenceEmbeddings(location, backend="torch")
    assert cosines(auto, slow).min() > 0.99999


def test_a_model_of_another_make_runs_in_pytorch_with_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.models import StaticEmbedding
    from tokenizers import Tokenizer, models

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    words = Tokenizer(models.WordLevel({"[UNK]": 0, "flood": 1, "tram": 2}, unk_token="[UNK]"))
    static = StaticEmbedding(words, embedding_dim=8)
    location = str(tmp_path / "static")
    SentenceTransformer(modules=[static], device="cpu").save(location)
    auto, slow = SentenceEmbeddings(location), SentenceEmbeddings(location, backend="torch")
    assert auto.embed_query("flood") == slow.embed_query("flood")
    assert "runs in PyTorch" in caplog.text
    caplog.clear()
    assert SentenceEmbeddings(location).embed_query("tram")
    assert "done once" not in caplog.text


def test_without_a_place_for_it_the_model_runs_in_pytorch(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unsuitable, match="cannot be written"):
        converted(build_model(tmp_path), tmp_path / "file" / "cache")


def test_a_damaged_conversion_is_told_with_its_place(tmp_path: Path) -> None:
    directory = converted(build_model(tmp_path), tmp_path / "cache")
    (directory / MODEL).write_text("not xml")
    with pytest.raises(ConvertedModelBroken, match=f"{directory.name} .*Delete"):
        OpenVinoEmbeddings(directory)


def test_a_converted_model_needs_no_pytorch_and_reports_to_nobody(tmp_path: Path) -> None:
    SentenceEmbeddings("all-MiniLM-L6-v2").embed_query("made before")
    program = (
        "import json, sys\n"
        "from vectorstore.embedding import SentenceEmbeddings\n"
        "SentenceEmbeddings('all-MiniLM-L6-v2').embed_query('x')\n"
        "print(json.dumps([name for name in sys.modules if sys.modules[name]]))\n"
    )
    cache = os.environ.get("XDG_CACHE_HOME", str(Path.home() / ".cache"))
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CACHE_HOME": cache}
    environment.pop("CI", None)  # where it is set, OpenVINO reports nothing anyway
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    loaded = set(json.loads(done.stdout))
    assert "openvino" in loaded
    assert not loaded & {"torch", "transformers", "sentence_transformers", "openvino_telemetry"}
    assert not list(tmp_path.iterdir()), "what OpenVINO keeps to report with"


def test_a_model_of_the_hub_is_converted_once(tmp_path: Path) -> None:
    """Laid out as huggingface_hub keeps what it has downloaded, in a cache of the user's own."""
    hub = tmp_path / "hub" / "models--me--tiny"
    (hub / "refs").mkdir(parents=True)
    (hub / "refs" / "main").write_text("a" * 40)
    shutil.copytree(build_model(tmp_path), hub / "snapshots" / ("a" * 40))
    program = (
        "import sys\n"
        "from vectorstore.embedding import SentenceEmbeddings\n"
        "print(len(SentenceEmbeddings('me/tiny', 'openvino').embed_query('x')))\n"
        "print('torch' in sys.modules)\n"
    )
    environment = {
        **os.environ,
        "HF_HUB_OFFLINE": "1",
        "SENTENCE_TRANSFORMERS_HOME": str(tmp_path / "hub"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }
    said = [
        subprocess.run(
            [sys.executable, "-c", program],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split()
        for _ in range(2)
    ]
    assert said == [["32", "True"], ["32", "False"]]
