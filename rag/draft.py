"""A sentence of an answer in the making, with the spans it rests on.

What this module does not know: the numbers citations get; citations.py gives them.
"""

from dataclasses import dataclass

from rag.answer import Kind
from vectorstore.catalog import StoredChunk


@dataclass(frozen=True, slots=True)
class Quote:
    """A span of one article that is to be cited."""

    chunk: StoredChunk
    start: int
    """First character in the article's stored text."""
    end: int

    @property
    def text(self) -> str:
        """The quoted characters."""
        return self.chunk.text[self.start - self.chunk.start : self.end - self.chunk.start]

    @property
    def place(self) -> tuple[str, int, int]:
        """What makes two quotes the same: article and offsets."""
        return (self.chunk.article_id, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Speaker, role and kind of one sentence."""

    speaker: str | None
    """The name in full where the article gives it; None unless it is certain."""
    kind: Kind
    role: str | None = None
    """What the article says the speaker is; known also of some who are not named."""


@dataclass(frozen=True, slots=True)
class DraftStatement:
    """One sentence, checked; the unit in which an answer is streamed."""

    text: str
    quotes: tuple[Quote, ...]
    supported: bool = True
    by: Attribution | None = None
    """Who says it; None before anybody has looked."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader of the answer should know about how it came about."""

    text: str
    without_model: bool = False
    """True when it says that the model was not used after all."""
