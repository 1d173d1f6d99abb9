"""`citewire conversations`: lists the kept conversations, and prints one as a document.

What this module does not know: how conversations come about.
"""

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from rag.settings import open_conversations, read_settings

if TYPE_CHECKING:
    from rag.conversations.records import Conversation

app = typer.Typer(help="List and export the conversations of the web chat.", no_args_is_help=True)

MOST = 10_000
"""Conversations that are listed."""

User = Annotated[
    str | None, typer.Option(help="Whose, where one logs in; without it those of no one.")
]


class Form(StrEnum):
    """What a conversation can be exported as."""

    md = "md"
    html = "html"
    json = "json"


@app.command("list")
def list_conversations(
    search: Annotated[str, typer.Argument(help="Only those with these words.")] = "",
    user: User = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for machines.")] = False,
) -> None:
    """List the conversations, the newest first."""
    kept = open_conversations(read_settings())
    try:
        found = kept.list(user, search, MOST)
    finally:
        kept.close()
    if as_json:
        typer.echo(json.dumps([_row(one) for one in found], ensure_ascii=False, indent=1))
        return
    for one in found:
        typer.echo(f"{one.id}  {one.updated_at.astimezone():%Y-%m-%d %H:%M}  {one.title}")
    if not found:
        typer.echo("There are no conversations.", err=True)


@app.command()
def export(
    id: Annotated[str, typer.Argument(help="An id that `citewire conversations list` shows.")],
    form: Annotated[Form, typer.Option("--format", help="The kind of document.")] = Form.md,
    user: User = None,
) -> None:
    """Print one conversation with its sources."""
    from rag.conversations.export import exported

    kept = open_conversations(read_settings())
    try:
        typer.echo(exported(*kept.read(id, user), form.value).text, nl=False)
    finally:
        kept.close()


def _row(one: "Conversation") -> dict[str, str]:
    when = {"created_at": one.created_at.isoformat(), "updated_at": one.updated_at.isoformat()}
    return {"id": one.id, "title": one.title, **when}
