"""The figures of comparisons: who was rightly shown to speak, who was silent."""

import json
from pathlib import Path

import pytest
from conftest import make_answer

from eval.comparison import ComparisonSample, lines, measure, read_comparisons
from eval.runs.collection import SAMPLE_ARTICLES
from rag.answer import Answer, ComparisonRow
from vectorstore.errors import UsageError

SAMPLE = ComparisonSample(
    id="a",
    part="tuning",
    question="How did the outlets report the cost?",
    speaks={"Post": ("410",), "Ledger": ("395",), "Gazette": ("400",)},
    silent=("Herald", "Courier"),
    unclear=("Review",),
)
NONE_SPEAKS = SAMPLE.model_copy(update={"speaks": {}, "silent": ("Post",)})


def answered(**quotes: str | None) -> Answer:
    rows = tuple(ComparisonRow(outlet=outlet, quote=quote) for outlet, quote in quotes.items())
    return make_answer("?", status="answered", comparison=rows)


def test_outlets_are_counted_and_unclear_ones_left_out() -> None:
    answer = answered(Post="It cost 410.", Ledger="It is dear.", Herald="Rain.", Review="It rose.")
    figures = measure([(SAMPLE, answer)])
    assert (figures.shown, figures.right, figures.speaking) == (3, 2, 3)
    assert (figures.shown_silent, figures.right_silent, figures.silent) == (2, 1, 2)
    assert figures.facts == 1
    text = "\n".join(lines(figures))
    assert "speaks: precision 0.667 (2 of 3), recall 0.667 (2 of 3)" in text
    assert "silent: precision 0.500 (1 of 2), recall 0.500 (1 of 2)" in text
    assert "expected fact: 0.500 (1 of 2)" in text


def test_where_all_are_silent_declining_is_right() -> None:
    assert measure([(NONE_SPEAKS, make_answer("?"))]).recognised == 1
    assert measure([(NONE_SPEAKS, answered(Post="Rain."))]).recognised == 0
    assert measure([(SAMPLE, make_answer("?"))]).recognised == 0


def test_nothing_measured_is_no_figure() -> None:
    assert "– (0 of 0)" in "\n".join(lines(measure([])))


def test_the_samples_name_outlets_and_words_of_the_sample_collection() -> None:
    pages = " ".join(
        path.read_text(encoding="utf-8") for path in sorted(SAMPLE_ARTICLES.iterdir())
    ).casefold()
    samples = read_comparisons()
    assert {sample.part for sample in samples} == {"tuning", "held_out"}
    for sample in samples:
        outlets = [*sample.speaks, *sample.silent, *sample.unclear]
        assert len(outlets) == len(set(outlets))
        for outlet in outlets:
            assert outlet.casefold() in pages, outlet
        for fact in (fact for facts in sample.speaks.values() for fact in facts):
            assert fact.casefold() in pages, fact


def test_a_malformed_sample_is_named(tmp_path: Path) -> None:
    path = tmp_path / "samples.jsonl"
    path.write_text(json.dumps({"id": "a"}))
    with pytest.raises(UsageError, match="line 1"):
        read_comparisons(path)
