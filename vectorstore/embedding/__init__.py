"""The embedding model and what runs it: OpenVINO, or PyTorch."""

from vectorstore.embedding.model import (
    Backend,
    ModelUnavailable,
    SentenceEmbeddings,
)
from vectorstore.embedding.remembered import RememberedEmbeddings

__all__ = ["Backend", "ModelUnavailable", "RememberedEmbeddings", "SentenceEmbeddings"]
