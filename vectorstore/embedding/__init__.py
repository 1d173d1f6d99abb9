"""The embedding model and what runs it: OpenVINO, or PyTorch."""

from vectorstore.embedding.model import (
    Backend,
    ModelUnavailable,
    RememberedEmbeddings,
    SentenceEmbeddings,
)

__all__ = ["Backend", "ModelUnavailable", "RememberedEmbeddings", "SentenceEmbeddings"]
