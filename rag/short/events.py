"""Whether a part of a sentence tells of what a question asks about.

The part is the clause in which a value stands; it tells of it where it has the verb or the noun
of the question, or a word that means the same. Rules of our own, from punctuation and conjunctions.
What this module does not know: grammar; a clause without a mark at its end is not seen as one.
"""

import re
from functools import lru_cache

from rag.dialogue.places import same_state
from rag.terms.stems import stem
from rag.terms.words import STOP_WORDS, keys, tokens
from vectorstore.names import name_key

_LIGHT = frozenset(
    stem(word)
    for word in (
        "take place happen occur hold held come go get make give say said tell want plan year month"
        " week day date time hour first last exactly long new old number many much people person"
        " year which ago past still current currently next previous roughly approximately kind"
        " type name country state city latest yearly annual total amount there s"
    ).split()
)
"""Stems that say little about which event is meant."""
_ALIKE = tuple(
    frozenset(stem(word) for word in group.split())
    for group in (
        "join joined enter entered admit admitted accede accession member membership follow",
        "apply applied application apply bid request submit submitted",
        "announce announced announcement declare declared",
        "die died death dead kill killed killing toll drown drowned",
        "injure injured hurt wounded injury",
        "open opened opening inaugurate start begin began begun launch launched",
        "close closed closure shut end ended",
        "meet met meeting talks",
        "summit forum gather gathered conference",
        "vote voted decide decided decision",
        "speak spoke address addressed speech",
        "cost costs price priced pay paid charge",
        "grow grew grown growth rise rose risen increase fall fell fallen drop dropped decline"
        " declined decrease decreased",
        "sign signed signature signing conclude concluded",
        "leave left evacuate evacuated flee fled",
        "win won wins victory beat",
        "sell sold sale sales",
        "flood flooded flooding",
        "invade invaded invasion",
        "present presented presentation publish published",
        "cancel cancelled canceled",
        "buy bought purchase purchased",
        "build built construction",
    )
)
_GAPPED = r" and (?=[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*)* (?:in|at|on|by) )"
_BREAK = re.compile(
    rf";|{_GAPPED}|, (?:while|whereas|but|although|though|which|who|because|as|so)\b"
    r"|, and (?=[^,;]*\b(?:\w+ed|did|does|do|has|had|have|is|was|were|are|will|would|became|rose"
    r"|fell|began|said|came|took|went)\b)"
    r"|(?<=[^,]) and (?=(?:at|in|on|by) (?:the )?(?:end|beginning|start)\b)"
    r"|, and (?=(?:at|in|on|by) )|, (?:exactly |just )?as (?=the\b)"
    r"| since (?=[^,.]*, when\b)"
    r"| (?:since|until|after|before|because|while)"
    r" (?=(?:the |its |his |her )?[a-z]+ (?:\w+ed|began|was|were|is|had|has|came|went)\b)"
    r"|, (?:said|says|told|according to)\b|(?<=\w), (?:he|she|they) (?:said|says|added)\b"
)
_PARTICIPLE = re.compile(r"^[A-Z]\w+ing\b[^,]*(?=, )")
_LIKEWISE = re.compile(
    rf"\b(?:did|does|do) (?:the same|so|likewise)\b|\bfollowed suit\b|^{_GAPPED}"
)
"""A clause that does not say its verb again."""
_CAPITAL = re.compile(r"(?<!^)\b[A-ZÀ-Þ][\w’'-]*")


def clause_at(sentence: str, start: int, end: int) -> str:
    """Return the clause of a sentence in which the characters from start to end stand.

    >>> text = "In May, Osk applied for it, and in June, Sund did the same."
    >>> clause_at(text, 3, 6)
    'In May, Osk applied for it'
    """
    opened = sentence.rfind("(", 0, start)
    if opened > sentence.rfind(")", 0, start):
        closed = sentence.find(")", end)
        return sentence[opened : closed + 1 if closed >= 0 else len(sentence)]
    first = _PARTICIPLE.match(sentence)
    marks = [m.start() for m in _BREAK.finditer(sentence)]
    marks = sorted([*marks, first.end()] if first else marks)
    before = max((mark for mark in marks if mark <= start), default=0)
    after = min((mark for mark in marks if mark >= end), default=len(sentence))
    return sentence[before:after]


@lru_cache(maxsize=64)
def event_stems(about: str) -> tuple[str, ...]:
    """Return the stems of the words by which a question names what happened, in order.

    >>> event_stems("When was the gate at Velmora opened?")
    ('gate', 'open')
    """
    named = {word for found in _CAPITAL.findall(about) for word in tokens(found)}
    words = (word for word in tokens(about) if word not in named and word not in STOP_WORDS)
    return tuple(dict.fromkeys(s for s in map(stem, words) if s not in _LIGHT and not s.isdigit()))


def tells_of(about: str, text: str, first: int | None = None) -> bool:
    """Tell whether a text has a word for what a question asks about; it may have none for it.

    With `first`, only so many words of the question count.
    """
    wanted = event_stems(about)[:first]
    told = {stem(word) for word in tokens(text)}
    return not wanted or any(word in told or _means(word, told) for word in wanted)


def covered(about: str, sentence: str, start: int, end: int) -> int:
    """Return how much of a question stands in the clause around some characters.

    What happened counts double: people and places are in many sentences.
    """
    clause = _with_verb(sentence, clause_at(sentence, start, end), about)
    told = keys(clause) | {name_key(word) for name in tokens(clause) for word in same_state(name)}
    stems, events = {stem(word) for word in tokens(clause)}, event_stems(about)
    happened = sum(word in stems or _means(word, stems) for word in events)
    return 2 * happened + len(told & (keys(about) - {name_key(word) for word in events}))


def _with_verb(sentence: str, clause: str, about: str) -> str:
    """Return a clause with the verb of the one before it, where it says that it is the same."""
    events = event_stems(about)
    verbs = [
        m.start()
        for m in re.finditer(r"[\w’'-]+", sentence)
        if stem(m.group().casefold()) in events
    ]
    if not _LIKEWISE.search(clause) or not verbs or sentence.startswith(clause):
        return clause
    return f"{sentence[verbs[0] :].split(',')[0].split(' and ')[0]} {clause}"


def tells_in_clause(about: str, sentence: str, start: int, end: int) -> bool:
    """Tell whether the clause around some characters tells of what a question asks about."""
    return tells_of(about, _with_verb(sentence, clause_at(sentence, start, end), about))


def _means(word: str, told: set[str]) -> bool:
    return any(word in group and not group.isdisjoint(told) for group in _ALIKE)
