"""The sentences of the kept passages, scored against the question.

A sentence's score is its similarity to the question, plus the weighted share of the question's
words in it, plus what a reader makes of it, plus how recent its article is where a day is asked
about, plus a little for the rank of its passage. What this module does not know: whether the best
sentence is good enough; abstention.py decides that.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from langchain_core.embeddings import Embeddings

from rag.fitting.cues import Expected, expected, has
from rag.fitting.disclaimers import asks_whose_view, is_disclaimer
from rag.reading.reader import Reading
from rag.retriever import Candidate
from rag.terms.words import Weights, keys
from vectorstore.catalog import StoredChunk
from vectorstore.sentences import Span, sentence_spans

OVERLAP_WEIGHT = 0.5
CONTEXT_WEIGHT = 0.3
"""Weight of the question's words found in the passage, title and outlet around the sentence."""
RANK_WEIGHT = 0.1
CUE_WEIGHT = 0.25
"""For a sentence with a date where the question asks when, and so on."""
READING_WEIGHT = 0.08
"""For each unit of the reader's log-odds."""
MOST_DOUBT = -8.0
MOST_SURE = 3.0
"""Log-odds beyond these say no more than that the answer is not here, or is: a reader that is ever
surer of a name of the right kind must not outweigh the words around it."""
RECENCY_WEIGHT = 1.5
"""Of the recency of the article: news repeats itself, and an old report reads like the new one.
Chosen on October to December 2023: gold answer within 60 words 0.48 -> 0.54."""
QUESTION_PENALTY = 0.5
"""For a sentence that asks instead of telling."""

MIN_WORDS, MAX_WORDS = 4, 80

_WHOLE = re.compile(r"[.!?…。！？][\"'”’»)\]]*$")
_TAGS = re.compile(r"(?:</?[a-zA-Z][^<>]{0,200}>\s*)+")
_NOBODY = re.compile(r"(?:nobody|none|nothing)\b", re.IGNORECASE)
"""Tells much in few words: "Nobody was killed."."""
_LEANS = re.compile(
    r"[\"'“‘]?(?:he|she|it|they|him|his|her|its|their|this|that|these|those|such|but|and|so|also"
    r"|both|neither|then|there|however|nevertheless|therefore|moreover|additionally|the (?:move"
    r"|decision|deal|law|incident|former|latter|same))\b",
    re.IGNORECASE,
)
_SAID_BY_SOMEBODY = re.compile(
    r"[\"”’'] (?:he|she|they) (?:said|says|told|added|wrote|continued|explained|noted|recalled)\b"
    r"|[\"”’'] (?:said|says|added) (?:he|she|they)\b"
)


_Place = tuple[int, StoredChunk, int, int]
"""A sentence: the rank of its passage, the passage, and offsets in the article."""


@dataclass(frozen=True, slots=True)
class _Asked:
    question: str
    weights: Weights
    kind: Expected | None
    around: Mapping[int, tuple[float, float]]
    """Coverage of what surrounds a sentence, by chunk id: by its words, and with others of their
    root."""
    readings: Mapping[int, Reading]
    recency: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence of a passage with its scores."""

    chunk: StoredChunk
    rank: int
    """Rank of its passage, from 1."""
    start: int
    """First character in the article's stored text."""
    end: int
    text: str
    similarity: float
    """Cosine similarity to the question."""
    overlap: float
    """Weighted share of the question's words in the sentence, 0 to 1."""
    context: float
    """The same for its passage, title and outlet."""
    fits: bool
    """True when it holds something of the kind that was asked for: a date for "when"."""
    answer: Span | None
    """Where in the article's stored text the reader sees an answer; None without a reader."""
    reading: float | None
    """Log-odds of that answer against "no answer here"."""
    score: float

    @property
    def leans_on_previous(self) -> bool:
        """True when the sentence cannot be understood without the one before."""
        return leans(self.text)


def leans(sentence: str) -> bool:
    """Tell whether a sentence begins with a word that refers to the sentence before it.

    So does a quotation that "he said".
    """
    return bool(_LEANS.match(sentence) or _SAID_BY_SOMEBODY.search(sentence))


