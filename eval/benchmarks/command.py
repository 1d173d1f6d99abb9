"""`citewire eval benchmark`: asks a public set of questions and shows the figures.

A CitewireError is left to the command line that this is mounted in. What this module does not
know: how anything is measured.
"""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from eval.console import bar, exclude, prepared
from rag.settings import read_settings

app = typer.Typer(help="Measure on a public set of questions.", no_args_is_help=True)


@app.command("realtimeqa")
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
    from eval.benchmarks.realtimeqa.asking import measure
    from eval.benchmarks.realtimeqa.questions import read_some
    from eval.benchmarks.realtimeqa.tables import render

    asked = read_some(questions, limit)
    elsewhen = read_some(others, limit) if others else []
    of = prepared(articles, home)
    with bar("Asking") as step:
        result = measure(
            asked, of.chain, of.ingest, step, others=elsewhen, embedding_model=of.store.model
        )
    if json:
        typer.echo(result.model_dump_json(indent=1))
    else:
        Console().print(render(result))


@app.command("ramdocs")
def ramdocs_command(
    questions: Annotated[Path, typer.Option(metavar="F", help="The questions of RAMDocs, .jsonl.")],
    limit: Annotated[int | None, typer.Option(min=1, help="Ask only the first so many.")] = None,
    json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
) -> None:
    """Ask every question of its own documents and show how often their conflict is shown."""
    from eval.benchmarks import ramdocs

    asked = ramdocs.read_questions(questions, limit)
    with bar("Asking") as step:
        result = ramdocs.measure(asked, ramdocs.asker(read_settings()), step)
    if json:
        typer.echo(result.model_dump_json(indent=1))
    else:
        Console().print(ramdocs.render(result))


@app.command("ablation")
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
    from eval.benchmarks.ablation.asking import measure, read_answerable
    from eval.benchmarks.ablation.tables import as_markdown, render
    from eval.benchmarks.ablation.ways import Parts, ready_reader

    exclude({"--json": json, "--markdown": markdown})
    asked = read_answerable(questions, limit)
    settings = read_settings()
    reader = ready_reader(settings.reader)
    of = prepared(articles, home)
    parts = Parts(of.store, settings.passages, reader)
    with bar("Asking") as step:
        result = measure(asked, parts, of.ingest, step, reader_name=settings.reader)
    if json:
        typer.echo(result.model_dump_json(indent=1))
    elif markdown:
        typer.echo(as_markdown(result))
    else:
        Console().print(render(result))
