"""First stage: from what was typed to the passages that are looked at for an answer.

What this module does not know: whether any of the passages answers the question.
"""

from dataclasses import dataclass, replace

from rag.asking.comparing import as_comparison, without_days
from rag.asking.filter_reading import filters_of
from rag.asking.next_outlet import of_next_outlet
from rag.fitting.cues import asks_for_few_words
from rag.fitting.leads import asks_for_articles, newest_articles
from rag.flow.resources import Resources, State
from rag.near_copies import first_told
from rag.positions.classes import with_members
from rag.positions.reasons import with_leads
from rag.question import read_question
from rag.reading.reader import Reading
from rag.reading.readers import Readers
from rag.reranker import reorder
from rag.retriever import Candidate
from rag.terms.spelling import Respelled, respell
from rag.terms.words import Weights, weigh

RETRIEVED = 50
"""Candidates an answer lists as its passages."""
READ = 24
"""Candidates that are read; the bar for the time of a question allows for so many."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The steps that find, read and order candidates."""

    resources: Resources
    readers: Readers
    most: int
    """As many passages are looked at for evidence."""

    def respelled(self, state: State) -> Respelled:
        """Return the question as it is searched for, its names as the collection writes them."""
        store = self.resources.store
        store.check()
        query = of_next_outlet(read_question(state), store.catalog.outlets)
        query = as_comparison(query, store.catalog.outlets)
        compared = replace(query, filters=filters_of(query, store.catalog))
        query = without_days(compared)
        if query.compared is None and compared.compared is not None:
            # Outlets that are not compared are searched alone.
            query = replace(query, filters=filters_of(query, store.catalog))
        return respell(query, store.names(), store.vocabulary())

    def found(self, state: State) -> list[Candidate]:
        """Return the candidates in the order the search gives them."""
        words, query = self.resources.words(state), state["query"]
        if asks_for_articles(query) and (newest := newest_articles(self.resources.store, query)):
            return newest
        return self.resources.retriever.search(query, RETRIEVED, words)

    def readings(self, state: State) -> dict[int, Reading]:
        """Return what the reader makes of the candidates found first, by chunk id.

        It has learned from questions that a few words answer, and misleads with others.
        """
        query = state["query"]
        short = asks_for_few_words(query.searched_for) and query.compared is None
        short = short and query.account is None
        if self.readers.reader is None or not short:
            return {}
        read = self._to_read(state["found"])
        titled = self.readers.titled
        pairs = [_pair(c) if titled else ("", c.chunk.text) for c in read]
        found = self.readers.reader.read(query.searched_for, pairs)
        return {c.chunk.id: reading for c, reading in zip(read, found, strict=True)}

    def candidates(self, state: State) -> list[Candidate]:
        """Return the candidates, best first."""
        read = self._to_read(state["found"])
        reranker = self.readers.reranker
        if reranker is not None and read:
            question = state["query"].searched_for
            return reorder(state["found"], reranker.score(question, [_pair(c) for c in read]))
        readings = state["readings"]
        odds = [readings[c.chunk.id].answerable for c in read] if readings else []
        return reorder(state["found"], odds)

    def passages(self, state: State) -> list[Candidate]:
        """Return the candidates looked at for evidence; a text that was copied fills one place."""
        kept = first_told(state["candidates"], self.most)
        return with_leads(state["query"].searched_for, kept, state["candidates"])

    def weights(self, state: State) -> Weights:
        """Return how much each word of the question tells in this collection."""
        chunks = self.resources.store.catalog.counts()["chunks"]
        weights = weigh(state["query"].subject, self.resources.words(state), chunks)
        weights = weights.lightened(state["query"].filters.words)
        return with_members(weights, state["query"].searched_for)

    def _to_read(self, candidates: list[Candidate]) -> list[Candidate]:
        return candidates[: max(READ, self.most)]


def _pair(candidate: Candidate) -> tuple[str, str]:
    return candidate.chunk.metadata.title.value or "", candidate.chunk.text
