"""The metrics: small pure functions, each with a worked example in its docstring.

| subject | module | metrics |
|---|---|---|
| the passages that are found | `retrieval.py` | recall at k, hit at k, reciprocal rank |
| what the answer tells | `answers.py` | fact recall, the same of the short answer, forbidden rate |
| what it cites | `citations.py` | validity, verbatim rate, precision, recall |
| whether it declines | `abstention.py` | precision, recall |
| whether it shows a disagreement | `disagreement.py` | conflict recall, false conflict rate |
| how sure it is | `confidence.py` | risk over coverage, what a threshold declines |
| the figure of a set | `intervals.py` | mean, difference, any statistic, share; percentiles |

`matching.py` says when a text tells a fact. A metric that has nothing to measure is None, never 0:
no gold article, no citation, no question that had to be declined. Most functions give the value of
one question, and `mean_interval` makes the figure of a set out of them. What this package does not
know: where its inputs come from. It sees answers, spans and strings, and neither a chain nor a
store.
"""

from eval.metrics.abstention import abstention_precision, abstention_recall
from eval.metrics.answers import (
    fact_recall,
    forbidden_rate,
    found_forbidden,
    missing_facts,
    short_answer_recall,
)
from eval.metrics.citations import (
    CitedArticle,
    citation_fault,
    citation_faults,
    citation_precision,
    citation_recall,
    citation_validity,
    dangling_numbers,
    is_verbatim,
    marker_numbers,
    quotes_of,
    verbatim_rate,
)
from eval.metrics.confidence import (
    declined_at,
    effective_confidences,
    risk_area,
    risk_coverage,
    share_below,
    threshold_declining,
)
from eval.metrics.disagreement import conflict_recall, false_conflict_rate, holds_both
from eval.metrics.intervals import (
    Estimate,
    clustered,
    mean_interval,
    paired_difference,
    percentile,
    resampled_interval,
    wilson,
)
from eval.metrics.matching import first_words, normalise, occurs, strip_markers
from eval.metrics.retrieval import Span, covers, hit_at_k, recall_at_k, reciprocal_rank, share_in

__all__ = [
    "CitedArticle",
    "Estimate",
    "Span",
    "abstention_precision",
    "abstention_recall",
    "citation_fault",
    "citation_faults",
    "citation_precision",
    "citation_recall",
    "citation_validity",
    "clustered",
    "conflict_recall",
    "covers",
    "dangling_numbers",
    "declined_at",
    "effective_confidences",
    "fact_recall",
    "false_conflict_rate",
    "first_words",
    "forbidden_rate",
    "found_forbidden",
    "hit_at_k",
    "holds_both",
    "is_verbatim",
    "marker_numbers",
    "mean_interval",
    "missing_facts",
    "normalise",
    "occurs",
    "paired_difference",
    "percentile",
    "quotes_of",
    "recall_at_k",
    "reciprocal_rank",
    "resampled_interval",
    "risk_area",
    "risk_coverage",
    "share_below",
    "share_in",
    "short_answer_recall",
    "strip_markers",
    "threshold_declining",
    "verbatim_rate",
    "wilson",
]
