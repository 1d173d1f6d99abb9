"""What a question asks whether it is so, said to be so in one report and not to be so in another.

"The mayor has resigned" stands against "The mayor has not resigned", and "will leave the bloc"
against "joined the bloc": the same verb with and without a "not", or a verb and its opposite, of
the same names. What this module does not know: opposites that are not in its short table, nouns
and adjectives ("in the national interest"), irony; and which of the two came later.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.evidence import Evidence
from rag.positions.named import may_be_one_thing, names, of_one_time
from rag.words import STOP_WORDS, WEAK_STEMS, stem, tokens
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
_OPPOSITES = (
    ("join joined enter accede", "leave left quit withdraw withdrew exit"),
    ("approve adopt ratify endorse pass sign", "reject veto block"),
    ("accept", "refuse decline reject"),
    ("open reopen", "close closed shut"),
    ("resume restart", "suspend halt pause freeze froze frozen"),
    ("rise rose risen increase", "fall fell fallen decrease shrink shrank"),
    ("win won", "lose lost"),
    ("confirm admit", "deny denies"),
    ("ban prohibit outlaw", "allow permit legalise legalize"),
    ("support", "oppose"),
    ("attend", "boycott"),
    ("arrest detain jail", "release free"),
    ("survive", "die died"),
    ("guilty convict", "acquit innocent"),
)
_SIDES = tuple(
    (frozenset(map(stem, one.split())), frozenset(map(stem, other.split())))
    for one, other in _OPPOSITES
)
_BEFORE_NOUNS = frozenset(
    "the a an of in on for with by at from to his her its their this that these those".split()
)
_NOT = frozenset("not never t no without neither nor".split())
_DENY = frozenset(map(stem, ("refuse", "decline", "fail", "refrain")))
"""Stems that turn what follows into its opposite: "refused to join"."""
REACH = 3
"""Words before a verb in which a "not" belongs to it."""
_UNREAL = re.compile(
    r"\b(?:would|could|might|(?-i:may)|should|if|whether|unless|until|plans?|planned|wants?|hopes?"
    r"|expect\w*|likely|consider\w*|propos\w*|call(?:s|ed)? (?:on|for)|urg\w+|asked|demand\w*"
    r"|threaten\w*)\b",
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


def both_said(question: str, evidence: Sequence[Evidence]) -> tuple[Said, Said] | None:
    """Return the closest sentence that says yes and the closest that says no, of two articles."""
    if not _ASKS.search(question) or _negated_question(question):
        return None
    found = [said for e in evidence if _is_about(question, e) for said in _said(question, e)]
    for one in found:
        for other in found:
            if one.so and not other.so and _stand_against(question, one.evidence, other.evidence):
                return one, other
    return None


def _negated_question(question: str) -> bool:
    return not _NOT.isdisjoint(_parts(question))


def _is_about(question: str, e: Evidence) -> bool:
    """Tell whether a sentence tells of what was, of the names that the question has."""
    if e.text.endswith("?") or _UNREAL.search(e.text):
        return False
    named = names(question)
    if not named:
        return e.similarity >= SURELY_CLOSE
    return e.similarity >= CLOSE and not named.isdisjoint(names(e.text))


def _stand_against(question: str, one: Evidence, other: Evidence) -> bool:
    if one.chunk.article_id == other.chunk.article_id:
        return False
    if not of_one_time(one.chunk.metadata, other.chunk.metadata):
        return False
    asked, opposite = _verbs(question)
    things = _content(question) - asked - opposite
    same = things & _content(one.text) == things & _content(other.text)
    return same and may_be_one_thing(question, one.text, other.text)


def _said(question: str, e: Evidence) -> Iterator[Said]:
    """Yield what a sentence says of the verbs of the question; a verb said both ways says none."""
    asked, opposite = _verbs(question)
    words = list(_WORD.finditer(e.text))
    stems = [stem(tokens(word.group())[0]) for word in words]
    for at, word in enumerate(stems):
        if word in asked or word in opposite:
            negated = _negation(stems[:at], words[:at])
            first = at if negated is None else negated
            value = e.text[words[first].start() : words[at].end()]
            yield Said(value, (word in asked) == (negated is None), e)
            return


def _verbs(question: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems a question asks about with their like, and those of the opposite."""
    words = tokens(question)
    nouns = {stem(after) for before, after in pairwise(words) if before in _BEFORE_NOUNS}
    told = _content(question)
    asked = told - nouns or told
    for one, other in _SIDES:
        if asked & one:
            return one, other
        if asked & other:
            return other, one
    return asked, frozenset()


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


def _parts(text: str) -> set[str]:
    return set(tokens(text))
