"""The filters of a question: which outlets, and which days.

What this module does not know: how they were read (filter_reading.py) and how a search honours
them (retriever.py).
"""

import re
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
    named: tuple[str, ...] = ()
    """The words for known outlets: who published is no part of what is told."""

    def without_names(self, question: str) -> str:
        """Return a question without the outlets it asks: what their articles are to speak of."""
        for words in self.named:
            question = re.sub(rf"\b(?:[Tt]he )?{re.escape(words)}(?:['’]s)?(?!\w)", " ", question)
        return " ".join(question.split())


NO_FILTERS = Filters()
