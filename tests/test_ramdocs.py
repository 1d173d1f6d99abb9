"""The RAMDocs benchmark: its questions, what counts as shown, flagged and falsely flagged."""

import json
from pathlib import Path
from typing import Any

import pytest
from eval_fakes import answered

from eval.benchmarks.ramdocs import Question, measure, read_questions, render, result_of
from vectorstore.errors import UsageError


def question(*told: tuple[str, str], gold: tuple[str, ...] = ("1856",), text: str = "") -> Question:
    documents = [{"text": text or a, "type": kind, "answer": a} for kind, a in told]
    given: dict[str, Any] = {"question": "When?", "documents": documents, "gold_answers": gold}
    return Question.model_validate(given)


def test_a_false_answer_of_a_document_makes_more_than_one() -> None:
    asked = question(("correct", "1856"), ("misinfo", "1900"), ("noise", "unknown"))
    values = result_of(asked, answered(positions=("1856", "1900"))).values
    assert values == {"flagged": 1.0, "flagged_gold": None, "false_flags": None}


def test_documents_that_agree_can_only_be_flagged_falsely() -> None:
    asked = question(("correct", "Rugby"), ("correct", "rugby"), ("noise", "unknown"))
    assert result_of(asked, answered()).values["false_flags"] == 0.0
    assert result_of(asked, answered(positions=("a", "b"))).values["false_flags"] == 1.0


def test_a_gold_answer_counts_in_the_text_or_in_a_position() -> None:
    asked = question(("correct", "1856"), ("correct", "1861"), gold=("1856", "1861", "1870"))
    shown = answered(text="It was founded in 1856.", positions=("1861", "1856"))
    assert result_of(asked, shown).gold == (True, True, False)


def test_the_halves_are_told_apart_and_add_up() -> None:
    asked = [
        question(("correct", "1856")).model_copy(update={"question": f"When was {n} founded?"})
        for n in range(20)
    ]
    result = measure(asked, lambda _: answered(text="In 1856."))
    counts = {half: figures["gold_shown"].count for half, figures in result.figures.items()}  # type: ignore[union-attr]
    assert counts["tuned"] + counts["other"] == counts["all"] == 20
    assert min(counts.values()) > 0
    assert "RAMDocs" in str(render(result).title)


def test_a_malformed_line_is_named(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(json.dumps({"question": "When?"}) + "\n")
    with pytest.raises(UsageError, match="line 1"):
        read_questions(file)
