"""Articles made of seeded words, embeddings that count, and a store of both.

Also run as a program by the tests that kill a writer: `python store_fakes.py JOB HOME ARGS…`.
"""

import itertools
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from langchain_core.embeddings import DeterministicFakeEmbedding, Embeddings

from vectorstore.article import Field, LoadedArticle, Metadata
from vectorstore.catalog import Filter
from vectorstore.errors import IndexBusy
from vectorstore.index import Layout, Segment
from vectorstore.index.segments import SegmentList
from vectorstore.store import Store

SYLLABLES = "ba ce di fo gu la me ni po ru sa te vi zo ka le mi no pu ra".split()
SIZE = 384
ANY = Filter()
TINY = Layout(small=20, most_tail=40, most=120, few=3)
"""Segments are made and merged all the time."""


class CountingEmbeddings(Embeddings):
    """The same vector for the same text; counts the texts and can be slow."""

    def __init__(self, pause: float = 0.0, size: int = SIZE) -> None:
        self._fake = DeterministicFakeEmbedding(size=size)
        self._pause = pause
        self.texts = 0

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.texts += len(texts)
        time.sleep(self._pause)
        return self._fake.embed_documents(texts)

    def embed_query(self, text: str) -> list[float]:
        return self._fake.embed_query(text)


def body(seed: object, sentences: int = 20) -> str:
    """Return sentences of made-up words that no other seed has."""
    draw = random.Random(str(seed))
    lines = []
    for _ in range(sentences):
        words = ["".join(draw.choices(SYLLABLES, k=3)) for _ in range(9)]
        lines.append(" ".join(words).capitalize() + ".")
    return "\n\n".join(" ".join(lines[i : i + 4]) for i in range(0, sentences, 4))


def article(
    name: str,
    text: str | None = None,
    *,
    outlet: str | None = None,
    title: str | None = None,
    published_at: str | None = None,
) -> LoadedArticle:
    """Return a loaded article that is stored at `/articles/NAME`."""
    fields: dict[str, Field] = {"title": Field(title or f"About {name}", "given")}
    if outlet:
        fields["outlet"] = Field(outlet, "given")
    if published_at:
        fields["published_at"] = Field(published_at, "given")
    raw = body(name) if text is None else text
    return LoadedArticle(raw, f"{name}.txt", f"/articles/{name}", Metadata(**fields))


def open_store(
    home: Path,
    embeddings: Embeddings | None = None,
    model: str = "fake",
    layout: Layout | None = None,
) -> Store:
    return Store(home, embeddings or CountingEmbeddings(), model, layout=layout)


def segments(store: Store) -> tuple[Segment, ...]:
    return SegmentList(store.catalog.engine).all()


def directories(home: Path) -> set[str]:
    return {path.name for path in (home / "index").glob("*")}


def published(store: Store) -> set[str]:
    """Return the names of the directories that there should be."""
    return {f"seg-{segment.number:06d}" for segment in segments(store)}


def statuses(results: Iterator[Any]) -> list[str]:
    return [result.status for result in results]


def finds(store: Store, name: str) -> bool:
    """Tell whether both searches find the first chunk of an article that `article(name)` made."""
    chunk_text = first_chunk(store, name)
    if chunk_text is None:
        return False
    vector = store.embeddings.embed_query(f"About {name}\n{chunk_text}")
    dense = store.chunks(i for i, _ in store.dense(vector, 3, ANY))
    words = " ".join(chunk_text.rstrip(".").split()[:3])
    lexical = store.chunks(i for i, _ in store.full_text(f'"{words}"'.lower(), 3, ANY))
    return all(any(c.text == chunk_text for c in found.values()) for found in (dense, lexical))


def first_chunk(store: Store, name: str) -> str | None:
    location = f"/articles/{name}"
    stored = store.catalog.known_at([location]).get(location)
    if stored is None:
        return None
    chunks = store.chunks(store.catalog.chunks.ids()).values()
    return min((c for c in chunks if c.article_id == stored.id), key=lambda c: c.start).text


class JobProcess:
    """A job of this module that runs in a process of its own; killed at the end of the block."""

    def __init__(self, job: str, home: Path, *args: str) -> None:
        command = [sys.executable, __file__, job, str(home), *args]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True)

    def __enter__(self) -> "JobProcess":
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()

    def line(self) -> str:
        """Return its next line, waiting for it; "" when it has ended."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().rstrip("\n")

    def ask(self, line: str) -> str:
        """Give it a line and return the one it answers with."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self.line()

    def kill(self) -> list[str]:
        """Kill it as the operating system would, and return the whole lines it had still said."""
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        said = "" if self._process.stdout.closed else self._process.stdout.read()
        return said.split("\n")[:-1]


def start(job: str, home: Path, *args: str) -> JobProcess:
    return JobProcess(job, home, *args)


# --- jobs for a process of its own ------------------------------------------------------------


def add_for_ever(home: Path, run: str) -> None:
    """Add articles, a few of them replacing earlier ones, and print each name when it is kept."""
    store = open_store(home, CountingEmbeddings(pause=0.01), layout=TINY)
    store.dense(store.embeddings.embed_query("ready"), 1, ANY)
    say("ready")

    def stream() -> Iterator[LoadedArticle]:
        for number in itertools.count():
            yield article(f"{run}-{number}", body(f"{run}-{number}", 8))
            if number % 5 == 4:
                yield article(f"{run}-{number - 2}", body(f"{run}-{number - 2} changed", 8))

    for result in store.add(stream()):
        say(result.source.removesuffix(".txt"))


def rebuild_for_ever(home: Path) -> None:
    store = open_store(home)
    say("ready")
    while True:
        store.repair()
        say("rebuilt")


def reindex_for_ever(home: Path) -> None:
    """Change the model again and again, as a user does who cannot decide."""
    say("ready")
    for model in itertools.cycle(["other", "fake"]):
        store = open_store(home, model=model)
        list(store.reindex())
        store.close()
        say(model)


def hold_the_lock(home: Path) -> None:
    """Be in the middle of adding until killed."""
    store = open_store(home)

    def stream() -> Iterator[LoadedArticle]:
        say("holding")
        time.sleep(600)
        yield article("never")

    list(store.add(stream()))


def try_to_add(home: Path) -> None:
    store = open_store(home)
    try:
        list(store.add([article("second")]))
    except IndexBusy as error:
        say(f"busy {error}")
    else:
        say("added")


def answer_lines(home: Path) -> None:
    """Say for each name on stdin whether it is found; one store, open all the time."""
    store = open_store(home)
    say("ready")
    for line in sys.stdin:
        say(str(finds(store, line.strip())))


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


JOBS = {
    job.__name__: job
    for job in (
        add_for_ever, rebuild_for_ever, reindex_for_ever, hold_the_lock, try_to_add, answer_lines
    )
}  # fmt: skip

if __name__ == "__main__":
    JOBS[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
