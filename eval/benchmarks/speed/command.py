"""`citewire bench`: measures how fast Citewire is, and writes the page and the picture of it.

A CitewireError is left to the command line that this is mounted in. What this module does not
know: how anything is measured. It is loaded with every command, so it imports almost nothing.
"""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vectorstore.errors import CitewireError, UsageError

if TYPE_CHECKING:
    from eval.benchmarks.speed.bench import Bench
    from eval.benchmarks.speed.records import Part, Results

PARTS = ("ingest", "ask", "growth", "memory", "cold")

NEEDED = ("langchain_chroma", "langchain_text_splitters", "matplotlib")
"""What comes with the extra `bench`."""

SIZES = "1000,10000,34000"
"""The sizes where none are given; to grow to a million chunks takes half an hour."""

RESULTS = "results"
"""Where a folder to work in keeps what was measured; by it one is recognised."""


class NotInstalled(CitewireError):
    """The packages of the extra are not there."""


def bench(
    articles: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The articles; the sample collection if absent."),
    ] = None,
    questions: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help='JSON lines: {"question", "asked_at"}; the samples if absent.'
        ),
    ] = None,
    rounds: Annotated[int, typer.Option(min=1, help="How often everything is measured.")] = 3,
    sizes: Annotated[
        str, typer.Option(metavar="N,N,...", help="Chunks to grow to; with an a: articles.")
    ] = SIZES,
    only: Annotated[str, typer.Option(metavar="PART,...", help="Only these parts.")] = ",".join(
        PARTS
    ),
    again: Annotated[
        bool, typer.Option("--again", help="Forget what was measured of these parts.")
    ] = False,
    report_only: Annotated[
        bool, typer.Option("--report-only", help="Measure nothing; write the page.")
    ] = False,
    work: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder of indexes and results; kept between runs."),
    ] = None,
    out: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder of PERFORMANCE.md and its picture.")
    ] = Path("docs"),
) -> None:
    """Measure speed and memory, beside the pipeline of LangChain's tutorial."""
    from eval.benchmarks.speed.records import Results
    from rag.settings import read_settings

    chosen = read_parts(only)
    check_installed()
    # Processes run elsewhere than here: every path they are given has to be whole.
    place = (work or read_settings().home / "bench").absolute()
    results = Results(place / RESULTS)
    try:
        if not report_only:
            prepared = _prepare(place, results, articles, questions, rounds, sizes)
            measure(prepared, chosen, again)
        _write(results, out)
    except OSError as error:
        name = error.filename or place
        raise UsageError(f"{name} cannot be used ({error.strerror}): check the path.") from error


def read_parts(text: str) -> tuple[str, ...]:
    """Return the parts of a list like `ingest,ask`, in the order of `PARTS`. Raises UsageError."""
    named = {word.strip() for word in text.split(",")}
    if unknown := named - set(PARTS):
        raise UsageError(f"--only: there is no part {min(unknown)!r}. Parts: {', '.join(PARTS)}.")
    return tuple(part for part in PARTS if part in named)


def check_installed(needed: tuple[str, ...] = NEEDED) -> None:
    """Raise NotInstalled when a package of the extra is missing."""
    if any(find_spec(name) is None for name in needed):
        raise NotInstalled(
            "The benchmark needs packages that are not installed: pip install 'citewire[bench]'."
        )


def measure(prepared: "Bench", parts: tuple[str, ...], again: bool) -> None:
    """Measure the parts; with `again`, also what is measured already."""
    from eval.benchmarks.speed import asking, cold_start, growth, ingest, memory, records

    jobs = {
        "ingest": ingest.measure,
        "ask": asking.measure,
        "growth": growth.measure,
        "memory": memory.measure,
        "cold": cold_start.measure,
    }
    kinds: dict[str, tuple[type[Part], ...]] = {
        "ingest": (records.Comparison, records.Collection),
        "ask": (records.Asking,),
        "growth": (records.Growth,),
        "memory": (records.Memory,),
        "cold": (records.ColdStart,),
    }
    for part in parts:
        for kind in kinds[part] if again else ():
            prepared.results.forget(kind)
    for part in parts:
        prepared.tell(f"part {part}")
        jobs[part](prepared)


def _prepare(
    work: Path,
    results: "Results",
    articles: Path | None,
    questions: Path | None,
    rounds: int,
    sizes: str,
) -> "Bench":
    from eval.benchmarks.speed.bench import Bench
    from eval.benchmarks.speed.inputs import read_asked, read_sizes, write_articles
    from eval.benchmarks.speed.worker import UNCOUNTED
    from eval.runs.collection import SAMPLE_ARTICLES
    from eval.samples.sets import find_set

    if work.is_dir() and any(work.iterdir()) and not (work / RESULTS).is_dir():
        raise UsageError(f"--work: {work} holds other things. Name a folder that is new or empty.")
    source = articles or SAMPLE_ARTICLES
    asked = read_asked(questions or find_set("citewire").file)
    if len(asked) <= UNCOUNTED:
        raise UsageError(
            f"--questions: at least {UNCOUNTED + 1} are needed; there are {len(asked)}."
        )
    wanted = read_sizes(sizes)
    count, digest = write_articles(source, work / "articles.jsonl")
    tell = _teller()
    tell(f"{count} articles, {len(asked)} questions; working in {work}")
    return Bench(work, source.name, digest, tuple(asked), rounds, wanted, results, tell)


def _teller() -> Callable[[str], object]:
    from datetime import datetime

    from rich.console import Console

    console = Console(stderr=True, highlight=False)

    def tell(line: str) -> None:
        now = datetime.now().strftime("%H:%M:%S")
        console.print(f"{now} {line}", markup=False, soft_wrap=True)

    return tell


def _write(results: "Results", out: Path) -> None:
    from eval.benchmarks.speed.measures import Measured
    from eval.benchmarks.speed.plot import draw
    from eval.benchmarks.speed.report import PICTURE, write_page

    measured = Measured.read(results)
    page = write_page(measured, out)
    if measured.parts():
        draw(measured, out / PICTURE)
    typer.echo(str(page))
