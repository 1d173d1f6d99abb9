"""Tables: for the terminal, where long cells fold, and in Markdown.

What this module does not know: what stands in them, and whether it has to be escaped.
"""

from collections.abc import Sequence

from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text


def terminal_table(title: str, columns: Sequence[str], unbroken: int = 0) -> Table:
    """Return an empty table with a title; the first `unbroken` columns stay on one line."""
    table = Table(title=title, title_justify="left", caption_justify="left", box=SIMPLE)
    for place, name in enumerate(columns):
        table.add_column(Text(name), overflow="fold", no_wrap=place < unbroken)
    return table


def markdown_table(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table.

    >>> markdown_table(["a", "b"], [["1", "2"]])
    '| a | b |\\n| --- | --- |\\n| 1 | 2 |\\n'
    """
    lines = [head, ["---"] * len(head), *body]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
