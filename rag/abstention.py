"""Answer or decline, and why.

A question is declined when a name or year in it never occurs in the collection, or when it is too
unlikely that a sentence answers it. What this module does not know: whether an answer is right; a
sentence can be close to a question without answering it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rag.confidence import CONTEXT_SHARE, MIN_CONFIDENCE
from rag.evidence import Evidence, surroundings
from rag.terms.stems import stem
from rag.terms.words import STOP_WORDS, WEAK_STEMS, Weights, fold, key_of, keys, tokens
from vectorstore.catalog import StoredChunk
from vectorstore.names import CALENDAR_WORDS, Words

CLOSEST = 5
"""Passages that are looked at for what they do not say: those that were found best, and those with
the sentences that come closest."""
MOST_NAMED = 2
NO_PASSAGE = "The collection has no passage to answer from. Add articles first."

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b(?!s)")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_NAME = re.compile(
    r"(?<!^)(?<!\()(?<![.?!] )\b(?:[A-ZÀ-ÞА-Я][\w’'-]*)"
    r"(?: (?:(?:of|de|del|van|von|al|bin|la|le) )?[A-ZÀ-ÞА-Я][\w’'-]*)*"
)
_NO_NAMES = CALENDAR_WORDS | frozenset(
    "mr mrs ms dr prof president minister prime king queen prince princess judge mayor governor"
    " senator general i".split()
)
"""Words that are capitalised without being names."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is declined, as one sentence for the reader."""

    reason: str


def decide(
    question: str,
    evidence: Sequence[Evidence],
    confidence: float,
    vocabulary: Words,
    weights: Weights,
    beside: Callable[[str], str | None] = lambda name: None,
    shown: Iterable[StoredChunk] = (),
) -> Refusal | None:
    """Return why the question is declined, or None when it is to be answered.

    `confidence` is the probability that the collection answers it, `beside` tells where else a
    name stands that no text has, `shown` are the passages that a reader is shown then.
    """
    if not evidence:
        return Refusal(NO_PASSAGE)
    missing = unmentioned_names(question, vocabulary)
    missing += _unmentioned_years(question, evidence, vocabulary)
    if missing:
        return nowhere(missing, beside)
    if confidence < MIN_CONFIDENCE:
        return Refusal(_what_is_missing(question, evidence, weights, shown))
    return None


def nowhere(missing: Sequence[str], beside: Callable[[str], str | None]) -> Refusal:
    """Return that no article mentions names, or where else they stand."""
    told = {name: beside(name) for name in missing}
    absent = [name for name in missing if told[name] is None]
    reasons = [f"No article in the collection mentions {_quoted(absent)}."] if absent else []
    return Refusal(" ".join([*reasons, *(reason for reason in told.values() if reason)]))


def closest(evidence: Sequence[Evidence], most: int) -> list[Evidence]:
    """Return the sentences that come closest to a question, one of each passage."""
    found: dict[int, Evidence] = {}
    for e in sorted(evidence, key=lambda e: (-_closeness(e), e.rank, e.start)):
        found.setdefault(e.chunk.id, e)
    return list(found.values())[:most]


def _closeness(evidence: Evidence) -> float:
    return evidence.similarity + CONTEXT_SHARE * evidence.context


def _what_is_missing(
    question: str, evidence: Sequence[Evidence], weights: Weights, shown: Iterable[StoredChunk]
) -> str:
    """Return a sentence on the part of the question that the closest passages do not support."""
    chunks = {e.chunk.id: e.chunk for e in evidence if e.rank <= CLOSEST}
    chunks |= {e.chunk.id: e.chunk for e in closest(evidence, CLOSEST)}
    chunks |= {chunk.id: chunk for chunk in shown}
    found = {key for chunk in chunks.values() for key in keys(surroundings(chunk))}
    unsaid = [key for key in weights.unsaid(found) if stem(key) not in WEAK_STEMS]
    unsaid.sort(key=lambda key: -weights.by_key[key])
    if not unsaid:
        return (
            "There are passages about this, but no sentence in the collection comes close enough"
            " to answer the question."
        )
    named = _quoted(_as_asked(question, unsaid[:MOST_NAMED]))
    return f"The passages that come closest to the question say nothing of {named}."


def _as_asked(question: str, unsaid: Iterable[str]) -> list[str]:
    """Return words as the question writes them: a name with its capital, and whole."""
    whole = {key_of(word): name for name in names_in(question) for word in tokens(name)}
    words = {key_of(fold(word)): word for word in _WORD.findall(question)}
    return list(dict.fromkeys(whole.get(key) or words.get(key, key) for key in unsaid))


def _unmentioned_years(question: str, evidence: Sequence[Evidence], vocabulary: Words) -> list[str]:
    """Return the years in a question that no article mentions and no passage is from.

    An article seldom writes down the year it was published in.
    """
    published = {(e.chunk.metadata.published_at.value or "")[:4] for e in evidence}
    years = dict.fromkeys(_YEAR.findall(question))
    return [y for y in years if y not in published and vocabulary.frequency(y) == 0]


def _quoted(names: Sequence[str]) -> str:
    return " or ".join(f"“{name}”" for name in names)


def unmentioned_names(question: str, vocabulary: Words) -> list[str]:
    """Return the names in a question of which no article has a single word, in any spelling.

    Abbreviations are left out: an article may write them in full.
    """
    return [name for name in names_in(question) if not _occurs(name, vocabulary)]


def names_in(question: str) -> list[str]:
    """Return what is written like a name in a question, each once; its first word is left out."""
    return list(dict.fromkeys(_bare(match.group()) for match in _NAME.finditer(question)))


def _occurs(name: str, vocabulary: Words) -> bool:
    words = [word for word in tokens(name) if word not in _NO_NAMES and word not in STOP_WORDS]
    if not words or any(part.isupper() for part in _bare(name).split()):
        return True
    return any(vocabulary.frequency(stem(w)) > 0 or stem(w) in WEAK_STEMS for w in words)


def _bare(name: str) -> str:
    return name.removesuffix("'s").removesuffix("’s")
