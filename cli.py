"""The `citewire` command.

Results go to stdout, progress and notices to stderr; errors are one sentence and an exit code:
1 for a failure, 2 for wrong usage. What this module does not know: how anything is done.
"""

import json
import logging
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.logging import RichHandler
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Column, Table

from eval.benchmarks.speed.command import bench
from eval.command import app as eval_app
from eval.json_lines import read_json_lines
from rag.answer import Answer
from rag.conversations.command import app as conversations_app
from rag.plain_text import lines
from rag.settings import open_store, read_settings
from vectorstore.errors import CitewireError, UsageError

if TYPE_CHECKING:
    from vectorstore.catalog import StoredArticle
    from vectorstore.store import Store
    from vectorstore.store.plan import AddResult

app = typer.Typer(
    help="Ask your own collection of news articles; every sentence of an answer is cited.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(eval_app, name="eval")
app.add_typer(conversations_app, name="conversations")

stdout = Console(highlight=False)
stderr = Console(stderr=True, highlight=False)

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
FIELDS = {"question", "history", "as_of", "outlets", "without"}
"""What a line of a file of questions can say."""

ArticleId = Annotated[str, typer.Argument(help="An id that `citewire list` shows.")]


def main(args: list[str] | None = None) -> None:
    """Run the command; a CitewireError ends it with one sentence and its exit code."""
    _set_up_logging()
    try:
        app(args)
    except CitewireError as error:
        stderr.print(f"[red]Error:[/red] {escape(str(error))}", soft_wrap=True)
        sys.exit(error.exit_code)


@app.command()
def add(
    paths: Annotated[list[str], typer.Argument(help="Files, folders, zips or http(s) URLs.")],
    as_json: AsJson = False,
    cleaning: Annotated[
        bool, typer.Option(help="Take menus, banners and forms out of the text.")
    ] = True,
    strict: Annotated[bool, typer.Option(help="Exit 1 when anything was rejected.")] = False,
) -> None:
    """Add articles, or replace those that changed."""
    from vectorstore.loaders import count, load

    with _store() as store:
        # A path where nothing is, is told before anything is added.
        loaded = [load(path) for path in paths]
        total = sum(1 if "://" in path else count(Path(path)) for path in paths)
        items = (item for items in loaded for item in items)
        results: list[AddResult] = []
        try:
            results.extend(_with_progress(store.add(items, cleaning), total, "Adding"))
        finally:
            # Also when it ends early: what is told here is stored for good.
            if results:
                _report_added(results, as_json)
    if not results:
        _report_added([], as_json)
    rejected = sum(result.status == "rejected" for result in results)
    if rejected == len(results) or (strict and rejected):
        raise typer.Exit(1)


@app.command("list")
def list_articles(as_json: AsJson = False) -> None:
    """List the articles of the collection."""
    with _store() as store:
        rows = [_summary(article) for article in store.articles()]
    if as_json:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    fixed, folded = Column("id", no_wrap=True), Column("title, source", overflow="fold")
    table = Table(fixed, Column("date", no_wrap=True), Column("outlet", max_width=20), folded)
    for row in rows:
        # One below the other: side by side neither could be read in 80 columns.
        named = "\n".join(filter(None, (row["title"], row["source"])))
        cells = (row["id"], row["published_at"], row["outlet"], named)
        table.add_row(*(escape(cell or "–") for cell in cells))
    stdout.print(table if rows else "The collection is empty. Add articles with `citewire add`.")


@app.command()
def show(article_id: ArticleId, as_json: AsJson = False) -> None:
    """Show one article: metadata with origins, ledger, cleaned and raw text."""
    with _store() as store:
        article = store.get(article_id)
    if as_json:
        typer.echo(json.dumps(_whole(article), ensure_ascii=False, indent=1))
        return
    for name, field in asdict(article.metadata).items():
        stdout.print(f"[bold]{name}[/bold]: {escape(field['value'] or '–')} ({field['origin']})")
    stdout.rule("cleaned" if article.cleaned else "as it is (cleaning is off)")
    stdout.print(article.text, markup=False, soft_wrap=True)
    stdout.rule("ledger: what is furniture, and the rule that says so")
    for entry in article.ledger:
        kept = ", kept" if entry.kept else ""
        shown = " ".join(article.raw[entry.start : entry.end].split())[:70]
        line = f"{entry.start}-{entry.end} {entry.label} ({entry.rule}{kept}): {shown}"
        stdout.print(line, markup=False, soft_wrap=True)
    stdout.rule("raw")
    stdout.print(article.raw, markup=False, soft_wrap=True)


@app.command()
def remove(
    article_ids: Annotated[list[str], typer.Argument(help="Ids that `citewire list` shows.")],
) -> None:
    """Remove articles from the collection; their files are not touched."""
    with _store() as store:
        store.remove(article_ids)
    stderr.print(f"Removed {len(article_ids)}.")


@app.command()
def clean(
    article_id: ArticleId,
    on: Annotated[bool, typer.Option("--on/--off", help="Take furniture out of the text.")] = True,
) -> None:
    """Switch the cleaning of one article on or off."""
    with _store() as store:
        store.set_cleaning(article_id, on)
    stderr.print(f"Cleaning of {article_id} is {'on' if on else 'off'}.")


@app.command()
def reindex() -> None:
    """Index all articles anew by the present settings; needed after a change of model."""
    with _store() as store:
        total = store.catalog.counts()["articles"]
        done = sum(1 for _ in _with_progress(store.reindex(), total, "Indexing"))
    stderr.print(f"Indexed {done} articles anew.")


@app.command()
def status(as_json: AsJson = False) -> None:
    """Say what the collection holds and what it was made with."""
    from vectorstore.store.health import facts
    from vectorstore.store.health import lines as told

    with _store() as store:
        known: dict[str, Any] = facts(store)
        if as_json:
            typer.echo(json.dumps(known, ensure_ascii=False, indent=1))
        else:
            for name, value in told(known):
                stdout.print(f"{name}: {value}", markup=False, soft_wrap=True)
        # Last, so that a mismatch is told beside the facts that explain it.
        store.check()


@app.command()
def verify(
    as_json: AsJson = False,
    repair: Annotated[
        bool, typer.Option("--repair", help="Rebuild the search index from the stored vectors.")
    ] = False,
) -> None:
    """Check the database, every text, chunk and vector, and the search index against each other."""
    with _store() as store:
        if repair:
            store.repair()
        problems = store.verify()
    if as_json:
        typer.echo(json.dumps({"problems": problems}, ensure_ascii=False))
    else:
        for line in problems or ["No problems found."]:
            stdout.print(line, markup=False, soft_wrap=True)
    if problems:
        raise typer.Exit(1)


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question.")] = None,
    questions: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help='JSON lines: {"question": …}, and where wanted "history" (earlier questions), '
            '"as_of", "outlets", "without".',
        ),
    ] = None,
    after: Annotated[
        list[str] | None,
        typer.Option(metavar="QUESTION", help="A question asked before this one; repeatable."),
    ] = None,
    as_json: AsJson = False,
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="Only what was published by this day (YYYY-MM-DD); recent reports weigh more.",
        ),
    ] = None,
    outlet: Annotated[list[str] | None, typer.Option(help="Only this outlet; repeatable.")] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KIND",
            help="A filter not to read from the question: outlet, date, published; repeatable.",
        ),
    ] = None,
) -> None:
    """Ask a question; the answer is made of cited sentences, or says why there is none."""
    from rag.chain import load_chain

    if (question is None) == (questions is None):
        raise UsageError('Give one question, as in citewire ask "Who …?", or --questions FILE.')
    common = {"as_of": as_of, "outlets": outlet or [], "without": without or []}
    asks = [{"question": question}] if questions is None else _read_questions(questions)
    common["history"] = after or []
    chain = load_chain(read_settings())
    for number, given in enumerate(asks):
        answer = _answered(chain, common | given, alone=questions is None)
        if as_json:
            typer.echo(answer.model_dump_json())
            continue
        if questions is not None:
            heading = f"> {answer.question}"
            stdout.print(f"\n{heading}" if number else heading, markup=False, soft_wrap=True)
        _print_answer(answer)


