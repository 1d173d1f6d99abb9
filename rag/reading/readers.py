"""What reads the candidates before they are ordered: a reader, or a cross-encoder of the user's.

What this module does not know: which candidates are read, and what becomes of what is found.
"""

from dataclasses import dataclass

from rag.reading.cross_encoder import CrossEncoderScores
from rag.reading.reader import Reader
from rag.reading.reader_model import load_reader
from rag.reranker import Reranker
from rag.settings import Settings


@dataclass(frozen=True, slots=True)
class Readers:
    """What reads the candidates; without any, they stay in the order they were found in."""

    reader: Reader | None = None
    """Finds the answers in them."""
    reranker: Reranker | None = None
    """Orders them in place of the reader."""
    titled: bool = False
    """Whether the reader is shown the titles too. Without, it orders as well and chooses better
    sentences (docs/QUALITY.md)."""

    def warm_up(self) -> None:
        """Load the reader, which otherwise waits for the first question."""
        if self.reader is not None:
            self.reader.read("Ready?", [("", "Yes.")])


def load_readers(settings: Settings) -> Readers:
    """Return what the settings name; nothing is loaded yet."""
    reranker = CrossEncoderScores(settings.reranker) if settings.reranker else None
    return Readers(load_reader(settings.reader), reranker)
