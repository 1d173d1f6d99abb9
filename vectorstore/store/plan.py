"""What a batch of loaded articles will add, replace and leave alone.

Decided against what is stored and what the same run has met before. What this module does not
know: how a plan is carried out; the store embeds and writes.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

from vectorstore.article import LoadedArticle, Rejected, content_id
from vectorstore.catalog import Catalog, Known, NewChunk, StoredArticle
from vectorstore.store.ingest import load_hash, prepare

NOTHING_LEFT = (
    "nothing of it is article text: all of it is menus, banners or forms. Add it with"
    " --no-cleaning to keep it as it is"
)

Status = Literal["added", "updated", "unchanged", "rejected"]
Prepared = tuple[StoredArticle, list[NewChunk]]


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of one article; it is kept for good when this is handed out."""

    status: Status
    source: str
    article_id: str | None = None
    reason: str | None = None
    """Why it was rejected, or what it is the same as."""


def report(results: Sequence[AddResult]) -> dict[str, Any]:
    """Return the results in their JSON form, with how many there are of each status."""
    counts: Counter[str] = Counter(result.status for result in results)
    return {"counts": counts, "results": [asdict(result) for result in results]}


def counted(results: Iterable[AddResult]) -> str:
    """Return how many there are of each status, in words.

    >>> counted([AddResult("added", "pier.txt", "0a1b")])
    '1 added, 0 updated, 0 unchanged, 0 rejected'
    """
    counts: Counter[str] = Counter(result.status for result in results)
    return ", ".join(f"{counts[status]} {status}" for status in get_args(Status))


class Plan:
    """What one batch will write: new articles by id, and the ids of those they replace."""

    def __init__(
        self,
        catalog: Catalog,
        batch: Sequence[LoadedArticle | Rejected],
        cleaned: bool,
        elsewhere: dict[str, LoadedArticle],
    ) -> None:
        """Begin a batch; `elsewhere` is shared by the batches of one run."""
        self._catalog = catalog
        self._batch = batch
        locations = [item.location for item in batch if isinstance(item, LoadedArticle)]
        self._there = catalog.known_at(locations)
        self._cleaned = cleaned
        # Articles that this run met a second time in another place, by id: when the first place
        # lets go of the text (two files that swapped names), it stays under the second.
        self._elsewhere = elsewhere
        self.prepared: dict[str, Prepared] = {}
        self.replaced: list[str] = []

    def take_all(self) -> list[AddResult]:
        """Decide what becomes of each article of the batch, in order."""
        return [self._take(item) for item in self._batch]

    def _take(self, item: LoadedArticle | Rejected) -> AddResult:
        if isinstance(item, Rejected):
            return AddResult("rejected", item.source, reason=item.reason)
        article_id = content_id(item)
        there = self._there.get(item.location)
        if there is not None and self._is_unchanged(there, item):
            return AddResult("unchanged", item.source, there.id)
        twin = self._twin(article_id)
        if twin is not None and twin.location != item.location:
            self._let_go(item.location, there)
            self._elsewhere[article_id] = item
            return AddResult("unchanged", item.source, article_id, f"same text as {twin.source}")
        return self._write(item, article_id, there)

    def _is_unchanged(self, there: Known, item: LoadedArticle) -> bool:
        same = there.load_sha256 == load_hash(item) and there.id not in self.replaced
        return same and (self._cleaned or not there.cleaned)

    def _twin(self, article_id: str) -> StoredArticle | Known | None:
        """Return the article of this id that will be there when the plan is carried out."""
        if article_id in self.prepared:
            return self.prepared[article_id][0]
        return None if article_id in self.replaced else self._catalog.known(article_id)

    def _write(self, item: LoadedArticle, article_id: str, there: Known | None) -> AddResult:
        cleaned = there.cleaned and self._cleaned if there else self._cleaned
        article, chunks = prepare(item, cleaned)
        if not chunks:
            return AddResult("rejected", item.source, reason=NOTHING_LEFT)
        updates = self._let_go(item.location, there)
        self.prepared[article_id] = (article, chunks)
        return AddResult("updated" if updates else "added", item.source, article_id)

    def _let_go(self, location: str, there: Known | None) -> bool:
        """Drop what stands at a location; tell whether there was anything."""
        dropped = [key for key, (a, _) in self.prepared.items() if a.location == location]
        for article_id in dropped:
            del self.prepared[article_id]
        if there is not None and there.id not in self.replaced:
            self.replaced.append(there.id)
            dropped.append(there.id)
        for article_id in [k for k, other in self._elsewhere.items() if other.location == location]:
            del self._elsewhere[article_id]
        for article_id in dropped:
            other = self._elsewhere.get(article_id)
            if other is not None:
                self.prepared[article_id] = prepare(other, self._cleaned)
        return bool(dropped)
