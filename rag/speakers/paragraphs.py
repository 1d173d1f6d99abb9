"""The paragraphs of a text: their sentences, and which parts of them are quoted.

What this module does not know: who is quoted.
"""

from dataclasses import dataclass

from rag.speakers.quoted import is_long, masked, quoted_spans
from vectorstore.sentences import Span, sentence_spans


@dataclass(slots=True)
class Paragraph:
    """Sentences with no line end between them, and what is quoted in them."""

    start: int
    text: str
    sentences: list[Span]
    quotes: list[Span]
    """In offsets of the article, as the sentences are."""
    plain: str

    def quote_around(self, sentence: Span) -> Span | None:
        """The quotation that a sentence stands in from beginning to end."""
        start, end = sentence
        return next((q for q in self.quotes if q[0] <= start and end <= q[1]), None)

    @property
    def is_quoted(self) -> bool:
        """True when every sentence stands in quotation marks from beginning to end."""
        return all(self.quote_around(sentence) for sentence in self.sentences)

    def outside(self, sentence: Span) -> str:
        """The sentence with what is quoted masked."""
        return self.plain[sentence[0] - self.start : sentence[1] - self.start]

    def is_speech(self, sentence: Span) -> bool:
        """Tell whether a sentence begins with words in quotation marks, or leads up to them."""
        starts = [
            a for a, b in self.quotes if sentence[0] <= a < sentence[1] and " " in self._part(a, b)
        ]
        leads = [self._part(sentence[0], a).rstrip()[-1:] for a in starts]
        return any(lead in {"", ",", ":"} for lead in leads)

    def quotes_long(self, sentence: Span) -> bool:
        """Tell whether a quotation in the sentence is more than a name or a term."""
        start, end = sentence
        return any(
            is_long(self._part(max(a, start), min(b, end)))
            for a, b in self.quotes
            if a < end and start < b
        )

    def _part(self, start: int, end: int) -> str:
        return self.text[start - self.start : end - self.start]


def paragraphs(text: str) -> list[Paragraph]:
    """Return the paragraphs of a text, in order."""
    groups: list[list[Span]] = []
    last = 0
    for start, end in sentence_spans(text):
        if groups and "\n" not in text[last:start]:
            groups[-1].append((start, end))
        else:
            groups.append([(start, end)])
        last = end
    return [_as_paragraph(text, group) for group in groups]


def _as_paragraph(text: str, sentences: list[Span]) -> Paragraph:
    start, end = sentences[0][0], sentences[-1][1]
    inner = text[start:end]
    quotes = quoted_spans(inner)
    placed = [(start + a, start + b) for a, b in quotes]
    return Paragraph(start, inner, sentences, placed, masked(inner, quotes))
