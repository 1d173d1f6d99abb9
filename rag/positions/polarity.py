"""What a question asks whether it is so, said to be so in one report and not to be so in another.

"The mayor has resigned" stands against "The mayor has not resigned", and "will leave the bloc"
against "joined the bloc": the same verb with and without a "not", or a verb or state and its
opposite (rag/opposites), of the same names. What this module does not know: opposites in no table,
nouns ("in the national interest"), irony; and which of the two came later.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.evidence import Evidence
from rag.opposites.table import opposed
from rag.positions.named import may_be_one_thing, names, of_one_time
from rag.terms.stems import stem
from rag.terms.words import STOP_WORDS, WEAK_STEMS, tokens
from vectorstore.names import name_key

CLOSE = 0.55
"""Similarity to the question that both sentences need."""
SURELY_CLOSE = 0.6
"""The same where the question has no names that they could share."""

_ASKS = re.compile(
    r"^(?:and |but |so )?(?:has|have|had|is|are|was|were|do|does|did|will|can)\b(?!.*\bor\b)"
    r"|\bwhether\b",
    re.IGNORECASE,
)
_BEFORE_NOUNS = frozenset(
    "the a an of in on for with by at from to his her its their this that these those".split()
)
_BEFORE_VERBS = frozenset("to not t do does did will they we who".split())
"""What may be a noun is a verb after one of them: "did support", but "the support of Norland"."""
_NOT = frozenset("not never t no without neither nor".split())
_DENY = frozenset(map(stem, ("refuse", "decline", "fail", "refrain")))
"""Stems that turn what follows into its opposite: "refused to join"."""
REACH = 3
"""Words before a verb in which a "not" belongs to it."""
_UNREAL = re.compile(
    r"\b(?:would|could|might|(?-i:may)|should|if|whether|unless|until|plans? (?:to|for)|planned"
    r"|wants?|hopes?|expect\w*|likely|consider\w*|propos\w*|call(?:s|ed)? (?:on|for)|urg\w+|asked"
    r"|demand\w*|threaten\w*)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Said:
    """That a sentence says it is so, or that it is not."""

    value: str
    """Its words."""
    so: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question asks whether it is so."""

    question: str
    words: frozenset[str]
    """Stems of what it asks about, where no opposite of it is known."""
    verbs: bool
    """Those are verbs, as far as the word before them tells."""
    so: re.Pattern[str]
    """What says the same."""
    not_so: re.Pattern[str]
    """What says the opposite."""
    infinitives: frozenset[str]
    """Verbs of either in the form that a noun may have too."""
    things: frozenset[str]
    """Stems of the other words that both sentences must have, or both lack."""


def both_said(question: str, evidence: Sequence[Evidence]) -> tuple[Said, Said] | None:
    """Return the closest sentence that says yes and the closest that says no, of two articles."""
    if not _ASKS.search(question) or not _NOT.isdisjoint(tokens(question)):
        return None
    asked = _read(question)
    about = (e for e in evidence if _is_about(question, e))
    found = [said for e in about if (said := _said(asked, e)) is not None]
    for one in found:
        for other in found:
            if one.so and not other.so and _stand_against(asked, one.evidence, other.evidence):
                return one, other
    return None


def _is_about(question: str, e: Evidence) -> bool:
    """Tell whether a sentence tells of what was, of the names that the question has."""
    if e.text.endswith("?") or _UNREAL.search(e.text):
        return False
    named = names(question)
    if not named:
        return e.similarity >= SURELY_CLOSE
    return e.similarity >= CLOSE and not named.isdisjoint(names(e.text))


def _stand_against(asked: _Asked, one: Evidence, other: Evidence) -> bool:
    if one.chunk.article_id == other.chunk.article_id:
        return False
    if not of_one_time(one.chunk.metadata, other.chunk.metadata):
        return False
    same = asked.things & _content(one.text) == asked.things & _content(other.text)
    return same and may_be_one_thing(asked.question, one.text, other.text)


def _said(asked: _Asked, e: Evidence) -> Said | None:
    """Return what a sentence says of the verbs of the question, by the first it has of them."""
    words = list(_WORD.finditer(e.text))
    stems = [stem(tokens(word.group())[0]) for word in words]
    for at, word in enumerate(words):
        so, not_so = (p.match(e.text, word.start()) for p in (asked.so, asked.not_so))
        told = not_so or so
        if told is None and not _names(asked, word.group(), stems[at]):
            continue
        negated = _negation(stems[:at], words[:at])
        if told is not None and negated is None and _may_be_noun(asked, words, at):
            continue
        first = at if negated is None else negated
        last = word.end() if told is None else told.end()
        value = e.text[words[first].start() : last]
        return Said(value, (not_so is None) == (negated is None), e)
    return None


def _names(asked: _Asked, word: str, its_stem: str) -> bool:
    """Tell whether a word is asked about; a noun is in the same number: who is "a member"."""
    return its_stem in asked.words and (asked.verbs or word.casefold() in tokens(asked.question))


def _may_be_noun(asked: _Asked, words: Sequence[re.Match[str]], at: int) -> bool:
    """Tell whether a word of the table may name something: "the ban", "ban on scooters"."""
    before = tokens(words[at - 1].group())[-1] if at else ""
    return words[at].group().casefold() in asked.infinitives and before not in _BEFORE_VERBS


def _read(question: str) -> _Asked:
    """Return the verbs and states that a question asks about, and what it names besides."""
    same, opposite = opposed(question, _BEFORE_NOUNS)
    both = [match.group() for side in (same, opposite) for match in side.anyhow.finditer(question)]
    told = _content(question)
    known = {stem(word) for found in both for word in tokens(found)}
    words = tokens(question)
    nouns = {stem(after) for before, after in pairwise(words) if before in _BEFORE_NOUNS}
    verbs = told - nouns
    words_asked = frozenset[str]() if known else verbs or told
    bare = same.infinitives | opposite.infinitives
    things = told - words_asked - known
    return _Asked(question, words_asked, bool(verbs), same.anyhow, opposite.anyhow, bare, things)


def _content(text: str) -> frozenset[str]:
    """Return the stems of the words that carry meaning and are no names."""
    found = {stem(word) for word in tokens(text) if word not in STOP_WORDS} - WEAK_STEMS
    return frozenset(word for word in found if name_key(word) not in names(text))


def _negation(stems: Sequence[str], words: Sequence[re.Match[str]]) -> int | None:
    """Return which word before a verb turns it into its opposite, if one does."""
    for at in range(len(stems) - 1, max(-1, len(stems) - 1 - REACH), -1):
        denies = stems[at] in _DENY and stems[at + 1 : at + 2] == ["to"]
        if denies or stems[at] in _NOT or words[at].group().casefold().endswith(("n't", "n’t")):
            return at
    return None
