"""The user's own samples: `samples.jsonl` in the data directory, read, added to and edited.

The file is written whole or not at all, by one writer at a time. What this module does not know:
how a sample comes about (review.py), and what is measured with it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from eval.samples.sample import Sample, read_samples
from eval.whole_file import write_whole
from vectorstore.errors import CitewireError

PATIENCE = 5.0
"""Seconds a writer waits for another."""


class OwnSamples:
    """The samples of one file, which need not be there yet."""

    def __init__(self, path: Path) -> None:
        """Name the file; it is made with the first sample."""
        self.path = path

    def read(self) -> list[Sample]:
        """Return the samples, in the order they were made.

        Raises UsageError naming the line that is none: the file can be edited by hand.
        """
        return read_samples(self.path) if self.path.exists() else []

    def get(self, sample_id: str) -> Sample | None:
        """Return the sample of that id, or None."""
        return next((sample for sample in self.read() if sample.id == sample_id), None)

    def put(self, sample: Sample) -> None:
        """Keep a sample, in the place of the one with its id or at the end."""
        with self._alone():
            there = {found.id: found for found in self.read()}
            self._write([*({**there, sample.id: sample}).values()])

    def remove(self, sample_id: str) -> None:
        """Drop the sample of that id; nothing happens where there is none."""
        with self._alone():
            self._write([found for found in self.read() if found.id != sample_id])

    def _write(self, samples: list[Sample]) -> None:
        lines = (f"{sample.model_dump_json(exclude_defaults=True)}\n" for sample in samples)
        write_whole(self.path, "".join(lines))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(f"{self.path}.lock", timeout=PATIENCE):
                yield
        except Timeout:
            raise CitewireError(
                f"Another process is writing {self.path}. Wait until it has finished, then try"
                " again."
            ) from None
        except OSError as error:
            raise CitewireError(f"{self.path} cannot be written ({error.strerror}).") from error
