"""Who does what the verb of a question says: no owner, author, newspaper or credit.

What this module does not know: grammar; whoever stands before the verb, or behind its "by", may be
the one who does it.
"""

import re
from collections.abc import Iterator

from rag.short.asked import Asked
from rag.short.events import event_stems, tells_of
from rag.short.wholes import WHOLE, notes, tidy, within
from rag.speakers.role_words import CREDITS, GROUPS, ORGANISATION
from rag.speakers.roles import is_group, is_person_noun, is_plural
from rag.terms.stems import stem
from rag.terms.words import STOP_WORDS, tokens
from vectorstore.names import CALENDAR_WORDS

Span = tuple[int, int]

_OWNS = re.compile(r"['’]s?\b(?!\w)")
_VERB = re.compile(
    r"^\W*(?:and |but )?who (?:else )?(?:(?:has|have|had|was|is|were|will|would|also|been|first"
    r"|recently|just|originally|officially|the|to) )*(?P<verb>[a-z]+)",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"^\W*(?:and |but )?who(?:m)? (?:did|does|do)\b", re.IGNORECASE)
_PARTICIPLE = re.compile(r"\b(?!between)\w+(?:ed|en)\b")
_BETWEEN = re.compile(r"\b(?:by|between) (?:(?!of\b|in\b|from\b|at\b)[\w’'-]+ ){0,6}$")
_AFTER_HEAD = re.compile(r" (?:of|at|from|in|for|with|who|that|on|near)\b|,")
_THING = re.compile(
    r"\b(?:Dam|Bridge|River|Road|Street|Avenue|Lake|Square|Station|Line|Valley|Airport|Tunnel|Tower"
    r"|Summit|Report|Act|Treaty)$"
)
"""What does nothing itself."""
_DEED = re.compile(r"(?:tion|sion|ment|ance|sal|val)$")
_OF_ONE = re.compile(r" of (?:the |its |his |her )?(?:[\w’'-]+ ){0,2}")
_STRONG = re.compile(r"[;:]|\. |, (?:while|whereas|but|although)\b")
_OF = re.compile(r"\b(?:to|of|with|in|from|for|against|at|on|about|over|near|than|alongside) $")
_STANCES = frozenset(
    stem(word)
    for word in (
        "criticise criticised criticize criticized praise praised condemn condemned support"
        " supported oppose opposed welcome welcomed defend defended attack attacked blame blamed"
        " accuse accused dispute disputed deny denied reject rejected contradict contradicted"
    ).split()
)
LEAST_SURE = -8.0
"""Log-odds of the reader for somebody of whom the verb of the question is not told."""


def doers(sentence: str, outlet: str | None, question: str) -> Iterator[Span]:
    """Yield the names in a sentence that can be somebody.

    >>> text = "Ada Holm won, the Osk Review said (T. Lind, Osk Cups, Osk Review, 2023)."
    >>> [text[slice(*span)] for span in doers(text, "Osk Review", "Who won?")]
    ['Ada Holm']
    """
    hidden = notes(sentence)
    nobody = set(tokens(question)) | CALENDAR_WORDS | CREDITS | STOP_WORDS
    for match in WHOLE.finditer(sentence):
        words, span = match.group(), match.span()
        if not words[0].isupper() or within(span[0], hidden) or _owns(sentence, span):
            continue
        told = tidy(words) or ""
        said = set(tokens(told)) if not is_thing(told) else set()
        if not said <= nobody and not (outlet and said <= set(tokens(outlet))):
            yield span


def is_thing(words: str) -> bool:
    """Tell whether a name is that of a thing, which does nothing: "the Harne Dam"."""
    return _THING.search(words) is not None


def is_somebody(words: str) -> bool:
    """Tell whether words without a name say somebody: a person, a group, an organisation.

    >>> is_somebody("a tram driver"), is_somebody("residents of Osk"), is_somebody("abroad")
    (True, True, False)
    """
    head = _AFTER_HEAD.split(words)[0].split()[-1:]
    if not head or (words != words.lower() and head[0][:1].isupper()):
        return False
    word = head[0].casefold()
    known = is_person_noun(word) or is_plural(word) or is_group(word) or word in GROUPS
    return known or word in ORGANISATION


def _owns(sentence: str, span: Span) -> bool:
    return bool(_OWNS.search(sentence[span[1] - 2 : span[1]]) or _OWNS.match(sentence, span[1]))


def does_it(asked: Asked, sentence: str, span: Span, sure: float | None) -> bool:
    """Tell whether a name can be the one who does what the verb of a question says.

    `sure` is the reader's log-odds, where there is one: it decides where the sentence has not got
    the verb, but something else of what is asked about.

    >>> from rag.short.asked import asked_of
    >>> asked, text = asked_of("Who won the cup?"), "The cup was won by Ada Holm of Sund."
    >>> does_it(asked, text, (19, 27), 1.0), does_it(asked, text, (31, 35), 1.0)
    (True, False)
    """
    verb = _verb(asked.about)
    if verb is None:
        return True
    words = re.finditer(r"[\w’'-]+", sentence)
    places = [m.span() for m in words if stem(m.group().casefold()) == verb]
    if not places:
        likely = sure is None or sure >= LEAST_SURE
        rest = " ".join(w for w in asked.about.split() if stem(w.strip("?").casefold()) != verb)
        return likely and verb not in _STANCES and tells_of(rest, sentence)
    return any(_before(sentence, span, place) or _by(sentence, span, place) for place in places)


def has_verb(asked: Asked, sentence: str) -> bool:
    """Tell whether a sentence has the verb of which "who" is the subject."""
    verb = _verb(asked.about)
    return verb is not None and verb in {stem(word) for word in tokens(sentence)}


def _verb(question: str) -> str | None:
    """Return the stem of the verb of which "who" is the subject."""
    match = None if _OBJECT.match(question) else _VERB.match(question)
    found = stem(match["verb"].casefold()) if match else None
    return found if found in event_stems(question) else None


def _before(sentence: str, span: Span, verb: Span) -> bool:
    """Tell whether a name can be the subject of a verb: before it, and of no other word."""
    if _STRONG.search(sentence[span[1] : verb[0]]) or _OF.search(sentence[: span[0]]):
        return False
    passive = re.search(r"\b(?:is|was|are|were|been|being|be)(?: \w+ly)? $", sentence[: verb[0]])
    return span[1] <= verb[0] and passive is None


def _by(sentence: str, span: Span, verb: Span) -> bool:
    """Tell whether a name stands behind the "by" of a verb, or the "of" of its noun."""
    between = sentence[verb[1] : span[0]]
    if _DEED.search(sentence[slice(*verb)]) and _OF_ONE.fullmatch(between):
        return True
    told = _BETWEEN.search(between)
    return verb[1] <= span[0] and told is not None and not _PARTICIPLE.search(between)
