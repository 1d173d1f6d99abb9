"""Asks a chain one question, and keeps what it answered, why it failed, and the seconds it took.

What this module does not know: what was to be answered.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from rag.answer import Answer
from vectorstore.errors import CitewireError


class Chain(Protocol):
    """What is needed of the chain."""

    def invoke(self, input: dict[str, Any], /) -> dict[str, Any]:
        """Answer one question; the result holds an `answer`."""
        ...


@dataclass(frozen=True, slots=True)
class Reply:
    """What one asking led to: an answer, or an error."""

    answer: Answer | None
    """None when the question failed."""
    error: str | None
    """What the failed question was answered with."""
    seconds: float
    """Wall-clock seconds of the question."""


class Asking(Protocol):
    """Anything with a question."""

    @property
    def question(self) -> str:
        """The question."""
        ...


Labelled = TypeVar("Labelled", bound=Asking)


def ask(
    chain: Chain,
    question: str,
    *,
    history: Iterable[str] = (),
    as_of: str | None = None,
    outlets: Iterable[str] = (),
) -> Reply:
    """Ask one question. A CitewireError is a reply; any other exception is a bug and is raised."""
    asked = {
        "question": question,
        "history": list(history),
        "as_of": as_of,
        "outlets": list(outlets),
    }
    answer: Answer | None = None
    error = None
    begin = time.perf_counter()
    try:
        answer = chain.invoke(asked)["answer"]
    except CitewireError as failure:
        error = str(failure)
    return Reply(answer, error, time.perf_counter() - begin)


def answers_to(labels: Sequence[Labelled], chain: Chain) -> list[tuple[Labelled, Answer]]:
    """Return the labels with the answers to their questions; an error ends the asking."""
    return [(label, chain.invoke({"question": label.question})["answer"]) for label in labels]