def score_sentences(
    question: str,
    candidates: Sequence[Candidate],
    embeddings: Embeddings,
    weights: Weights,
    readings: Mapping[int, Reading] | None = None,
) -> list[Evidence]:
    """Return the whole sentences of the passages, best first.

    `readings` are those of the passages that a reader has read, by chunk id.
    """
    found = [
        (rank, candidate.chunk, start, end)
        for rank, candidate in enumerate(candidates, start=1)
        for start, end in whole_sentences(candidate.chunk)
    ]
    found = _telling(question, found)
    if not found:
        return []
    texts = [_slice(chunk, start, end) for _, chunk, start, end in found]
    vectors = np.asarray(embeddings.embed_documents(texts), dtype=np.float32)
    similarities = vectors @ np.asarray(embeddings.embed_query(question), dtype=np.float32)
    # A passage has several sentences: its own words are looked for once.
    around = {c.chunk.id: _covered(weights, surroundings(c.chunk)) for c in candidates}
    recency = {c.chunk.id: c.recency for c in candidates}
    asked = _Asked(question, weights, expected(question), around, readings or {}, recency)
    evidence = [
        _evidence(asked, place, text, float(similarity))
        for place, text, similarity in zip(found, texts, similarities, strict=True)
    ]
    return sorted(evidence, key=lambda e: (-e.score, e.rank, e.start))


def _covered(weights: Weights, text: str) -> tuple[float, float]:
    found = keys(text)
    return weights.coverage(found), weights.coverage(found, of_a_family=True)


def _telling(question: str, found: list[_Place]) -> list[_Place]:
    """Return the sentences without disclaimers, unless the question asks for one."""
    if asks_whose_view(question):
        return found
    return [place for place in found if not is_disclaimer(_slice(*place[1:]))]


def whole_sentences(chunk: StoredChunk) -> list[tuple[int, int]]:
    """Return the spans of a chunk's sentences that can stand in an answer, in article offsets.

    A sentence that is introduced ("… responded, saying:") has its introduction in its span.
    """
    spans = _with_introductions(chunk.text, sentence_spans(chunk.text))
    spans = [(_after_tags(chunk.text, start, end), end) for start, end in spans]
    return [
        (chunk.start + start, chunk.start + end)
        for start, end in spans
        if _can_stand(chunk.text[start:end])
    ]


def _after_tags(text: str, start: int, end: int) -> int:
    """Return where a sentence begins behind the tags of a page that was no good HTML."""
    tags = _TAGS.match(text, start, end)
    return tags.end() if tags else start


def _with_introductions(text: str, spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in spans:
        if joined and text[joined[-1][0] : joined[-1][1]].endswith(":"):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _can_stand(sentence: str) -> bool:
    words = len(sentence.split())
    first = next((char for char in sentence if char.isalnum()), "a")
    whole = _WHOLE.search(sentence) is not None and not first.islower()
    fewest = MIN_WORDS - 1 if _NOBODY.match(sentence) else MIN_WORDS
    return whole and fewest <= words <= MAX_WORDS


def _evidence(asked: _Asked, place: _Place, text: str, similarity: float) -> Evidence:
    rank, chunk, start, end = place
    overlap = asked.weights.coverage(keys(text))
    # Other words of a root make a question no less answered, but they choose worse sentences.
    literally, context = asked.around[chunk.id]
    fits = asked.kind is not None and has(text, asked.kind, asked.question)
    score = similarity + OVERLAP_WEIGHT * overlap + RANK_WEIGHT / rank
    score += CONTEXT_WEIGHT * literally
    score += CUE_WEIGHT if fits else 0.0
    score += RECENCY_WEIGHT * asked.recency[chunk.id]
    if text.endswith("?"):
        score -= QUESTION_PENALTY
    reading, answer = _read(asked.readings.get(chunk.id), chunk, start, end)
    if reading is not None:
        score += READING_WEIGHT * min(max(reading, MOST_DOUBT), MOST_SURE)
    return Evidence(
        chunk, rank, start, end, text, similarity, overlap, context, fits, answer, reading, score
    )


def _read(
    reading: Reading | None, chunk: StoredChunk, start: int, end: int
) -> tuple[float | None, Span | None]:
    """Return what the reader makes of a sentence: how sure it is, and of which words."""
    found = reading.best_span(start - chunk.start, end - chunk.start) if reading else None
    if found is None:
        return None, None
    score, (first, last) = found
    return score, (chunk.start + first, chunk.start + last)


def surroundings(chunk: StoredChunk) -> str:
    """What a reader of the passage sees: who published it, its title, its text."""
    metadata = chunk.metadata
    return f"{metadata.outlet.value or ''} {metadata.title.value or ''} {chunk.text}"


def _slice(chunk: StoredChunk, start: int, end: int) -> str:
    return chunk.text[start - chunk.start : end - chunk.start]
