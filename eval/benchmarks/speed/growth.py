"""One index that grows: at each size questions are asked, and 100 real articles are added.

The additions are compared with adding the same articles to an empty index, in the same round.
They stay in the index, which grows on from there.
What this module does not know: how the articles in between are made (grown.py).
"""

import shutil
from pathlib import Path
from secrets import token_hex

from eval.benchmarks.speed import asking
from eval.benchmarks.speed.bench import Bench
from eval.benchmarks.speed.inputs import Size, read_lines, renamed
from eval.benchmarks.speed.processes import Ran, directory_mb, module
from eval.benchmarks.speed.records import Added, Grown, Growth

ADDED = 100
"""Articles that are added at each size, or all where there are fewer."""


def measure(bench: Bench) -> None:
    """Measure the sizes that are not measured yet, in the order given."""
    done = bench.kept(Growth) or _begun(bench)
    for size in bench.sizes:
        if size.name not in {grown.size for grown in done.sizes}:
            done = done.model_copy(update={"sizes": (*done.sizes, _at(bench, size))})
            bench.keep(done)


def _begun(bench: Bench) -> Growth:
    shutil.rmtree(_home(bench), ignore_errors=True)
    bench.tell("the real articles that others are made of are embedded")
    setting = bench.setting()
    counts = bench.run(module("worker", "base", bench.articles, _base(bench)), bench.work).json
    begun = Growth(setting=setting, base_articles=counts["articles"], base_chunks=counts["chunks"])
    bench.keep(begun)
    return begun


def _at(bench: Bench, size: Size) -> Grown:
    home = _home(bench)
    bench.tell(f"growing to {size.count} {size.unit}")
    growing = module("worker", "grow", home, _base(bench), str(size.count), size.unit)
    grown = bench.run(growing, home, quiet=False).json
    bench.tell(f"asking at {grown['chunks']} chunks")
    warm = asking.warm(bench, home)
    disk = directory_mb(home)
    added = tuple(_added(bench, size, number) for number in range(bench.rounds))
    return Grown(
        size=size.name,
        articles=grown["articles"],
        chunks=grown["chunks"],
        growing_seconds=grown["seconds"],
        disk_mb=disk,
        warm=warm,
        added_articles=min(ADDED, len(read_lines(bench.articles))),
        added=added,
    )


def _added(bench: Bench, size: Size, number: int) -> Added:
    bench.tell(f"adding at {size.count} {size.unit}, {number + 1} of {bench.rounds}")
    path = bench.work / "added.jsonl"
    # A run that was ended may have added the articles of this round already.
    tag = f"{size.name}-{number}-{token_hex(3)}"
    new = renamed(read_lines(bench.articles)[-ADDED:], tag)
    path.write_text(new, encoding="utf-8")
    homes = {"empty": bench.fresh("empty"), "grown": _home(bench)}
    # The one first that was last in the round before.
    order = sorted(homes, reverse=bool(number % 2))
    ran = {name: _add(bench, homes[name], path) for name in order}
    return Added(
        empty=ran["empty"].process,
        empty_inside=ran["empty"].json["seconds"],
        grown=ran["grown"].process,
        grown_inside=ran["grown"].json["seconds"],
    )


def _add(bench: Bench, home: Path, articles: Path) -> Ran:
    return bench.run(module("worker", "add", home, articles), home)


def _home(bench: Bench) -> Path:
    return bench.work / "grown"


def _base(bench: Bench) -> Path:
    return bench.work / "base.npz"
