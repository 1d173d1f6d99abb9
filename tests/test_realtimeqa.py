import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from eval_fakes import FakeArticle, FakeChain, abstained, answered, cite, passage, statement
from rich.console import Console

from eval.benchmarks.realtimeqa import (
    Benchmark,
    Question,
    measure,
    read_questions,
    render,
)
from eval.collection import Ingest
from rag.answer import Answer
from vectorstore.errors import UsageError

INGEST = Ingest(seconds=12.5, added=3, unchanged=1, rejected=("x.txt: is empty",))
FILLER = FakeArticle("f", "f.txt", "Nothing of note happened.")
GOLD = FakeArticle("g", "g.txt", "The winner was Luke Humphries, aged 28.")


def question(id: str, answer: str = "Luke Humphries", there: bool = True) -> Question:
    return Question(
        id=id, question=f"{id}?", asked_at="2024-01-05", answer=answer, answer_in_articles=there
    )


def told(text: str = GOLD.text, ranks: str = "fg", **fields: Any) -> Answer:
    """An answer with the passages named by `ranks`, g for the gold article."""
    found = tuple(passage(GOLD if letter == "g" else FILLER) for letter in ranks)
    return answered(
        (statement(text, 1), cite(1, FakeArticle("t", "t.txt", text), text)),
        passages=found,
        **fields,
    )


def measured(answer: Answer | Exception, asked: Question | None = None) -> Benchmark:
    asked = asked or question("20240105_0")
    return measure([asked], FakeChain({asked.question: answer}), INGEST)


def means(benchmark: Benchmark) -> dict[str, float | None]:
    return {key: None if est is None else est.mean for key, est in benchmark.figures.items()}


def test_each_figure_of_an_answered_question() -> None:
    result = measured(told(ranks="ffgg", short="Luke Humphries"))
    assert means(result) == {
        "answer_recall@1": 0.0,
        "answer_recall@3": 1.0,
        "answer_recall@5": 1.0,
        "answer_recall@10": 1.0,
        "mrr@10": pytest.approx(1 / 3),
        "answer_in_text": 1.0,
        "answer_in_short": 1.0,
        "refused": 0.0,
        "refused_unanswerable": None,
    }
    assert result.results[0].rank == 3


def test_the_eleventh_passage_is_too_late() -> None:
    result = measured(told(ranks="f" * 10 + "g"))
    assert means(result)["answer_recall@10"] == 0.0
    assert means(result)["mrr@10"] == 0.0
    assert result.results[0].rank == 11


@pytest.mark.parametrize(("before", "inside"), [(58, 1.0), (59, 0.0)])
def test_the_gold_answer_has_to_end_within_sixty_words(before: int, inside: float) -> None:
    text = "word " * before + "Luke Humphries"
    assert means(measured(told(text)))["answer_in_text"] == inside


def test_markers_are_not_counted_as_words() -> None:
    text = "word [1] " * 58 + "Luke [2] Humphries"
    assert means(measured(told(text)))["answer_in_text"] == 1.0


def test_a_marker_is_not_the_gold_answer() -> None:
    asked = question("20240105_0", answer="1")
    assert means(measured(told("It was so."), asked))["answer_in_text"] == 0.0


def test_a_refusal_is_counted_where_it_was_wrong() -> None:
    result = means(measured(abstained("no", passage(GOLD))))
    assert result["refused"] == 1.0
    assert result["answer_in_text"] == 0.0
    assert result["answer_recall@1"] == 1.0
    assert result["refused_unanswerable"] is None


@pytest.mark.parametrize(("answer", "refused"), [(abstained(), 1.0), (told(), 0.0)])
def test_without_the_answer_in_the_articles_only_refusing_is_measured(
    answer: Answer, refused: float
) -> None:
    result = means(measured(answer, question("20240105_1", there=False)))
    defined = {key: value for key, value in result.items() if value is not None}
    assert defined == {"refused_unanswerable": refused}


def test_a_failed_question_is_counted_and_neither_found_nor_declined() -> None:
    result = measured(UsageError("too long"))
    assert result.failed == 1
    assert result.results[0].error == "too long"
    assert means(result)["answer_recall@10"] == 0.0
    assert means(result)["refused"] == 0.0


def test_the_question_is_asked_as_of_its_day() -> None:
    chain = FakeChain({"20240105_0?": told()})
    measure([question("20240105_0")], chain, INGEST)
    assert chain.inputs[0]["as_of"] == "2024-01-05"


def test_the_interval_draws_whole_weeks() -> None:
    weeks = ("20240105", "20240112")
    asked = [question(f"{week}_{n}") for week in weeks for n in range(10)]
    answers = {q.question: told(ranks="g" if q.id.startswith(weeks[0]) else "f") for q in asked}
    found = measure(asked, FakeChain(answers), INGEST).figures["answer_recall@1"]
    assert found is not None
    assert (found.mean, found.low, found.high) == (0.5, 0.0, 1.0)


def test_the_table_and_the_json_tell_everything() -> None:
    result = measured(told())
    console = Console(file=io.StringIO(), width=160)
    console.print(render(result))
    assert isinstance(console.file, io.StringIO)
    text = " ".join(console.file.getvalue().split())
    assert all(figure in text for figure in result.figures)
    assert "12.50 s: 3 added, 1 unchanged, 1 rejected" in text
    assert Benchmark.model_validate_json(result.model_dump_json()) == result


def test_the_first_wrong_line_of_the_questions_is_told(tmp_path: Path) -> None:
    good = question("20240105_0").model_dump_json()
    path = tmp_path / "q.jsonl"
    path.write_text(f"\ufeff{good}\n\n{good}\n", encoding="utf-8")
    assert len(read_questions(path)) == 2
    for wrong in ("{", "[]", json.dumps({"id": "20240105_1"})):
        path.write_text(f"{good}\n{wrong}\n", encoding="utf-8")
        with pytest.raises(UsageError, match=r"q\.jsonl, line 2: not (a question|JSON)"):
            read_questions(path)


def test_the_real_questions_are_read() -> None:
    shared = os.environ.get("CITEWIRE_SHARED")
    if not shared:
        pytest.skip("CITEWIRE_SHARED does not name the shared data")
    found = read_questions(Path(shared, "data", "realtimeqa", "2024-01.questions.jsonl"))
    assert len(found) == 120
    assert len({q.id[:8] for q in found}) > 1
    assert {q.answer_in_articles for q in found} == {True, False}
