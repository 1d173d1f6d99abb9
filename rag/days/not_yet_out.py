"""Which articles were not yet out on the day a question is asked about.

Without a date of its own, an article was not where its text tells of a later day as past. What
this module does not know: the day of an article that tells nothing of the kind; it is let by.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from rag.answer import Citation
from rag.days.undated import READ, published_between
from vectorstore.catalog import StoredChunk
from vectorstore.store import Store

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

NOTHING_OUT = "No article of the collection was out on {} as far as is known."
MAY_BE_LATER = "When {} was published is not known: it may have been after {}."

NotYetOut = Callable[[StoredChunk], bool]


def not_yet_out(store: Store, as_of: date | None) -> NotYetOut:
    """Return what tells of a chunk whether its article was published after a day.

    The text of an article is read only where it has no date, and once.
    """
    read: dict[str, bool] = {}

    def is_later(chunk: StoredChunk) -> bool:
        if as_of is None:
            return False
        if (published := chunk.metadata.published_at.value) is not None:
            return date.fromisoformat(published) > as_of
        if chunk.article_id not in read:
            read[chunk.article_id] = begins_after(store.get(chunk.article_id).text, as_of)
        return read[chunk.article_id]

    return is_later


def begins_after(text: str, day: date) -> bool:
    """Tell whether an undated text was written after a day, as far as it shows.

    >>> begins_after("The bridge was closed in May 2021.", date(2020, 1, 1))
    True
    """
    # To look for tenses takes a while; most texts name no year that is late enough.
    latest = max((int(year) for year in _YEAR.findall(text[:READ])), default=0)
    # "This August" of a text that tells of an August can be of the year after.
    if latest + 1 < day.year:
        return False
    window = published_between(text)
    return window is not None and window.start is not None and window.start > day.isoformat()


def undated_notices(citations: Sequence[Citation], as_of: date | None) -> Iterator[str]:
    """Yield what to say of cited articles that may be later than the day that is asked about."""
    if as_of is None:
        return
    last = as_of.isoformat()
    named: dict[str, str] = {}
    for cited in citations:
        window = cited.published_between
        early = window is not None and window.end is not None and window.end <= last
        if cited.published_at is None and not early:
            named[cited.article_id] = cited.title or cited.source
    yield from (MAY_BE_LATER.format(f"“{name}”", last) for name in named.values())
