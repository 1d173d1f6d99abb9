"""One piece of work at a time in a thread of its own, with progress and a way to stop it.

It goes on when the page that started it is closed, and every page sees the same progress. What
this module does not know: what is worked on.
"""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from vectorstore.errors import CitewireError

log = logging.getLogger(__name__)

UNEXPECTED = "The run failed, and the details are in the server's log. Start it again."

State = Literal["idle", "running", "stopping", "done", "stopped", "failed"]

Tell = Callable[[str, int, int], None]
"""Told (what is being done, done, of how many); raises Stopped when it is to end."""


class Stopped(Exception):
    """Ends the work from inside, when it was asked to stop."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work is, or how it ended."""

    state: State = "idle"
    name: str = ""
    """What is worked on."""
    phase: str = ""
    """What is being done: `Indexing`, `Asking`."""
    done: int = 0
    total: int = 0
    seconds: float = 0.0
    """Since the start; of ended work, how long it took."""
    result: str = ""
    """What the work returned."""
    problem: str = ""
    """Why it failed, as a sentence."""

    @property
    def is_running(self) -> bool:
        """True until it has ended, also while it stops."""
        return self.state in {"running", "stopping"}


class Background:
    """Runs `work`, once at a time."""

    def __init__(self, work: Callable[[str, Tell], str], unexpected: str = UNEXPECTED) -> None:
        """Keep `work`: it is given a name and what to tell its progress.

        `unexpected` is what is told of an error that nobody foresaw.
        """
        self._work = work
        self._unexpected = unexpected
        self._lock = threading.Lock()
        self._now = Progress()
        self._began = 0.0

    def now(self) -> Progress:
        """Return how far it is."""
        with self._lock:
            return self._timed(self._now)

    def start(self, name: str) -> bool:
        """Start on `name`; False when something is already running."""
        with self._lock:
            if self._now.is_running:
                return False
            self._now, self._began = Progress("running", name), time.monotonic()
        threading.Thread(target=self._run, args=(name,), name="background", daemon=True).start()
        return True

    def stop(self) -> None:
        """Ask what is running to end; it does after the step it is at."""
        with self._lock:
            if self._now.state == "running":
                self._now = replace(self._now, state="stopping")

    def _timed(self, progress: Progress) -> Progress:
        if not progress.is_running:
            return progress
        return replace(progress, seconds=time.monotonic() - self._began)

    def _tell(self, phase: str, done: int, total: int) -> None:
        with self._lock:
            if self._now.state == "stopping":
                raise Stopped
            self._now = replace(self._now, phase=phase, done=done, total=total)

    def _run(self, name: str) -> None:
        try:
            self._end("done", result=self._work(name, self._tell))
        except Stopped:
            self._end("stopped")
        except CitewireError as error:
            self._end("failed", problem=str(error))
        # A broad catch, on purpose: nobody else would ever hear of it.
        except Exception:
            log.exception("Work in the background failed")
            self._end("failed", problem=self._unexpected)

    def _end(self, state: State, result: str = "", problem: str = "") -> None:
        with self._lock:
            self._now = replace(self._timed(self._now), state=state, result=result, problem=problem)
