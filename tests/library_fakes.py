"""The pages over a small real store, with embeddings that cost nothing: what the tests of the
library share."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conftest import FakeChain
from store_fakes import article, open_store

from rag.settings import Settings
from ui.once import Once
from ui.parts import Limits, Parts
from ui.serving import launch
from ui.shell import build_demo
from vectorstore.store import Store


class StoreLibrary:
    """The store as the pages see it, without questions to begin with."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, article_id: str) -> Any:
        return self._store.get(article_id)

    def count(self) -> int:
        return self._store.catalog.counts()["articles"]

    def examples(self) -> tuple[str, ...]:
        return ()


def parts_of(store: Store, limits: Limits | None = None) -> Parts:
    return Parts(
        Once(FakeChain),
        Once(lambda: StoreLibrary(store)),
        collection=Once(lambda: store),
        limits=limits or Limits(upload_mb=1, files=5),
    )


@dataclass(frozen=True)
class ServedLibrary:
    url: str
    store: Store


@contextmanager
def serving(home: Path, limits: Limits | None = None) -> Iterator[ServedLibrary]:
    """Serve the pages over an empty collection in `home`, on a port of their own."""
    store = open_store(home)
    parts = parts_of(store, limits)
    demo = build_demo(parts)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    limited = parts.limits
    settings = Settings(port=port, upload_limit=limited.upload_mb, read_only=limited.read_only)
    yield ServedLibrary(launch(demo, settings, block=False), store)
    demo.close()
    store.close()


def small_store(home: Path) -> Store:
    """Return a store of five articles, of three outlets and none, dated and not."""
    store = open_store(home)
    items = [
        article("pier", title="Pier reopens", outlet="Harbour Post", published_at="2024-03-05"),
        article("ferry", title="Ferry delayed", outlet="harbour post", published_at="2024-01-31"),
        article("vote", title="Вечер выборов", outlet="Caspian Wire", published_at="2023-12-30"),
        article("undated", title="A day in town", outlet="Caspian Wire"),
        article("nobody", title="<b>Bold</b> claims", published_at="2024-02-29"),
    ]
    assert {result.status for result in store.add(items)} == {"added"}
    return store
