"""The filters of a question: which outlets, and which days.

What this module does not know: how they were read (filter_reading.py) and how a search honours
them (retriever.py).
"""

from dataclasses import dataclass

from rag.answer import AppliedFilter
from rag.days.periods import Period
from rag.terms.words import tokens


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
    """Phrases on when was published: "articles from May". No article has to hold them."""
    sources: tuple[str, ...] = ()
    """Phrases on who published, with the verb: "Orda.kz report". Nor these."""
    dates: tuple[str, ...] = ()
    """Date phrases of a question for an account of those days: "in May"."""
    days: Period | None = None
    """The days that were read, whichever of the two above they are for."""

    def without_asides(self, question: str) -> str:
        """Return a question without what it says of who published, and when."""
        for phrase in (*self.asides, *self.sources):
            question = question.replace(phrase, " ")
        return " ".join(question.split())

    @property
    def words(self) -> frozenset[str]:
        """The words of the phrases that were read as days, folded."""
        dated = [one.words for one in self.applied if one.kind != "outlet"]
        return frozenset(tokens(" ".join(dated)))


NOTHING_FITS = (
    "No article fits what was read from the question as filters. Remove one to search without it."
)
NO_FILTERS = Filters()
