"""What "it" can be: the things that a question speaks of, and whether there are others.

Names of what is neither a person nor where something is, and things with their place. What this
module does not know: which of several is meant.
"""

import re
from collections.abc import Sequence

from rag.dialogue.mentions import AUXILIARY, Mention, mentions
from rag.terms.words import WEAK_STEMS, content_stems

_WH_THING = re.compile(
    rf"\b(?:which|what|how many|how much) (?!{AUXILIARY}\b)(?P<noun>[a-z]\w+)", re.I
)
_DETERMINED = re.compile(
    r"(?<!\bof )\b(?:the|an?|this|that|these|those|his|her|its|their|\w+['’]s) (?=\w)",
    re.IGNORECASE,
)
_APPOSITION = re.compile(rf"\b(?P<aux>{AUXILIARY}) [a-z]+ $", re.IGNORECASE)
_OF = re.compile(r"\bof (?:the )?$", re.IGNORECASE)
_WHERE = re.compile(r"\b(?P<word>in|at|from|near|across|outside|through) $", re.IGNORECASE)
_INFINITIVE = re.compile(r"\bto [a-z]+\b")
_ACCORDING = re.compile(r"\baccording to $", re.IGNORECASE)
_EVENT = re.compile(
    r"^ (?:[a-z]+ )?(?:summit|meeting|conference|forum|talks|election|vote|membership|treaty|deal"
    r"|agreement|bid|application|decision|plan|project|report|flood|crisis|war)\b(?!['’])"
)
"""The noun that a name only describes: "the BRICS summit"."""
_ONE = re.compile(r"the (?:\w+ )?(?:one|ones|other|others)\b", re.IGNORECASE)


def things_of(question: str) -> list[str | None]:
    """Return what can be "it"; None stands for something whose words are not certain."""
    found = mentions(question)
    things: list[str | None] = []
    for mention in found:
        before = question[: mention.start]
        located = mention.kind != "thing" and _WHERE.search(before)
        if _OF.search(before) or _ACCORDING.search(before) or located:
            continue
        if _ONE.match(mention.text):
            things.append(None)
        elif mention.kind not in ("person", "time"):
            whole = _with_noun(question, mention)
            things.append(whole.text + _whereabouts(question, whole, found))
    for pattern in (_DETERMINED, _WH_THING):
        things += [
            None for match in pattern.finditer(question) if not _within(match.start(), found)
        ]
    return things if len(_other_words(question, found)) <= 1 else [*things, None]


def _with_noun(question: str, mention: Mention) -> Mention:
    """Return "the BRICS summit" for a mention of "the BRICS" in it."""
    noun = _EVENT.match(question[mention.end :])
    if noun is None or not re.match("the ", mention.text, re.IGNORECASE):
        return mention
    return Mention(mention.text + noun.group(), mention.start, mention.end + noun.end(), "thing")


def _whereabouts(question: str, thing: Mention, found: Sequence[Mention]) -> str:
    """Return " in Kazan" after "the summit", where the question has it."""
    if thing.kind != "thing":
        return ""
    for mention in found:
        between = question[thing.end : mention.start]
        if mention.start > thing.end and between in (" in ", " at ", " of "):
            return f"{between}{mention.text}"
    return ""


def _other_words(question: str, found: Sequence[Mention]) -> list[str]:
    """Return the meaningful words that neither belong to a mention nor can only be verbs."""
    text = _INFINITIVE.sub(" ", _blank(question, found))
    return [word for word in content_stems(text) if word not in WEAK_STEMS and word != "suppos"]


def _blank(question: str, found: Sequence[Mention]) -> str:
    """Return the question without its mentions and the word before a name: tram Line 7."""
    for mention in reversed(found):
        before = question[: mention.start]
        if mention.kind == "organisation":
            before = _APPOSITION.sub(r"\g<aux> ", before)
        question = f"{before} {question[mention.end :]}"
    return question


def _within(place: int, found: Sequence[Mention]) -> bool:
    return any(mention.start <= place < mention.end for mention in found)
