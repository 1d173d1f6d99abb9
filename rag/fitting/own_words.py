"""A follow-up that could not be made one question: its own words carry the answer.

Such a question is searched for with the earlier one in brackets. What it says itself is weighed
again, so that the earlier question is not answered once more; a short answer or disagreement has
to stand in a sentence with a word of its own. What this module does not know: synonyms; where no
passage has any of its words, the question is declined with them.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from rag.draft import Attribution, DraftStatement, Quote
from rag.evidence import Evidence, surroundings
from rag.question import Query
from rag.terms.stems import stem
from rag.terms.words import WEAK_STEMS, fold, key_of, keys, tokens

Who = Callable[[Quote], Attribution]
OWN_WEIGHT = 0.5
"""Of the share of a follow-up's own words, beside what they count among all words."""
_ADDED = re.compile(r"^(?P<own>.+?) \((?P<earlier>.+)\)$")
_ASKS = re.compile(r"\b(?:when|where|why|whom?|whose|what|which|how(?: \w+)?)\b", re.IGNORECASE)
_SOURCE = re.compile(r"\baccording to (?:the )?(?P<who>(?:[^?.!,()]|\.(?=\w))+)", re.IGNORECASE)
_FIGURE = re.compile(r"\d[\d.,]*\d")
_CLAUSE = re.compile(r"[,;:–—]| and | while | but ")
_ANOTHER = re.compile(
    r"\b(?:the|which|what) (?:(?:other|previous|next|last|first|second) )?ones?\b"
    r"(?: (?:before|after|following|preceding)(?: (?:that|it|this|them))?)?"
    r"|\bthe others?\b",
    re.IGNORECASE,
)


def own_part(query: Query) -> str | None:
    """Return what a follow-up says itself, where the earlier question was added in brackets."""
    if query.searched_for == query.question:
        return None
    added = _ADDED.match(query.searched_for)
    return added["own"] if added else None


def own_keys(query: Query) -> set[str]:
    """Return the keys of the words with a meaning that only the follow-up has."""
    added = _ADDED.match(query.searched_for) if own_part(query) else None
    if added is None:
        return set()
    words = [w for w in tokens(added["own"]) if stem(w) not in WEAK_STEMS and w not in _SHAPES]
    return keys(" ".join(words)) - keys(added["earlier"])


_SHAPES = frozenset("one ones another else also instead".split())
"""Words that stand for others."""


def source_keys(question: str) -> set[str]:
    """Return the keys of the one according to whom something is asked."""
    source = _SOURCE.search(question)
    return keys(source["who"]) if source else set()


def with_own_words(query: Query, evidence: Sequence[Evidence], who: Who) -> list[Evidence]:
    """Return the evidence, best first, with what holds the follow-up's own words before the rest,
    or is of the one according to whom it is asked; `who` tells who says a quotation."""
    own, source = own_keys(query), source_keys(query.searched_for)
    if not own and not source:
        return list(evidence)
    weighed = [
        replace(e, score=e.score + OWN_WEIGHT * _share(e, own, source, who)) for e in evidence
    ]
    return sorted(weighed, key=lambda e: (-e.score, e.rank, e.start))


def _share(e: Evidence, own: set[str], source: set[str], who: Who) -> float:
    """Return the share of a follow-up's own words in a sentence, or of the name of its source."""
    if own:
        return len(own & keys(e.text)) / len(own)
    by = who(Quote(e.chunk, e.start, e.end))
    told = keys(f"{e.text} {by.speaker or ''} {by.role or ''}")
    return len(source & told) / len(source)


def carrying(
    query: Query, evidence: Sequence[Evidence], drafts: Sequence[DraftStatement]
) -> list[Evidence]:
    """Return the sentences that can hold the few words that answer.

    They have a word of the follow-up's own, or are of the one according to whom it is asked. A
    follow-up that only asks in another way ("And where was it?") has no few words of its own.
    """
    if _asks_in_another_way(query):
        return []
    own, source = own_keys(query), source_keys(query.searched_for)
    found = [e for e in evidence if not own or own & keys(e.text)]
    return [e for e in found if not source or _is_of(source, e, drafts)]


def _says(source: set[str], draft: DraftStatement) -> bool:
    by = draft.by
    return by is not None and bool(source & keys(f"{by.speaker or ''} {by.role or ''}"))


def _asks_in_another_way(query: Query) -> bool:
    added = _ADDED.match(query.searched_for) if own_part(query) else None
    if added is None or own_keys(query):
        return False
    asked, before = (_ASKS.search(added[part]) for part in ("own", "earlier"))
    return asked is not None and before is not None and fold(asked[0]) != fold(before[0])


def _is_of(source: set[str], e: Evidence, drafts: Sequence[DraftStatement]) -> bool:
    """Tell whether somebody says a sentence, or is named in the clause with what was read in it."""
    said = [draft.text for draft in drafts if _says(source, draft)]
    if any(e.text in text for text in said):
        return True
    if e.answer is None:
        return False
    start, end = (place - e.start for place in e.answer)
    figure = _FIGURE.search(e.text[start:end])
    if figure is not None and any(figure.group() in text for text in said):
        return True  # what another sentence tells in the same number
    before = _CLAUSE.split(e.text[:start])[-1]
    after = _CLAUSE.split(e.text[end:], maxsplit=1)[0]
    return bool(source & keys(f"{before} {after}"))


def unanswerable(query: Query, evidence: Sequence[Evidence]) -> str | None:
    """Return why a follow-up cannot be answered for itself, or None."""
    part, own = own_part(query), own_keys(query)
    if part is None:
        return None
    another = _ANOTHER.search(part)
    if another is not None and not own:
        return (
            f"It is not clear what “{another.group()}” refers to. Ask again with its name or date."
        )
    found = {key for e in evidence for key in keys(surroundings(e.chunk))}
    if not own or own & found:
        return None
    words = [word for word in dict.fromkeys(tokens(part)) if key_of(word) in own]
    named = " or ".join(f"“{word}”" for word in words)
    return f"The passages on the earlier question say nothing of {named}."
