"""A sample: a question with what is expected of its answer, read from JSON lines.

What this module does not know: the collection; that a gold article exists is checked by the
runner.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

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

Record = TypeVar("Record", bound=BaseModel)


class GoldPassage(BaseModel):
    """A span that a good retriever finds: a text that occurs exactly once in an article."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    """File name of the article."""
    text: str
    """Exact text, as it stands in the cleaned article."""


class Sample(BaseModel):
    """One question and what is expected of the answer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

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


def read_json_lines(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield line number and value; blank lines and a byte-order mark are allowed.

    Raises UsageError naming the first line that is not JSON, or a file that cannot be read.
    """
    try:
        # Not splitlines(): it also cuts at U+2028, which JSON allows inside a text.
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UsageError(f"{path} cannot be read ({reason}): check the path.") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                raise UsageError(f"{path.name}, line {number}: not JSON ({error}).") from error


def read_records(path: Path, kind: type[Record], called: str) -> Iterator[tuple[int, Record]]:
    """Yield line number and record of a JSON-lines file.

    Raises UsageError naming the first line that is none, as "not a" and what it is `called`.
    """
    for number, value in read_json_lines(path):
        try:
            yield number, kind.model_validate(value)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            reason = f"{where}: {first['msg']}" if where else first["msg"]
            raise UsageError(f"{path.name}, line {number}: not a {called} ({reason}).") from error


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
