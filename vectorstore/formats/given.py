"""Metadata that is stated with an article (JSON fields, front matter), made uniform.

What cannot be read for certain becomes unknown. What this module does not know: which file
the values come from, and what the text of the article says about them.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache
from urllib.parse import urlsplit

from vectorstore.article import Field, Metadata, Origin
from vectorstore.formats.characters import one_line

_LANGUAGE = re.compile(r"([a-z]{2})(?:[-_][a-z0-9]+)*", re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_PARTS_OF_A_DAY = (
    re.compile(r"(?<!\d)\d{4}(?!\d)"),
    re.compile(r"(?<!\d)\d{1,2}(?!\d)"),
    re.compile(r"[^\W\d_]{3}"),
)
_FIRST_YEAR = 1450


def stated(value: str | None, origin: Origin) -> Field:
    """Return the field of a value, unknown where nothing is left of it on one line."""
    text = one_line(value or "")
    return Field(text, origin) if text else Field()


def given_metadata(values: Mapping[str, object]) -> Metadata:
    """Return the metadata in `values`, keyed as in JSON Lines; wrong types are unknown."""
    url = web_address(values.get("url"))
    day = calendar_day(values.get("published_at"))
    return Metadata(
        title=stated(_text(values.get("title")), "given"),
        outlet=stated(_text(values.get("outlet")), "given"),
        author=stated(_names(values.get("authors")), "given"),
        published_at=Field(day, "given") if day else Field(),
        language=_language(values.get("language")),
        url=Field(url, "given") if url else Field(),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _names(value: object) -> str:
    if not isinstance(value, list):
        return _text(value)
    return ", ".join(name for name in (one_line(_text(item)) for item in value[:50]) if name)


def _language(value: object) -> Field:
    match = _LANGUAGE.fullmatch(_text(value).strip())
    return Field(match[1].lower(), "given") if match else Field()


def web_address(value: object) -> str | None:
    """Return `value` where it is a whole http(s) address, else None."""
    text = _text(value).strip()
    if len(text) > 2000 or any(not letter.isprintable() or letter == " " for letter in text):
        return None
    try:
        parts = urlsplit(text)
        return text if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:  # e.g. an unclosed [ of an IPv6 address
        return None


def calendar_day(value: object) -> str | None:
    """Return the `YYYY-MM-DD` that `value` states, in its own time zone; None where unsure.

    `03/04/2024` is two different days to two readers and therefore None; a day that does not
    exist is None as well. A day in the future is taken as it is stated.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _day_of_timestamp(value)
    text = " ".join(_text(value)[:100].split())
    if not text:
        return None
    if match := _YEAR_FIRST.match(text) or _COMPACT.fullmatch(text):
        return _existing(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_LAST.match(text):
        return _day_or_month_first(int(match[1]), int(match[2]), int(match[3]), text)
    return _day_in_words(text)


def _existing(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat() if year >= _FIRST_YEAR else None
    except ValueError:
        return None


def _day_or_month_first(first: int, second: int, year: int, text: str) -> str | None:
    if "." in text[:3] or first > 12 or first == second:  # 3.4.2024 is always day first
        return _existing(year, second, first)
    return _existing(year, first, second) if second > 12 else None


def _day_of_timestamp(value: float) -> str | None:
    # Below, a number is no time stamp but perhaps a year; milliseconds are a thousand times more.
    if not 1e8 <= value < 1e14:
        return None
    seconds = value / 1000 if value >= 1e11 else value
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def _day_in_words(text: str) -> str | None:
    # Looking a text up in all languages is slow: only where a year, a day and a word are there.
    if not all(pattern.search(text) for pattern in _PARTS_OF_A_DAY):
        return None
    try:
        stamp = parsedate_to_datetime(text)
    except (ValueError, IndexError, TypeError, OverflowError):
        return _day_in_any_language(text)
    return _existing(stamp.year, stamp.month, stamp.day)


@lru_cache(maxsize=4096)
def _day_in_any_language(text: str) -> str | None:
    import dateparser  # type: ignore[import-untyped]

    try:
        found = dateparser.parse(
            text,
            settings={
                "REQUIRE_PARTS": ["day", "month", "year"],
                "PARSERS": ["absolute-time"],
                "STRICT_PARSING": True,
            },
        )
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None
    return _existing(found.year, found.month, found.day) if found else None
