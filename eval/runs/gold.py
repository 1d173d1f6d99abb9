"""Where the gold of the samples stands in the stored articles, and which of it stands nowhere.

What this module does not know: whether the gold is right; it looks for the exact text.
"""

from collections.abc import Iterable
from typing import Protocol

from eval.metrics import CitedArticle, Span
from eval.samples.sample import GoldPassage, Sample


class Listed(Protocol):
    """One of the store's articles."""

    @property
    def id(self) -> str:
        """Its id, what `get` takes."""
        ...

    @property
    def source(self) -> str:
        """File name or URL it came from."""
        ...


class Lookup(Protocol):
    """What is needed of a store; `get` raises NoArticle."""

    def get(self, article_id: str, /) -> CitedArticle:
        """Return one stored article."""
        ...

    def articles(self) -> Iterable[Listed]:
        """Return all stored articles, with their texts or without."""
        ...


class Gold:
    """Finds the gold of the samples in the stored articles; reads each article once."""

    def __init__(self, store: Lookup) -> None:
        """Look in `store`."""
        self._store = store
        self._ids: dict[str, list[str]] = {}
        for article in store.articles():
            self._ids.setdefault(article.source, []).append(article.id)
        self._texts: dict[str, str] = {}

    def spans(self, sample: Sample) -> list[Span]:
        """Return where the gold passages stand; those with an error are left out."""
        found = (self._places(passage) for passage in sample.passages)
        return [places[0] for places in found if len(places) == 1]

    def errors(self, sample: Sample) -> list[str]:
        """Say what of the sample's gold the collection does not bear out."""
        unknown = [source for source in sample.articles if source not in self._ids]
        wrong = [f"{sample.id}: there is no article {source!r}." for source in unknown]
        for passage in sample.passages:
            times = len(self._places(passage))
            if times != 1:
                start = " ".join(passage.text.split()[:8])
                wrong.append(
                    f"{sample.id}: the gold passage “{start} …” stands {times} times in"
                    f" {passage.source}; it must stand there once."
                )
        return wrong

    def _places(self, passage: GoldPassage) -> list[Span]:
        return [
            Span(article_id, start, start + len(passage.text))
            for article_id in self._ids.get(passage.source, ())
            for start in _starts(passage.text, self._text(article_id))
        ]

    def _text(self, article_id: str) -> str:
        if article_id not in self._texts:
            self._texts[article_id] = self._store.get(article_id).text
        return self._texts[article_id]


def _starts(wanted: str, text: str) -> list[int]:
    """Return where `wanted` begins in `text`, overlapping places too."""
    starts = []
    place = text.find(wanted) if wanted else -1
    while place >= 0:
        starts.append(place)
        place = text.find(wanted, place + 1)
    return starts
