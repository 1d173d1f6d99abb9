"""The sets of samples there are, and the collection a set is asked of, made ready.

What this module does not know: what comes of asking; runner.py measures it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.collection import Ingest, fill, settings_for
from eval.sample import Sample, read_samples
from rag.settings import Settings, open_store
from vectorstore.errors import UsageError

if TYPE_CHECKING:
    from rag.readers import Readers
    from vectorstore.store import Store

SHIPPED = "citewire"
"""The set that comes with the program, about the sample collection."""

OWN = "samples"
"""The set made of answers that were marked as bad: `samples.jsonl` in the data directory."""

_HERE = Path(__file__).parent

NOTHING_NEW = Ingest(seconds=0, added=0, unchanged=0, rejected=())

Step = Callable[[int, int], None]
"""Told (done, of how many)."""


@dataclass(frozen=True, slots=True)
class SampleSet:
    """A set of samples, as files."""

    name: str
    file: Path
    baseline: Path
    """Where its baseline is kept; there need not be one."""

    def read(self) -> list[Sample]:
        """Return the samples. Raises UsageError when there is none, or one is malformed."""
        samples = read_samples(self.file)
        if not samples:
            raise UsageError(f"{self.file} holds no samples.")
        return samples


@dataclass(frozen=True, slots=True)
class Asked:
    """A collection ready to be asked."""

    store: "Store"
    chain: Any
    """LangChain's Runnable over the store."""
    ingest: Ingest = NOTHING_NEW
    """What it took to bring the store up to date; nothing for the user's own collection."""


def find_set(name: str) -> SampleSet:
    """Return the set of that name, or in the file of that path.

    The baseline of a file of the user's own lies beside it. Raises UsageError.
    """
    shipped = _HERE / "samples" / f"{name}.jsonl"
    if Path(name).name == name and shipped.is_file():
        return SampleSet(name, shipped, _HERE / "baselines" / f"{name}.json")
    path = Path(name)
    if path.is_file():
        return _beside(path)
    there = ", ".join(sorted(file.stem for file in (_HERE / "samples").glob("*.jsonl")))
    raise UsageError(f"There is no set of samples {name!r}. Name a file, or one of: {there}.")


def own_set(home: Path) -> SampleSet:
    """Return the set of the user's own samples; its file need not be there."""
    return _beside(home / f"{OWN}.jsonl")


def _beside(path: Path) -> SampleSet:
    return SampleSet(path.stem, path, path.with_name(f"{path.stem}.baseline.json"))


def is_about_home(samples: SampleSet, home: Path) -> bool:
    """Tell whether a set is the one about the collection in the data directory."""
    return samples.file.resolve() == own_set(home).file.resolve()


def prepare(
    articles: Path,
    settings: Settings,
    step: Step | None = None,
    *,
    home: Path | None = None,
    readers: "Readers | None" = None,
) -> Asked:
    """Index the articles in a collection of their own and return it, ready to be asked.

    With `home` in the collection there, to which is only added. Raises UsageError where there
    are no articles.
    """
    from rag.chain import load_chain
    from vectorstore.loaders import count

    if not articles.exists():
        raise UsageError(f"There is nothing at {articles}: check the path of the articles.")
    apart = settings_for(articles, settings, home)
    store = open_store(apart)
    total, done = count(articles), 0

    def one_more() -> None:
        nonlocal done
        done += 1
        if step is not None:
            step(done, total)

    ingest = fill(store, articles, one_more, own=home is None)
    return Asked(store, load_chain(apart, store, readers), ingest)
