"""Which passages repeat a better one, and which other articles have a quoted sentence too.

Texts are compared by their runs of words (w-shingling: Broder, On the resemblance and containment
of documents, 1997), spellings of a name made equal. There are some fifty candidates, so the runs
are compared as they are: that takes less time than to hash them, and is exact. What this module
does not know: who wrote the text first; a copy is what is ranked lower.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rag.answer import Citation
from rag.retriever import Candidate
from vectorstore.names import name_key
from vectorstore.sentences import sentence_spans

PASSAGE_RUN = 5
SAME_PASSAGE = 0.8
"""Share of a passage's runs of five words that stand in one other article's passages."""
SENTENCE_RUN = 3
SAME_SENTENCE = 0.6
"""Share of a sentence's runs of three words that stand in one sentence of the other article: one
or two words may be others."""
FEWEST_WORDS = 8
"""A shorter sentence can stand in two articles by chance."""

DATELINE = 8
"""Words at the start of a text in which a copy may name another place or agency."""

_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_DENIES = frozenset("no not never none neither nor without cannot t".split())
"""With the t of "isn't"."""

Run = tuple[str, ...]


def first_told(candidates: Sequence[Candidate], limit: int) -> list[Candidate]:
    """Return the best `limit` candidates, leaving out those that repeat a better one.

    One repeats another article when nearly all its runs of words and all its numbers and names
    stand in the better candidates of that article.
    """
    kept: list[Candidate] = []
    runs_of: dict[str, set[Run]] = {}
    for candidate in candidates:
        if len(kept) == limit:
            break
        runs = set(_runs(_words(candidate.chunk.text), PASSAGE_RUN))
        facts = _numbers_and_names(candidate.chunk.text)
        own = candidate.chunk.article_id
        others = (told for article, told in runs_of.items() if article != own)
        if not any(_is_copy(facts, runs, told) for told in others):
            kept.append(candidate)
        runs_of.setdefault(own, set()).update(runs)
    return kept


def with_copies(
    citations: Sequence[Citation], candidates: Sequence[Candidate]
) -> tuple[Citation, ...]:
    """Return the citations, each with the other articles among the candidates that have it too."""
    words = {c.chunk.id: set(_words(c.chunk.text)) for c in candidates} if citations else {}
    return tuple(
        citation.model_copy(update={"copies": tuple(_copies(citation, candidates, words))})
        for citation in citations
    )


def _copies(
    citation: Citation, candidates: Sequence[Candidate], words: dict[int, set[str]]
) -> Iterator[str]:
    quoted = _words(citation.quote)
    told = {citation.article_id}
    if len(quoted) < FEWEST_WORDS:
        return
    for candidate in candidates:
        chunk = candidate.chunk
        if chunk.article_id in told:
            continue
        # Looking at every sentence of every candidate would take most of the time.
        shared = sum(word in words[chunk.id] for word in quoted)
        if shared >= SAME_SENTENCE * len(quoted) and _has_sentence(chunk.text, quoted):
            told.add(chunk.article_id)
            yield chunk.article_id


def _has_sentence(text: str, quoted: Sequence[str]) -> bool:
    """Tell whether a text has a quotation, which may be two sentences with its introduction."""
    spans = sentence_spans(text)
    following = [(one[0], other[1]) for one, other in pairwise(spans)]
    return any(_same_sentence(quoted, _words(text[a:b])) for a, b in [*spans, *following])


def _same_sentence(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two sentences say the same: a number or a "not" more or less is no edit."""
    runs, others = set(_runs(one, SENTENCE_RUN)), set(_runs(other, SENTENCE_RUN))
    if not runs or len(runs & others) < SAME_SENTENCE * len(runs):
        return False
    if len(runs & others) < SAME_SENTENCE * len(others):
        return False
    return _facts(one) == _facts(other)


def _is_copy(facts: set[str], runs: set[Run], told: set[Run]) -> bool:
    if not runs or len(runs & told) < SAME_PASSAGE * len(runs):
        return False
    return not facts or facts <= {word for run in told for word in run}


def _numbers_and_names(text: str) -> set[str]:
    """Return what a copy has in common with its original: with another name in it, it is none."""
    words = _WORD.findall(text)
    names = (word for word in words[DATELINE:] if word[0].isupper())
    return {word for word in words if word[0].isdigit()} | {name_key(name) for name in names}


def _facts(words: Sequence[str]) -> list[str]:
    return sorted(word for word in words if word[0].isdigit() or word in _DENIES)


def _runs(words: Sequence[str], length: int) -> Iterator[Run]:
    return (tuple(words[i : i + length]) for i in range(len(words) - length + 1))


def _words(text: str) -> list[str]:
    # Only names have spellings, and folding every word would take five times as long.
    return [name_key(word) if word[0].isupper() else word for word in _WORD.findall(text)]
