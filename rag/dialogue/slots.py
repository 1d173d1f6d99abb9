"""Parts of questions that go into a slot of the question before: its source, topic, verb, doer.

"And according to the auditor?", "And about the gates?", "And killed?", "And Azerbaijan?" after
"Which countries joined BRICS?". Word patterns; what fits no slot is left alone. What this module
does not know: pronouns, and names of one kind; ellipsis.py puts those in each other's place.
"""

import re

from rag.dialogue.groups import is_collective
from rag.dialogue.mentions import Mention, mentions
from rag.dialogue.places import is_place

_TO = re.compile(r"^according to (?P<source>.+)$", re.IGNORECASE)
_SOURCE = re.compile(r"\baccording to (?P<source>(?:[^?.!,]|\.(?=\w))+)", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:about|on) (?P<topic>.+)$", re.IGNORECASE)
_SAID_ABOUT = re.compile(
    r"\b(?:say|said|think|thought|write|written|know|report|reported|tell \w+) about"
    r" (?P<topic>[^?.!]+)",
    re.IGNORECASE,
)
_SAYER = re.compile(
    r"^what (?:did|does|do|has|have) (?P<who>.+?) (?:say|said|think|write|tell|claim|propose)\b",
    re.IGNORECASE,
)
_DONE = r"(?:[a-z]{3,}ed|hurt|killed|found|lost|built|held|made|sent|sold|won|left|missing|dead)"
_PART_DONE = re.compile(rf"^(?P<done>{_DONE})$")
_HOW_MANY_DONE = re.compile(
    rf"^how many (?P<were>were|are|have been|had been|was) (?P<done>{_DONE})[?.! ]*$", re.I
)
_WERE_DONE = re.compile(rf"\b(?:were|are|was|is|been) (?P<done>{_DONE})\b")
_COUNTED = re.compile(r"^how many (?P<noun>[a-z]{3,}s|people|men|women|children)\b", re.IGNORECASE)
_OF_PEOPLE = frozenset("injured hurt wounded killed dead missing arrested detained".split())
"""What is said of people only."""
_PEOPLE = frozenset(
    "people men women children persons residents inhabitants citizens workers soldiers passengers"
    " tourists students pupils protesters migrants refugees families households".split()
)
_WHERE = re.compile(r"\b(?:in|at|near|during|after|on) $", re.IGNORECASE)
_WHICH_DID = re.compile(
    r"^(?:who|(?:which|what)(?: (?!did|does|do|is|was)[\w-]+){1,2}) (?P<done>[a-z]{2,}ed)"
    r"(?P<rest>(?: [^?]*)?)\?*$",
    re.IGNORECASE,
)


def in_slot(part: str, earlier: str) -> str | None:
    """Return the earlier question with a part in its slot, or None where it has none.

    >>> in_slot("according to the auditor", "What does it cost according to the mayor?")
    'What does it cost according to the auditor?'
    >>> in_slot("Norland", "Which countries joined the bank in 2024?")
    'Has Norland joined the bank in 2024?'
    """
    rules = (_other_source, _other_sayer, _other_topic, _other_deed, _other_doer)
    return next((done for rule in rules if (done := rule(part, earlier)) is not None), None)


def how_many(question: str, earlier: str) -> str | None:
    """Return "How many were injured?" with who is counted, and where, from the earlier question.

    >>> how_many("How many were hurt?", "How many people had to leave their homes in Osk?")
    'How many people were hurt in Osk?'
    """
    asked = _HOW_MANY_DONE.match(question)
    return _counted(asked["were"], asked["done"], earlier) if asked else None


def _other_source(part: str, earlier: str) -> str | None:
    told, named = _SOURCE.search(earlier), _TO.match(part)
    source = named["source"] if named else part
    if named is not None and told is None:
        return f"{earlier.rstrip('?.! ')} according to {source}?"
    if told is None or not (named or _may_tell(source)):
        return None
    return f"{earlier[: told.start('source')]}{source}{earlier[told.end() :]}"


def _other_sayer(part: str, earlier: str) -> str | None:
    """ "And the council?" after "What did the mayor say about the trees?"."""
    asked = _SAYER.match(earlier)
    if asked is None or not is_collective(part):
        return None
    return f"{earlier[: asked.start('who')]}{part}{earlier[asked.end('who') :]}"


def _may_tell(phrase: str) -> bool:
    """Tell whether a phrase is somebody who can say something: a name, "the council"."""
    if is_collective(phrase):
        return True
    found = mentions(f"· {phrase}")
    whole = len(found) == 1 and found[0].text == phrase and not is_place(phrase)
    return whole and found[0].kind in ("person", "name") and not re.search(r"\d", phrase)


def _other_topic(part: str, earlier: str) -> str | None:
    """ "And about the gates?" after "What did she say about the dam?", or only "the gates"."""
    said, about = _SAID_ABOUT.search(earlier), _ABOUT.match(part)
    found = mentions(f"· {part}")
    is_thing = len(found) == 1 and found[0].text == part and found[0].kind == "thing"
    if said is None or not (about or (is_thing and not is_collective(part))):
        return None
    topic = about["topic"] if about else part
    return f"{earlier[: said.start('topic')]}{topic}{earlier[said.end() :]}"


def _other_deed(part: str, earlier: str) -> str | None:
    """ "And killed?" after "How many people were injured?"."""
    done, before = _PART_DONE.match(part), _WERE_DONE.search(earlier)
    if done is None:
        return None
    counted = _COUNTED.match(earlier)
    of_others = part in _OF_PEOPLE and counted is not None and counted["noun"] not in _PEOPLE
    if before is not None and not of_others:
        return f"{earlier[: before.start('done')]}{part}{earlier[before.end() :]}"
    return _counted("were", part, earlier)


def _counted(were: str, done: str, earlier: str) -> str | None:
    counted = _COUNTED.match(earlier)
    if counted is None:
        return None
    noun = counted["noun"].lower()
    if done in _OF_PEOPLE and noun not in _PEOPLE:
        noun = "people"
    where = [f"{prep}{m.text}" for m in mentions(earlier) if (prep := _before(earlier, m))]
    return f"{' '.join(['How many', noun, were, done, *where])}?" if where else None


def _before(earlier: str, mention: Mention) -> str | None:
    """Return the word that makes a mention the place or time of what happened."""
    found = _WHERE.search(earlier[: mention.start])
    return found.group() if found else None


def _other_doer(part: str, earlier: str) -> str | None:
    """ "And Norland?" after "Which countries joined the bank?": whether it is one of them."""
    asked = _WHICH_DID.match(earlier)
    found = mentions(f"· {part}")
    if asked is None or len(found) != 1 or found[0].text != part:
        return None
    if found[0].kind in ("time", "thing"):
        return None
    return f"Has {part} {asked['done']}{asked['rest']}?"
