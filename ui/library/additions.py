"""Articles are added in the background: adding goes on when the page that began it is closed.

One addition at a time; every page tells the same of it, also later. What this module does not
know: how a page looks, and how articles are read and stored.
"""

import secrets
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from eval.runs.background import Background, Progress, Tell
from ui.guarded import UNEXPECTED
from ui.library.adding import Sent, State, added
from ui.parts import Parts
from vectorstore.errors import UsageError


class Busy(UsageError):
    """Another addition is under way."""


@dataclass(frozen=True, slots=True)
class Addition:
    """How far the addition under way is, or what came of the last one."""

    progress: Progress
    state: State
    """What came of the articles so far."""
    ago: float = 0.0
    """Seconds since it ended."""


class Additions:
    """Adds what is sent, one addition at a time."""

    def __init__(self, parts: Parts) -> None:
        """Keep the parts; nothing is loaded yet."""
        self._parts = parts
        self._background = Background(self._add, UNEXPECTED)
        self._waiting: dict[str, tuple[State, Iterator[State]]] = {}
        self._told: tuple[str, State] = ("", State(1))
        self._ended = 0.0

    def begin(self, sent: Sent) -> None:
        """Begin to add. Raises UsageError for what cannot be added at all, or Busy."""
        states = added(self._parts, sent)
        name = secrets.token_hex(4)
        # Here, not in the background: only who sent it is told what is wrong with it.
        self._waiting[name] = next(states), states
        if not self._background.start(name):
            del self._waiting[name]
            raise Busy(
                "Other articles are being added right now. Wait until that is done, then send "
                "yours again."
            )

    def stop(self) -> None:
        """End it after the article it is at."""
        self._background.stop()

    def now(self) -> Addition:
        """Return how far it is, or how the last one ended."""
        progress = self._background.now()
        name, state = self._told
        return Addition(
            progress,
            state if name == progress.name else State(1),
            0.0 if progress.is_running else time.monotonic() - self._ended,
        )

    def _add(self, name: str, tell: Tell) -> str:
        state, states = self._waiting.pop(name)
        self._told = name, state
        try:
            # Closed at once when it is stopped: the lock of the collection must not outlive it.
            with closing(states):  # type: ignore[type-var]
                for state in states:
                    self._told = name, state
                    tell("Adding", len(state.results), state.total)
        finally:
            self._ended = time.monotonic()
            if state.results:
                self._parts.renew_examples()
        return ""
