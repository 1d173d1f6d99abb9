"""The figures of a run: every metric over its outcomes, with an interval, and the seconds.

What this module does not know: how the value of one outcome comes about; measuring.py does.
"""

from collections.abc import Iterable, Mapping, Sequence

from eval.metrics import Estimate, mean_interval, percentile
from eval.runs.records import Outcome

CUTOFFS = (1, 3, 5, 10)
"""How many passages are looked at for recall."""


def _passages(k: int) -> str:
    return "passage" if k == 1 else f"{k} passages"


METRICS: Mapping[str, str] = {
    "passed": "questions passed",
    **{f"article_recall@{k}": f"gold articles in the first {_passages(k)}" for k in CUTOFFS},
    "article_mrr@10": "reciprocal rank of the first passage of a gold article",
    **{f"passage_recall@{k}": f"a gold passage in the first {_passages(k)}" for k in CUTOFFS},
    "passage_mrr@10": "reciprocal rank of the first gold passage",
    "fact_recall": "expected facts in the answer",
    "short_answer_recall": "expected facts in the short answer, where one is shown",
    "forbidden_rate": "forbidden texts in the answer",
    "citation_validity": "valid citations",
    "verbatim_rate": "statements quoted character by character",
    "citation_precision": "cited articles that were to be cited",
    "citation_recall": "articles to be cited that are cited",
    "abstention_precision": "abstentions that were right",
    "abstention_recall": "questions to be declined that were",
    "conflict_recall": "questions on a conflict whose positions hold both facts",
    "false_conflict_rate": "answerable questions on no conflict that show one",
}
"""Every metric of a sample, in the order of the report, and what it is a share or mean of."""


def summary(outcomes: Sequence[Outcome]) -> dict[str, Estimate | None]:
    """Return every metric over the outcomes with its interval, None where undefined."""
    return {
        # A run that was kept before a metric was there has no value of it.
        metric: mean_interval([outcome.values.get(metric) for outcome in outcomes])
        for metric in METRICS
    }


def latency(outcomes: Sequence[Outcome]) -> dict[str, float | None]:
    """Return the median and the 95th percentile of the seconds of a question."""
    seconds = [outcome.seconds for outcome in outcomes]
    return {
        "seconds_p50": percentile(seconds, 0.5),
        "seconds_p95": percentile(seconds, 0.95),
    }


def by_category(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """Return the outcomes of every category, in order of first appearance."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.sample.category, []).append(outcome)
    return groups
