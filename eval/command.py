"""`citewire eval`: asks a set of samples, or a benchmark, and shows, keeps or checks the result.

A CitewireError is left to the command line that this is mounted in. What this module does not
know: how anything is measured.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text
from typer.core import TyperGroup

from eval.baseline import Comparison, baseline_of, compare, read_baseline, write_baseline
from eval.kept import KeptRuns, setup_of
from eval.runner import Run, run
from eval.sample import Sample
from eval.sets import Asked, SampleSet, find_set, is_about_home, prepare
from rag.settings import open_store, read_settings
from vectorstore.errors import UsageError

DEFAULT = "samples"
"""The command that runs when none is named."""


class SamplesByDefault(TyperGroup):
    """A group whose first argument may also be the name of a set of samples."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the default command where no command is named."""
        named = bool(args) and (args[0] in self.commands or args[0] in ctx.help_option_names)
        return super().parse_args(ctx, args if named else [DEFAULT, *args])


app = typer.Typer(
    cls=SamplesByDefault,
    help="Ask questions with known answers and measure what comes back.",
    no_args_is_help=False,
    # Given without a command, `citewire eval [NAME] [--check] [--report DIR]` is `samples`.
    epilog=f"`citewire eval [NAME] ...` is short for `citewire eval {DEFAULT} [NAME] ...`.",
)
benchmark_app = typer.Typer(help="Measure on a public set of questions.", no_args_is_help=True)
app.add_typer(benchmark_app, name="benchmark")


@app.command(DEFAULT)
def samples_command(
    name: Annotated[
        str, typer.Argument(help="A set that comes with the program, or a file of samples.")
    ] = "citewire",
    check: Annotated[
        bool, typer.Option("--check", help="Exit 1 when anything is worse than the baseline.")
    ] = False,
    report: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Write report.json, report.md and report.html there."),
    ] = None,
    update_baseline: Annotated[
        bool, typer.Option("--update-baseline", help="Make this run the baseline.")
    ] = False,
    articles: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="The articles to ask; the sample collection if absent."),
    ] = None,
    here: Annotated[
        bool,
        typer.Option("--here", help="Ask the collection in CITEWIRE_HOME, as your own samples do."),
    ] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep the run, to be seen in the web app.")
    ] = False,
) -> None:
    """Ask a set of samples and show what passed."""
    _exclude({"--check": check, "--update-baseline": update_baseline})
    _exclude({"--here": here, "--articles": articles is not None})
    found = find_set(name)
    samples = found.read()
    if check and read_baseline(found.baseline) is None:
        raise UsageError(f"There is no baseline {found.baseline}: write it with --update-baseline.")
    result = _ask(samples, found.name, _asked(found, articles, here))
    if keep:
        KeptRuns.under(read_settings().home).save(result, setup_of(read_settings()))
    lost = conclude(result, found.baseline, report, update_baseline, Console())
    for line in lost:
        _stderr().print(Text(line), soft_wrap=True)
    if check and lost:
        raise typer.Exit(1)


