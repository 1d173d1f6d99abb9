"""What the commands share at the terminal: a bar on stderr, what was rejected, options that clash.

What this module does not know: what is indexed and asked.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from eval.runs.collection import Asked, prepare
from rag.settings import read_settings
from vectorstore.errors import UsageError


@contextmanager
def bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on stderr; yields what is to be told (done, of how many)."""
    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=stderr()) as shown:
        task = shown.add_task(what, total=None)
        yield lambda done, total: shown.update(task, completed=done, total=total)


def prepared(articles: Path, home: Path | None) -> Asked:
    """Index the articles in a collection of their own, with a bar on stderr."""
    with bar("Indexing") as step:
        asked = prepare(articles, read_settings(), step, home=home)
    for rejected in asked.ingest.rejected:
        stderr().print(Text(f"Rejected: {rejected}"), soft_wrap=True)
    return asked


def stderr() -> Console:
    """Return what writes beside the result, so that stdout holds nothing else."""
    return Console(stderr=True)


def write_lines(lines: Iterable[str]) -> None:
    """Write lines as they are, each on one line however long it is."""
    out = Console(highlight=False)
    for line in lines:
        out.print(line, markup=False, soft_wrap=True)


def exclude(given: dict[str, bool]) -> None:
    """Raise UsageError where all the options of these names are given."""
    if all(given.values()):
        raise UsageError(f"{' and '.join(given)} exclude each other: give one of them.")
