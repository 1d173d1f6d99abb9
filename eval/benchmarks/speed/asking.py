"""Questions: one asked of a new process beside the tutorial, many asked of a warm one.

No question is asked twice of a process: vectors of sentences are remembered, and the figure is
for questions that are new.
What this module does not know: how good the answers are.
"""

from pathlib import Path

from eval.benchmarks.speed import ingest
from eval.benchmarks.speed.bench import Bench
from eval.benchmarks.speed.inputs import write_asked
from eval.benchmarks.speed.processes import citewire, module
from eval.benchmarks.speed.records import Asking, ColdAsk, Warm

MOST = 120
"""Questions that are asked of a warm process."""


def measure(bench: Bench) -> None:
    """Measure what is not measured yet."""
    ingest.built(bench)
    tutorial_articles = ingest.with_tutorial(bench)
    done = bench.kept(Asking) or Asking(
        setting=bench.setting(), tutorial_articles=tutorial_articles
    )
    if len(done.cold) < bench.rounds:
        bench.tell("one question each, not measured")
        _cold(bench, -1)
    for number in range(len(done.cold), bench.rounds):
        bench.tell(f"a first question, {number + 1} of {bench.rounds}")
        done = done.model_copy(update={"cold": (*done.cold, _cold(bench, number))})
        bench.keep(done)
    if done.warm is None:
        bench.tell(f"{min(MOST, len(bench.questions))} questions of a warm process")
        bench.keep(done.model_copy(update={"warm": warm(bench, bench.home)}))


def warm(bench: Bench, home: Path) -> Warm:
    """Ask a process that has the collection in `home` open, each question once."""
    path = bench.work / "asked.jsonl"
    write_asked(bench.questions[:MOST], path)
    ran = bench.run(module("worker", "ask", home, path), home)
    return Warm(**ran.json, peak_mb=ran.process.peak_mb)


def _cold(bench: Bench, number: int) -> ColdAsk:
    asked = bench.questions[number % len(bench.questions)]
    as_of = ("--as-of", asked.as_of) if asked.as_of else ()
    command = citewire("ask", "--json", *as_of, "--", asked.question)
    other = module("tutorial", "ask", bench.tutorial, asked.question)
    return ColdAsk(
        citewire=bench.run(command, bench.home).process,
        tutorial=bench.run(other, bench.work).process,
    )
