"""A sentence that tells of another place or year than the one that is asked about.

"Who attended the summit in Osk?" is not answered by who attended the summit in Sund. What this
module does not know: that one place lies in another; a sentence that names only the wider one is
taken to be of another.
"""

import re
from collections.abc import Iterator

from rag.dialogue.mentions import NAME
from rag.dialogue.places import is_place, same_state
from rag.terms.words import content_stems, fold, keys
from vectorstore.names import CALENDAR_WORDS

_IN_PLACE = re.compile(
    rf"(?P<before>[^,;:?]*?)\b(?:[Ii]n|[Aa]t) (?:the )?(?:[a-z]+ of )?(?P<place>{NAME})"
    r"(?!\w| [a-z]+ (?:in|at|of) )"
)
"""Not "the BRICS" of "at the BRICS summit in Osk": that is no place."""
_IN_YEAR = re.compile(
    r"\b(?:[Ii]n|of|[Dd]uring|[Ss]ince|for) (?:[A-Z][a-z]+ )?(?P<year>(?:19|20)\d\d)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_WIDE = frozenset(
    "america us u.s usa uk u.k uae europe africa asia oceania antarctica scandinavia".split()
)


def is_elsewhere(question: str, sentence: str, passage: str = "") -> bool:
    """Tell whether a sentence is of another place or year than the one a question names.

    What the sentence leaves out, its `passage` tells.

    >>> asked = "Who attended the summit in Osk?"
    >>> is_elsewhere(asked, "Ada Holm attended the summit in Sund.")
    True
    >>> is_elsewhere(asked, "Ada Holm of Sund attended."), is_elsewhere(asked, "Many came to Osk.")
    (False, False)
    """
    by_sentence = _other_place(question, sentence) or _other_year(question, sentence)
    return by_sentence or (not _is_wide(question) and _other_place(question, passage))


def _is_wide(question: str) -> bool:
    """Tell whether a question is of a country or more, which articles seldom name where they are
    of it."""
    asked = next(_in_places(question), None)
    return asked is not None and (is_place(asked["place"]) or fold(asked["place"]) in _WIDE)


def _other_place(question: str, sentence: str) -> bool:
    asked = next(_in_places(question), None)
    if asked is None or _names(asked["place"], sentence):
        return False
    # What happens there, or is there: the last word before "in Osk" that tells something.
    about = content_stems(asked["before"])[-1:]
    return any(set(about) & set(content_stems(m["before"])) for m in _in_places(sentence))


def _in_places(text: str) -> Iterator[re.Match[str]]:
    for match in _IN_PLACE.finditer(text):
        if fold(match["place"].split()[0]) not in CALENDAR_WORDS:
            yield match


def _names(place: str, sentence: str) -> bool:
    told = fold(sentence)
    named = any(re.search(rf"\b{re.escape(one)}\b", told) for one in same_state(place))
    return named or not keys(place).isdisjoint(keys(sentence))


def _other_year(question: str, sentence: str) -> bool:
    asked = _IN_YEAR.search(question)
    told = {match["year"] for match in _IN_YEAR.finditer(sentence)}
    return asked is not None and bool(told) and asked["year"] not in _YEAR.findall(sentence)
