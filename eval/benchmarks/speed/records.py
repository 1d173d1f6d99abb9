"""What is measured, as records, and the folder that keeps them: one JSON file a part.

A part is written after every round, so that a long run which was ended goes on where it was.
What this module does not know: how anything is measured, and which figure is good.
"""

from pathlib import Path
from typing import ClassVar, TypeVar

from pydantic import ValidationError

from rag.answer import Record
from vectorstore.errors import UsageError


class Machine(Record):
    """Where it was measured."""

    processor: str
    cores: int
    """Cores this process may use."""
    memory_gb: float
    system: str
    python: str
    packages: dict[str, str]
    """Versions of the libraries that matter; one that is not installed is not named."""


class Setting(Record):
    """The circumstances of one part."""

    articles: str
    """Name of the file or folder of articles."""
    digest: str
    """Of the texts; a part that was measured with others is measured anew."""
    day: str
    """`YYYY-MM-DD`, when the part was begun."""
    load: float
    """Load average of the last minute when it was begun: what else the machine was doing."""
    machine: Machine


class Process(Record):
    """One process from start to exit, imports and models included."""

    seconds: float
    peak_mb: float
    """Highest resident memory, in millions of bytes."""


class Part(Record):
    """One part of the benchmark; `name` is that of its file."""

    name: ClassVar[str]
    setting: Setting


class Round(Record):
    """The same articles into a new index of each, one after the other."""

    citewire: Process
    tutorial: Process
    again: Process
    """Citewire, given the same file once more."""
    chunks: int
    """Chunks in Citewire's index."""
    tutorial_chunks: int
    """Chunks in the tutorial's, which overlap."""


class Comparison(Part):
    """First ingest of a few articles, beside the tutorial."""

    name = "comparison"
    articles: int
    first_use_seconds: float
    """What the very first ingest on a machine takes longer than the second."""
    rounds: tuple[Round, ...] = ()


class Collection(Part):
    """The whole file as a collection: its first ingest, and the same file again."""

    name = "collection"
    articles: int
    chunks: int
    first: Process
    again: tuple[Process, ...] = ()
    again_inside: tuple[float, ...] = ()
    """Seconds of the same in a process that has started already."""


class Warm(Record):
    """Different questions asked of one process that has answered before."""

    articles: int
    chunks: int
    seconds: tuple[float, ...]
    """Question to answer, one a question."""
    peak_mb: float


class ColdAsk(Record):
    """One question asked of a new process each."""

    citewire: Process
    tutorial: Process


class Asking(Part):
    """Questions asked of the whole collection."""

    name = "asking"
    tutorial_articles: int
    """Articles in the tutorial's index; it is the smaller one."""
    cold: tuple[ColdAsk, ...] = ()
    warm: Warm | None = None


class Added(Record):
    """The same new articles, added to an empty index and to a grown one."""

    empty: Process
    empty_inside: float
    """Seconds of the adding alone, in a process that has its model loaded."""
    grown: Process
    grown_inside: float


class Grown(Record):
    """What was measured at one size."""

    size: str
    """The size that was asked for; `a` at its end: articles, else chunks."""
    articles: int
    chunks: int
    growing_seconds: float
    """What it took to grow from the size before."""
    disk_mb: float
    warm: Warm
    added_articles: int
    added: tuple[Added, ...]


class Growth(Part):
    """One index that grows, with questions and additions at every size."""

    name = "growth"
    base_articles: int
    base_chunks: int
    sizes: tuple[Grown, ...] = ()


class Memory(Part):
    """The web chat over the whole collection, after some questions."""

    name = "memory"
    chunks: int
    questions: int
    chat_peak_mb: float
    chat_mb: float
    """Resident at the end."""


class Opened(Record):
    """One `make chat`, in seconds from its start."""

    served: float
    """The page with its question box is answered with HTTP 200."""
    answered: float
    """The first question, asked when the page was served, has its answer."""


class ColdStart(Part):
    """`make chat` with everything installed."""

    name = "cold"
    new: tuple[Opened, ...] = ()
    """Without a collection: the sample articles are indexed first."""
    again: tuple[Opened, ...] = ()
    """With the sample collection there."""


Kind = TypeVar("Kind", bound=Part)


class Results:
    """The folder of the parts that are measured."""

    def __init__(self, directory: Path) -> None:
        """Keep the parts in `directory`, which is created with the first of them."""
        self._directory = directory

    def read(self, kind: type[Kind]) -> Kind | None:
        """Return the part as it was last kept, or None. Raises UsageError for a broken file."""
        path = self._path(kind)
        if not path.exists():
            return None
        try:
            return kind.model_validate_json(path.read_bytes())
        except ValidationError as error:
            raise UsageError(
                f"{path} is not a result of this version: delete it, or measure with --again."
            ) from error

    def write(self, part: Part) -> None:
        """Keep the part; a process that is killed meanwhile leaves the former one."""
        self._directory.mkdir(parents=True, exist_ok=True)
        path = self._path(type(part))
        fresh = path.with_suffix(".new")
        fresh.write_text(part.model_dump_json(indent=1) + "\n", encoding="utf-8")
        fresh.replace(path)

    def forget(self, kind: type[Part]) -> None:
        """Remove a part."""
        self._path(kind).unlink(missing_ok=True)

    def _path(self, kind: type[Part]) -> Path:
        return self._directory / f"{kind.name}.json"
