"""JSON and JSON Lines in, articles out; what is wrong is told with its line or item number.

A line (or item) has `url, title, outlet, authors, published_at, text`; only `text` is required.
What this module does not know: where the bytes come from.
"""

import codecs
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from vectorstore.article import LoadedArticle, Rejected, content_id
from vectorstore.errors import UnreadableArticle
from vectorstore.formats.characters import checked
from vectorstore.formats.contents import MAX_FILE_BYTES, read_all
from vectorstore.formats.encodings import decode, refuse_binary
from vectorstore.formats.given import given_metadata

Outcome = LoadedArticle | Rejected

_HOPELESS = 100
"""So many broken lines before the first good one mean that the file is something else."""


def read_json(data: bytes, source: str, location: str) -> Iterator[Outcome]:
    """Yield the article(s) of a JSON document: one object, an array, or `{"articles": [...]}`.

    `location` is the place of a document that is one article without a URL.
    """
    if not data.strip():
        raise UnreadableArticle("is empty")
    refuse_binary(data)
    try:
        document = _parse(decode(data))
    except UnreadableArticle:
        # Files of one object a line are often named .json.
        if _first_line_is_object(data):
            yield from read_json_lines([data], source)
            return
        raise
    items = document.get("articles", document) if isinstance(document, dict) else document
    if isinstance(items, dict):
        yield _article(items, source, location)
    elif isinstance(items, list) and items:
        for number, item in enumerate(items, 1):
            yield _numbered(item, source, "item", number)
    else:
        raise UnreadableArticle("holds no articles: an object or an array of objects is needed")


def read_one(item: object, source: str) -> Outcome:
    """Return the article that one object describes, or why it is none."""
    return _article(item, source, None)


def read_json_lines(chunks: Iterable[bytes], source: str) -> Iterator[Outcome]:
    """Yield the article of every line, or why the line is not one."""
    pieces = iter(chunks)
    head = next(pieces, b"")
    refuse_binary(head)
    pieces = _as_utf8(chain([head], pieces))
    if head.lstrip().startswith(b"["):  # one array in a file named .jsonl
        yield from read_json(read_all(pieces), source, source)
        return
    good = seen = 0
    for number, line in _lines(pieces):
        if not line.strip():
            continue
        outcome = _line(line, source, number)
        seen += 1
        good += isinstance(outcome, LoadedArticle)
        yield outcome
        if not good and seen == _HOPELESS:
            raise UnreadableArticle(f"is given up: none of the first {seen} lines is an article")
    if not seen:
        raise UnreadableArticle("is empty")


def _as_utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    pieces = iter(chunks)
    head = next(pieces, b"")
    if not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield head.removeprefix(codecs.BOM_UTF8)
        yield from pieces
        return
    for text in codecs.iterdecode(chain([head], pieces), "utf-16", errors="replace"):
        yield text.encode("utf-8", "replace")


def _lines(chunks: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    number, parts, size = 1, list[bytes](), 0
    for chunk in chunks:
        *ends, rest = chunk.split(b"\n")
        for end in ends:
            yield number, b"".join([*parts, end])
            number, parts, size = number + 1, [], 0
        parts.append(rest)
        size += len(rest)
        if size > MAX_FILE_BYTES:
            raise UnreadableArticle(
                f"line {number}: is longer than {MAX_FILE_BYTES // 1_000_000} MB: reading stopped"
            )
    yield number, b"".join(parts)


def _line(line: bytes, source: str, number: int) -> Outcome:
    try:
        value = _parse(decode(line))
    except UnreadableArticle as error:
        return Rejected(source, f"line {number}: {error}")
    return _numbered(value, source, "line", number)


def _parse(text: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = (
            f"line {error.lineno}, column {error.colno}"
            if error.lineno > 1
            else (f"column {error.colno}")
        )
        raise UnreadableArticle(f"not JSON: {error.msg} ({place})") from error
    except RecursionError as error:
        raise UnreadableArticle("not JSON of articles: nested too deeply") from error
    except ValueError as error:  # a number of more digits than Python reads
        raise UnreadableArticle("not JSON of articles: it holds a gigantic number") from error


def _first_line_is_object(data: bytes) -> bool:
    try:
        return isinstance(_parse(decode(data.lstrip().split(b"\n", 1)[0])), dict)
    except UnreadableArticle:
        return False


def _numbered(value: object, source: str, what: str, number: int) -> Outcome:
    outcome = _article(value, f"{source}:{number}", None)
    if isinstance(outcome, Rejected):
        return Rejected(source, f"{what} {number}: {outcome.reason}")
    return outcome


def _article(value: object, source: str, location: str | None) -> Outcome:
    if not isinstance(value, dict):
        return Rejected(source, "is not an object with a text")
    text = value.get("text")
    if not isinstance(text, str):
        return Rejected(source, 'has no "text"' if text is None else 'has a "text" that is no text')
    try:
        raw = checked(text)
    except UnreadableArticle as error:
        return Rejected(source, f'its "text" {error}')
    metadata = given_metadata(value)
    url = metadata.url.value
    article = LoadedArticle(raw, url or source, url or location or "", metadata)
    if article.location:
        return article
    # A line moves when lines are added above it, so its place is what it says.
    return replace(article, location=f"text:{content_id(article)}")
