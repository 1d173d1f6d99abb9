"""Where the segments of one collection are kept, and how each is called there.

Each has a directory of its own or, on a server, a collection, named after its number. What this
module does not know: which segments there are.
"""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """Where the segments of one collection are kept."""

    directory: Path
    name: str
    """Tells collections on one server apart."""
    url: str | None = None
    """Of a Chroma server; None keeps them under `directory`."""

    def path(self, number: int) -> Path:
        """Return the directory of a segment on this machine."""
        return self.directory / f"seg-{number:06d}"

    def collection(self, number: int) -> str:
        """Return the name of a segment's Chroma collection."""
        return f"{self.name}-{number:06d}"
