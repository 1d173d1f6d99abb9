"""The figures of RealTimeQA: what one answer is worth, and the means over the questions by week.

What this module does not know: whether a passage that holds the gold words answers the question (a
short gold answer occurs in passages that do not), and whether a question of another time is
answered by these articles all the same, as a few are by chance.
"""

from collections.abc import Sequence

from eval.benchmarks.realtimeqa.questions import Question
from eval.benchmarks.realtimeqa.records import Asked, Result
from eval.benchmarks.realtimeqa.risk import RISK_FIGURES, Groups, Told, risk_figures
from eval.metrics import (
    Estimate,
    first_words,
    hit_at_k,
    mean_interval,
    occurs,
    reciprocal_rank,
    strip_markers,
)
from eval.runs.figures import CUTOFFS
from rag.answer import Answer

WORDS = 60
"""How many words of the answer's text may hold the gold answer."""

QUESTION_FIGURES = {
    **{f"answer_recall@{k}": f"gold answer in the first {k} passages" for k in CUTOFFS},
    "mrr@10": "reciprocal rank of the first passage with the gold answer",
    "answer_in_text": f"gold answer in the first {WORDS} words of the answer",
    "answer_in_short": "gold answer in the short answer",
    "refused": "questions declined although the articles hold the answer",
    "refused_unanswerable": "questions declined because the articles do not hold the answer",
}
"""The figures that a question has one by one, and what each is a share or mean of."""

FIGURES = {
    **QUESTION_FIGURES,
    "refused_others": "questions of another time declined, asked as of their own day",
    "refused_others_undated": "questions of another time declined, asked without a day",
    **RISK_FIGURES,
}
"""Every figure in the order of the table, and what it is a share or mean of."""


def values_of(
    question: Question, answer: Answer | None, hits: Sequence[bool]
) -> dict[str, float | None]:
    """Measure one question; one that failed found and told nothing, and was not declined."""
    refused = float(answer is not None and answer.status == "abstained")
    values: dict[str, float | None] = dict.fromkeys(QUESTION_FIGURES)
    if not question.answer_in_articles:
        return values | {"refused_unanswerable": refused}
    short = (answer.short_answer if answer else None) or ""
    recalls = {f"answer_recall@{k}": hit_at_k(hits, k) for k in CUTOFFS}
    return {
        **values,
        **recalls,
        "mrr@10": reciprocal_rank(hits),
        "answer_in_text": float(holds_gold(question.answer, answer.text if answer else "")),
        "answer_in_short": float(occurs(question.answer, short)),
        "refused": refused,
    }


def holds_gold(gold: str, text: str) -> bool:
    """Tell whether the gold answer stands at the start of an answer's text."""
    return occurs(gold, first_words(strip_markers(text), WORDS))


def groups_of(results: Sequence[Result], others: Sequence[Asked]) -> Groups:
    """Return what was asked by kind, for the figures on confidence."""
    return Groups(
        answerable=tuple(_told(result) for result in results if result.answerable),
        unanswerable=tuple(_told(result) for result in results if not result.answerable),
        others=tuple(_told(asked) for asked in others if asked.as_of is not None),
        others_undated=tuple(_told(asked) for asked in others if asked.as_of is None),
    )


def _told(asked: Asked) -> Told:
    return Told(
        week=asked.week,
        confidence=asked.confidence,
        declined=asked.status == "abstained",
        correct=asked.status == "answered" and holds_gold(asked.gold, asked.text),
    )


def figures_of(results: Sequence[Result], groups: Groups) -> dict[str, Estimate | None]:
    """Return every figure of FIGURES; one that failed was not declined."""
    weeks = [result.week for result in results]
    found = {
        figure: mean_interval([result.values[figure] for result in results], weeks)
        for figure in QUESTION_FIGURES
    }
    found["refused_others"] = _refused(groups.others)
    found["refused_others_undated"] = _refused(groups.others_undated)
    return found | risk_figures(groups)


def _refused(told: Sequence[Told]) -> Estimate | None:
    return mean_interval([float(one.declined) for one in told], [one.week for one in told])
