"""An event that fails ends in a sentence on the page, whatever happens in it.

What this module does not know: what the events are.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from ui.plain import shown
from vectorstore.errors import CitewireError

log = logging.getLogger(__name__)

UNEXPECTED = "That did not work, and the details are in the server's log. Try once more."

P = ParamSpec("P")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no result, as a sentence for the page."""

    why: str


def attempted(doing: Callable[[], Result]) -> Result | Failure:
    """Return what comes of `doing`, or why nothing does."""
    try:
        return doing()
    except CitewireError as error:
        return Failure(str(error))
    # A broad catch, on purpose: an event that ends in a traceback leaves a dead page.
    except Exception:
        log.exception("An event of the page failed")
        return Failure(UNEXPECTED)


def guarded(
    otherwise: Callable[[str], Result],
) -> Callable[[Callable[P, Result]], Callable[P, Result]]:
    """Let a handler that fails return what `otherwise` makes of the reason."""

    def decorate(handler: Callable[P, Result]) -> Callable[P, Result]:
        @wraps(handler)
        def told(*args: P.args, **kwargs: P.kwargs) -> Result:
            outcome = attempted(lambda: handler(*args, **kwargs))
            return otherwise(outcome.why) if isinstance(outcome, Failure) else outcome

        return told

    return decorate


def problem_html(sentence: str) -> str:
    """Return a reason as a paragraph that a screen reader tells at once."""
    return f'<p class="cw-notice" role="alert">{shown(sentence)}</p>' if sentence else ""
