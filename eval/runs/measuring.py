"""Measures one answer against its sample: the value of every metric, and why it did not pass.

What this module does not know: what a metric is; eval/metrics/ does.
"""

from collections.abc import Sequence

import eval.metrics as metrics
from eval.metrics import Span
from eval.runs.figures import CUTOFFS
from eval.runs.gold import Lookup
from eval.samples.sample import Sample
from rag.answer import Answer


def failures_of(sample: Sample, answer: Answer, store: Lookup) -> list[str]:
    """Say everything that keeps the sample from passing."""
    failures = []
    if sample.unreviewed:
        failures.append("nobody has said yet what the answer is to say: edit the sample")
    if answer.status != sample.status:
        failures.append(f"it is {answer.status} and was to be {sample.status}")
    missing = metrics.missing_facts(answer.text, sample.facts)
    failures += [f"the fact {fact!r} is missing" for fact in missing]
    told = metrics.found_forbidden(_shown(answer), sample.forbidden)
    failures += [f"the forbidden {text!r} is told" for text in told]
    cited = {citation.source for citation in answer.citations}
    failures += [f"{gold} is not cited" for gold in sample.articles if gold not in cited]
    return failures + metrics.citation_faults(answer, store.get)


def _shown(answer: Answer) -> list[str]:
    """Return every text that the answer tells as an answer."""
    values = (position.value for about in answer.disagreements for position in about.positions)
    return [answer.text, answer.short_answer or "", *values]


def values_of(
    sample: Sample, answer: Answer | None, store: Lookup, spans: Sequence[Span]
) -> dict[str, float | None]:
    """Return the metrics of one sample by name; `spans` are where its gold passages stand."""
    on_conflict = sample.category == "conflict"
    # On a conflict a short answer is one side of it, and the positions hold the facts.
    short = answer.short_answer if answer and not on_conflict else None
    return {
        **_of_answer(sample, answer, store, spans),
        "short_answer_recall": metrics.short_answer_recall(short, sample.facts),
        "conflict_recall": metrics.conflict_recall(on_conflict, answer, sample.facts),
        "false_conflict_rate": metrics.false_conflict_rate(on_conflict, sample.status, answer),
    }


def _of_answer(
    sample: Sample, answer: Answer | None, store: Lookup, spans: Sequence[Span]
) -> dict[str, float | None]:
    """Measure one answer; a question that failed found, told and cited nothing."""
    if answer is None:
        return _retrieval(sample, [], [], spans) | _failed(sample)
    sources = [passage.source for passage in answer.passages]
    found = [Span(p.article_id, p.start, p.end) for p in answer.passages]
    cited = {citation.source for citation in answer.citations}
    return _retrieval(sample, sources, found, spans) | {
        "fact_recall": metrics.fact_recall(answer.text, sample.facts),
        "forbidden_rate": metrics.forbidden_rate(_shown(answer), sample.forbidden),
        "citation_validity": metrics.citation_validity(answer, store.get),
        "verbatim_rate": metrics.verbatim_rate(answer),
        "citation_precision": metrics.citation_precision(cited, sample.articles),
        "citation_recall": metrics.citation_recall(cited, sample.articles),
        "abstention_precision": metrics.abstention_precision(sample.status, answer.status),
        "abstention_recall": metrics.abstention_recall(sample.status, answer.status),
    }


def _failed(sample: Sample) -> dict[str, float | None]:
    return {
        "fact_recall": metrics.fact_recall("", sample.facts),
        "forbidden_rate": None,
        "citation_validity": None,
        "verbatim_rate": None,
        "citation_precision": None,
        "citation_recall": metrics.citation_recall([], sample.articles),
        "abstention_precision": None,
        "abstention_recall": metrics.abstention_recall(sample.status, None),
    }


def _retrieval(
    sample: Sample, sources: Sequence[str], found: Sequence[Span], spans: Sequence[Span]
) -> dict[str, float | None]:
    gold = set(sample.articles)
    in_gold = [source in gold for source in sources]
    hits = [any(metrics.covers(passage, span) for span in spans) for passage in found]
    values = {f"article_recall@{k}": metrics.recall_at_k(sources, gold, k) for k in CUTOFFS}
    values["article_mrr@10"] = metrics.reciprocal_rank(in_gold) if gold else None
    for k in CUTOFFS:
        values[f"passage_recall@{k}"] = metrics.hit_at_k(hits, k) if spans else None
    values["passage_mrr@10"] = metrics.reciprocal_rank(hits) if spans else None
    return values
