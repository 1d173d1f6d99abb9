"""A question with passages that answer it and passages that do not: what a reader learns from.

What this module does not know: where questions and passages come from.
"""

import gzip
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from vectorstore.errors import UsageError


class Passage(BaseModel):
    """A passage as the reader sees it."""

    model_config = ConfigDict(frozen=True)

    title: str
    text: str
    spans: tuple[tuple[int, int], ...] = ()
    """Where the answer stands in `text`, as characters; empty when it does not stand there."""


class Group(BaseModel):
    """One question. Passages that hold the answer by chance are in neither list."""

    model_config = ConfigDict(frozen=True)

    id: str
    """Its first eight characters are the day of the week's quiz, `YYYYMMDD`, or the number of the
    article it was made of."""
    question: str
    answer: str
    positives: tuple[Passage, ...]
    """Best first; empty when no passage answers the question."""
    negatives: tuple[Passage, ...]
    """Hardest first."""


def shared_ids(groups: Sequence[Group], check: Sequence[Group]) -> list[str]:
    """Return the ids of the questions that are in both, in order."""
    return sorted({group.id for group in groups} & {group.id for group in check})


def shared_weeks(groups: Sequence[Group], check: Sequence[Group]) -> list[str]:
    """Return the quizzes, as `YYYYMMDD`, of which questions are in both, in order.

    Questions of one week are about the same news, and articles that answer one tell of others.
    """
    return sorted({group.id[:8] for group in groups} & {group.id[:8] for group in check})


def write_groups(path: Path, groups: Iterable[Group]) -> int:
    """Write one group a line, gzipped; return how many."""
    count = 0
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for group in groups:
            file.write(group.model_dump_json() + "\n")
            count += 1
    return count


def read_groups(path: Path) -> Iterator[Group]:
    """Yield the groups of a file that `write_groups` wrote. Raises UsageError for any other."""
    number = 1
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                yield Group.model_validate_json(line)
                number += 1
    except ValidationError as error:
        raise UsageError(f"{path.name}, line {number}: not a group of passages.") from error
    except gzip.BadGzipFile as error:
        raise UsageError(f"{path} is not gzipped: it is no file of groups.") from error
    except (EOFError, zlib.error, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is damaged at line {number}: make it again.") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}): check the path.") from error
