from typing import Any

import pytest
from eval_fakes import (
    RAIL,
    SUMMIT,
    FakeArticle,
    FakeChain,
    FakeStore,
    abstained,
    answered,
    cite,
    passage,
    sample,
    statement,
)

from eval.runs.figures import METRICS, by_category, latency, summary
from eval.runs.records import Outcome, Run
from eval.runs.runner import run
from eval.samples.sample import GoldPassage
from rag.answer import Answer
from vectorstore.errors import UsageError

STORE = FakeStore()
SUMMIT_ARTICLE, RAIL_ARTICLE = STORE.articles()
JOINED = "Nine states joined the group in Kazan."


def good(**fields: Any) -> Answer:
    return answered((statement(JOINED, 1), cite(1, SUMMIT_ARTICLE, JOINED)), **fields)


def outcome_of(answer: Answer | Exception, **fields: Any) -> Outcome:
    asked = sample("s", **fields)
    return run([asked], FakeChain({"s?": answer}), STORE).outcomes[0]


def test_a_sample_passes_when_everything_is_as_expected() -> None:
    expected = {"facts": (("9", "nine"),), "forbidden": ("ten",), "articles": ("summit.txt",)}
    outcome = outcome_of(good(), **expected)
    assert outcome.passed
    assert outcome.failures == ()
    assert outcome.values["passed"] == 1.0


def test_a_sample_that_nobody_has_reviewed_does_not_pass() -> None:
    outcome = outcome_of(good(), unreviewed=True)
    assert not outcome.passed
    assert outcome.failures == ("nobody has said yet what the answer is to say: edit the sample",)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"status": "abstained"}, "was to be abstained"),
        ({"facts": (("ten", "10"),)}, "'ten' is missing"),
        ({"forbidden": ("Kazan",)}, "forbidden 'Kazan'"),
        ({"articles": ("rail.txt",)}, "rail.txt is not cited"),
    ],
)
def test_each_expectation_can_fail_alone(fields: dict[str, Any], why: str) -> None:
    outcome = outcome_of(good(), **fields)
    assert not outcome.passed
    assert len(outcome.failures) == 1
    assert why in outcome.failures[0]


@pytest.mark.parametrize(("short", "share"), [("nine", 0.5), ("1998", 0.0), (None, None)])
def test_a_short_answer_is_measured_by_itself_and_fails_no_sample(
    short: str | None, share: float | None
) -> None:
    outcome = outcome_of(good(short=short), facts=(("9", "nine"), ("Kazan",)))
    assert outcome.values["short_answer_recall"] == share
    assert outcome.passed


def test_a_run_from_before_a_metric_was_there_has_no_value_of_it() -> None:
    outcome = outcome_of(good())
    values = {name: value for name, value in outcome.values.items() if name != "fact_recall"}
    assert summary([outcome.model_copy(update={"values": values})])["fact_recall"] is None


def test_an_invalid_citation_fails_the_sample() -> None:
    outcome = outcome_of(good(text=f"{JOINED} [1][2]"))
    assert outcome.failures == ("the number 2 has no citation",)
    assert outcome.values["citation_validity"] == 0.5


@pytest.mark.parametrize("fields", [{"short": "ten states"}, {"positions": ("ten", "nine")}])
def test_a_forbidden_text_is_looked_for_in_all_that_is_told(fields: dict[str, Any]) -> None:
    outcome = outcome_of(good(**fields), forbidden=("ten",))
    assert outcome.values["forbidden_rate"] == 1.0
    assert not outcome.passed


def test_a_right_abstention_passes_and_measures_nothing_else() -> None:
    outcome = outcome_of(abstained(), status="abstained")
    assert outcome.passed
    defined = {key for key, value in outcome.values.items() if value is not None}
    assert defined == {"passed", "abstention_precision", "abstention_recall"}


def test_a_question_that_fails_is_a_failed_outcome_with_its_error() -> None:
    outcome = outcome_of(UsageError("The day is not a date."), articles=("summit.txt",))
    assert outcome.answer is None
    assert outcome.error == "The day is not a date."
    assert not outcome.passed
    assert outcome.values["citation_recall"] == 0.0
    assert outcome.values["citation_precision"] is None


def test_a_bug_ends_the_run() -> None:
    with pytest.raises(ZeroDivisionError):
        outcome_of(ZeroDivisionError())


def test_every_outcome_has_every_metric_in_the_list() -> None:
    for answer in (good(), abstained(), UsageError("no")):
        assert set(outcome_of(answer).values) == set(METRICS)


