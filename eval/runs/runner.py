"""Asks every sample's question and measures the answers: samples in, one Run out.

The chain and the store are passed in: anything with LangChain's `invoke`, and anything that
hands out stored articles. What this module does not know: how a figure is shown, and what
the figures were last time.
"""

from collections.abc import Callable, Sequence

from eval.metrics import Span
from eval.runs.ask import Chain, ask
from eval.runs.gold import Gold, Lookup
from eval.runs.measuring import failures_of, values_of
from eval.runs.records import Outcome, Run
from eval.samples.sample import Sample


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
    gold = Gold(store)
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


def _outcome(sample: Sample, chain: Chain, store: Lookup, spans: Sequence[Span]) -> Outcome:
    reply = ask(
        chain,
        sample.question,
        history=sample.history,
        as_of=sample.as_of,
        outlets=sample.outlets,
    )
    answer = reply.answer
    failures = [f"the question failed: {reply.error}"]
    if answer is not None:
        failures = failures_of(sample, answer, store)
    return Outcome(
        sample=sample,
        answer=answer,
        error=reply.error,
        failures=tuple(failures),
        passed=not failures,
        values={**values_of(sample, answer, store, spans), "passed": float(not failures)},
        seconds=reply.seconds,
    )
