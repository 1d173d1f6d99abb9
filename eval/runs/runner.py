"""Asks every sample's question and measures the answers: samples in, one Run out.

The chain and the store are passed in: anything with LangChain's `invoke`, and anything that
hands out stored articles. What this module does not know: how a figure is shown, and what
the figures were last time.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict

from eval import conflict, metrics
from eval.metrics import CitedArticle, Estimate, Span
from eval.sample import GoldPassage, Sample
from rag.answer import Answer
from vectorstore.errors import CitewireError

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
    "forbidden_rate": "forbidden texts in the answer",
    "citation_validity": "valid citations",
    "verbatim_rate": "statements quoted character by character",
    "citation_precision": "cited articles that were to be cited",
    "citation_recall": "articles to be cited that are cited",
    "abstention_precision": "abstentions that were right",
    "abstention_recall": "questions to be declined that were",
    **conflict.METRICS,
}
"""Every metric of a sample, in the order of the report, and what it is a share or mean of."""


class Record(BaseModel):
    """Base of the run's parts: frozen, closed."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Outcome(Record):
    """What came of one sample."""

    sample: Sample
    answer: Answer | None
    """The whole answer with its passages; None when the question failed."""
    error: str | None
    """What the failed question was answered with."""
    failures: tuple[str, ...]
    """Why the sample did not pass, one sentence each; empty for one that did."""
    passed: bool
    values: dict[str, float | None]
    """The metrics of this sample, None where there is nothing to measure."""
    seconds: float
    """Wall-clock seconds of the question."""


class Run(Record):
    """One run over a set of samples."""

    name: str
    """Name of the set."""
    embedding_model: str
    composer: str
    """`extractive`, or the chat model; several, joined by ", ", when a model failed at times."""
    outcomes: tuple[Outcome, ...]
    sample_errors: tuple[str, ...]
    """Errors of the set itself: gold that does not stand in the collection."""


class Listed(Protocol):
    """One of the store's articles."""

    @property
    def id(self) -> str:
        """Its id, what `get` takes."""
        ...

    @property
    def source(self) -> str:
        """File name or URL it came from."""
        ...


class Lookup(Protocol):
    """What is needed of a store; `get` raises NoArticle."""

    def get(self, article_id: str, /) -> CitedArticle:
        """Return one stored article."""
        ...

    def articles(self) -> Iterable[Listed]:
        """Return all stored articles, with their texts or without."""
        ...


class Chain(Protocol):
    """What is needed of the chain."""

    def invoke(self, input: dict[str, Any], /) -> dict[str, Any]:
        """Answer one question; the result holds an `answer`."""
        ...


def run(
    samples: Sequence[Sample],
    chain: Chain,
    store: Lookup,
    progress: Callable[[int, int], None] | None = None,
    *,
    name: str = "",
    embedding_model: str = "",
) -> Run:
    """Ask every question and measure the answers; `progress` is told (done, of how many).

    A question that ends in a CitewireError is a failed outcome; any other exception is a bug
    and ends the run.
    """
    gold = _Gold(store)
    outcomes = []
    for done, sample in enumerate(samples, start=1):
        outcomes.append(_outcome(sample, chain, store, gold.spans(sample)))
        if progress is not None:
            progress(done, len(samples))
    composers = {o.answer.composer: None for o in outcomes if o.answer is not None}
    return Run(
        name=name,
        embedding_model=embedding_model,
        composer=", ".join(composers),
        outcomes=tuple(outcomes),
        sample_errors=tuple(error for sample in samples for error in gold.errors(sample)),
    )


def input_of(sample: Sample) -> dict[str, Any]:
    """Return what the chain is asked for a sample."""
    return {
        "question": sample.question,
        "history": list(sample.history),
        "as_of": sample.as_of,
        "outlets": list(sample.outlets),
    }


def summary(outcomes: Sequence[Outcome]) -> dict[str, Estimate | None]:
    """Return every metric over the outcomes with its interval, None where undefined."""
    return {
        metric: metrics.mean_interval([outcome.values[metric] for outcome in outcomes])
        for metric in METRICS
    }


def latency(outcomes: Sequence[Outcome]) -> dict[str, float | None]:
    """Return the median and the 95th percentile of the seconds of a question."""
    seconds = [outcome.seconds for outcome in outcomes]
    return {
        "seconds_p50": metrics.percentile(seconds, 0.5),
        "seconds_p95": metrics.percentile(seconds, 0.95),
    }


def by_category(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """Return the outcomes of every category, in order of first appearance."""
    groups: dict[str, list[Outcome]] = {}
    for outcome in outcomes:
        groups.setdefault(outcome.sample.category, []).append(outcome)
    return groups


# --- one sample --------------------------------------------------------------------------------


def _outcome(sample: Sample, chain: Chain, store: Lookup, spans: Sequence[Span]) -> Outcome:
    answer, error = None, None
    begin = time.perf_counter()
    try:
        answer = chain.invoke(input_of(sample))["answer"]
    except CitewireError as failure:
        error = str(failure)
    seconds = time.perf_counter() - begin
    failures = [f"the question failed: {error}"] if answer is None else []
    if answer is not None:
        failures = _failures(sample, answer, store)
    return Outcome(
        sample=sample,
        answer=answer,
        error=error,
        failures=tuple(failures),
        passed=not failures,
        values=_values(sample, answer, store, spans)
        | conflict.conflict_values(sample, answer)
        | {"passed": float(not failures)},
        seconds=seconds,
    )


def _failures(sample: Sample, answer: Answer, store: Lookup) -> list[str]:
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


def _values(
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


# --- the gold of the samples -------------------------------------------------------------------


class _Gold:
    """Finds the gold of the samples in the stored articles; reads each article once."""

    def __init__(self, store: Lookup) -> None:
        self._store = store
        self._ids: dict[str, list[str]] = {}
        for article in store.articles():
            self._ids.setdefault(article.source, []).append(article.id)
        self._texts: dict[str, str] = {}

    def spans(self, sample: Sample) -> list[Span]:
        """Return where the gold passages stand; those with an error are left out."""
        found = (self._places(passage) for passage in sample.passages)
        return [places[0] for places in found if len(places) == 1]

    def errors(self, sample: Sample) -> list[str]:
        """Say what of the sample's gold the collection does not bear out."""
        unknown = [source for source in sample.articles if source not in self._ids]
        wrong = [f"{sample.id}: there is no article {source!r}." for source in unknown]
        for passage in sample.passages:
            times = len(self._places(passage))
            if times != 1:
                start = " ".join(passage.text.split()[:8])
                wrong.append(
                    f"{sample.id}: the gold passage “{start} …” stands {times} times in"
                    f" {passage.source}; it must stand there once."
                )
        return wrong

    def _places(self, passage: GoldPassage) -> list[Span]:
        return [
            Span(article_id, start, start + len(passage.text))
            for article_id in self._ids.get(passage.source, ())
            for start in _starts(passage.text, self._text(article_id))
        ]

    def _text(self, article_id: str) -> str:
        if article_id not in self._texts:
            self._texts[article_id] = self._store.get(article_id).text
        return self._texts[article_id]


def _starts(wanted: str, text: str) -> list[int]:
    """Return where `wanted` begins in `text`, overlapping places too."""
    starts = []
    place = text.find(wanted) if wanted else -1
    while place >= 0:
        starts.append(place)
        place = text.find(wanted, place + 1)
    return starts
