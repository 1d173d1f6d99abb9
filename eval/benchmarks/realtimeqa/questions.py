"""The questions of RealTimeQA, read from JSON lines.

What this module does not know: the articles; whether they hold the answer, the line says.
"""

from pathlib import Path

from pydantic import ConfigDict, Field

from eval.json_lines import read_records
from rag.answer import Record
from vectorstore.errors import UsageError


class Question(Record):
    """One line of the questions file; what else stands on the line is left alone."""

    model_config = ConfigDict(extra="ignore")

    id: str = Field(min_length=8)
    """Its first eight characters are the day of the week's quiz."""
    question: str
    asked_at: str
    """`YYYY-MM-DD`."""
    answer: str
    """The gold answer, a few words."""
    answer_in_articles: bool


def read_questions(path: Path) -> list[Question]:
    """Read the questions of a JSON-lines file; UsageError names the first malformed line."""
    return [question for _, question in read_records(path, Question, "question")]


def read_some(path: Path, limit: int | None) -> list[Question]:
    """Read the first `limit` questions of a file, all without one; UsageError if there are none."""
    found = read_questions(path)[:limit]
    if not found:
        raise UsageError(f"{path} holds no questions.")
    return found
