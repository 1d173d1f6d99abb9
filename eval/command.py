"""`citewire eval`: asks a set of samples and shows, keeps or checks the result.

A CitewireError is left to the command line that this is mounted in. What this module does not
know: how anything is measured.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text
from typer.core import TyperGroup

from eval.baselines.baseline import baseline_of, read_baseline, write_baseline
from eval.baselines.gate import Comparison, compare
from eval.benchmarks.command import app as benchmark_app
from eval.console import bar, exclude, prepared, stderr
from eval.runs.collection import Asked
from eval.runs.kept import KeptRuns, setup_of
from eval.runs.records import Run
from eval.runs.runner import run
from eval.samples.sample import Sample
from eval.samples.sets import SampleSet, find_set, is_about_home
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
    exclude({"--check": check, "--update-baseline": update_baseline})
    exclude({"--here": here, "--articles": articles is not None})
    found = find_set(name)
    samples = found.read()
    if check and read_baseline(found.baseline) is None:
        raise UsageError(f"There is no baseline {found.baseline}: write it with --update-baseline.")
    result = _ask(samples, found.name, _asked(found, articles, here))
    if keep:
        KeptRuns.under(read_settings().home).save(result, setup_of(read_settings()))
    lost = conclude(result, found.baseline, report, update_baseline, Console())
    for line in lost:
        stderr().print(Text(line), soft_wrap=True)
    if check and lost:
        raise typer.Exit(1)


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
    from eval.report.files import write_report
    from eval.report.sheets import Report
    from eval.report.terminal import render

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
    with bar("Asking") as step:
        return run(samples, asked.chain, store, step, name=name, embedding_model=store.model)


def _asked(samples: SampleSet, articles: Path | None, here: bool) -> Asked:
    """Return the collection that a set is asked of: the one in the data directory, or another."""
    from eval.runs.collection import SAMPLE_ARTICLES
    from rag.chain import load_chain

    settings = read_settings()
    if here or (articles is None and is_about_home(samples, settings.home)):
        store = open_store(settings)
        return Asked(store, load_chain(settings, store))
    return prepared(articles or SAMPLE_ARTICLES, None)


def _writable(write: Callable[[], None], path: Path) -> None:
    try:
        write()
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from error
