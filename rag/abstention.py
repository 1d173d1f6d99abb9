"""Answer or decline, and why.

A question is declined when a name or year in it never occurs in the collection, or when it is too
unlikely that a sentence answers it. What this module does not know: whether an answer is right; a
sentence can be close to a question without answering it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.confidence import MIN_CONFIDENCE
from rag.evidence import Evidence, surroundings
from rag.words import STOP_WORDS, WEAK_STEMS, Weights, key_of, keys, stem, tokens
from vectorstore.names import CALENDAR_WORDS, Words

CLOSEST = 5
"""Passages that are looked at for what they do not say."""
MOST_NAMED = 2

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b(?!s)")
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
) -> Refusal | None:
    """Return why the question is declined, or None when it is to be answered.

    `confidence` is the probability that the collection answers it.
    """
    if not evidence:
        return Refusal(
            "The collection has no passage to answer from. Add articles with `citewire add`."
        )
    missing = unmentioned_names(question, vocabulary)
    missing += _unmentioned_years(question, evidence, vocabulary)
    if missing:
        return Refusal(f"No article in the collection mentions {_quoted(missing)}.")
    if confidence < MIN_CONFIDENCE:
        return Refusal(_what_is_missing(question, evidence, weights))
    return None


def _what_is_missing(question: str, evidence: Sequence[Evidence], weights: Weights) -> str:
    """Return a sentence on the part of the question that the closest passages do not support."""
    closest = {e.chunk.id: e.chunk for e in evidence if e.rank <= CLOSEST}
    found = {key for chunk in closest.values() for key in keys(surroundings(chunk))}
    words = {key_of(word): word for word in tokens(question)}
    unsaid = [key for key in weights.by_key if key not in found and stem(key) not in WEAK_STEMS]
    unsaid.sort(key=lambda key: -weights.by_key[key])
    if not unsaid:
        return (
            "There are passages about this, but no sentence in the collection comes close enough"
            " to answer the question."
        )
    named = _quoted([words.get(key, key) for key in unsaid[:MOST_NAMED]])
    return f"The passages that come closest to the question say nothing of {named}."


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
