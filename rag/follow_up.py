"""Follow-up questions made self-contained from the questions before them.

A reference that can mean one thing is replaced by it, what was left out is put back; where a
reference is clear but not what it means, the earlier question is added in brackets. Everything else
stays letter for letter. Source of the order of rules: precision first, as in Grosz, Joshi and
Weinstein, Centering, 1995, with one candidate instead of the best ranked. What this module does not
know: the answers that were given; "he" may be somebody that only an answer named.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rag.dialogue.ellipsis import complete, part_of_question
from rag.dialogue.frame import bare
from rag.dialogue.groups import groups
from rag.dialogue.mentions import AUXILIARY, Mention, mentions
from rag.dialogue.reacting import reacts
from rag.dialogue.references import Reference, is_object, references
from rag.dialogue.things import things_of
from rag.dialogue.vague import is_vague
from rag.terms.words import fold

_WHO_ELSE = r"(?:else|other\w*|more|further)"
_THIN = re.compile(
    rf"""
    ^(?:(?:and|but|so|or),?\ )?
    (?: (?:who|what|which|how\ many|how\ much)(?:\ (?:people|persons|of\ them))?
        (?:\ {AUXILIARY})?(?:\ (?:been|be))?\ (?:\w+(?:ed|en)|said|done|found|lost|held|built|hurt
        |killed|won|died|paid|left|meant|sold|made|sent|told)
      | (?:who|what)\ (?:else\ )?(?:resigned|happened|changed|followed|came\ (?:next|first|of\ it))
      | how\ many\ \w+\ (?:remain|remained|(?:are|were)\ left)
      | (?:which|what)\ \w+
      | {AUXILIARY}\ (?:any|some|every)(?:one|body|thing)\ (?:else\ )?(?:been\ )?\w+
      | (?:any|which|what|who)\ {_WHO_ELSE}(?:\ \w+){{0,2}}
      | what\ (?:is|was|are|were)\ the\ (?:\w+\ )?(?:reasons?|consequences?|results?|outcome|causes?
        |price|costs?|alternatives?|damage|dates?|deadline|response|reactions?|conditions?
        |next\ step|verdict|vote)
    )\s*[?.!]*$
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""Questions without anything that they could be about."""
_WH_PERSON = re.compile(r"\b(?:who|whom|whose)\b", re.IGNORECASE)
_WH_SUBJECT = re.compile(
    rf"^(?:[Ww]hich|[Ww]hat|[Hh]ow many) (?!{AUXILIARY}\b)[a-z]\w+ (?!{AUXILIARY}\b)[a-z]"
)
_SOMEBODY = re.compile(rf"^(?:[\w ]+ )?{AUXILIARY} (?=(?:the|an?|\w+['’]s) )", re.IGNORECASE)
_MOVES = re.compile(r"\b(?:go|goes|going|travel|come|fly|return|move|send|arrive)\w* $")
_ALONE = frozenset("hers himself herself their theirs".split())
"""Words that no name can simply take the place of."""
LONGEST = 300
"""Characters of a question whose words are looked into; a longer one explains itself."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """An earlier question as it was understood."""

    text: str
    """What later questions can refer to."""
    context: str
    """The last question that stands alone, for brackets."""
    person: str | None = None
    """Whom it called "he" or "she", where that was understood."""


def self_contained(question: str, history: Sequence[str]) -> str:
    """Return the question with what it refers to, or unchanged where it refers to nothing.

    `history` holds the earlier questions of the conversation, oldest first.

    >>> self_contained("Why did he refuse?", ["What did Tokayev say about BRICS?"])
    'Why did Tokayev refuse?'
    >>> self_contained("Who said so?", ["When was the summit in Kazan?"])
    'Who said so? (When was the summit in Kazan?)'
    """
    turns: list[_Turn] = []
    for earlier in history:
        if len(earlier) > LONGEST:
            turns.append(_Turn("", earlier))
            continue
        understood, bracket = _understood(earlier, turns)
        person = None if bracket else _called_he(earlier, understood)
        turns.append(_Turn(understood, bracket or understood, person))
    understood, bracket = _understood(question, turns)
    return f"{understood} ({bracket})" if bracket else understood


def leans_back(question: str) -> bool:
    """Tell whether a question cannot be understood without an earlier one."""
    part = part_of_question(question) is not None
    thin = _THIN.match(question) is not None or is_vague(question)
    return part or thin or reacts(bare(question)) is not None or bool(references(question))


def _understood(question: str, turns: Sequence[_Turn]) -> tuple[str, str | None]:
    """Return the question as it is understood, and the earlier one to add in brackets."""
    if not turns or len(question) > LONGEST:
        return question, None
    context = turns[-1].context
    completed = _completed(question, context)
    if completed is not None:
        return completed, None
    if not leans_back(question):
        return question, None
    resolved = _resolved(question, turns[-1])
    if resolved is None:
        return question, context
    completed = _completed(resolved, context)
    if completed is not None:
        return completed, None
    return resolved, context if leans_back(resolved) else None


def _completed(question: str, context: str) -> str | None:
    return complete(question, context) if len(context) <= LONGEST else None


def _resolved(question: str, turn: _Turn) -> str | None:
    """Return the question with its references replaced; None where one has no certain meaning."""
    said: dict[str, str] = {}
    replaced: list[tuple[Reference, str]] = []
    for reference in references(question):
        if reference.kind in said:  # the second "he" is explained by the first
            continue
        meant = _meant(reference, turn)
        if meant is None:
            return None
        said[reference.kind] = meant
        replaced.append((reference, _in_place(question, reference, meant)))
    for reference, words in reversed(replaced):
        question = question[: reference.start] + words + question[reference.end :]
    return question[0].upper() + question[1:] if replaced else None


def _meant(reference: Reference, turn: _Turn) -> str | None:
    """Return the one thing that a reference can mean, in the nearest question with any."""
    if reference.kind not in _CANDIDATES or reference.word in _ALONE:
        return None
    if reference.kind == "person" and (same := _goes_on_about(turn)) is not None:
        return same
    for text in (turn.text, turn.context):
        possible = _CANDIDATES[reference.kind](text) if len(text) <= LONGEST else []
        if possible:
            return possible[0] if len(possible) == 1 else None
    return None


def _called_he(question: str, understood: str) -> str | None:
    """Return whose name stands in place of a "he" in a question as it is understood."""
    if all(reference.kind != "person" for reference in references(question)):
        return None
    named = (m for m in mentions(understood) if m.kind in ("person", "name"))
    new = [m.text for m in named if m.text not in question]
    return new[0] if len(new) == 1 else None


def _goes_on_about(turn: _Turn) -> str | None:
    """Return whom the question before called "he" too, unless it names another person in full."""
    others = (m for m in mentions(turn.text) if m.kind == "person" and m.text != turn.person)
    return None if any(others) else turn.person


def _in_place(question: str, reference: Reference, meant: str) -> str:
    """Return the words that stand for a reference, in the case that it stands in."""
    if reference.kind == "place":
        return f"to {meant}" if _MOVES.search(question[: reference.start]) else f"in {meant}"
    owns = reference.word in ("his", "its") or (
        reference.word == "her" and not is_object(question, reference)
    )
    return f"{meant}'s" if owns else meant


def _persons(question: str) -> list[str | None]:
    """Return who can be "he" or "she"; None stands for somebody who is not named."""
    found = mentions(question)
    people: dict[str, str | None] = {}
    for mention in found:
        if mention.kind in ("person", "name"):
            people.setdefault(fold(mention.text.split()[-1]), mention.text)
    somebody = _SOMEBODY.match(question)
    unnamed = somebody is not None and all(m.start != somebody.end() for m in found)
    asked = _WH_PERSON.search(question) and not _asks_who_is(question, found)
    if unnamed or asked or _WH_SUBJECT.match(question):
        people[""] = None
    return list(people.values())


def _asks_who_is(question: str, found: Sequence[Mention]) -> bool:
    """Tell whether a question asks who somebody named is, so that both are one."""
    start = re.match(r"who (?:is|was) ", bare(question), re.IGNORECASE)
    return start is not None and bool(found) and found[-1].end >= len(question.rstrip("?.! "))


def _places(question: str) -> list[str | None]:
    """Return what "there" can be."""
    return [mention.text for mention in mentions(question) if mention.kind == "place"]


_CANDIDATES: Mapping[str, Callable[[str], list[str | None]]] = {
    "person": _persons,
    "it": things_of,
    "they": groups,
    "place": _places,
}
