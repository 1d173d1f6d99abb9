"""The filters of a question: which outlets, and which days.

What this module does not know: how they were read (filter_reading.py) and how a search honours
them (retriever.py).
"""

from dataclasses import dataclass

from rag.answer import AppliedFilter
from rag.periods import Period


@dataclass(frozen=True, slots=True)
class Filters:
    """What was read; nothing of it where the asker took it back."""

    applied: tuple[AppliedFilter, ...] = ()
    outlets: tuple[str, ...] = ()
    """Names of outlets of the collection; empty means all."""
    near: Period | None = None
    """Days whose articles weigh more."""
    published: Period | None = None
    """Days outside of which an article is left out."""
    notices: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    """Phrases on who published, and when: "did Orda.kz report". No article has to hold them."""

    def without_asides(self, question: str) -> str:
        """Return a question without them: what the articles are to speak of."""
        for phrase in self.asides:
            question = question.replace(phrase, " ")
        return " ".join(question.split())


NOTHING_FITS = (
    "No article fits what was read from the question as filters. Remove one to search without it."
)
NO_FILTERS = Filters()
