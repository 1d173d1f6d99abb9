"""Chunks of an article: runs of whole sentences with exact offsets, at most 1,000 characters.

Chunks do not overlap, so nothing is embedded twice. What this module does not know: which
chunk will be good to retrieve; it only keeps paragraphs together where there is room.
"""

import re

from vectorstore.sentences import Span, sentence_spans

CHUNKING_VERSION = 1
"""Raised whenever the same text would be cut differently; part of the index's fingerprint."""

MAX_CHARACTERS = 1_000
FULL_ENOUGH = 600
"""A chunk of this many characters ends at the next paragraph."""


_NOT_BLANK = re.compile(r"\S")


def chunk_spans(text: str) -> list[Span]:
    """Return the (start, end) of each chunk of `text`, in order; chunks cover all sentences."""
    chunks: list[Span] = []
    for start, end in _pieces(text):
        if chunks and _belongs(text, chunks[-1], start, end):
            chunks[-1] = (chunks[-1][0], end)
        else:
            chunks.append((start, end))
    return chunks


def _belongs(text: str, chunk: Span, start: int, end: int) -> bool:
    """Tell whether a sentence fits on the present chunk and should go there."""
    if end - chunk[0] > MAX_CHARACTERS:
        return False
    return chunk[1] - chunk[0] < FULL_ENOUGH or "\n" not in text[chunk[1] : start]


def _pieces(text: str) -> list[Span]:
    """Return the sentences, those over the limit cut at white space where there is any."""
    pieces: list[Span] = []
    for start, end in sentence_spans(text):
        while end - start > MAX_CHARACTERS:
            cut = text.rfind(" ", start + 1, start + MAX_CHARACTERS + 1)
            cut = cut if cut > start else start + MAX_CHARACTERS
            # A long run of white space must not become a piece of its own, nor its edge.
            head = text[start:cut].rstrip()
            pieces.append((start, start + len(head)))
            following = _NOT_BLANK.search(text, cut, end)
            start = following.start() if following else end
        pieces.append((start, end))
    return pieces
