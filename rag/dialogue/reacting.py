"""Questions for a reaction that do not say to what: "How did Moscow respond?".

The earlier question gives it: as a clause, by its name, or as what somebody said. What this module
does not know: verbs; what an earlier question takes for one is put in the -ing form.
"""

import re

from rag.dialogue.frame import DOES, Frame, bare, frame_of, gerund
from rag.terms.words import STOP_WORDS

_REACTS = re.compile(r"^(?P<verb>respond|react|reply|comment)$", re.IGNORECASE)
_REACTED_TO = re.compile(
    r"\b(?:respond|react|reply|response|reaction|answer) to (?P<topic>.+?)[?.! ]*$", re.IGNORECASE
)
_IS_WHAT = re.compile(r"^what (?:is|was|were|are) (?P<topic>.+?)[?.! ]*$", re.IGNORECASE)
_WHAT_SAID = re.compile(
    r"^what (?:did|does|do|has|have) (?P<who>.+?) (?P<verb>say|tell|announce|propose)"
    r"(?P<rest>(?: [^?.!]*)?)[?.! ]*$",
    re.IGNORECASE,
)
_SAID = {"say": "said", "tell": "told", "announce": "announced", "propose": "proposed"}
_NO_VERBS = re.compile(
    r"^(?!(?:ap|re|sup|im|com|multi)ply$|rely$|fly$|rally$|ally$)(?:\w+ly|not|also|still|ever|never|first|only|already|even)$"
)


def reacts(question: str) -> Frame | None:
    """Return the frame of a question for a reaction that does not say to what, or None."""
    frame = frame_of(question)
    if frame is None or frame.ask != "how" or not _REACTS.match(frame.rest):
        return None
    return frame


def reaction(question: str, earlier: str) -> str | None:
    """Return a question for a reaction with what the earlier question was about, or None."""
    frame = reacts(question)
    topic = _topic(earlier) if frame else None
    if frame is None or topic is None or frame.subject in topic:
        return None
    word = "on" if frame.rest.lower() == "comment" else "to"
    return f"How {frame.aux} {frame.subject} {frame.rest} {word} {topic}?"


def _topic(earlier: str) -> str | None:
    """Return what an earlier question was about as the object of "respond to", or None."""
    reacted = _REACTED_TO.search(earlier)
    if reacted is not None:
        return reacted["topic"]
    said = _WHAT_SAID.match(bare(earlier))
    if said is not None:
        return f"what {said['who']} {_SAID[said['verb'].lower()]}{said['rest']}"
    named = _IS_WHAT.match(bare(earlier))
    if named is not None and re.match(r"the |.*['’]s ", named["topic"]):
        return named["topic"]
    frame = frame_of(earlier)
    if frame is None or frame.aux not in DOES or frame.ask in ("who", "whom", "what"):
        return None
    return _gerund_clause(frame)


def _gerund_clause(frame: Frame) -> str | None:
    """Return "Astana refusing to join" for "did Astana refuse to join"."""
    if frame.ask.startswith("which"):
        return None
    no, verb, rest = re.match(r"(not )?(\S*) ?(.*)", frame.rest).groups()  # type: ignore[union-attr]
    if not verb.isalpha() or verb in STOP_WORDS or _NO_VERBS.match(verb):
        return None
    return f"{frame.subject} {no or ''}{gerund(verb)} {rest}".rstrip()
