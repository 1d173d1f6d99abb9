"""What could be asked instead of a declined question: up to three questions near it.

A name of the question that the collection knows, or the headline of an article that shares words
with the question, put into a set wording. Each is searched for before it is shown, and kept only
where the collection answers it with room to spare. What this module does not know: what the asker
wanted to know; it stays near their words.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from langchain_core.embeddings import Embeddings

from rag.abstention import decide, names_in
from rag.confidence import MIN_CONFIDENCE, confidence
from rag.evidence import score_sentences, surroundings
from rag.question import Query
from rag.retriever import Candidate, HybridRetriever
from rag.terms.stems import stem
from rag.terms.words import STOP_WORDS, WEAK_STEMS, Weights, content_stems, keys, tokens, weigh
from vectorstore.names import CALENDAR_WORDS, Words

MOST = 3
MOST_CHECKED = 3
"""Questions that are tried: each costs a search."""
LOOKED_AT = 12
"""Passages whose headlines are looked at."""
READ = 8
"""Passages that are read to tell whether a question is answered."""
COVERED = 0.5
"""Share of the question's words in a passage from which on it is near without its headline."""
MARGIN = 0.1
"""By how much the confidence has to exceed what an answer needs: a suggestion that is declined in
its turn is worse than none."""
LONGEST = 100
"""Characters of a headline that still make a question."""
ABOUT = "What do the articles say about {}?"

_QUOTES = re.compile('["“”«»]')


def suggestions(
    query: Query,
    candidates: Sequence[Candidate],
    retriever: HybridRetriever,
    embeddings: Embeddings,
    weights: Weights,
    words: Words,
) -> tuple[str, ...]:
    """Return questions near a declined one that the collection answers, at most `MOST`.

    `words` are those of the collection, with the spellings of the names that were asked for.
    """
    near = [c for c in candidates[:LOOKED_AT] if _is_near(c, weights)]
    told = (*_about_names(query.subject, words), *_about_headlines(near))
    fresh = [new for new in dict.fromkeys(told) if new.casefold() != query.searched_for.casefold()]
    checked = (
        question
        for question in fresh[:MOST_CHECKED]
        if _is_answered(replace(query, searched_for=question), retriever, embeddings, words)
    )
    return tuple(islice(checked, MOST))


def _is_near(candidate: Candidate, weights: Weights) -> bool:
    """Tell whether an article is about something in the question, by its headline or passage."""
    telling = {key for key in weights.by_key if stem(key) not in WEAK_STEMS}
    headline = keys(candidate.chunk.metadata.title.value or "")
    return bool(telling & headline) or (
        weights.coverage(keys(surroundings(candidate.chunk))) >= COVERED
    )


def _about_names(question: str, words: Words) -> Iterator[str]:
    """Yield a question about each name in the question of which every word is known.

    Months are written like names, and nothing is said about them.
    """
    for name in names_in(question):
        parts = [word for word in tokens(name) if word not in STOP_WORDS]
        if set(parts) <= CALENDAR_WORDS:
            continue
        if all(words.frequency(stem(part)) > 0 for part in parts):
            yield ABOUT.format(f"the {name}" if f"the {name}" in question else name)


def _about_headlines(near: Iterable[Candidate]) -> Iterator[str]:
    """Yield a question about the headline of each article; one that asks is a question itself."""
    for candidate in near:
        title = candidate.chunk.metadata.title.value or ""
        if title.endswith("?") and len(title) <= LONGEST:
            yield title
        elif len(content_stems(title)) > 1 and len(title) <= LONGEST:
            yield ABOUT.format(f"“{_QUOTES.sub('', title).strip()}”")


def _is_answered(
    query: Query, retriever: HybridRetriever, embeddings: Embeddings, words: Words
) -> bool:
    """Tell whether the collection surely answers, by the measure of any other question."""
    question = query.searched_for
    weights = weigh(question, words, retriever.store.catalog.counts()["chunks"])
    passages = retriever.search(query, READ, words)
    evidence = score_sentences(question, passages, embeddings, weights)
    sure = confidence(evidence)
    if sure < MIN_CONFIDENCE + MARGIN:
        return False
    return decide(question, evidence, sure, words, weights) is None
