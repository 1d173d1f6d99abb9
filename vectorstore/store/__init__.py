"""The collection: articles added, replaced, removed, searched and verified."""

from vectorstore.store.collection import Store

__all__ = ["Store"]