@benchmark_app.command("realtimeqa")
def realtimeqa_command(
    articles: Annotated[Path, typer.Option(metavar="F", help="The articles, .jsonl or .jsonl.gz.")],
    questions: Annotated[Path, typer.Option(metavar="F", help="The questions, .jsonl.")],
    others: Annotated[
        Path | None,
        typer.Option(
            metavar="F",
            help="Questions of another time, .jsonl, that these articles are not expected to"
            " answer: each is asked as of its own day, and again without a day.",
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Ask only the first so many of each file.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    home: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Data directory of the index; one of its own if absent."),
    ] = None,
) -> None:
    """Index the articles, ask every question as of its day, and show how often it is answered."""
    from eval.benchmarks import realtimeqa

    asked = realtimeqa.read_some(questions, limit)
    elsewhen = realtimeqa.read_some(others, limit) if others else []
    of = _prepare(articles, home)
    with _progress("Asking") as step:
        result = realtimeqa.measure(
            asked, of.chain, of.ingest, step, others=elsewhen, embedding_model=of.store.model
        )
    if json:
        typer.echo(result.model_dump_json(indent=1))
    else:
        Console().print(realtimeqa.render(result))


@benchmark_app.command("ramdocs")
def ramdocs_command(
    questions: Annotated[Path, typer.Option(metavar="F", help="The questions of RAMDocs, .jsonl.")],
    limit: Annotated[int | None, typer.Option(min=1, help="Ask only the first so many.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Ask every question of its own documents and show how often their conflict is shown."""
    from eval.benchmarks import ramdocs

    asked = ramdocs.read_questions(questions, limit)
    with _progress("Asking") as step:
        result = ramdocs.measure(asked, ramdocs.asker(read_settings()), step)
    if json:
        typer.echo(result.model_dump_json(indent=1))
    else:
        Console().print(ramdocs.render(result))


@benchmark_app.command("ablation")
def ablation_command(
    articles: Annotated[Path, typer.Option(metavar="F", help="The articles, .jsonl or .jsonl.gz.")],
    questions: Annotated[
        Path, typer.Option(metavar="F", help="The questions of RealTimeQA, .jsonl.")
    ],
    limit: Annotated[
        int | None,
        typer.Option(min=1, help="Ask only the first so many that the articles answer."),
    ] = None,
    home: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Data directory of the index; one of its own if absent."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="Print the table as Markdown.")
    ] = False,
) -> None:
    """Ask with everything and without each part of answering, and show what each is worth."""
    from eval.benchmarks import ablation

    _exclude({"--json": json, "--markdown": markdown})
    asked = ablation.read_answerable(questions, limit)
    settings = read_settings()
    reader = ablation.ready_reader(settings.reader)
    of = _prepare(articles, home)
    parts = ablation.Parts(of.store, settings.passages, reader)
    with _progress("Asking") as step:
        result = ablation.measure(asked, parts, of.ingest, step, reader_name=settings.reader)
    if json:
        typer.echo(result.model_dump_json(indent=1))
    elif markdown:
        typer.echo(ablation.as_markdown(result))
    else:
        Console().print(ablation.render(result))


def _exclude(given: dict[str, bool]) -> None:
    if all(given.values()):
        raise UsageError(f"{' and '.join(given)} exclude each other: give one of them.")


def complaints(comparison: Comparison | None, sample_errors: tuple[str, ...]) -> list[str]:
    """Return why a check fails, a line each; an empty list when it does not."""
    lines = [f"Error of the sample set: {error}" for error in sample_errors]
    if comparison is None:
        return lines
    if comparison.regressed:
        lines.append(f"Regressed: {', '.join(comparison.regressed)}")
    for change in comparison.dropped:
        now = "undefined" if change.now is None else f"{change.now:.3f}"
        lines.append(f"Worse: {change.metric} was {change.was:.3f} and is {now}")
    return lines


def conclude(
    result: Run, baseline_path: Path, report_to: Path | None, update: bool, out: Console
) -> list[str]:
    """Show a run, write what is wanted, and return why a check of it fails."""
    from eval.report import render, write_report
    from eval.sheets import Report

    baseline = None if update else read_baseline(baseline_path)
    comparison = None if baseline is None else compare(result, baseline)
    report = Report(result, baseline, comparison)
    out.print(render(report))
    if report_to is not None:
        _writable(lambda: write_report(report, report_to), report_to)
    if update:
        _writable(lambda: write_baseline(baseline_path, baseline_of(result)), baseline_path)
    return complaints(comparison, result.sample_errors)


def _ask(samples: list[Sample], name: str, asked: Asked) -> Run:
    store = asked.store
    with _progress("Asking") as step:
        return run(samples, asked.chain, store, step, name=name, embedding_model=store.model)


def _asked(samples: SampleSet, articles: Path | None, here: bool) -> Asked:
    """Return the collection that a set is asked of: the one in the data directory, or another."""
    from eval.collection import SAMPLE_ARTICLES
    from rag.chain import load_chain

    settings = read_settings()
    if here or (articles is None and is_about_home(samples, settings.home)):
        store = open_store(settings)
        return Asked(store, load_chain(settings, store))
    return _prepare(articles or SAMPLE_ARTICLES, None)


def _prepare(articles: Path, home: Path | None) -> Asked:
    """Index the articles in a collection of their own, with a bar on stderr."""
    with _progress("Indexing") as step:
        asked = prepare(articles, read_settings(), step, home=home)
    for rejected in asked.ingest.rejected:
        _stderr().print(Text(f"Rejected: {rejected}"), soft_wrap=True)
    return asked


def _writable(write: Callable[[], None], path: Path) -> None:
    try:
        write()
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from error


def _stderr() -> Console:
    return Console(stderr=True)


@contextmanager
def _progress(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on stderr; yields what is to be told (done, of how many)."""
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_stderr()) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