def test_retrieval_is_measured_by_article_and_by_passage() -> None:
    at = SUMMIT.index("Two states")
    found = (passage(RAIL_ARTICLE), passage(SUMMIT_ARTICLE, 0, 20), passage(SUMMIT_ARTICLE, at))
    values = outcome_of(
        good(passages=found),
        articles=("summit.txt",),
        passages=(GoldPassage(source="summit.txt", text="Two states declined."),),
    ).values
    assert values["article_recall@1"] == 0.0
    assert values["article_recall@3"] == 1.0
    assert values["article_mrr@10"] == 0.5
    assert values["passage_recall@1"] == 0.0
    assert values["passage_recall@3"] == 1.0
    assert values["passage_mrr@10"] == pytest.approx(1 / 3)


def test_gold_that_the_collection_lacks_is_an_error_of_the_set() -> None:
    store = FakeStore(
        FakeArticle("a", "summit.txt", SUMMIT), FakeArticle("b", "rail.txt", RAIL + RAIL)
    )
    wrong = sample(
        "w",
        articles=("lost.txt",),
        passages=(
            GoldPassage(source="summit.txt", text="Nobody wrote this."),
            GoldPassage(source="rail.txt", text="It was opened in May."),
        ),
    )
    result = run([wrong], FakeChain({"w?": good()}), store)
    assert len(result.sample_errors) == 3
    assert "'lost.txt'" in result.sample_errors[0]
    assert "Nobody wrote this." in result.sample_errors[1]
    assert "0 times in summit.txt" in result.sample_errors[1]
    assert "2 times in rail.txt" in result.sample_errors[2]
    assert result.outcomes[0].values["passage_mrr@10"] is None


def test_the_chain_gets_the_whole_question() -> None:
    chain = FakeChain({"s?": good()})
    asked = sample("s", history=("Before?",), as_of="2024-10-25", outlets=("The Wire",))
    run([asked], chain, STORE)
    assert chain.inputs == [
        {
            "question": "s?",
            "history": ["Before?"],
            "as_of": "2024-10-25",
            "outlets": ["The Wire"],
        }
    ]


def test_progress_is_told_after_each_question() -> None:
    told: list[tuple[int, int]] = []
    chain = FakeChain({"s?": good(), "t?": good()})
    run([sample("s"), sample("t")], chain, STORE, lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_a_run_survives_its_json_form() -> None:
    result = run([sample("s")], FakeChain({"s?": good()}), STORE, name="n", embedding_model="m")
    again = Run.model_validate_json(result.model_dump_json())
    assert again == result
    assert again.outcomes[0].answer == good()
    assert (again.name, again.embedding_model, again.composer) == ("n", "m", "extractive")


def test_figures_of_a_set_and_of_its_categories() -> None:
    samples = [
        sample("s", facts=(("nine",),)),
        sample("t", facts=(("ten",),)),
        sample("u", category="unanswerable", status="abstained"),
        sample("v", category="conflict"),
    ]
    answers = {"s?": good(), "t?": good(), "u?": good(), "v?": abstained()}
    outcomes = run(samples, FakeChain(answers), STORE).outcomes
    figures = summary(outcomes)
    facts, precision = figures["fact_recall"], figures["abstention_precision"]
    recall, conflict = figures["abstention_recall"], figures["conflict_recall"]
    assert facts is not None and (facts.mean, facts.count) == (0.5, 2)
    assert precision is not None and (precision.mean, precision.count) == (0.0, 1)
    assert recall is not None and (recall.mean, recall.count) == (0.0, 1)
    assert conflict is not None and (conflict.mean, conflict.count) == (0.0, 1)
    assert figures["forbidden_rate"] is None
    groups = by_category(outcomes)
    assert [(key, len(group)) for key, group in groups.items()] == [
        ("single_fact", 2),
        ("unanswerable", 1),
        ("conflict", 1),
    ]


def test_seconds_of_no_question_are_undefined() -> None:
    assert latency([]) == {"seconds_p50": None, "seconds_p95": None}


def test_a_set_reads_each_article_once_to_find_its_gold() -> None:
    store = FakeStore()
    gold = (GoldPassage(source="summit.txt", text=JOINED),)
    samples = [sample(name, passages=gold, status="abstained") for name in "stu"]
    run(samples, FakeChain(dict.fromkeys(("s?", "t?", "u?"), abstained())), store)
    assert store.read == ["a"]
