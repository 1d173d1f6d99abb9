"""A question that takes for granted what the collection denies: "Why did Astana join the bloc?".

Looked at are questions why, when or how a named subject did something. Where a sentence says that
the same subject did not, and none says that it did, the denial leads the answer and a notice says
why. Loaded questions: Walton, The Fallacy of Many Questions, 1999. What this module does not know:
whether silence means no, and that a capital stands for its country.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.dialogue.frame import Frame, frame_of
from rag.dialogue.mentions import Mention, mentions
from rag.draft import Notice
from rag.evidence import Evidence, surroundings
from rag.words import WEAK_STEMS, content_stems, keys, stem, tokens
from vectorstore.names import name_key

_ASKS = frozenset("why when how".split())
_HAPPENS = frozenset("did does do has have will".split())
_NO = (
    r"(?:not|never|cannot|\w+n['’]t|no plans?|no intention|refrain\w*|abstain\w*"
    r"|declin(?:e[sd]?|ing)|refus(?:e[sd]?|ing)|rul(?:es?|ed|ing) out)"
)
_DENIAL = re.compile(
    rf"(?<!should )(?<!must )(?<!may )(?<!might )(?<!could )\b{_NO}\b(?! (?:only|just|merely)\b)"
    r"(?P<after>[^.;!?]*)",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(r"\b(?:if|whether|unless)\b[^,]*$", re.IGNORECASE)
_NEGATIVE = re.compile(
    rf"\b(?:{_NO}|avoid\w*|stay\w*|fail\w*|stop\w*|reject\w*|deny|denie[sd]|withdraw\w*)\b", re.I
)
SCOPE = 7
"""Words after a "not" that it can deny."""
_FAMILIES = (
    ("join enter accede become", "join enter accede accession member membership apply application"),
    ("apply", "apply application membership candidacy"),
    ("support back endorse", "support back endorse"),
    ("resign quit", "resign resignation quit"),
)
"""What is denied with a verb: who does not apply for membership does not join."""
_DONE = (
    (
        "join enter accede become",
        r"joined|entered|admitted|(?:is|are|became|been) an? (?:\w+ )?member"
        r"|(?:after|since|by) joining",
    ),
    ("apply", r"applied|handed in|submitted|filed"),
    ("resign quit", r"resigned|quit|stepped down|resignation"),
)


@dataclass(frozen=True, slots=True)
class Premise:
    """What a question takes for granted, and the sentence that denies it."""

    claim: str
    """As a clause: "Astana did join the bloc"."""
    denial: Evidence

    @property
    def notice(self) -> Notice:
        """What the reader of the answer is told."""
        return Notice(
            f"The question takes for granted that {self.claim}. No passage that was found says so,"
            " and one denies it."
        )


def denied_premise(question: str, evidence: Sequence[Evidence]) -> Premise | None:
    """Return what the question wrongly takes for granted, or None where that is not certain.

    `evidence` is sorted best first.
    """
    frame = frame_of(question)
    if frame is None or frame.ask not in _ASKS or frame.aux not in _HAPPENS:
        return None
    verb = next(iter(tokens(frame.rest)), "")
    if not content_stems(verb) or _NEGATIVE.search(frame.rest):
        return None
    if any(_affirms(e.text, frame, verb) for e in evidence):
        return None
    denials = [
        e
        for e in evidence
        if not e.text.endswith("?") and denies(e.text, frame, verb, surroundings(e.chunk))
    ]
    best = min(denials, key=lambda e: e.leans_on_previous, default=None)
    if best is None:
        return None
    return Premise(f"{frame.subject} {frame.aux} {frame.rest}", best)


def led_by(premise: Premise | None, evidence: Sequence[Evidence]) -> Sequence[Evidence]:
    """Return the evidence with the sentence that denies the premise as its best one."""
    if premise is None:
        return evidence
    first = replace(premise.denial, score=evidence[0].score + 0.01, fits=False)
    return [first, *(e for e in evidence if e is not premise.denial)]


def denies(sentence: str, frame: Frame, verb: str, around: str = "") -> bool:
    """Tell whether a sentence says that the subject of a question does not do what it asks about.

    The last name before the "not", other than those of the question's object, is the subject;
    `around` is the passage, which may have the object where the sentence only says "the group".
    """
    wanted = _denied_with(verb)
    aside = {name_key(word) for word in tokens(frame.rest)}
    for match in _DENIAL.finditer(sentence):
        before, after = sentence[: match.start()], tokens(match["after"])[:SCOPE]
        if _SUPPOSED.search(before) or _NEGATIVE.search(" ".join(after)):
            continue
        acts = wanted & {stem(word) for word in [*after, *tokens(match.group())[:2]]}
        if acts and _last_name(before, aside) & _subject_keys(frame):
            return _is_about(frame, sentence, match["after"], around)
    return False


def _is_about(frame: Frame, sentence: str, after: str, around: str) -> bool:
    """Tell whether what is denied is what the question speaks of, and not the same of another."""
    known = _denied_with(tokens(frame.rest)[0]) | WEAK_STEMS | {stem(tokens(frame.rest)[0])}
    thing = {key for key in keys(frame.rest) if key not in {name_key(word) for word in known}}
    if not thing or thing & keys(sentence):
        return True
    others = [
        m for m in mentions(f"· {after.partition(',')[0]}") if m.kind not in ("time", "thing")
    ]
    return not others and bool(thing & keys(around))


def _affirms(sentence: str, frame: Frame, verb: str) -> bool:
    """Tell whether a sentence with the subject says that something of the kind was done."""
    if not _subject_keys(frame) <= {name_key(word) for word in tokens(sentence)}:
        return False
    done = next((past for verbs, past in _DONE if verb in verbs.split()), None)
    pattern = done or rf"{re.escape(_root(verb))}\w*(?:ed|s)|(?:has|have|had) {re.escape(verb)}\w*"
    return any(
        not _is_denied(sentence[: m.start()])
        for m in re.finditer(rf"\b(?:{pattern})\b", sentence, re.IGNORECASE)
    )


def _is_denied(before: str) -> bool:
    return re.search(rf"\b{_NO}\b(?: [\w-]+){{0,4}} $", before, re.IGNORECASE) is not None


def _root(verb: str) -> str:
    return verb[:-1] if verb.endswith(("e", "y")) else verb


def _denied_with(verb: str) -> set[str]:
    family = next((acts for verbs, acts in _FAMILIES if verb in verbs.split()), verb)
    return {stem(word) for word in family.split()}


def _subject_keys(frame: Frame) -> set[str]:
    """Return the key of the name that a subject is known by: the last word of it."""
    return {name_key(word) for word in tokens(frame.subject)[-1:]}


def _last_name(before: str, aside: set[str]) -> set[str]:
    """Return the keys of the words of the last name, leaving out those that stand in `aside`."""
    named = [mention for mention in mentions(f"· {before}") if _is_name(mention, aside)]
    return {name_key(word) for word in tokens(named[-1].text)} if named else set()


def _is_name(mention: Mention, aside: set[str]) -> bool:
    names = {name_key(word) for word in tokens(mention.text)}
    return mention.kind not in ("time", "thing") and not names <= aside
