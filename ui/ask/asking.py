"""One question through the chain, as the successive states of a turn.

What this module does not know: how a state is drawn, and what any step of the chain does.
"""

import logging
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any, Protocol

from rag.answer import Answer
from rag.citations import Numbering
from rag.draft import DraftStatement
from rag.trace import Tracer
from ui.ask.turn import INTERRUPTED, Turn
from vectorstore.errors import CitewireError

log = logging.getLogger(__name__)

UNEXPECTED = (
    "Something went wrong while answering, and the details are in the server's log. "
    "Nothing is lost: ask again, or ask in other words."
)

Input = dict[str, Any]


class Chain(Protocol):
    """What the pages need of the chain; LangChain's Runnable has it."""

    def stream(self, input: Input, /) -> Iterator[dict[str, Any]]:
        """Yield what each step adds, at last `answer`."""

    def invoke(self, input: Input, /) -> dict[str, Any]:
        """Return everything at once."""


def chain_input(
    question: str,
    history: Sequence[str],
    as_of: str | None = None,
    outlets: Sequence[str] = (),
    without: Sequence[str] = (),
) -> Input:
    """Return the chain's input; the chain checks it."""
    given: Input = {"question": question, "history": history, "as_of": as_of}
    return given | {"outlets": outlets, "without": without}


def asked(
    turn: Turn,
    history: Sequence[str],
    load_chain: Callable[[], Chain],
    count: Callable[[], int],
) -> Iterator[Turn]:
    """Yield the states of `turn`; the last one has an answer or a problem, whatever happens."""
    try:
        for step in _steps(turn, history, load_chain, count):
            turn = step
            yield turn
        if turn.answer is None:
            raise RuntimeError("the chain ended without an answer")
    except CitewireError as error:
        yield replace(turn, status=None, problem=str(error))
    # A broad catch, on purpose: whatever fails here must end as a message in the
    # chat, because the reader can do nothing about a traceback and a chat that stops is worse.
    except Exception:
        log.exception("An answer failed")
        yield replace(turn, status=None, problem=UNEXPECTED)


def _steps(
    turn: Turn,
    history: Sequence[str],
    load_chain: Callable[[], Chain],
    count: Callable[[], int],
) -> Iterator[Turn]:
    yield replace(turn, status="Searching the articles…")
    chain = load_chain()
    articles = count()
    noun = "article" if articles == 1 else "articles"
    turn = replace(turn, status=f"Searching {articles:,} {noun}…")
    yield turn
    # Closing matters when the reader stops: a model behind the chain must not go on writing.
    numbering, tracer = Numbering(), Tracer()
    with closing(_stream(chain, _given(turn, history))) as steps:
        for step in steps:
            tracer.add(step)
            turn = after(turn, step, numbering)
            yield replace(turn, trace=tracer.trace()) if turn.answer else turn


def _given(turn: Turn, history: Sequence[str]) -> Input:
    return chain_input(turn.question, history, without=turn.without)


def _stream(chain: Chain, given: Input) -> Generator[dict[str, Any], None, None]:
    yield from chain.stream(given)


def after(turn: Turn, step: dict[str, Any], numbering: Numbering) -> Turn:
    """Return the turn after one step of the chain; steps that show nothing change nothing."""
    if isinstance(step.get("answer"), Answer):
        return replace(turn, status=None, drafts=(), drafts_cite=(), answer=step["answer"])
    drafts = [item for item in step.get("statements") or () if isinstance(item, DraftStatement)]
    if drafts:
        new = tuple(numbering.statement(draft) for draft in drafts)
        known = numbering.citations()
        return replace(turn, status=None, drafts=(*turn.drafts, *new), drafts_cite=known)
    if step.get("passages"):
        number = len(step["passages"])
        noun = "passage" if number == 1 else "passages"
        return replace(turn, status=f"Reading {number} {noun}…")
    return turn


def stopped(turn: Turn) -> Turn:
    """Return the turn as it stands after the reader stopped it."""
    if turn.answer is not None or turn.problem is not None:
        return turn
    return replace(turn, status=None, problem=INTERRUPTED)
