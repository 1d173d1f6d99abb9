"""Chunks of an article: runs of whole sentences with exact offsets, at most 1,000 characters.

Chunks do not overlap, so nothing is embedded twice. What this module does not know: which
chunk will be good to retrieve; it only keeps paragraphs together where there is room.
"""

from vectorstore.sentences import Span, sentence_spans

CHUNKING_VERSION = 1
"""Raised whenever the same text would be cut differently; part of the index's fingerprint."""

MAX_CHARACTERS = 1_000
FULL_ENOUGH = 600
"""A chunk of this many characters ends at the next paragraph."""


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
            cut = text.rfind(" ", start + 1, start + MAX_CHARACTERS)
            cut = cut if cut > start else start + MAX_CHARACTERS
            pieces.append((start, cut))
            start = cut + 1 if text[cut : cut + 1] == " " else cut
        pieces.append((start, end))
    return pieces
