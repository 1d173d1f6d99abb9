"""The dense index: segments that Chroma keeps, the tail that is searched exactly, one search."""

from vectorstore.index.chroma import ChromaSegment, ChromaUnreachable, Place
from vectorstore.index.dense import Dense, SegmentBroken
from vectorstore.index.layout import Layout
from vectorstore.index.sealing import Sealing
from vectorstore.index.segments import Segment

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
