"""Words that say the opposite of each other: support and oppose, join and leave, open and closed.

Contraries cannot both hold; reversives undo each other, so that both can have been so, one after
the other (Cruse, Lexical Semantics, 1986). Pairs and what belongs to either side: the antonyms of
WordNet (Fellbaum, 1998) among the verbs and states that news is about, chosen by hand. What this
module does not know: in which sense a word is used, who does what, and when; and words in no row.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from rag.opposites.inflection import all_forms, told_forms

_Row = tuple[str, str]
_GOING_ON = "resume, restart, continue, proceed, go on, be under way"
_ON_HOLD = "suspend, halt, pause, freeze, stop, interrupt, shelve, be on hold, be on ice"
_CONTRARIES = (
    (
        "support, back, endorse, favour, favor, welcome, praise, respect, approve, accept,"
        " be in favour, be in favor, speak for, speak out for, want ... to join,"
        " want ... to take part, would have ... join, would have ... take part",
        "oppose, condemn, criticise, criticize, denounce, reject, be against, speak against,"
        " speak out against",
    ),
    (
        "approve, accept, adopt, ratify, endorse, pass, agree to, vote for",
        "reject, refuse, decline, veto, block, turn down, vote down, vote against, throw out",
    ),
    ("admit, accept, let in, take in", "refuse, exclude, expel, turn away, shut out"),
    ("confirm, admit, acknowledge, affirm", "deny, dispute, refute"),
    ("allow, permit, legalise, legalize", "ban, prohibit, forbid, outlaw, criminalise"),
    ("comply, obey, respect", "violate, breach, defy"),
    ("agree", "disagree"),
    ("trust", "distrust, mistrust"),
    ("encourage", "discourage"),
    ("include", "exclude"),
    ("attend", "boycott, stay away"),
    ("win", "lose, be beaten, be defeated"),
    ("succeed", "fail"),
    ("survive, be alive", "die, be dead"),
    ("convict, be guilty", "acquit, be innocent"),
    ("rise, increase, grow, climb", "fall, drop, decline, decrease, shrink, sink"),
    ("expand, enlarge, widen", "shrink, contract, narrow"),
    ("improve, strengthen, recover", "worsen, deteriorate, weaken"),
    ("be true", "be false, be untrue"),
    ("be safe", "be unsafe, be dangerous"),
    ("be legal, be lawful", "be illegal, be unlawful"),
    ("be available", "be unavailable"),
    ("be possible", "be impossible"),
    ("be necessary", "be unnecessary"),
    ("be full", "be empty"),
    ("go ahead, take place", "cancel, call off, scrap, abandon"),
    (
        "stay in, be still in, remain a member, be still a member",
        "leave, quit, withdraw, exit",
    ),
    (
        "withstand, hold, hold out, hold firm, remain intact, be intact, be undamaged,"
        " be never in danger, be not in danger, be never in any danger",
        "collapse, break, burst, fail, explode",
    ),
)
_REVERSIVES = (
    ("join, enter, accede", "leave, quit, withdraw, exit"),
    ("open, reopen", "close, shut, shut down"),
    (_GOING_ON, _ON_HOLD),
    ("impose, reimpose, introduce, tighten", "lift, ease, abolish, repeal, revoke"),
    ("appoint, hire, reinstate", "dismiss, fire, sack, oust, lay off"),
    ("arrest, detain, jail, imprison", "release, free, acquit"),
    ("deploy, send", "withdraw, recall, pull out"),
    ("build, construct", "demolish, destroy, tear down"),
    ("connect", "disconnect, cut off"),
    ("arm", "disarm"),
    ("nationalise, nationalize", "privatise, privatize"),
)


_STATE = "be "
_IS = r"(?:is|are|was|were|been|being|remain(?:s|ed)?|stay(?:s|ed)?)(?: (?!not\b|never\b)\w+)??"
_NEEDS_IS = re.compile(r"^(?:\w+e[nd]|against)$")
"""What says something else alone: "has beaten", "against the wind"."""
_GAP = re.escape("...")
"""Where an object stands: "want ... to join"."""
_NO_PARTICLE = r"(?! (?:up|out|off|away|over|apart)\b)"
"""With it a verb says something else: "grew up", "dropped out"."""


@dataclass(frozen=True, slots=True)
class Side:
    """Expressions that say one thing: a verb, one with a particle, or a state that begins "be"."""

    expressions: frozenset[str]

    @property
    def anyhow(self) -> re.Pattern[str]:
        """What a text says it with: in any form, a state also without "is"."""
        return _pattern(_written(e, all_forms, is_told=False) for e in self.expressions)

    @property
    def infinitives(self) -> frozenset[str]:
        """Its verbs in the form of "to support", where that tells nothing yet."""
        verbs = (e.partition(" ")[0] for e in self.expressions if not e.startswith(_STATE))
        return frozenset(verb for verb in verbs if verb not in told_forms(verb))

    @property
    def told(self) -> re.Pattern[str]:
        """What a text says it with that tells of what is or was.

        >>> told = Side(frozenset(["be on hold", "turn down"])).told
        >>> [bool(told.search(text)) for text in ("It is still on hold.", "He may turn down.")]
        [True, False]
        """
        return _pattern(_written(e, told_forms, is_told=True) for e in self.expressions)


GOING_ON, ON_HOLD = (Side(frozenset(side.split(", "))) for side in (_GOING_ON, _ON_HOLD))
"""What is said of a process that goes on, or does so again; and of one at rest."""


@cache
def opposite_of(verb: str) -> re.Pattern[str] | None:
    """Return what a text cannot tell of who does what a verb says, where that is known.

    >>> bool(opposite_of("oppose").search("She supports the plan.")), opposite_of("arrest")
    (True, None)
    """
    found = [other.expressions for one, other in _sides(_CONTRARIES) if verb in one.expressions]
    return Side(frozenset[str]().union(*found)).told if found else None


def opposed(text: str, names_after: AbstractSet[str]) -> tuple[Side, Side]:
    """Return what says the same as a verb or state in a text, and what says the opposite.

    Both are often nothing. A word that follows one of `names_after` names a thing: "the ban".

    >>> same, opposite = opposed("Did the council reopen the ban on trams?", {"the"})
    >>> [bool(opposite.anyhow.search(text)) for text in ("It is closed.", "It is allowed.")]
    [True, False]
    """
    found = [
        (one, other)
        for one, other in _sides(_CONTRARIES + _REVERSIVES)
        if any(_word_before(match) not in names_after for match in one.anyhow.finditer(text))
    ]
    same = frozenset[str]().union(*(one.expressions for one, _ in found))
    opposite = frozenset[str]().union(*(other.expressions for _, other in found))
    return Side(same), Side(opposite - same)


def _word_before(match: re.Match[str]) -> str:
    return match.string[: match.start()].rstrip().rpartition(" ")[2].casefold()


@cache
def _sides(rows: Sequence[_Row]) -> tuple[tuple[Side, Side], ...]:
    """Return every side with the one that it stands against."""
    return tuple(pair for row in rows for pair in _both_ways(row))


def _both_ways(row: _Row) -> Iterator[tuple[Side, Side]]:
    one, other = (Side(frozenset(side.split(", "))) for side in row)
    yield one, other
    yield other, one


def _written(expression: str, forms: Callable[[str], Iterable[str]], is_told: bool) -> str:
    """Return an expression as a pattern: a verb in these forms, a state after "is" where told."""
    if expression.startswith(_STATE):
        state = expression.removeprefix(_STATE)
        alone = not is_told and not _NEEDS_IS.search(state)
        return re.escape(state) if alone else f"{_IS} {re.escape(state)}"
    verb, _, particle = expression.partition(" ")
    told = f"(?:{'|'.join(forms(verb))})"
    particle = re.escape(particle).replace(_GAP, r"[^.;]{1,40}?")
    return f"{told} {particle}" if particle else f"{told}{_NO_PARTICLE}"


def _pattern(expressions: Iterable[str]) -> re.Pattern[str]:
    """Return what matches any of the expressions, a longer one before its beginning."""
    longest = sorted(expressions, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest) or '(?!)'})\b", re.IGNORECASE)
