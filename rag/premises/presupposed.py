"""Events that a question takes for granted and that no passage tells of: "Why did she resign?".

Only events that cannot be told without certain words: who resigned, was dismissed, died or was
arrested, left a union, cancelled a plan. Where passages speak of the person and none has such a
word, nothing is known of it. What this module does not know: whether it happened; it only sees that
nobody says so.
"""

import re
from collections.abc import Sequence

from rag.dialogue.frame import frame_of
from rag.premises.events import DEEDS, EVENTS
from rag.retriever import Candidate
from rag.terms.stems import stem
from rag.terms.words import WEAK_STEMS, fold, keys, tokens
from vectorstore.sentences import sentence_spans

NOBODY_SAYS = "No passage that was found says that"
"""How the reason begins for which such a question is declined."""
_DOES = re.compile(
    r"^\W*(?:and |but |so )?(?:why|when|how|where) (?P<aux>did|does|has|have|will) (?P<who>.+?)"
    rf" (?P<verb>{'|'.join(sorted(verb for deed in DEEDS for verb in deed.verbs))})"
    r" (?P<what>[^?]+?)[?.! ]*$",
    re.IGNORECASE,
)
_ASKS = frozenset("why when how where".split())


def untold(question: str, candidates: Sequence[Candidate]) -> str | None:
    """Return the event of a question, as a clause, where passages on its subject lack it.

    `candidates` are all that were found.
    """
    if (deed := _untold_deed(question, candidates)) is not None:
        return deed
    frame = frame_of(question)
    if frame is None or frame.ask not in _ASKS:
        return None
    verb = next(iter(tokens(frame.rest)), "")
    told = next((event.told for event in EVENTS if verb in event.verbs), None)
    if told is None or not tokens(frame.subject):
        return None
    name = re.escape(tokens(frame.subject)[-1])
    texts = [fold(c.chunk.text) for c in candidates]
    about = [text for text in texts if re.search(rf"\b{name}\b", text)]
    former = re.compile(rf"\b(?:former|ex)[ -](?:\w+ ){{0,3}}{name}\b")
    if not about or any(told.search(text) or former.search(text) for text in about):
        return None
    return f"{frame.subject} {frame.aux} {frame.rest}"


def _untold_deed(question: str, candidates: Sequence[Candidate]) -> str | None:
    """Return what somebody is taken to have done to something, where no sentence tells of it.

    A sentence with such a word and either of the two is enough.
    """
    asked = _DOES.match(question)
    if asked is None:
        return None
    told = next(deed.told for deed in DEEDS if asked["verb"].lower() in deed.verbs)
    who, what = _telling_keys(asked["who"]), _telling_keys(asked["what"])
    texts = [candidate.chunk.text for candidate in candidates]
    if not what or not any(who & keys(text) for text in texts):
        return None
    sentences = (text[start:end] for text in texts for start, end in sentence_spans(text))
    if any(told.search(sentence) and (who | what) & keys(sentence) for sentence in sentences):
        return None
    return f"{asked['who']} {asked['aux']} {asked['verb']} {asked['what']}"


def _telling_keys(words: str) -> set[str]:
    return {key for word in tokens(words) if stem(word) not in WEAK_STEMS for key in keys(word)}
