"""What somebody says, for a question that asks for their words: "What does Berg say about it?".

The name need not stand in a sentence that Berg says, nor near it: an interview gives it once, at
its beginning. Such a sentence is scored as if it held the name, in whatever spelling, and comes
before sentences that only speak of Berg. A role can stand in place of the name. What this module
does not know: whether a sentence told without a speaker is theirs all the same.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from rag.asking.role_holders import Role, holds, role_of
from rag.asking.sources import TOLD
from rag.dialogue.frame import frame_of
from rag.dialogue.mentions import mentions
from rag.dialogue.places import is_place
from rag.draft import Attribution, Quote
from rag.evidence import CONTEXT_WEIGHT, CUE_WEIGHT, OVERLAP_WEIGHT, Evidence, surroundings
from rag.fitting.sayings import not_quoted, words_first
from rag.positions.named import names
from rag.speakers.roles import split_title
from rag.terms.words import Weights, fold, keys

LOOKED_AT = 24
"""Sentences whose articles are read for who says what."""
FIRST_WEIGHT = 0.2
"""For the best sentence of each article: who speaks in several is heard in each."""
CLOSE = 0.6
"""Share of the closest one's similarity that it needs for that."""

_ADDED = re.compile(r"^(?P<own>.*) \((?P<earlier>[^()]+)\)$")
_GAVE_REASONS = re.compile(
    r"^\W*(?:and |but |so )?(?:what|which) (?:reasons?|grounds|explanation) "
    r"(?=(?:did|does|do|has)\b)",
    re.IGNORECASE,
)
"""Asks for the same as "why did she say"."""
_SAYS = re.compile(rf"{TOLD}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Texts:
    """What the articles tell of who somebody is."""

    who: Callable[[Quote], Attribution]
    """Who says a quotation."""
    found: Sequence[str] = ()
    """Passages that may tell whose president somebody is."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whose words are asked for."""

    phrase: str
    """The words of the question."""
    names: frozenset[str]
    """Keys of the name; empty where a role stands in its place."""
    verb: str
    """How the question asks: "say", "find"; what they say need not be told with that word."""
    role: Role | None = None

    @property
    def keys(self) -> set[str]:
        """What their sentences are scored as if they held."""
        return keys(f"{self.phrase} {self.verb}")


def asked_speaker(question: str) -> Speaker | None:
    """Return whose words are asked for; None where nobody's are.

    >>> sorted(asked_speaker("What does Anna Berg say about taxes?").names)
    ['ana', 'berg']
    >>> asked_speaker("What does the tax cost?"), asked_speaker("Did Berg pay?")
    (None, None)
    """
    # A follow-up that says nothing of its own asks for more of the same words.
    added = _ADDED.search(question)
    frame = frame_of(_GAVE_REASONS.sub("What ", question))
    frame = frame or (frame_of(added["earlier"]) if added else None)
    says = _SAYS.match(frame.rest) if frame else None
    if frame is None or not frame.ask or says is None:
        return None
    subject = (_alone(added["own"]) if added else None) or frame.subject
    role = role_of(subject) or _of_state(subject)
    if role is not None:
        return Speaker(subject, frozenset(), says.group(), role)
    titled = split_title(subject)
    named = names(titled.name if titled else subject)
    return Speaker(subject, named, says.group()) if named else None


def _alone(part: str) -> str | None:
    """Return the one name in a follow-up that is a question for the words of another."""
    named = [m.text for m in mentions(part) if m.kind in ("person", "name")]
    return named[0] if len(named) == 1 else None


def _of_state(subject: str) -> Role | None:
    """Return the role that everybody has who speaks for a state."""
    return Role(frozenset(), frozenset({fold(subject)})) if is_place(subject) else None


def with_speaker(
    question: str, evidence: Sequence[Evidence], weights: Weights, texts: Texts
) -> list[Evidence]:
    """Return the evidence, best first, with what the asked person says before what is said of them.

    It counts as naming them, and as much as a date counts for "when". What is said of them stays:
    of some of their sentences nobody can tell that they are theirs.
    """
    asked = asked_speaker(question)
    if asked is None:
        return list(evidence)
    said = _said(asked, evidence, weights, texts)
    told = _heard_in_each([_credited(e, asked, weights) for e, by in said if by])
    return words_first(question, told, [e for e, by in said if by is None])


def unquoted(
    question: str, evidence: Sequence[Evidence], weights: Weights, texts: Texts
) -> str | None:
    """Return that the one whose words are asked for has none on it, or None."""
    asked = asked_speaker(question)
    if asked is None or (asked.role is not None and asked.role.jobs):
        return None
    theirs = [e for e, by in _said(asked, evidence, weights, texts) if by]
    return not_quoted(question, asked.phrase, theirs, evidence)


def _heard_in_each(said: Sequence[Evidence]) -> list[Evidence]:
    """Return the sentences, the best of each article before the second of any, if as close."""
    close = CLOSE * max((e.similarity for e in said), default=0.0)
    best: dict[str, Evidence] = {}
    for e in sorted(said, key=lambda e: -e.score):
        if e.similarity >= close:
            best.setdefault(e.chunk.article_id, e)
    first = {id(e) for e in best.values()}
    return [replace(e, score=e.score + FIRST_WEIGHT) if id(e) in first else e for e in said]


def with_name(question: str, evidence: Sequence[Evidence], weights: Weights, texts: Texts) -> str:
    """Return the question with the name of the one whom a role stands for, where one speaks.

    Names that only stand in the role need not occur in any article then.
    """
    asked = asked_speaker(question)
    if asked is None or asked.role is None:
        return question
    said = (by.speaker for _, by in _said(asked, evidence, weights, texts) if by and by.speaker)
    name = next(said, None)
    return question.replace(asked.phrase, name) if name else question


def _said(
    asked: Speaker, evidence: Sequence[Evidence], weights: Weights, texts: Texts
) -> list[tuple[Evidence, Attribution | None]]:
    """Return the evidence, each with who says it where that is the one asked for."""
    read = {e.chunk.article_id for e in evidence[:LOOKED_AT]}
    found: list[tuple[Evidence, Attribution | None]] = []
    for e in evidence:
        by = texts.who(Quote(e.chunk, e.start, e.end)) if e.chunk.article_id in read else None
        is_meant = by is not None and _is_meant(by, asked, weights.variants, texts.found)
        found.append((e, by if is_meant else None))
    return found


def _is_meant(
    by: Attribution,
    asked: Speaker,
    variants: Mapping[str, AbstractSet[str]],
    found: Sequence[str],
) -> bool:
    if asked.role is not None:
        return holds(asked.role, by.role, found)
    if by.speaker is None:
        return False
    speaker = names(by.speaker)
    return all(not speaker.isdisjoint({key, *variants.get(key, ())}) for key in asked.names)


def _credited(e: Evidence, asked: Speaker, weights: Weights) -> Evidence:
    overlap = weights.coverage(keys(e.text) | asked.keys)
    context = weights.coverage(keys(surroundings(e.chunk)) | asked.keys, of_a_family=True)
    gained = OVERLAP_WEIGHT * (overlap - e.overlap) + CONTEXT_WEIGHT * (context - e.context)
    return replace(e, overlap=overlap, context=context, score=e.score + gained + CUE_WEIGHT)
