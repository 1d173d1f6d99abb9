"""What the pages work with: each part is passed in, and loaded when it is first needed.

The pages can so be shown with fakes, and are usable before anything is loaded. What this module
does not know: what any part is made of.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from eval.workplace import Workplace
from rag.conversations.kept import Conversations
from rag.conversations.tables import Database
from rag.feedback import Feedback
from ui.ask.asking import Chain
from ui.once import Once
from ui.reader.page import StoredText
from ui.uploads import MOST_FILES
from vectorstore.errors import CitewireError
from vectorstore.store import Store


class Library(Protocol):
    """What the pages need of the collection."""

    def get(self, article_id: str) -> StoredText:
        """Return one article, or raise NoArticle."""

    def count(self) -> int:
        """Return how many articles there are."""

    def examples(self) -> Sequence[str]:
        """Return questions that the articles answer; empty where none are known."""


def _in_memory() -> Once[Conversations]:
    return Once(lambda: Conversations(Database("sqlite://")))


@dataclass(frozen=True, slots=True)
class Limits:
    """What visitors of the pages may do to the collection."""

    read_only: bool = False
    """Nothing can be added, removed or indexed anew, on the pages and over HTTP."""

    upload_mb: int = 50
    """The largest file that can be uploaded."""

    files: int = MOST_FILES
    """The most files that can be uploaded at once."""


def _no_collection() -> Store:
    raise CitewireError("These pages have no collection of their own.")


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts, none of them loaded yet."""

    chain: Once[Chain]
    """Answers questions."""

    library: Once[Library]
    """Holds the articles."""

    conversations: Once[Conversations] | None = field(default_factory=_in_memory)
    """Keeps what was asked and answered, by default as long as the program runs; None: nothing of
    it is kept, and there is no list."""

    collection: Once[Store] = field(default_factory=lambda: Once(_no_collection))
    """The same articles, as they are listed, added and removed."""

    limits: Limits = Limits()
    """What visitors may do to it."""

    evaluation: Once[Workplace] | None = None
    """Runs sets of samples and keeps what came of them; None: there is no such tab."""

    feedback: Once[Feedback] | None = None
    """Keeps what people think of answers; None: nobody is asked."""

    def load_early(self) -> None:
        """Load what the first question needs, in the background."""
        self.library.start()
        self.chain.start()

    def renew_examples(self) -> None:
        """Make the questions of the empty page for the articles as they are now, in the background:
        that takes seconds where there are many, and nobody should wait for them.
        """
        Once(lambda: self.library().examples()).start()
