from pathlib import Path

import pytest
from eval_fakes import FakeChain, FakeStore, abstained, answered, cite, sample, statement

from eval.baselines.baseline import Baseline, Kept, baseline_of, read_baseline, write_baseline
from eval.baselines.gate import TOLERANCE, compare
from eval.runs.records import Run
from eval.runs.runner import run
from vectorstore.errors import UsageError

STORE = FakeStore()
SUMMIT_ARTICLE, _ = STORE.articles()
JOINED = "Nine states joined the group in Kazan."
GOOD = answered((statement(JOINED, 1), cite(1, SUMMIT_ARTICLE, JOINED)))


def a_run(passing: str, failing: str = "") -> Run:
    """A run of one-letter ids; the failing ones decline what they should answer."""
    samples = [sample(name, facts=(("nine",),)) for name in passing + failing]
    answers = {f"{name}?": GOOD for name in passing}
    answers |= {f"{name}?": abstained() for name in failing}
    return run(samples, FakeChain(answers), STORE, name="set", embedding_model="mini")


def with_values(run_: Run, metric: str, value: float) -> Run:
    outcomes = tuple(
        outcome.model_copy(update={"values": outcome.values | {metric: value}})
        for outcome in run_.outcomes
    )
    return run_.model_copy(update={"outcomes": outcomes})


def test_the_same_run_is_no_regression() -> None:
    found = compare(a_run("ab", "c"), baseline_of(a_run("ab", "c")))
    assert found.ok
    assert found.model_dump() == {
        "regressed": (),
        "repaired": (),
        "new": (),
        "removed": (),
        "dropped": (),
        "notes": (),
    }


def test_a_question_that_passed_and_fails_is_named() -> None:
    found = compare(a_run("a", "bc"), baseline_of(a_run("ab", "c")))
    assert found.regressed == ("b",)
    assert not found.ok
    fact_recall = next(change for change in found.dropped if change.metric == "fact_recall")
    assert fact_recall.was == pytest.approx(2 / 3, abs=1e-3)
    assert fact_recall.now == pytest.approx(1 / 3, abs=1e-3)


def test_a_repaired_question_is_told_and_is_no_loss() -> None:
    found = compare(a_run("abc"), baseline_of(a_run("ab", "c")))
    assert found.repaired == ("c",)
    assert found.regressed == ()


def test_new_and_removed_questions_are_told_and_cannot_regress() -> None:
    found = compare(a_run("a", "xyz"), baseline_of(a_run("ab")))
    assert found.new == ("x", "y", "z")
    assert found.removed == ("b",)
    assert found.ok


@pytest.mark.parametrize(
    ("metric", "was", "now", "lost"),
    [
        ("citation_precision", 0.9, 0.9 - TOLERANCE, False),
        ("citation_precision", 0.9, 0.87, True),
        ("citation_precision", 0.9, 1.0, False),
        ("forbidden_rate", 0.1, 0.1 + TOLERANCE, False),
        ("forbidden_rate", 0.1, 0.2, True),
        ("forbidden_rate", 0.1, 0.0, False),
    ],
)
def test_a_metric_may_move_within_the_tolerance(
    metric: str, was: float, now: float, lost: bool
) -> None:
    before = baseline_of(with_values(a_run("ab"), metric, was))
    found = compare(with_values(a_run("ab"), metric, now), before)
    assert [change.metric for change in found.dropped] == ([metric] if lost else [])
    assert found.ok is not lost


def test_a_metric_that_is_not_defined_any_more_is_lost() -> None:
    found = compare(a_run("a"), baseline_of(with_values(a_run("a"), "citation_recall", 1.0)))
    assert [(change.metric, change.now) for change in found.dropped] == [("citation_recall", None)]


def test_slower_is_no_regression() -> None:
    now = a_run("ab")
    slow = tuple(outcome.model_copy(update={"seconds": 99.0}) for outcome in now.outcomes)
    assert compare(now.model_copy(update={"outcomes": slow}), baseline_of(now)).ok


def test_another_model_is_noted() -> None:
    now = a_run("a").model_copy(update={"embedding_model": "other"})
    assert compare(now, baseline_of(a_run("a"))).notes == (
        "The embedding model of the baseline is mini, of this run other.",
    )


def test_the_file_reads_back_as_it_was_written(tmp_path: Path) -> None:
    kept = baseline_of(a_run("ab", "ü"))
    path = tmp_path / "new" / "set.json"
    write_baseline(path, kept)
    assert read_baseline(path) == kept
    lines = path.read_text(encoding="utf-8").splitlines()
    assert sum('"passed": ' in line and '"values"' in line for line in lines) == 3


def test_an_empty_baseline_is_a_baseline(tmp_path: Path) -> None:
    empty = Baseline(name="n", embedding_model="", composer="", metrics={}, samples={})
    write_baseline(tmp_path / "b.json", empty)
    assert read_baseline(tmp_path / "b.json") == empty


def test_no_file_is_no_baseline_and_a_wrong_one_is_an_error(tmp_path: Path) -> None:
    assert read_baseline(tmp_path / "none.json") is None
    wrong = tmp_path / "wrong.json"
    for content in (b"", b"{", b"[]", b"\xff\xfe", b'{"name": "x"}'):
        wrong.write_bytes(content)
        with pytest.raises(UsageError, match="--update-baseline"):
            read_baseline(wrong)


def test_what_is_kept_of_a_question_leaves_out_the_undefined() -> None:
    kept = baseline_of(a_run("a")).samples["a"]
    assert kept == Kept(
        passed=True,
        values={
            "passed": 1.0,
            "fact_recall": 1.0,
            "citation_validity": 1.0,
            "verbatim_rate": 1.0,
            "false_conflict_rate": 0.0,
        },
    )
