"""Does a passage carry a sentence? Numbers, names, negation and closeness are checked.

The check is the same for every sentence a language model writes. What this module does not know:
logic; a sentence whose words and numbers all stand in the source can still twist it.
"""

import re
from collections.abc import Sequence

from rag.draft import DraftStatement, Quote
from rag.evidence import whole_sentences
from rag.terms.words import content_stems, fold, keys, tokens
from vectorstore.catalog import StoredChunk
from vectorstore.names import name_key

MIN_SHARED = 0.6
"""Share of the sentence's content words that must stand in the cited sentences."""
MOST_QUOTES = 2
"""Sentences of one passage that are quoted for one statement."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBER_WORDS = {
    word: str(value)
    for value, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
        " sixteen seventeen eighteen nineteen twenty".split(),
        start=2,
    )
} | {
    word: word
    for word in "thirty forty fifty sixty seventy eighty ninety hundred thousand million billion"
    " trillion half dozen".split()
}
"""As figures where they are small; "one" is more often no number."""
_FIRST_WORD = re.compile(r"[\"“‘«(]*([A-ZÀ-ÞА-Я][\w’'-]+)(?!,)\b")
_NAME = re.compile(r"(?<!^)(?<![.!?] )\b[A-ZÀ-ÞА-Я][\w’'-]+")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|neither|nor|without|cannot|\w+n[’']t|refus\w+|den(?:y|ies|ied)"
    r"|refrain\w*|declin\w+|reject\w+)\b",
    re.IGNORECASE,
)


def support(text: str, cited: Sequence[StoredChunk]) -> DraftStatement:
    """Return the sentence with the spans that carry it, marked unsupported when none do."""
    quotes = tuple(quote for chunk in cited for quote in _closest(text, chunk))
    return DraftStatement(text, quotes, supported=bool(quotes) and carries(text, quotes))


def carries(text: str, quotes: Sequence[Quote]) -> bool:
    """Tell whether the quoted spans together carry a sentence.

    All its numbers and names stand in them, most of its content words do, and it denies
    something exactly when the closest of them does.
    """
    source = " ".join(quote.text for quote in quotes)
    if not _numbers(text) <= _numbers(source):
        return False
    known = {name_key(word) for word in re.findall(r"[^\W_]+", fold(source))}
    if not _name_keys(text) <= known or not _begins_alike(text, source):
        return False
    # Another sentence's "not" does not excuse one that was put in: the closest decides.
    closest = max((quote.text for quote in quotes), key=lambda said: _shared(text, said))
    if bool(_NEGATION.search(text)) != bool(_NEGATION.search(closest)):
        return False
    return _shared(text, source) >= MIN_SHARED


def _closest(text: str, chunk: StoredChunk) -> list[Quote]:
    """Return the sentences of a passage that share most with the statement, in their order."""
    quotes = [Quote(chunk, start, end) for start, end in whole_sentences(chunk)]
    ranked = sorted(quotes, key=lambda q: -_shared(text, q.text))[:MOST_QUOTES]
    if not ranked:
        return []
    best = ranked[0]
    if len(ranked) == 1 or carries(text, [best]):
        return [best]
    return sorted(ranked, key=lambda q: q.start)


def _shared(text: str, source: str) -> float:
    words = {name_key(word) for word in content_stems(text)}
    return len(words & keys(source)) / len(words) if words else 0.0


def _numbers(text: str) -> set[str]:
    words = (_NUMBER_WORDS[word] for word in tokens(text) if word in _NUMBER_WORDS)
    return {*_NUMBER.findall(text), *words}


def _begins_alike(text: str, source: str) -> bool:
    """Tell whether the first word, which may be a name, stands in the source.

    A word before a comma ("Meanwhile,") and a word without meaning of its own are let pass.
    """
    first = _FIRST_WORD.match(text)
    return first is None or keys(first[1]) <= keys(source)


def _name_keys(text: str) -> set[str]:
    names = (word.removesuffix("'s").removesuffix("’s") for word in _NAME.findall(text))
    return {name_key(part) for name in names for part in re.findall(r"[^\W_]+", fold(name))}
