"""What the library says in a sentence: notes, problems, and that nothing may be changed here.

What this module does not know: what was done.
"""

import logging
from collections.abc import Iterator

from ui.guarded import UNEXPECTED
from ui.parts import Parts
from ui.plain import shown
from vectorstore.errors import CitewireError, UsageError

log = logging.getLogger(__name__)

READ_ONLY = "This collection is read-only here: CITEWIRE_READ_ONLY is set."


def require_writing(parts: Parts) -> None:
    """Raise UsageError where nothing may be changed."""
    if parts.limits.read_only:
        raise UsageError(READ_ONLY)


def note(line: str) -> str:
    """Return a sentence as a line of the page."""
    return f'<p class="cw-note" role="status">{shown(line)}</p>'


def problem(line: str) -> str:
    """Return a sentence that says what went wrong as a line of the page."""
    return f'<p class="cw-problem" role="alert">{shown(line)}</p>'


def articles(number: int) -> str:
    """Return a number of articles in words."""
    return "1 article" if number == 1 else f"{number:,} articles"


def bar(done: int, total: int, line: str) -> str:
    """Return how far something is; a bar that only moves while nothing is done."""
    value = f' value="{done}"' if done else ""
    return (
        f'<div class="cw-note" role="status"><progress max="{max(total, done, 1)}"{value}'
        f' aria-label="Progress"></progress> {shown(line)}</div>'
    )


def safely(lines: Iterator[str]) -> Iterator[str]:
    """Yield the lines of a page, and an error that ends them as one more line."""
    try:
        yield from lines
    except CitewireError as error:
        yield problem(str(error))
    # A page that only stands still would not be told from one that works.
    except Exception:
        log.exception("The library failed")
        yield problem(UNEXPECTED)
