"""The jobs that run in a process of their own: `python -m eval.benchmarks.speed.worker JOB …`.

    add HOME ARTICLES           add a file, everything being loaded already
    ask HOME QUESTIONS          ask every question once, after a few that are not counted
    base ARTICLES BASE          cut and embed the real articles that others are made of
    grow HOME BASE COUNT UNIT   let the collection grow to so many chunks or articles

A job writes one JSON object to stdout. What this module does not know: what it is compared with.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from eval.benchmarks.speed.inputs import read_asked
from rag.settings import Settings

if TYPE_CHECKING:
    from eval.benchmarks.speed.grown import Base
    from vectorstore.store import Store

UNCOUNTED = 3
"""Questions that are asked first and not measured: they load what is loaded once."""

BURST = 2_000
"""At most so many articles are made between two lines of progress."""

READY = "The harbour committee met on Tuesday and agreed to repair the old pier."

Result = dict[str, float | list[float]]


def add(home: str, articles: str) -> Result:
    """Add a file; the seconds are those of the adding alone."""
    from vectorstore.loaders import load_path

    store = _open(home)
    _get_ready(store)
    begin = time.perf_counter()
    added = sum(result.status == "added" for result in store.add(load_path(Path(articles))))
    seconds = time.perf_counter() - begin
    return {"seconds": seconds, "added": added, **_counts(store)}


def ask(home: str, questions: str) -> Result:
    """Ask every question once, as of its day; the first few are not counted."""
    from rag.chain import build_chain

    store = _open(home)
    chain = build_chain(store)
    seconds = []
    for number, asked in enumerate(read_asked(Path(questions))):
        begin = time.perf_counter()
        chain.invoke({"question": asked.question, "history": [], "as_of": asked.as_of})["answer"]
        if number >= UNCOUNTED:
            seconds.append(time.perf_counter() - begin)
    return {"seconds": seconds, **_counts(store)}


def base(articles: str, path: str) -> Result:
    """Cut and embed the articles that others are made of."""
    from eval.benchmarks.speed.grown import BASE_ARTICLES, make_base
    from vectorstore.article import LoadedArticle
    from vectorstore.embedding import SentenceEmbeddings
    from vectorstore.loaders import load_path

    loaded = (item for item in load_path(Path(articles)) if isinstance(item, LoadedArticle))
    made = make_base(islice(loaded, BASE_ARTICLES), SentenceEmbeddings(_model()))
    made.save(Path(path))
    return {"articles": len(made.templates), "chunks": len(made.texts)}


def grow(home: str, path: str, count: str, unit: str) -> Result:
    """Let the collection grow by made articles until it has so many chunks or articles."""
    from eval.benchmarks.speed.grown import Base, Maker
    from vectorstore.store import Store

    made = Base.load(Path(path))
    maker = Maker(made)
    with_model = _open(home)
    name = with_model.model
    with_model.close()
    store = Store(Path(home), maker, name)
    begin = time.perf_counter()
    now = _counts(store)
    unused = now["chunks"]
    while missing := _missing(now, int(count), unit, made):
        burst = min(missing, BURST)
        for _result in store.add(maker.articles(unused, burst)):
            pass
        now = _counts(store)
        # A number must not be used twice, by another process either: the article is there.
        unused = max(unused + burst, now["chunks"])
        line = f"  grown to {now['articles']} articles, {now['chunks']} chunks"
        sys.stderr.write(f"{line} ({time.perf_counter() - begin:.0f} s)\n")
    return {"seconds": time.perf_counter() - begin, **_counts(store)}


def _get_ready(store: "Store") -> None:
    """Load what is loaded once, model and libraries, by adding to a collection of no account."""
    from vectorstore.article import LoadedArticle
    from vectorstore.store import Store

    with tempfile.TemporaryDirectory() as directory:
        other = Store(Path(directory), store.embeddings, store.model)
        for _result in other.add([LoadedArticle(READY, "ready.txt", "ready")]):
            pass
        other.close()


def _missing(now: dict[str, int], count: int, unit: str, made: "Base") -> int:
    """Return how many articles are to be made next; 0 when the size is reached."""
    left = count - now[unit]
    if left <= 0:
        return 0
    # A little fewer than there seem to be missing: the size must not be overshot by much.
    return left if unit == "articles" else max(1, int(left * 0.9 / made.chunks_per_article))


def _open(home: str) -> "Store":
    from vectorstore.store import Store

    return Store.open(Path(home), _model())


def _model() -> str:
    """Return the embedding model that is used where none is set."""
    name: str = Settings.model_fields["embedding_model"].default
    return name


def _counts(store: "Store") -> dict[str, int]:
    counts = store.catalog.counts()
    return {"articles": counts["articles"], "chunks": counts["chunks"]}


JOBS: dict[str, Callable[..., Result]] = {"add": add, "ask": ask, "base": base, "grow": grow}


def main(arguments: list[str]) -> None:
    """Run one job and write its result."""
    job, *values = arguments
    sys.stdout.write(json.dumps(JOBS[job](*values)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
