"""The article record: its text, its metadata with the origin of each value, its identity.

An article is identified by what it says and where it was published, never by when it was
added. What this module does not know: how a file becomes text (loaders/) and which parts
of a page are furniture (cleaning/).
"""

import hashlib
from dataclasses import dataclass, field
from typing import Literal

Origin = Literal["given", "page", "inferred", "unknown"]
"""Where a metadata value comes from: stated with the article (a JSON field, an HTML meta tag),
read in the text of the page, concluded from something else, or not known at all."""

Label = Literal[
    "navigation",
    "donation",
    "newsletter",
    "caption",
    "related_story",
    "latest_headlines",
    "archive",
    "share_bar",
    "author_box",
    "editors_note",
    "media_notice",
    "repetition",
    "legal",
]
"""What a labelled span of a flattened page is. Only `editors_note` stays in the text."""


@dataclass(frozen=True, slots=True)
class Field:
    """One metadata value and where it comes from."""

    value: str | None = None
    """The value; None when it is not known. Dates are `YYYY-MM-DD`."""

    origin: Origin = "unknown"
    """`unknown` exactly when the value is None."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about an article besides its text."""

    title: Field = Field()
    outlet: Field = Field()
    author: Field = Field()
    """Several authors are joined by ", "."""

    published_at: Field = Field()
    """`YYYY-MM-DD`."""

    language: Field = Field()
    """ISO 639-1 code, always inferred from the text unless given."""

    url: Field = Field()
    """Only http(s); anything else is dropped by the loader."""


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One labelled span of the raw text, with the rule that found it."""

    start: int
    """First character, as an index into `raw`."""

    end: int
    """One past the last character, as an index into `raw`."""

    label: Label
    rule: str
    """Name of the rule that fired, e.g. `headline list`."""

    kept: bool = False
    """True when the span is labelled but stays in the text (an editor's note)."""


@dataclass(frozen=True, slots=True)
class LoadedArticle:
    """What a loader hands over: one article before cleaning."""

    raw: str
    """Decoded, flattened text of the page; newlines are `\\n`, no NUL, no lone surrogates."""

    source: str
    """The file name or URL it came from, as it is shown in citations."""

    location: str
    """What is replaced when it is added again: the URL, or the absolute path of the file
    (`path!member` in a zip). A text without a place of its own has its content hash here."""

    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Rejected:
    """What a loader hands over instead of an article: something it could not use, and why."""

    source: str
    """The file name or URL, as it is shown to the user."""

    reason: str
    """What follows the name in a message, e.g. `is empty` or `line 3: has no text`."""


def content_id(loaded: LoadedArticle) -> str:
    """Return the 16 hex digits that identify an article by its URL and raw text."""
    url = loaded.metadata.url.value or ""
    return hashlib.sha256(f"{url}\n{loaded.raw}".encode()).hexdigest()[:16]


def text_hash(text: str) -> str:
    """Return the SHA-256 of `text` as 64 hex digits; the key of stored vectors and citations."""
    return hashlib.sha256(text.encode()).hexdigest()
