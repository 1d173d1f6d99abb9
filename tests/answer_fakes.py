"""Stand-ins at the seams of answering: word-counting embeddings, models with set replies."""

import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from langchain_core.embeddings import Embeddings
from langchain_core.messages import AIMessageChunk, BaseMessage

from rag.evidence import Evidence, whole_sentences
from rag.retriever import Candidate
from rag.terms.words import content_stems
from vectorstore.article import Field, LoadedArticle, Metadata, text_hash
from vectorstore.catalog import StoredChunk
from vectorstore.names import name_key
from vectorstore.store import Store

SIZE = 1024


class Vocabulary:
    """The words of a collection, held in memory."""

    def __init__(self, frequency: Mapping[str, int]) -> None:
        self._words: dict[str, list[str]] = {}
        self._frequency: dict[str, int] = {}
        for word, count in frequency.items():
            key = name_key(word)
            self._words.setdefault(key, []).append(word)
            self._frequency[key] = self._frequency.get(key, 0) + count

    def spellings(self, word: str) -> list[str]:
        return self._words.get(name_key(word), [])

    def frequency(self, word: str) -> int:
        return self._frequency.get(name_key(word), 0)


class WordCounts(Embeddings):
    """Texts with the same words are near each other; nothing is loaded."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [self.embed_query(text) for text in texts]

    def embed_query(self, text: str) -> list[float]:
        vector = np.zeros(SIZE)
        # Chroma's cosine distance to a zero vector is undefined.
        vector[0] = 0.01
        for word in content_stems(text):
            vector[1 + zlib.crc32(word.encode()) % (SIZE - 1)] += 1.0
        unit: list[float] = (vector / np.linalg.norm(vector)).tolist()
        return unit


def chunk(text: str, id: int = 1, start: int = 0, **metadata: str) -> StoredChunk:
    """A chunk of an article of its own that has nothing else from `start` on."""
    return StoredChunk(
        id=id,
        article_id=f"{id:016x}",
        source=f"article-{id}.txt",
        start=start,
        end=start + len(text),
        text=text,
        text_sha256=text_hash(" " * start + text),
        metadata=Metadata(**{name: Field(value, "given") for name, value in metadata.items()}),
    )


def candidate(text: str, id: int = 1, **metadata: str) -> Candidate:
    return Candidate(chunk(text, id, 0, **metadata), 1.0 / id, id, id, 0.5)


def evidence_of(text: str, scores: Sequence[float], id: int = 1) -> list[Evidence]:
    """The sentences of a text as evidence with those scores, best first."""
    found = chunk(text, id)
    spans = whole_sentences(found)
    rows = [
        Evidence(found, id, start, end, text[start:end], s, s, s, False, None, None, s)
        for (start, end), s in zip(spans, scores, strict=True)
    ]
    return sorted(rows, key=lambda e: -e.score)


@dataclass
class Replies:
    """A chat model that streams set parts; an exception among them is raised at its place."""

    parts: Sequence[object]
    pause: float = 0.0
    prompts: list[list[BaseMessage]] = field(default_factory=list)

    def stream(self, input: list[BaseMessage]) -> Iterator[BaseMessage]:
        self.prompts.append(input)
        for part in self.parts:
            time.sleep(self.pause)
            if isinstance(part, Exception):
                raise part
            yield AIMessageChunk(content=part)  # type: ignore[arg-type]


class Endless:
    """A chat model that sends the same part for ever."""

    def __init__(self, part: str) -> None:
        self._part = part

    def stream(self, input: list[BaseMessage]) -> Iterator[BaseMessage]:
        while True:
            yield AIMessageChunk(content=self._part)


KAZAN = (
    "Nine states joined the trade group at the summit in Kazan on 22 October 2024.\n\n"
    "The mayor of Kazan said the hotels were full for the whole week of the summit.\n\n"
    "Delegations travelled in 180 buses."
)
TRAM = (
    "The tram line to the harbour will cost 410 million crowns, the transport office said.\n\n"
    "Building work on the tram line begins in March 2025.\n\n"
    "Critics of the tram line say the harbour needs a bridge instead."
)
FLOOD = (
    "The river flooded 96 houses in Velmora on Sunday night.\n\n"
    "Nobody was killed by the flood, but two people were injured when a wall fell.\n\n"
    "The siren of the fire station failed because its battery was dead."
)


def loaded(raw: str, source: str, **metadata: str) -> LoadedArticle:
    fields = {name: Field(value, "given") for name, value in metadata.items()}
    return LoadedArticle(raw, source, f"/articles/{source}", Metadata(**fields))


def small_collection(home: Path, model: str = "word counts") -> Store:
    """Three articles of three outlets, two of them dated."""
    store = Store(home, WordCounts(), model)
    articles = (
        loaded(KAZAN, "kazan.txt", title="Guests in Kazan", outlet="Daily Ledger"),
        loaded(
            TRAM, "tram.txt", title="A dear tram", outlet="Harbour Post", published_at="2024-11-02"
        ),
        loaded(
            FLOOD, "flood.txt", title="Flood", outlet="Velmora Gazette", published_at="2023-05-07"
        ),
    )
    results = list(store.add(articles))
    assert [result.status for result in results] == ["added"] * 3, results
    return store
