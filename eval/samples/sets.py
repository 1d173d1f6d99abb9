"""The sets of samples there are, as files: those that come with the program, and the user's.

What this module does not know: what comes of asking them; eval/runs/ measures it.
"""

from dataclasses import dataclass
from pathlib import Path

from eval.samples.sample import Sample, read_samples
from vectorstore.errors import UsageError

SHIPPED = "citewire"
"""The set that comes with the program, about the sample collection."""

OWN = "samples"
"""The set made of answers that were marked as bad: `samples.jsonl` in the data directory."""

_HERE = Path(__file__).parent
_BASELINES = _HERE.parent / "baselines"


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


def find_set(name: str) -> SampleSet:
    """Return the set of that name, or in the file of that path.

    The baseline of a file of the user's own lies beside it. Raises UsageError.
    """
    shipped = _HERE / f"{name}.jsonl"
    if Path(name).name == name and shipped.is_file():
        return SampleSet(name, shipped, _BASELINES / f"{name}.json")
    path = Path(name)
    if path.is_file():
        return _beside(path)
    there = ", ".join(sorted(file.stem for file in _HERE.glob("*.jsonl")))
    raise UsageError(f"There is no set of samples {name!r}. Name a file, or one of: {there}.")


def own_set(home: Path) -> SampleSet:
    """Return the set of the user's own samples; its file need not be there."""
    return _beside(home / f"{OWN}.jsonl")


def _beside(path: Path) -> SampleSet:
    return SampleSet(path.stem, path, path.with_name(f"{path.stem}.baseline.json"))


def is_about_home(samples: SampleSet, home: Path) -> bool:
    """Tell whether a set is the one about the collection in the data directory."""
    return samples.file.resolve() == own_set(home).file.resolve()
