"""The variants that are asked: everything, and each part of answering switched off.

What this module does not know: what parts are worth together. Where one does the work of
another that is switched off, both look worth little.
"""

from collections.abc import Callable
from dataclasses import dataclass

from eval.benchmarks.ablation.without import (
    SAME,
    EvenSentences,
    NoOrder,
    OrderOnly,
    Undated,
    WithoutDense,
    WithoutLexical,
)
from eval.runs.ask import Chain
from rag.chain import Readers, build_chain
from rag.reading.reader import Reader
from rag.reading.reader_model import OFF, load_reader
from vectorstore.errors import UsageError
from vectorstore.store import Store


@dataclass(frozen=True, slots=True)
class Parts:
    """What a chain is built of."""

    store: Store
    passages: int
    """How many passages are read for an answer."""
    reader: Reader


@dataclass(frozen=True, slots=True)
class Variant:
    """One way of answering."""

    name: str
    off: str
    """What is switched off, and what is left in its place."""
    build: Callable[[Parts], Chain]


def ready_reader(name: str) -> Reader:
    """Return the reader of that name, loaded; UsageError for "off", else ReaderUnavailable."""
    reader = load_reader(name)
    if reader is None:
        raise UsageError(
            f"CITEWIRE_READER is {OFF!r}: name a reader, or there is none to switch off."
        )
    reader.read("Ready?", [("", "Ready.")])
    return reader


def _chain(parts: Parts, store: Store | None = None, readers: Readers | None = None) -> Chain:
    """Return the chain of the parts, with another store or other readers where they are given."""
    return build_chain(
        store or parts.store, parts.passages, readers=readers or Readers(parts.reader)
    )


VARIANTS = (
    Variant("everything", "nothing", _chain),
    Variant(
        "without the dense search",
        "candidates come from the lexical search alone",
        lambda parts: _chain(parts, WithoutDense(parts.store)),
    ),
    Variant(
        "without the lexical search",
        "candidates come from the dense search alone",
        lambda parts: _chain(parts, WithoutLexical(parts.store)),
    ),
    Variant(
        "without dates",
        "questions are asked without their day: nothing is too late, nothing recent",
        lambda parts: Undated(_chain(parts)),
    ),
    Variant(
        "without the reader",
        "passages stay as they were found; sentences are chosen by similarity and words",
        lambda parts: _chain(parts, readers=Readers()),
    ),
    Variant(
        "the reader only orders passages",
        "sentences are chosen by similarity and words",
        lambda parts: _chain(parts, readers=Readers(None, OrderOnly(parts.reader))),
    ),
    Variant(
        "the reader only chooses sentences",
        "passages stay as they were found",
        lambda parts: _chain(parts, readers=Readers(parts.reader, NoOrder())),
    ),
    Variant(
        "the reader with titles",
        "the reader is shown the title of a passage as well",
        lambda parts: _chain(parts, readers=Readers(parts.reader, titled=True)),
    ),
    Variant(
        "without the similarity of sentences",
        f"every sentence has a similarity of {SAME} to the question",
        lambda parts: _chain(parts, EvenSentences(parts.store)),
    ),
)
"""Everything first; then each with one part switched off."""
