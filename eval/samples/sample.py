"""A sample: a question with what is expected of its answer, read from JSON lines.

What this module does not know: the collection; that a gold article exists is checked when
it is asked (runs/gold.py).
"""

from pathlib import Path
from typing import Literal

from eval.json_lines import read_records
from rag.answer import Record
from vectorstore.errors import UsageError

Category = Literal[
    "single_fact",
    "number",
    "attributed",
    "multi_article",
    "conflict",
    "variant_spelling",
    "follow_up",
    "date",
    "outlet",
    "false_premise",
    "boilerplate_trap",
    "unanswerable",
    "feedback",
]

BETWEEN_FACTS = " / "
"""Stands between the ways to write one fact, for people to read and to write."""


class GoldPassage(Record):
    """A span that a good retriever finds: a text that occurs exactly once in an article."""

    source: str
    """File name of the article."""
    text: str
    """Exact text, as it stands in the cleaned article."""


class Sample(Record):
    """One question and what is expected of the answer."""

    id: str
    category: Category
    question: str
    history: tuple[str, ...] = ()
    """Earlier questions of the conversation, oldest first."""
    as_of: str | None = None
    """`YYYY-MM-DD`."""
    outlets: tuple[str, ...] = ()
    """Outlets the question is narrowed to."""
    status: Literal["answered", "abstained"]
    facts: tuple[tuple[str, ...], ...] = ()
    """Each fact is a tuple of aliases; one of them must stand in the answer's text."""
    forbidden: tuple[str, ...] = ()
    """Texts that must not stand in the answer."""
    articles: tuple[str, ...] = ()
    """File names of the articles that are to be cited, all of them."""
    passages: tuple[GoldPassage, ...] = ()
    """Spans that answer the question; finding one of them is a hit."""
    note: str = ""
    """Why the sample is there, for people to read."""
    unreviewed: bool = False
    """Nobody has said yet what is expected of the answer; the sample cannot pass."""


def read_samples(path: Path) -> list[Sample]:
    """Read the samples of a JSON-lines file.

    Raises UsageError naming the line of the first malformed sample or repeated id.
    """
    samples: dict[str, Sample] = {}
    for number, sample in read_records(path, Sample, "sample"):
        if sample.id in samples:
            raise UsageError(f"{path.name}, line {number}: the id {sample.id!r} is used twice.")
        samples[sample.id] = sample
    return list(samples.values())
