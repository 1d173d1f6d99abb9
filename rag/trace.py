"""How an answer came about: what each step found and decided, kept as a record.

Made of what the chain streams, so that looking costs the answer nothing. What this module does
not know: why a step decides as it does; it only repeats with what figures.
"""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from rag.answer import Answer, Record
from rag.confidence import MIN_CONFIDENCE
from rag.evidence import Evidence
from rag.retriever import Candidate
from rag.terms.words import key_of, tokens

MOST_CANDIDATES = 24
"""Candidates that are kept: as many as are read."""
MOST_SENTENCES = 12

STEPS: Mapping[str, str] = {
    "respelled": "Reading the question",
    "found": "Searching, by meaning and by words",
    "readings": "Reading what was found",
    "passages": "Putting the passages in order",
    "evidence": "Scoring their sentences",
    "sides": "Asking the outlets one by one",
    "refusal": "Deciding whether to answer",
    "answer": "Writing and checking the answer",
}
"""The steps whose time is told, by the last key of the chain that belongs to each."""


class WeighedWord(Record):
    """A word of the question, and how much it counts."""

    word: str
    """As it stands in the question, in lower case."""
    weight: float
    """Inverse document frequency; more for a word that few passages have."""


class TracedCandidate(Record):
    """A chunk that was found, and its way to its place."""

    article_id: str
    title: str
    outlet: str | None
    start: int
    """First character in the article's stored text."""
    end: int
    dense_rank: int | None
    """Place among the nearest vectors, from 1; None where it is not among them."""
    lexical_rank: int | None
    """Place by BM25, from 1; None where it is not among them."""
    similarity: float | None
    """Cosine similarity to the question, -1 to 1."""
    fused_rank: int
    """Place after both lists were fused and weighted by date."""
    reading: float | None
    """Log-odds of the reader that it answers the question; None where it was not read."""
    rank: int
    """Final place."""
    is_passage: bool
    """Whether its sentences were looked at; a copy of a better one is not."""


class TracedSentence(Record):
    """A sentence that was scored."""

    article_id: str
    text: str
    start: int
    end: int
    rank: int
    """Rank of its passage."""
    similarity: float
    overlap: float
    """Weighted share of the question's words in it, 0 to 1."""
    context: float
    """The same for its passage, title and outlet."""
    fits: bool
    """Whether it holds something of the kind that was asked for."""
    reading: float | None
    score: float
    is_cited: bool


class StepTime(Record):
    """How long one step took."""

    name: str
    seconds: float


class Trace(Record):
    """The way of one answer."""

    words: tuple[WeighedWord, ...]
    """The heaviest first."""
    found: int
    """How many candidates there were."""
    candidates: tuple[TracedCandidate, ...]
    """The first of them, in their final order."""
    sentences: tuple[TracedSentence, ...]
    """The best, and those that are cited."""
    confidence: float | None
    """Estimated probability that the collection answers; below `threshold` it declines."""
    threshold: float
    premise: str | None
    """What the question takes for granted and a sentence denies."""
    steps: tuple[StepTime, ...]


class Tracer:
    """Collects what the chain streams; ask it for the trace when the answer is there."""

    def __init__(self) -> None:
        """Begin the clock."""
        self._state: dict[str, Any] = {}
        self._steps: list[StepTime] = []
        self._since = time.perf_counter()

    def add(self, step: Mapping[str, Any]) -> None:
        """Take in one part of the stream."""
        self._state.update(step)
        for name in STEPS.keys() & step.keys():
            now = time.perf_counter()
            self._steps.append(StepTime(name=STEPS[name], seconds=round(now - self._since, 4)))
            self._since = now

    def trace(self) -> Trace:
        """Return the trace of what was taken in; of a chain cut short, as far as it came."""
        state = self._state
        found: Sequence[Candidate] = state.get("found") or ()
        premise = state.get("premise")
        return Trace(
            words=tuple(self._words()),
            found=len(found),
            candidates=tuple(self._candidates(found)),
            sentences=tuple(self._sentences()),
            confidence=state.get("confidence"),
            threshold=MIN_CONFIDENCE,
            premise=premise.notice.text if premise else None,
            steps=tuple(self._steps),
        )

    def _words(self) -> list[WeighedWord]:
        if "weights" not in self._state:
            return []
        weights: Mapping[str, float] = self._state["weights"].by_key
        written = {key_of(word): word for word in tokens(self._state["query"].subject)}
        heaviest = sorted(weights.items(), key=lambda item: -item[1])
        return [WeighedWord(word=written.get(k, k), weight=round(w, 2)) for k, w in heaviest]

    def _candidates(self, found: Sequence[Candidate]) -> list[TracedCandidate]:
        state = self._state
        fused = {candidate.chunk.id: rank for rank, candidate in enumerate(found, start=1)}
        kept = {candidate.chunk.id for candidate in state.get("passages") or ()}
        readings = state.get("readings") or {}
        ordered: Sequence[Candidate] = state.get("candidates") or found
        return [
            _candidate(candidate, rank, fused, readings, kept)
            for rank, candidate in enumerate(ordered[:MOST_CANDIDATES], start=1)
        ]

    def _sentences(self) -> list[TracedSentence]:
        evidence: Sequence[Evidence] = self._state.get("evidence") or ()
        answer: Answer | None = self._state.get("answer")
        cited = {(c.article_id, c.start, c.end) for c in answer.citations} if answer else set()
        return [
            _sentence(found, is_cited)
            for at, found in enumerate(evidence)
            if (is_cited := (found.chunk.article_id, found.start, found.end) in cited)
            or at < MOST_SENTENCES
        ]


def _candidate(
    candidate: Candidate,
    rank: int,
    fused: Mapping[int, int],
    readings: Mapping[int, Any],
    kept: set[int],
) -> TracedCandidate:
    chunk = candidate.chunk
    reading = readings.get(chunk.id)
    return TracedCandidate(
        article_id=chunk.article_id,
        title=chunk.metadata.title.value or chunk.source,
        outlet=chunk.metadata.outlet.value,
        start=chunk.start,
        end=chunk.end,
        dense_rank=candidate.dense_rank,
        lexical_rank=candidate.lexical_rank,
        similarity=_rounded(candidate.similarity),
        fused_rank=fused.get(chunk.id, rank),
        reading=_rounded(reading.answerable) if reading else None,
        rank=rank,
        is_passage=chunk.id in kept,
    )


def _sentence(found: Evidence, is_cited: bool) -> TracedSentence:
    return TracedSentence(
        article_id=found.chunk.article_id,
        text=found.text,
        start=found.start,
        end=found.end,
        rank=found.rank,
        similarity=round(found.similarity, 3),
        overlap=round(found.overlap, 3),
        context=round(found.context, 3),
        fits=found.fits,
        reading=_rounded(found.reading),
        score=round(found.score, 3),
        is_cited=is_cited,
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 3)
