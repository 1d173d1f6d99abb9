"""A part that is expensive to load, loaded once, in the background if there is time.

What this module does not know: what it loads. A failure is not remembered: an index that was
missing at the start can be there at the next question.
"""

import logging
import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from vectorstore.errors import CitewireError

log = logging.getLogger(__name__)

Part = TypeVar("Part")


class Once(Generic[Part]):
    """Calls `load` at most once successfully, whichever thread needs the part first."""

    def __init__(self, load: Callable[[], Part]) -> None:
        """Keep `load` for the first call; nothing is loaded yet."""
        self._load = load
        self._lock = threading.Lock()
        self._loaded: list[Part] = []

    @property
    def ready(self) -> bool:
        """Whether the part is there without waiting."""
        return bool(self._loaded)

    def __call__(self) -> Part:
        """Return the part, waiting for it when it is being loaded."""
        with self._lock:
            if not self._loaded:
                self._loaded.append(self._load())
            return self._loaded[0]

    def start(self) -> None:
        """Load in a thread of its own, so that the page can be used meanwhile."""
        if self.ready or self._lock.locked():
            return
        threading.Thread(target=self._try, name="loading", daemon=True).start()

    def _try(self) -> None:
        try:
            self()
        except CitewireError as error:
            log.warning("Not loaded yet: %s", error)


class OncePer(Generic[Part]):
    """Calls `load` once for each version of what it is made from."""

    def __init__(self, load: Callable[[], Part], version: Callable[[], int]) -> None:
        """Keep `load` for the first call of each version; nothing is loaded yet."""
        self._load = load
        self._version = version
        self._lock = threading.Lock()
        self._kept: tuple[int, Part] | None = None

    def __call__(self) -> Part:
        """Return the part for the version of now, waiting for it when it is being loaded."""
        with self._lock:
            version = self._version()
            if self._kept is None or self._kept[0] != version:
                self._kept = version, self._load()
            return self._kept[1]
