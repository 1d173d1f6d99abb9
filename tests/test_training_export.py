"""The exported reader gives the scores of the trained one."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from training_fakes import REPORTS, make_model

from rag.reading.reader_model import INPUTS, MODEL, TOKENIZER, ModelReader, load_directory
from training.export import export

pytest.importorskip("nncf", reason="nncf comes with the extra `train`")

PAIRS = [
    ("Who won the contract?", text)
    for _, _, texts in REPORTS.values()
    for text in (*texts, texts[0][:40])
]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("trained"), answers=True)


@pytest.fixture(scope="module")
def exported(trained: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("made") / "reader" / "model"
    assert export(trained, out) == sum(path.stat().st_size for path in out.iterdir())
    return out


def batch(tokenizer: Any, pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """Return the inputs of some pairs, padded to one length."""
    encodings = tokenizer.encode_batch(pairs)
    length = max(len(e.ids) for e in encodings)
    inputs = {name: np.zeros((len(pairs), length), dtype=np.int64) for name in INPUTS}
    for row, e in enumerate(encodings):
        for name, values in zip(INPUTS, (e.ids, e.attention_mask, e.type_ids), strict=True):
            inputs[name][row, : len(e.ids)] = values
    return inputs


@pytest.mark.parametrize("rows", [1, 3, len(PAIRS)])
def test_the_scores_are_those_of_the_trained_model(
    trained: Path, exported: Path, rows: int
) -> None:
    from transformers import BertForQuestionAnswering

    loaded = load_directory(exported)
    inputs = batch(loaded.tokenizer, PAIRS[-rows:])
    found = loaded.run(inputs)
    with torch.no_grad():
        model = BertForQuestionAnswering.from_pretrained(trained).eval()
        output = model(**{name: torch.from_numpy(value) for name, value in inputs.items()})
    real = inputs["attention_mask"] == 1
    wanted = [output.start_logits.numpy()[real], output.end_logits.numpy()[real]]
    for scores, expected in zip(found, wanted, strict=True):
        assert scores.shape == inputs["input_ids"].shape
        spread = expected.max() - expected.min()
        assert np.abs(scores[real] - expected).max() < 0.1 * spread
        assert np.corrcoef(scores[real], expected)[0, 1] > 0.99
    # Start and end are not each other's.
    assert abs(np.corrcoef(found[0][real], wanted[1])[0, 1]) < 0.9


def test_the_directory_is_complete_and_small(trained: Path, exported: Path) -> None:
    names = {path.name for path in exported.iterdir()}
    assert names == {
        MODEL,
        Path(MODEL).with_suffix(".bin").name,
        TOKENIZER,
        "config.json",
        "tokenizer_config.json",
    }
    config = json.loads((exported / "config.json").read_text(encoding="utf-8"))
    assert config["architectures"] == ["BertForQuestionAnswering"]
    size = (exported / MODEL).with_suffix(".bin").stat().st_size
    assert size < 0.4 * (trained / "model.safetensors").stat().st_size


def test_an_export_replaces_an_earlier_one(exported: Path, tmp_path: Path) -> None:
    other = make_model(tmp_path / "other", answers=True, seed=4)
    out = tmp_path / "out"
    export(make_model(tmp_path / "first", answers=True), out)
    first = (out / MODEL).with_suffix(".bin").read_bytes()
    export(other, out)
    assert (out / MODEL).with_suffix(".bin").read_bytes() != first
    assert {path.name for path in out.iterdir()} == {path.name for path in exported.iterdir()}


def test_a_trained_directory_can_also_be_named_as_the_reader(trained: Path) -> None:
    readings = ModelReader(str(trained)).read("Who won?", [("", "Norvik Lines won."), ("A", "B.")])
    assert [len(reading.offsets) for reading in readings] == [5, 2]