@app.command()
def chat() -> None:
    """Open the web chat."""
    from app import main as open_chat

    open_chat(announce=stderr.print)


app.command()(bench)


def _answered(chain: Any, given: dict[str, Any], alone: bool) -> Answer:
    """One answer; in a file of questions an unusable one is answered with the reason."""
    from rag.chain import refused

    try:
        answer: Answer = chain.invoke(given)["answer"]
    except UsageError as error:
        if alone:
            raise
        return refused(str(given.get("question"))[:200], str(error))
    return answer


def _read_questions(path: Path) -> list[dict[str, Any]]:
    asks = []
    for number, given in read_json_lines(path):
        if not isinstance(given, dict) or "question" not in given:
            raise UsageError(f'{path.name}, line {number}: needs {{"question": "…"}}.')
        if unknown := given.keys() - FIELDS:
            named = ", ".join(sorted(map(str, unknown)))
            stderr.print(f"{path.name}, line {number}: not read: {named}", markup=False)
        # null says nothing: what is given on the command line holds then.
        asks.append({key: value for key, value in given.items() if value is not None})
    return asks


def _print_answer(answer: Answer) -> None:
    for notice in answer.notices:
        stderr.print(notice, markup=False, soft_wrap=True)
    for line in lines(answer):
        stdout.print(line, markup=False, soft_wrap=True)


def _report_added(results: "list[AddResult]", as_json: bool) -> None:
    from vectorstore.store.plan import counted, report

    if as_json:
        typer.echo(json.dumps(report(results), ensure_ascii=False, indent=1))
        return
    for result in results:
        if result.reason:
            line = f"{result.status}: {result.source}: {result.reason}"
            stdout.print(line, markup=False, soft_wrap=True)
    stdout.print(counted(results))


def _summary(article: "StoredArticle") -> dict[str, Any]:
    values = {name: field["value"] for name, field in asdict(article.metadata).items()}
    return {"id": article.id, "source": article.source, **values, "characters": len(article.text)}


def _whole(article: "StoredArticle") -> dict[str, Any]:
    whole = asdict(article)
    for internal in ("load_sha256", "loaded_metadata"):
        del whole[internal]
    return whole


@contextmanager
def _store() -> "Iterator[Store]":
    store = open_store(read_settings())
    try:
        yield store
    finally:
        store.close()


def _with_progress(items: Iterable[Any], total: int, what: str) -> Iterator[Any]:
    """Yield the items, drawing a bar on stderr when it is a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    quiet = not stderr.is_terminal
    with Progress(
        *columns, TimeElapsedColumn(), console=stderr, transient=True, disable=quiet
    ) as progress:
        task = progress.add_task(what, total=total or None)
        for item in items:
            progress.advance(task)
            yield item


def _set_up_logging() -> None:
    handler = RichHandler(console=stderr, show_time=False, show_path=False)
    logging.basicConfig(level=logging.WARNING, format="%(message)s", handlers=[handler])  # noqa: TID251
    for noisy in ("trafilatura", "htmldate", "pypdf", "charset_normalizer", "httpx", "chromadb"):
        logging.getLogger(noisy).setLevel(logging.ERROR)


if __name__ == "__main__":
    main()
