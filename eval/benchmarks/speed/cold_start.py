"""`make chat` with everything installed: how long until the page is there, and an answer.

Once without a collection, when the sample articles are indexed first, and once more with it.
What this module does not know: what a browser then takes to draw the page.
"""

import shutil
from pathlib import Path

from eval.benchmarks.speed.bench import Bench
from eval.benchmarks.speed.inputs import Asked
from eval.benchmarks.speed.records import ColdStart, Opened
from vectorstore.errors import UsageError

PROJECT = Path(__file__).parents[3]
"""The folder of the project, where its Makefile is."""

QUESTION = Asked("When was the BRICS summit in Kazan?")
"""A question that the sample articles answer."""


def measure(bench: Bench) -> None:
    """Measure the rounds that are not measured yet."""
    done = bench.kept(ColdStart) or ColdStart(setting=bench.setting())
    if len(done.new) < bench.rounds:
        bench.tell("`make chat`, not measured")
        _opened(bench, bench.fresh("samples"))
    for number in range(len(done.new), bench.rounds):
        bench.tell(f"`make chat`, {number + 1} of {bench.rounds}")
        home = bench.fresh("samples")
        new, again = _opened(bench, home), _opened(bench, home)
        done = done.model_copy(update={"new": (*done.new, new), "again": (*done.again, again)})
        bench.keep(done)


def _opened(bench: Bench, home: Path) -> Opened:
    with bench.start(_command(), home, bench.work / "make.log") as chat:
        return Opened(served=chat.wait(), answered=chat.ask(QUESTION))


def _command() -> list[str]:
    if shutil.which("make") is None or not (PROJECT / "Makefile").exists():
        raise UsageError(
            "The part `cold` runs `make chat`: it needs make and the folder of the project."
        )
    # Everything is installed: what the file says that notes it must not start an installation.
    return ["make", "-C", str(PROJECT), "-o", ".venv/.installed", "chat"]
