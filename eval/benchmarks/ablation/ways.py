"""What each part of answering is worth: the questions asked with everything, and without each part.

Asked are the RealTimeQA questions whose answer stands in the articles. A part is switched off
from outside, at the seams that the chain has anyway: another face of the store, another reader,
another way of asking. The program itself has no switch for it. Answers are composed without a
language model, and the reader orders the passages, whatever the settings say of either. Every
variant is held against the whole, question by question; intervals draw whole weeks again.

What this module does not know: what parts are worth together. Where one does the work of
another that is switched off, both look worth little.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from langchain_core.embeddings import Embeddings
from rich.box import SIMPLE
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from eval.benchmarks.realtimeqa import WORDS, Question, Record, Result, read_some
from eval.benchmarks.realtimeqa import measure as ask_all
from eval.benchmarks.speed.report import table as markdown_table
from eval.collection import Ingest
from eval.metrics import Estimate, paired_difference
from eval.runner import Chain
from rag.chain import Readers, build_chain
from rag.reader import Reader
from rag.reader_model import OFF, load_reader
from vectorstore.catalog import Filter, StoredChunk
from vectorstore.errors import UsageError
from vectorstore.names import Words
from vectorstore.store import Store

COLUMNS = {
    "answer_recall@1": "answer recall@1",
    "answer_recall@5": "@5",
    "answer_recall@10": "@10",
    "mrr@10": "MRR@10",
    "answer_in_text": f"within {WORDS} words",
    "answer_in_short": "short answer",
    "refused": "declined",
}
"""The figures of the table, all over the same questions, and their headings."""

COMPARED = ("mrr@10", "answer_in_text")
"""The figures of which the table shows the difference to everything."""

SAME = 0.62
"""Similarity to the question of every sentence where none is to be told from another by it: the
median of the sentences that answers began with, over 25 questions of RealTimeQA 2023q4. None at
all would have nearly every question declined, and nothing told about the choice of sentences."""


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


class Row(Record):
    """What came of one variant."""

    name: str
    off: str
    figures: dict[str, Estimate | None]
    """By the names in COLUMNS."""
    differences: dict[str, Estimate | None]
    """Of these figures to those of everything; empty for everything itself."""
    seconds_p50: float | None
    failed: int
    """Questions that ended in an error; they found and told nothing, and were not declined."""
    results: tuple[Result, ...]
    """Their `as_of` is the day of the question, also where the chain was not told it."""


class Ablation(Record):
    """The whole result."""

    embedding_model: str
    reader: str
    ingest: Ingest
    questions: int
    rows: tuple[Row, ...]
    """Everything first."""


def read_answerable(path: Path, limit: int | None) -> list[Question]:
    """Read the first `limit` questions whose answer is in the articles; UsageError if none is."""
    found = [question for question in read_some(path, None) if question.answer_in_articles]
    if not found:
        raise UsageError(f"{path} holds no question with `answer_in_articles`.")
    return found[:limit]


def ready_reader(name: str) -> Reader:
    """Return the reader of that name, loaded; UsageError for "off", else ReaderUnavailable."""
    reader = load_reader(name)
    if reader is None:
        raise UsageError(
            f"CITEWIRE_READER is {OFF!r}: name a reader, or there is none to switch off."
        )
    reader.read("Ready?", [("", "Ready.")])
    return reader


def measure(
    questions: Sequence[Question],
    parts: Parts,
    ingest: Ingest,
    progress: Callable[[int, int], None] | None = None,
    *,
    reader_name: str = "",
    variants: Sequence[Variant] | None = None,
) -> Ablation:
    """Ask every question in every one of VARIANTS, or of `variants`, of which the first is whole.

    `progress` is told (done, of how many).
    """
    rows: list[Row] = []
    variants = variants or VARIANTS
    for variant in variants:
        step = _shifted(progress, len(rows) * len(questions), len(variants) * len(questions))
        asked = ask_all(questions, variant.build(parts), ingest, step)
        row = Row(
            name=variant.name,
            off=variant.off,
            figures={figure: asked.figures[figure] for figure in COLUMNS},
            differences=_differences(asked.results, rows[0].results) if rows else {},
            seconds_p50=asked.seconds_p50,
            failed=asked.failed,
            results=asked.results,
        )
        rows.append(row)
    return Ablation(
        embedding_model=parts.store.model,
        reader=reader_name,
        ingest=ingest,
        questions=len(questions),
        rows=tuple(rows),
    )


def _shifted(
    progress: Callable[[int, int], None] | None, before: int, total: int
) -> Callable[[int, int], None] | None:
    """Return what tells the progress of one variant as that of all."""
    if progress is None:
        return None
    return lambda done, _of: progress(before + done, total)


def _differences(
    results: Sequence[Result], everything: Sequence[Result]
) -> dict[str, Estimate | None]:
    weeks = [result.id[:8] for result in results]
    return {
        figure: paired_difference(
            [result.values[figure] for result in results],
            [result.values[figure] for result in everything],
            weeks,
        )
        for figure in COLUMNS
    }


# --- the store without a part ------------------------------------------------------------------


class View(Store):
    """Another face of an open store: it holds nothing, and asks that one what it is asked."""

    def __init__(self, store: Store) -> None:
        """Look at `store`; there is nothing to open and nothing to close."""
        self.seen = store
        self.home, self.model = store.home, store.model
        self.catalog, self.embeddings = store.catalog, store.embeddings

    def check(self) -> None:
        """Ask the store."""
        self.seen.check()

    def vocabulary(self) -> Words:
        """Ask the store."""
        return self.seen.vocabulary()

    def chunks(self, ids: Iterable[int]) -> dict[int, StoredChunk]:
        """Ask the store."""
        return self.seen.chunks(ids)

    def dense(self, vector: Sequence[float], limit: int, only: Filter) -> list[tuple[int, float]]:
        """Ask the store."""
        return self.seen.dense(vector, limit, only)

    def full_text(self, query: str, limit: int, only: Filter) -> list[tuple[int, float]]:
        """Ask the store."""
        return self.seen.full_text(query, limit, only)


class WithoutDense(View):
    """A store whose dense search finds nothing."""

    def dense(self, vector: Sequence[float], limit: int, only: Filter) -> list[tuple[int, float]]:
        """Find nothing."""
        return []


class WithoutLexical(View):
    """A store whose full-text search finds nothing."""

    def full_text(self, query: str, limit: int, only: Filter) -> list[tuple[int, float]]:
        """Find nothing."""
        return []


class EvenSentences(View):
    """A store whose embeddings find every sentence equally similar to any question.

    The dense search is the store's own: questions have a dimension more, in which alone sentences
    are anything, and it is taken off again before the store is searched.
    """

    def __init__(self, store: Store) -> None:
        """Look at `store`."""
        super().__init__(store)
        self.embeddings = EvenEmbeddings(store.embeddings)

    def dense(self, vector: Sequence[float], limit: int, only: Filter) -> list[tuple[int, float]]:
        """Ask the store, in its own dimensions."""
        return self.seen.dense(vector[:-1], limit, only)


class EvenEmbeddings(Embeddings):
    """Vectors by which every text is as similar to every question: SAME."""

    def __init__(self, embeddings: Embeddings) -> None:
        """Embed questions with `embeddings`."""
        self._embeddings = embeddings

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question with a 1 after it."""
        return [*self._embeddings.embed_query(text), 1.0]

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return vectors that are 0 but for their last dimension."""
        if not texts:
            return []
        size = len(self.embed_query(texts[0]))
        return [[0.0] * (size - 1) + [SAME] for _ in texts]


# --- the reader without a part -----------------------------------------------------------------


class OrderOnly:
    """A reader as a reranker: it says which passages answer, and not where."""

    def __init__(self, reader: Reader) -> None:
        """Read with `reader`."""
        self._reader = reader

    def score(self, question: str, passages: Sequence[tuple[str, str]]) -> list[float]:
        """Return the log-odds that each (title, text) answers."""
        return [reading.answerable for reading in self._reader.read(question, passages)]


class NoOrder:
    """A reranker that finds all passages equally good, so they stay as they were found."""

    def score(self, question: str, passages: Sequence[tuple[str, str]]) -> list[float]:
        """Return 0 for each."""
        return [0.0 for _ in passages]


# --- the asking without a part -----------------------------------------------------------------


class Undated:
    """A chain that is not told the day a question is asked about."""

    def __init__(self, chain: Chain) -> None:
        """Ask `chain`."""
        self._chain = chain

    def invoke(self, input: Mapping[str, Any]) -> dict[str, Any]:
        """Answer one question as of no day."""
        return self._chain.invoke({**input, "as_of": None})


# --- the variants ------------------------------------------------------------------------------


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


# --- tables ------------------------------------------------------------------------------------

_HEAD = ("variant", *COLUMNS.values(), "median seconds")


def render(ablation: Ablation) -> RenderableType:
    """Return the result as a table for the terminal."""
    table = Table(
        title="What each part is worth", title_justify="left", caption_justify="left", box=SIMPLE
    )
    for name in _HEAD:
        table.add_column(name, overflow="fold")
    for row in ablation.rows:
        table.add_row(*_cells(row, "\n"))
    table.caption = Text(_caption(ablation))
    return table


def as_markdown(ablation: Ablation) -> str:
    """Return the result as Markdown: the table and a sentence on it."""
    body = [_cells(row, "; ") for row in ablation.rows]
    return f"{markdown_table(_HEAD, body)}\n{_caption(ablation)}"


def _cells(row: Row, between: str) -> list[str]:
    """Return a row of the table; `between` parts a figure from its difference."""
    figures = [
        between.join([_number(row.figures[figure]), *_difference(row, figure)])
        for figure in COLUMNS
    ]
    seconds = "–" if row.seconds_p50 is None else f"{row.seconds_p50:.2f}"
    return [row.name, *figures, seconds]


def _number(estimate: Estimate | None) -> str:
    return "–" if estimate is None else f"{estimate.mean:.3f}"


def _difference(row: Row, figure: str) -> list[str]:
    """Return the difference to everything, with its interval, where the table shows one."""
    found = row.differences.get(figure)
    if found is None or figure not in COMPARED:
        return []
    if found.low is None or found.high is None:
        return [_signed(found.mean)]
    return [f"{_signed(found.mean)} ({_signed(found.low)} to {_signed(found.high)})"]


def _signed(value: float) -> str:
    """Return a number with its sign; what rounds to nothing has none.

    >>> _signed(-0.0512), _signed(0.25), _signed(-0.0001)
    ('−0.051', '+0.250', '0.000')
    """
    rounded = round(value, 3)
    return f"{rounded:+.3f}".replace("-", "−") if rounded else "0.000"


def _caption(ablation: Ablation) -> str:
    failed = sum(row.failed for row in ablation.rows)
    return (
        f"{ablation.questions} questions with the answer in the articles, asked as of their day"
        f" unless a row says otherwise; {failed} failed in all rows together. Differences are to"
        " everything, question by question, with the 95 % interval when weeks are drawn again."
        f" {ablation.embedding_model}, reader {ablation.reader}, without a language model."
    )
