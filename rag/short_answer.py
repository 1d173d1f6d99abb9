"""The few words that answer, inside a statement, where a reader sees them.

They are of the kind that is asked for (rag/short/asked.py), and their sentence says them of what is
asked about; where several words in it are of that kind, the reader chooses. No few words are better
than wrong ones. What this module does not know: whether they are right. The statement around them
is the answer; these words only point into it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from rag.draft import DraftStatement
from rag.evidence import Evidence
from rag.reading.reader import Reading
from rag.short.asked import Asked, Kind, asked_of, takes_more
from rag.short.described import in_full, may_be_several, role_of
from rag.short.events import covered, tells_in_clause
from rag.short.kinds import candidates, fits
from rag.short.sayers import is_said, speaker_of
from rag.short.times import time_spans
from rag.short.told import Told
from rag.short.wholes import tidy

_NAMED = re.compile(
    r"\b(?:named|called|dubbed|titled|nicknamed|known as) (?:the )?(?P<name>[“\"]?[A-ZÀ-Þ][\w’'-]*)"
)


def short_answer(
    question: str,
    statements: Sequence[DraftStatement],
    evidence: Sequence[Evidence],
    readings: Mapping[int, Reading] | None = None,
) -> str | None:
    """Return at most 12 words of a statement, or None where nothing was read in any.

    `evidence` is sorted best first; the best of it that stands in a statement answers. An echo of
    the question is no answer, nor is what a sentence says of another place or time.
    """
    if takes_more(question):
        return None
    asked = asked_of(question)
    told = list(_told(asked, statements, evidence, readings or {}))
    words = _BY_KIND.get(asked.kind, _first)(asked, told)
    # A speaker whom the article names elsewhere stands below the statement, not in it.
    return words if words and any(words in draft.text for draft in statements) else None


def _told(
    asked: Asked,
    statements: Sequence[DraftStatement],
    evidence: Sequence[Evidence],
    readings: Mapping[int, Reading],
) -> Iterator[Told]:
    for found in evidence:
        stands = next((draft for draft in statements if found.text in draft.text), None)
        if stands is not None and found.answer is not None:
            seen = found.answer[0] - found.start, found.answer[1] - found.start
            yield Told(asked, found, seen, readings.get(found.chunk.id), stands.by)


def _first(asked: Asked, told: Sequence[Told]) -> str | None:
    """Return the words of the best sentence that has some of the kind."""
    best = sorted(told, key=lambda one: not one.is_of_its_time())
    found = next((words for one in best if (words := _words(one)) is not None), None)
    return in_full(found, [one.text for one in told]) if found and asked.person else found


def _words(one: Told) -> str | None:
    if one.is_elsewhere():
        return None
    spans = (span for span in candidates(one) if fits(one, span))
    return next((words for span in spans if (words := one.words(span)) is not None), None)


def _called(asked: Asked, told: Sequence[Told]) -> str | None:
    """Return the name after "called" or "named", where there is one."""
    for one in told:
        for match in _NAMED.finditer(one.text):
            words = one.words(match.span("name"))
            if words is not None and not one.is_elsewhere():
                return words
    return _first(asked, told)


def _speaker(asked: Asked, told: Sequence[Told]) -> str | None:
    """Return who says the best sentence that holds what is asked about, if that is known."""
    said = next((one for one in told if is_said(asked, one.text)), None)
    return None if said is None else speaker_of(asked, said.text, said.by)


def _role(asked: Asked, told: Sequence[Told]) -> str | None:
    """Return what the sentences say somebody is; None where a surname can mean two people."""
    if may_be_several(asked.about, [one.text for one in told]):
        return None
    roles = [role for one in told if (role := role_of(asked.about, one.text))]
    # "President" alone says less than of what.
    return next((role for role in roles if " " in role), next(iter(roles), None))


def _when(asked: Asked, told: Sequence[Told]) -> str | None:
    """Return the time whose clause tells most of what is asked about."""
    found = [
        (covered(asked.about, one.text, *span), -rank, one.sure(span), one.text[slice(*span)])
        for rank, one in enumerate(told)
        if not one.is_elsewhere()
        for span in time_spans(one.text, asked.question)
        if tells_in_clause(asked.about, one.text, *span)
    ]
    best = max(found, default=None)
    return tidy(best[-1]) if best else None


_BY_KIND: Mapping[Kind, Callable[[Asked, Sequence[Told]], str | None]] = {
    "speaker": _speaker,
    "role": _role,
    "time": _when,
    "called": _called,
}
