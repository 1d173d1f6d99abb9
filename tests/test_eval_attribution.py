"""The labelled sentences of the sample collection: how well their speakers are read."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from eval.attribution import (
    LABELS,
    Judged,
    Label,
    articles_of,
    figures,
    judge,
    main,
    read_labels,
)
from eval.runs.collection import SAMPLE_ARTICLES
from rag.answer import Kind
from vectorstore.errors import UsageError


def judged(speaker: str | None, read: str | None, kind: Kind = "statement") -> Judged:
    label = Label(source="a", text="b", speaker=speaker, kind="statement", split="dev")
    return Judged(label=label, speaker=read, kind=kind)


def test_figures_count_what_was_read_and_what_was_there() -> None:
    found = figures(
        [
            judged("Anna Berg", "Anna Berg"),
            judged("Anna Berg", None),
            judged(None, "Karl Holm"),
            judged(None, None, "reported"),
        ]
    )
    assert found.precision is not None and found.precision.mean == 0.5
    assert found.recall is not None and found.recall.mean == 0.5
    assert found.kind is not None and found.kind.mean == 0.75


def test_nothing_read_is_no_precision() -> None:
    assert figures([judged(None, None)]).precision is None


def test_the_article_before_a_name_does_not_matter() -> None:
    assert judged("Kremlin", "the Kremlin").right_speaker is True


def test_speakers_of_the_sample_collection_are_read_surely() -> None:
    labels = read_labels(LABELS)
    articles = articles_of(SAMPLE_ARTICLES, {label.source for label in labels})
    found = figures(judge(labels, articles.__getitem__))
    assert found.sentences >= 300
    assert found.precision is not None and found.precision.mean >= 0.95
    assert found.recall is not None and found.recall.mean >= 0.75
    assert found.kind is not None and found.kind.mean >= 0.88


def test_a_label_of_a_sentence_that_is_not_there_is_an_error() -> None:
    labels = read_labels(LABELS)[:1]
    articles = articles_of(SAMPLE_ARTICLES, {labels[0].source})
    moved = [labels[0].model_copy(update={"text": "This is not in it."})]
    with pytest.raises(UsageError, match="does not hold"):
        judge(moved, articles.__getitem__)


def test_a_malformed_label_is_named_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text('{"source": "a"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="line 1"):
        read_labels(path)


def test_the_command_prints_a_line_for_each_split() -> None:
    app = typer.Typer()
    app.command()(main)
    printed = CliRunner().invoke(app, []).output
    assert [line.split(":")[0] for line in printed.splitlines()] == ["dev", "held_out", "all"]
