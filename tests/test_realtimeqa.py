import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from eval_fakes import FakeArticle, FakeChain, abstained, answered, cite, passage, statement
from rich.console import Console
from typer.testing import CliRunner

from eval.benchmarks.realtimeqa.asking import measure
from eval.benchmarks.realtimeqa.figures import FIGURES
from eval.benchmarks.realtimeqa.questions import Question, read_questions, read_some
from eval.benchmarks.realtimeqa.records import Benchmark
from eval.benchmarks.realtimeqa.tables import render
from eval.command import app
from eval.runs.collection import Ingest
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


def shown(benchmark: Benchmark) -> str:
    """Return what the terminal shows, with every space a single one."""
    console = Console(file=io.StringIO(), width=160)
    console.print(render(benchmark))
    assert isinstance(console.file, io.StringIO)
    return " ".join(console.file.getvalue().split())


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
        "refused_others": None,
        "refused_others_undated": None,
        "aurc": None,
        "declined_at_8": None,
        "declined_at_8_undated": None,
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
    text = shown(result)
    assert all(figure in text for figure in result.figures)
    assert list(result.figures) == list(FIGURES)
    assert "12.50 s: 3 added, 1 unchanged, 1 rejected" in text
    assert Benchmark.model_validate_json(result.model_dump_json()) == result


# --- questions of another time -----------------------------------------------------------------

ELSEWHEN = question("20220107_0", answer="Rafael Nadal")
"""A question of another time; that its answer stands in articles means those of its own."""


def with_other(
    dated: Answer | Exception, undated: Answer | Exception, own: Answer | Exception | None = None
) -> Benchmark:
    asked = question("20240105_0")
    chain = FakeChain(
        {asked.question: own or told(), ELSEWHEN.question: dated}, {ELSEWHEN.question: undated}
    )
    return measure([asked], chain, INGEST, others=[ELSEWHEN])


