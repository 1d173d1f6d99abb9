"""What the stages share: the collection, how it is searched, and what steps hand to each other.

What this module does not know: which step uses what.
"""

from dataclasses import dataclass
from typing import Any

from langchain_core.embeddings import Embeddings

from rag.retriever import HybridRetriever
from vectorstore.embedding import RememberedEmbeddings
from vectorstore.names import Words
from vectorstore.store import Store

State = dict[str, Any]
"""What the steps have found so far: one key a step."""


@dataclass(frozen=True, slots=True)
class Resources:
    """A collection, opened once, with what searches it."""

    store: Store
    retriever: HybridRetriever
    sentences: Embeddings
    """Embeds sentences, and remembers those it has embedded."""

    def words(self, state: State) -> Words:
        """Return the collection's words, with the spellings of the names that are asked for."""
        words: Words = state["respelled"].words(self.store.vocabulary())
        return words

    def text(self, article_id: str) -> str:
        """Return the stored text of an article."""
        return self.store.get(article_id).text


def resources(store: Store) -> Resources:
    """Return what the stages share, over a store."""
    return Resources(store, HybridRetriever(store=store), RememberedEmbeddings(store.embeddings))
