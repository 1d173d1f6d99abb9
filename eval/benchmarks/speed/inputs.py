"""What the benchmark is given: articles, questions, sizes; and the files it makes of them.

All sides read the same file of articles, one JSON object a line.
What this module does not know: what is measured with them.
"""

import hashlib
import json
import random
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from eval.json_lines import read_json_lines
from vectorstore.article import LoadedArticle
from vectorstore.errors import UsageError

SIZE = re.compile(r"([1-9]\d*)(a?)")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and the day it is asked about."""

    question: str
    as_of: str | None = None
    """`YYYY-MM-DD`."""


@dataclass(frozen=True, slots=True)
class Size:
    """How far an index is to be grown."""

    count: int
    unit: str
    """`chunks` or `articles`."""

    @property
    def name(self) -> str:
        """Return the size as it is written on the command line."""
        return f"{self.count}{'a' if self.unit == 'articles' else ''}"


def read_sizes(text: str) -> tuple[Size, ...]:
    """Return the sizes in a list like `1000,34000,30000a`; `a` means articles, else chunks.

    Raises UsageError for anything else.

    >>> [size.unit for size in read_sizes("1000, 300a")]
    ['chunks', 'articles']
    """
    sizes = []
    for word in text.split(","):
        match = SIZE.fullmatch(word.strip())
        if match is None:
            raise UsageError(
                f"--sizes: {word.strip()!r} is no size. Give numbers of chunks, or of articles"
                " with an a, as in 1000,34000,30000a."
            )
        sizes.append(Size(int(match[1]), "articles" if match[2] else "chunks"))
    counts = [size.count for size in sizes if size.unit == "chunks"]
    if counts != sorted(counts):
        raise UsageError("--sizes: the index only grows, so give the sizes in ascending order.")
    return tuple(sizes)


def read_asked(path: Path) -> list[Asked]:
    """Read the questions of a JSON-lines file, each once, in an order that is always the same.

    A line has `question`, and may have `asked_at` or `as_of`. The order is not that of the
    file, in which questions on one subject stand together. Raises UsageError.
    """
    asked: dict[str, Asked] = {}
    for number, value in read_json_lines(path):
        question = value.get("question") if isinstance(value, dict) else None
        if not isinstance(question, str) or not question.strip():
            raise UsageError(f'{path.name}, line {number}: needs {{"question": "…"}}.')
        asked.setdefault(question, Asked(question, value.get("asked_at") or value.get("as_of")))
    if not asked:
        raise UsageError(f"{path} holds no questions.")
    found = list(asked.values())
    random.Random(0).shuffle(found)
    return found


def write_asked(asked: Sequence[Asked], path: Path) -> None:
    """Write questions as JSON lines."""
    path.write_text("".join(_line(asdict(one)) for one in asked), encoding="utf-8")


def write_articles(source: Path, target: Path) -> tuple[int, str]:
    """Write the articles of a file or folder as JSON lines; return their number and a digest.

    What cannot be read is left out. Raises UsageError when nothing can.
    """
    from vectorstore.loaders import load_path

    lines = [
        _line(as_object(item)) for item in load_path(source) if isinstance(item, LoadedArticle)
    ]
    if not lines:
        raise UsageError(f"{source} holds no articles that can be read.")
    text = "".join(lines)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return len(lines), hashlib.sha256(text.encode()).hexdigest()[:16]


def as_object(article: LoadedArticle) -> dict[str, str]:
    """Return an article as `citewire add` reads it from a line; what is not known is left out."""
    known = article.metadata
    values = {
        "url": known.url.value,
        "title": known.title.value,
        "outlet": known.outlet.value,
        "authors": known.author.value,
        "published_at": known.published_at.value,
    }
    given = {key: value for key, value in values.items() if value is not None}
    return {**given, "text": article.raw}


def spread_over(lines: Sequence[str], most: int) -> list[str]:
    """Return at most so many of the lines, evenly spread over all of them.

    >>> spread_over(["a", "b", "c", "d"], 2)
    ['a', 'c']
    """
    wanted = min(most, len(lines))
    return [lines[index * len(lines) // wanted] for index in range(wanted)]


def read_lines(path: Path) -> list[str]:
    """Return the lines of a file that `write_articles` wrote, each with its end."""
    with path.open(encoding="utf-8", newline="\n") as stream:
        return list(stream)


def renamed(lines: Sequence[str], tag: str) -> str:
    """Return the articles as new ones of the same length: another title, and no address.

    Each chunk is embedded with its title, so none of the vectors is known already.
    """
    objects = [json.loads(line) for line in lines]
    for one in objects:
        one.pop("url", None)
        one["title"] = f"{one.get('title', '')} ({tag})".strip()
    return "".join(_line(one) for one in objects)


def _line(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"