def test_a_question_of_another_time_is_asked_as_of_its_day_and_without_one() -> None:
    asked, other = question("20240105_0"), question("20220107_0")
    chain = FakeChain({asked.question: told(), other.question: told()})
    steps: list[tuple[int, int]] = []
    measure([asked], chain, INGEST, lambda *step: steps.append(step), others=[other])
    inputs = [(given["question"], given["as_of"]) for given in chain.inputs]
    assert inputs == [
        (asked.question, "2024-01-05"),
        (other.question, "2024-01-05"),
        (other.question, None),
    ]
    assert steps == [(1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("dated", "undated", "figures"),
    [
        (abstained(), told(), (1.0, 0.0)),
        (told(), abstained(), (0.0, 1.0)),
        (UsageError("no"), abstained(), (0.0, 1.0)),
    ],
)
def test_each_way_of_asking_is_declined_by_itself(
    dated: Answer | Exception, undated: Answer | Exception, figures: tuple[float, float]
) -> None:
    found = means(with_other(dated, undated))
    assert (found["refused_others"], found["refused_others_undated"]) == figures


def test_the_others_change_no_figure_of_the_benchmarks_own_questions() -> None:
    alone, beside = measured(told()), with_other(abstained(), UsageError("no"))
    own = [figure for figure in FIGURES if not figure.startswith("refused_others")]
    assert [means(beside)[figure] for figure in own] == [means(alone)[figure] for figure in own]
    assert (beside.questions, beside.answerable, beside.failed) == (1, 1, 0)
    assert [result.id for result in beside.results] == ["20240105_0"]


def test_the_others_are_kept_with_their_confidence() -> None:
    result = with_other(abstained(confidence=0.25), UsageError("no"), told(confidence=0.75))
    dated, undated = result.others
    assert (dated.id, dated.as_of, dated.status) == ("20220107_0", "2024-01-05", "abstained")
    assert (dated.confidence, dated.error, dated.composer) == (0.25, None, "extractive")
    assert (undated.as_of, undated.status, undated.confidence) == (None, None, None)
    assert undated.error == "no"
    assert result.results[0].confidence == 0.75
    assert Benchmark.model_validate_json(result.model_dump_json()) == result
    assert "1 questions of another time, each asked twice, 1 failed" in shown(result)


def test_a_model_that_answered_only_an_other_is_told() -> None:
    result = with_other(told(), told().model_copy(update={"composer": "openai:small"}))
    assert result.composer == "extractive, openai:small"


def test_the_interval_of_the_others_draws_their_weeks() -> None:
    others = [question(f"{week}_{n}") for week in ("20220107", "20220114") for n in range(10)]
    answers = {q.question: abstained() if q.id < "20220110" else told() for q in others}
    found = measure([], FakeChain(answers), INGEST, others=others).figures["refused_others"]
    assert found is not None
    assert (found.mean, found.low, found.high, found.count) == (0.5, 0.0, 1.0, 20)


# --- confidence --------------------------------------------------------------------------------


def sure(confidence: float, right: bool = True) -> Answer:
    return told(GOLD.text if right else "It was so.", confidence=confidence)


def test_risk_is_over_answerable_and_unanswerable_questions() -> None:
    asked = [question(f"20240105_{n}", there=n < 3) for n in range(5)]
    replies = [sure(0.9), sure(0.7, right=False), abstained(confidence=0.2)]
    replies += [sure(0.8, right=False), told()]
    chain = FakeChain({q.question: reply for q, reply in zip(asked, replies, strict=True)})
    risk = measure(asked, chain, INGEST).risk
    points = [(point.coverage, point.risk) for point in risk.coverage]
    assert points == [(0.25, 0.0), (0.5, 0.5), (0.75, pytest.approx(2 / 3))]
    assert risk.unscored == 1


def test_an_answer_is_right_when_its_first_sixty_words_hold_the_gold_answer() -> None:
    late = told("word " * 59 + "Luke Humphries", confidence=0.9)
    assert means(measured(late))["aurc"] == 1.0
    assert means(measured(sure(0.9)))["aurc"] == 0.0


def test_the_threshold_of_the_answerable_is_held_against_the_others() -> None:
    asked = [question(f"20240105_{n}") for n in range(25)]
    others = [question(f"20220107_{n}") for n in range(4)]
    chain = FakeChain(
        {q.question: sure(0.5 + n / 100) for n, q in enumerate(asked)}
        | {q.question: sure(0.49 + n / 50) for n, q in enumerate(others)},
        {q.question: sure(0.49) for q in others},
    )
    result = measure(asked, chain, INGEST, others=others)
    # Two of the 25 are below 0.52: so are 0.49 and 0.51 of the others.
    assert means(result)["declined_at_8"] == 0.5
    assert means(result)["declined_at_8_undated"] == 1.0
    assert "8% 0.520 0.080 0.500 1.000" in shown(result)


def test_without_any_confidence_no_curve_is_shown() -> None:
    text = shown(measured(told()))
    assert "Risk and coverage" not in text
    assert "left out of risk and declining: 1 questions" in text


# --- files -------------------------------------------------------------------------------------


def test_a_limit_counts_in_each_file_and_a_file_without_questions_is_told(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text("".join(question(f"2024010{n}").model_dump_json() + "\n" for n in range(3)))
    assert [q.id for q in read_some(path, 2)] == ["20240100", "20240101"]
    assert len(read_some(path, None)) == 3
    path.write_text("\n")
    with pytest.raises(UsageError, match="holds no questions"):
        read_some(path, None)


def test_the_others_are_read_before_anything_is_indexed(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(question("20240105_0").model_dump_json())
    line = ["benchmark", "realtimeqa", "--articles", str(tmp_path), "--questions", str(path)]
    result = CliRunner().invoke(app, [*line, "--others", str(tmp_path / "none.jsonl")])
    assert isinstance(result.exception, UsageError)
    assert "none.jsonl cannot be read" in str(result.exception)


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
