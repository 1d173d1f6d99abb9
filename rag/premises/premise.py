"""A question that takes for granted what the collection denies: "Why did Astana join the bloc?".

Looked at are questions why, when or how a named subject did something, and how many were hurt.
Where a sentence says that the same subject did not, or did the opposite, and none says that it did,
the denial leads the answer and a notice says why. Loaded questions: Walton, The Fallacy of Many
Questions, 1999. What this module does not know: whether silence means no; presupposed.py asks that.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rag.dialogue.frame import Frame, frame_of
from rag.dialogue.mentions import Mention, mentions
from rag.dialogue.places import same_state
from rag.draft import Notice
from rag.evidence import Evidence, surroundings
from rag.opposites.table import opposite_of
from rag.premises.nobody import nobody_was
from rag.terms.stems import stem
from rag.terms.words import WEAK_STEMS, content_stems, keys, tokens
from vectorstore.names import name_key

TAKES_FOR_GRANTED = "The question takes for granted that"
"""How a notice on a denied premise begins."""
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
_DECLARED = re.compile(
    r"^(?:declare|announce|express|voice|state|pledge|promise|offer|give)d? (?:(?:its|his|her|their"
    r"|the|full|strong) )*(?P<act>support|backing|approval|opposition|condemnation) (?:for|of|to)\b"
)
_ACTS = {
    "backing": "back",
    "approval": "approve",
    "opposition": "oppose",
    "condemnation": "condemn",
}
_BEING = re.compile(
    r"^(?:since|as|given that|now that|because|considering that) (?P<who>[^,]+?) (?:is|are|became"
    r"|has become|has been) (?:now )?(?:an? )?(?:\w+ )??(?:member of (?:the )?(?P<of>[^,]+)"
    r"|(?P<group>[A-Z][\w-]*(?: [A-Z][\w-]*)*) member), ",
    re.IGNORECASE,
)
"""Takes a membership for granted: "Since Osk is a member of the Union, what ..."."""
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
    nobody: bool = False
    """True when it is said of nobody what the question counts: no number answers then."""

    @property
    def notice(self) -> Notice:
        """What the reader of the answer is told."""
        return Notice(
            f"{TAKES_FOR_GRANTED} {self.claim}. No passage that was found says so,"
            " and one says otherwise."
        )


def denied_premise(question: str, evidence: Sequence[Evidence]) -> Premise | None:
    """Return what the question wrongly takes for granted, or None where that is not certain.

    `evidence` is sorted best first.
    """
    being = _BEING.match(question)
    frame = _joining(being) if being else frame_of(question)
    if frame is None or frame.ask not in _ASKS or frame.aux not in _HAPPENS:
        counted = nobody_was(question, evidence)
        return Premise(*counted, nobody=True) if counted else None
    if (declared := _DECLARED.match(frame.rest)) is not None:
        act = _ACTS.get(declared["act"], declared["act"])
        frame = replace(frame, rest=f"{act}{frame.rest[declared.end() :]}")
    verb = next(iter(tokens(frame.rest)), "")
    if not content_stems(verb) or _NEGATIVE.search(frame.rest.replace(verb, "", 1)):
        return None
    if any(_affirms(e.text, frame, verb) for e in evidence):
        return None
    told = [e for e in evidence if not e.text.endswith("?")]
    denials = [] if _NEGATIVE.search(verb) else [e for e in told if _denied(e, frame, verb)]
    denials = denials or [e for e in told if _says_the_opposite(e, frame, verb)]
    best = min(denials, key=lambda e: e.leans_on_previous, default=None)
    if best is None:
        return None
    if being:
        member = being.group().partition(" ")[2].strip(", ")
        return Premise(member.removeprefix("that "), best)
    return Premise(f"{frame.subject} {frame.aux} {frame.rest}", best)


def _joining(being: re.Match[str]) -> Frame:
    """Return the frame of the question that takes the same for granted: why somebody joined."""
    return Frame("why", "did", being["who"], f"join {being['of'] or being['group']}")


def _denied(evidence: Evidence, frame: Frame, verb: str) -> bool:
    return denies(evidence.text, frame, verb, surroundings(evidence.chunk))


def _says_the_opposite(evidence: Evidence, frame: Frame, verb: str) -> bool:
    """Tell whether a sentence says of the subject what cannot be true with the question."""
    opposite = opposite_of(verb)
    match = opposite.search(evidence.text) if opposite else None
    if match is None or _is_denied(evidence.text[: match.start()]):
        return False
    before, around = evidence.text[: match.start()], surroundings(evidence.chunk)
    aside = {name_key(word) for word in tokens(frame.rest)}
    named = _last_name(before, aside) & _subject_keys(frame) or _by_its_noun(before, frame, around)
    thing = keys(frame.rest.partition(" ")[2])
    if not named or (thing and not thing & keys(surroundings(evidence.chunk))):
        return False
    return _is_about(frame, evidence.text, evidence.text[match.end() :], around)


def _by_its_noun(before: str, frame: Frame, around: str) -> bool:
    """Tell whether "the dam" before a verb is the Harne Dam that the passage speaks of."""
    noun = frame.subject.rpartition(" ")[2].lower()
    full = frame.subject.removeprefix("the ").removeprefix("The ")
    last = re.search(r"\b[Tt]he ([a-z]+)(?: (?:it|her|him)self)? (?:\w+ )?$", before)
    return " " in full and full in around and last is not None and last[1] == noun


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
    if not _subject_keys(frame) & {name_key(word) for word in tokens(sentence)}:
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
    """Return the keys of the names that a subject is known by: the last word of each."""
    return {name_key(word) for name in same_state(frame.subject) for word in tokens(name)[-1:]}


def _last_name(before: str, aside: set[str]) -> set[str]:
    """Return the keys of the words of the last name, leaving out those that stand in `aside`."""
    named = [mention for mention in mentions(f"· {before}") if _is_name(mention, aside)]
    return {name_key(word) for word in tokens(named[-1].text)} if named else set()


def _is_name(mention: Mention, aside: set[str]) -> bool:
    names = {name_key(word) for word in tokens(mention.text)}
    return mention.kind not in ("time", "thing") and not names <= aside
