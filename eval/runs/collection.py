"""The collection an evaluation asks: its own store, kept in step with a folder or file.

It lies under the data directory but apart from the user's own collection, and is kept between
runs, so that only changed articles are embedded again. What this module does not know: what is
asked of it.
"""

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.answer import Record
from rag.settings import Settings, open_store
from vectorstore.errors import IndexMismatch, UsageError
from vectorstore.store import Store

if TYPE_CHECKING:
    from rag.reading.readers import Readers

SAMPLE_ARTICLES = Path(__file__).parent.parent.parent / "articles"
"""The sample collection that comes with the program."""


class Ingest(Record):
    """What it took to bring a collection up to date."""

    seconds: float
    added: int
    """Articles that were indexed now, new or changed. With 0 of them the index was there
    already, and the seconds are those of finding that out."""
    unchanged: int
    rejected: tuple[str, ...]
    """Source and reason of each article that could not be read."""


NOTHING_NEW = Ingest(seconds=0, added=0, unchanged=0, rejected=())

Step = Callable[[int, int], None]
"""Told (done, of how many)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A collection ready to be asked."""

    store: Store
    chain: Any
    """LangChain's Runnable over the store."""
    ingest: Ingest = NOTHING_NEW
    """What it took to bring the store up to date; nothing for the user's own collection."""


def prepare(
    articles: Path,
    settings: Settings,
    step: Step | None = None,
    *,
    home: Path | None = None,
    readers: "Readers | None" = None,
) -> Asked:
    """Index the articles in a collection of their own and return it, ready to be asked.

    With `home` in the collection there, to which is only added. Raises UsageError where there
    are no articles.
    """
    from rag.chain import load_chain
    from vectorstore.loaders import count

    if not articles.exists():
        raise UsageError(f"There is nothing at {articles}: check the path of the articles.")
    apart = settings_for(articles, settings, home)
    store = open_store(apart)
    total, done = count(articles), 0

    def one_more() -> None:
        nonlocal done
        done += 1
        if step is not None:
            step(done, total)

    ingest = fill(store, articles, one_more, own=home is None)
    return Asked(store, load_chain(apart, store, readers), ingest)


def settings_for(articles: Path, settings: Settings, home: Path | None = None) -> Settings:
    """Return the settings of the collection of `articles`, in `home` or in one of its own.

    It is never on a Chroma server, where it could meet the user's collection.
    """
    own = home or settings.home / "eval" / _name(articles)
    return settings.model_copy(update={"home": own, "chroma_url": None})


def _name(articles: Path) -> str:
    if articles.resolve() == SAMPLE_ARTICLES.resolve():
        return "citewire"
    place = hashlib.sha256(str(articles.resolve()).encode()).hexdigest()[:8]
    return f"{articles.name.split('.')[0]}-{place}"


def fill(
    store: Store, articles: Path, progress: Callable[[], None] | None = None, *, own: bool = True
) -> Ingest:
    """Bring the store up to date with `articles`; `progress` is told of each article.

    A store of our `own` holds nothing else: articles that are gone are removed from it, and
    one that was indexed with other settings is indexed anew. A store the user named is only
    added to, and IndexMismatch is raised.
    """
    from vectorstore.loaders import load_path

    begin = time.perf_counter()
    if own:
        _renew(store)
    counts = {"added": 0, "updated": 0, "unchanged": 0}
    rejected: list[str] = []
    there: set[str | None] = set()
    for result in store.add(load_path(articles)):
        there.add(result.article_id)
        if result.status == "rejected":
            rejected.append(f"{result.source}: {result.reason}")
        else:
            counts[result.status] += 1
        if progress is not None:
            progress()
    if own:
        gone = [article.id for article in store.articles() if article.id not in there]
        store.remove(gone)
    return Ingest(
        seconds=time.perf_counter() - begin,
        added=counts["added"] + counts["updated"],
        unchanged=counts["unchanged"],
        rejected=tuple(rejected),
    )


def _renew(store: Store) -> None:
    try:
        store.check()
    except IndexMismatch:
        for _source in store.reindex():
            pass
