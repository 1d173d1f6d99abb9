"""Events that a question takes for granted and that no passage tells of: "Why did she resign?".

Only events that cannot be told without certain words: who resigned, was dismissed, died or was
arrested. Where passages speak of the person and none has such a word, nothing is known of it. What
this module does not know: whether it happened; it only sees that nobody says so.
"""

import re
from collections.abc import Sequence

from rag.dialogue.frame import frame_of
from rag.events import EVENTS
from rag.retriever import Candidate
from rag.words import fold, tokens

NOBODY_SAYS = "No passage that was found says that"
"""How the reason begins for which such a question is declined."""
_ASKS = frozenset("why when how where".split())


def untold(question: str, candidates: Sequence[Candidate]) -> str | None:
    """Return the event of a question, as a clause, where passages on its subject lack it.

    `candidates` are all that were found.
    """
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
