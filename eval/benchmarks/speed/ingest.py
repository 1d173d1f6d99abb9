"""Ingest: a few articles beside the tutorial, and the whole file, first and again.

What this module does not know: how fast is fast enough.
"""

import json
import shutil

from eval.benchmarks.speed.bench import Bench
from eval.benchmarks.speed.inputs import read_lines
from eval.benchmarks.speed.processes import Ran, citewire, module
from eval.benchmarks.speed.records import Collection, Comparison, Round


def measure(bench: Bench) -> None:
    """Measure what is not measured yet: the comparison, then the whole file."""
    _compare(bench)
    collection = built(bench)
    for number in range(len(collection.again), bench.rounds):
        bench.tell(f"the whole file again, {number + 1} of {bench.rounds}")
        again = bench.run(citewire("add", bench.articles), bench.home).process
        inside = bench.run(module("worker", "add", bench.home, bench.articles), bench.home).json
        update = {
            "again": (*collection.again, again),
            "again_inside": (*collection.again_inside, float(inside["seconds"])),
        }
        collection = collection.model_copy(update=update)
        bench.keep(collection)


def built(bench: Bench) -> Collection:
    """Return the collection of the whole file, which is indexed where it is not there yet."""
    there = bench.kept(Collection)
    if there is not None and bench.home.exists():
        return there
    _warm_up(bench)
    setting, home = bench.setting(), bench.fresh(bench.home.name)
    bench.tell("the whole file into a new index")
    first = bench.run(citewire("add", bench.articles), home).process
    facts = bench.run(citewire("status", "--json"), home).json
    bench.tell(f"{facts['articles']} articles, {facts['chunks']} chunks in {first.seconds:.0f} s")
    collection = Collection(
        setting=setting, articles=facts["articles"], chunks=facts["chunks"], first=first
    )
    bench.keep(collection)
    return collection


def with_tutorial(bench: Bench) -> int:
    """See to it that the tutorial's index is there; return its number of articles."""
    _file, count = bench.compared()
    if not bench.tutorial.exists():
        bench.tell(f"the tutorial's index of {count} articles")
        _tutorial(bench)
    return count


def _compare(bench: Bench) -> None:
    _file, count = bench.compared()
    done = bench.kept(Comparison)
    if done is None:
        setting = bench.setting()
        done = Comparison(setting=setting, articles=count, first_use_seconds=_first_use(bench))
        bench.keep(done)
    if len(done.rounds) < bench.rounds:
        _warm_up(bench)
    for number in range(len(done.rounds), bench.rounds):
        bench.tell(f"{count} articles beside the tutorial, {number + 1} of {bench.rounds}")
        done = done.model_copy(update={"rounds": (*done.rounds, _round(bench, number))})
        bench.keep(done)
        ratio = done.rounds[-1].tutorial.seconds / done.rounds[-1].citewire.seconds
        bench.tell(f"{ratio:.2f} times as fast")


def _round(bench: Bench, number: int) -> Round:
    """Run both sides, the one first that was last in the round before."""
    home, (file, _) = bench.fresh("compared"), bench.compared()
    tutorial = _tutorial(bench) if number % 2 else None
    first = bench.run(citewire("add", file), home).process
    again = bench.run(citewire("add", file), home).process
    chunks = bench.run(citewire("status", "--json"), home).json["chunks"]
    tutorial = tutorial or _tutorial(bench)
    return Round(
        citewire=first,
        tutorial=tutorial.process,
        again=again,
        chunks=chunks,
        tutorial_chunks=tutorial.json["chunks"],
    )


def _tutorial(bench: Bench) -> Ran:
    file, _ = bench.compared()
    directory = bench.fresh("tutorial-new")
    ran = bench.run(module("tutorial", "ingest", file, directory), directory)
    # Kept for the questions, once it is whole.
    shutil.rmtree(bench.tutorial, ignore_errors=True)
    directory.rename(bench.tutorial)
    return ran


def _warm_up(bench: Bench) -> None:
    """Let both sides read their libraries and models once, so that none is the first to."""
    bench.tell("one article each, not measured")
    one = _one_article(bench, "warm")
    bench.run(citewire("add", one), bench.fresh("warm"))
    bench.run(module("tutorial", "ingest", one, bench.fresh("warm")), bench.work)


def _first_use(bench: Bench) -> float:
    """Return what the first ingest on a machine takes longer than the second: the conversion."""
    bench.tell("one article with an empty cache, and once more")
    one, cache = _one_article(bench, "first-use"), bench.fresh("cache")
    _warm_up(bench)
    first, second = (
        bench.run(citewire("add", one), bench.fresh("first-use"), XDG_CACHE_HOME=str(cache)).process
        for _ in range(2)
    )
    return max(0.0, first.seconds - second.seconds)


def _one_article(bench: Bench, name: str) -> str:
    path = bench.work / f"{name}.jsonl"
    text = json.loads(read_lines(bench.articles)[0])["text"]
    path.write_text(json.dumps({"text": text}) + "\n", encoding="utf-8")
    return str(path)
