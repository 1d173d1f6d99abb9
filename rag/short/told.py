"""A sentence of the answer in which few words are looked for, and what is told of them there.

What this module does not know: which words are looked for.
"""

from dataclasses import dataclass

from rag.draft import Attribution
from rag.evidence import Evidence, surroundings
from rag.positions.days import times
from rag.positions.values import agree, at_odds
from rag.premises.elsewhere import is_elsewhere
from rag.reading.reader import Reading
from rag.short.asked import Asked
from rag.short.wholes import MOST_WORDS, cuts_row, grown, is_clause, name_first, tidy, without_owner
from rag.terms.words import STOP_WORDS, tokens

Span = tuple[int, int]

UNREAD = -100.0
"""Log-odds of words that no reader was asked about."""


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence, with what the reader made of it and who says it."""

    asked: Asked
    evidence: Evidence
    seen: Span
    """Where in the sentence the reader sees the answer."""
    reading: Reading | None = None
    """Of its whole passage."""
    by: Attribution | None = None

    @property
    def text(self) -> str:
        """The sentence."""
        return self.evidence.text

    @property
    def passage(self) -> str:
        """Outlet, title and text around it."""
        return surroundings(self.evidence.chunk)

    def sure(self, span: Span) -> float:
        """Return how sure the reader is of words: its log-odds, as far as it was asked."""
        if self.reading is None:
            return 0.0 if span[0] < self.seen[1] and self.seen[0] < span[1] else UNREAD
        shift = self.evidence.start - self.evidence.chunk.start
        found = self.reading.best_span(shift + span[0], shift + span[1])
        return UNREAD if found is None else found[0]

    def words(self, span: Span) -> str | None:
        """Return words with what they are a part of, where that is few words and no echo."""
        rows = self.asked.rows
        start, end = grown(self.text, *span, rows=rows)
        if rows and cuts_row(self.text, start, end):
            return None
        words = tidy(self.text[slice(*without_owner(self.text, start, end))])
        if words is None or len(words.split()) > MOST_WORDS or is_clause(words):
            words = name_first(self.text, start, end)
        return words if words and says_something(words, self.asked.question) else None

    def is_of_its_time(self) -> bool:
        """Tell whether the sentence names a time that the question names."""
        asked, told = times(self.asked.question), times(self.text)
        return any(agree(a, t) for a in asked for t in told)

    def is_elsewhere(self) -> bool:
        """Tell whether the sentence is of another place or time than the question names."""
        question = self.asked.question
        return is_elsewhere(question, self.text, self.passage) or self._is_of_another_time()

    def _is_of_another_time(self) -> bool:
        """Tell whether it names times, all of which are other ones than the question's.

        Where it names none, its passage or the day of publication has to be of the year asked.
        """
        asked = times(self.asked.question)
        told = [t for t in times(self.text) if t.month is not None or t.year is not None]
        if asked and told:
            return all(at_odds(a, t) for a in asked for t in told)
        years = {t.year for t in asked if t.year is not None}
        published = self.evidence.chunk.metadata.published_at.value
        known = {t.year for t in times(self.evidence.chunk.text) if t.year is not None}
        known |= {int(published[:4])} if published else set()
        return bool(known) and any(all(abs(year - k) > 1 for k in known) for year in years)


def says_something(words: str, question: str) -> bool:
    """Tell whether words are more than an echo; a question with "or" holds its answer itself.

    >>> says_something("the mayor", "Who is the mayor?"), says_something("tea", "Tea or milk?")
    (False, True)
    """
    known, said = set(tokens(question)), set(tokens(words))
    if said <= STOP_WORDS:
        return False
    return not said <= known | STOP_WORDS or "or" in known
