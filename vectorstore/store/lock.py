"""One writer at a time, among the threads of a process and among processes.

The operating system frees the lock when its process dies. What this module does not know: what
is protected; and network file systems, where such locks are not reliable.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from vectorstore.errors import CitewireError, IndexBusy

PATIENCE = 0.5
"""Seconds a writer waits: a reader that looks for a crash holds the lock for a moment."""


@contextmanager
def writer_lock(home: Path, wait: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of the collection in `home`; wait for it at most `wait` seconds.

    Raises IndexBusy when it stays taken, and CitewireError when the directory cannot be written.
    """
    # A lock object of its own each time: two threads must not share one, and a generator that
    # holds it may be finished by another thread than began it.
    lock = FileLock(home / "lock", thread_local=False)
    try:
        lock.acquire(timeout=wait)
    except Timeout:
        raise IndexBusy(
            f"Another process is writing to the collection in {home}. Wait until it has finished,"
            " then try again."
        ) from None
    except OSError as error:  # after Timeout, which is one
        raise CitewireError(
            f"The collection in {home} cannot be written ({error.strerror})."
            " Set CITEWIRE_HOME to a directory that can be."
        ) from error
    try:
        yield
    finally:
        lock.release()
