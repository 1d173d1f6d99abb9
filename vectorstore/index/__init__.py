"""The dense index: segments that Chroma keeps, the tail that is searched exactly, one search."""

from vectorstore.index.chroma import ChromaSegment
from vectorstore.index.dense import Dense, SegmentBroken
from vectorstore.index.layout import Layout
from vectorstore.index.place import Place
from vectorstore.index.sealing import Sealing
from vectorstore.index.segments import Segment
from vectorstore.index.server import ChromaUnreachable

__all__ = [
    "ChromaSegment",
    "ChromaUnreachable",
    "Dense",
    "Layout",
    "Place",
    "Sealing",
    "Segment",
    "SegmentBroken",
]
