"""Questions that say nothing of their own: "and what else?", "why?", "tell me more".

They go on with the question before them, unless they turn from where or when it asked. What this
module does not know: what the question before was about.
"""

import re

from rag.dialogue.mentions import mentions
from rag.terms.words import content_stems

_SAYS_NOTHING = frozenset(
    "els anyth someth detail elabor continu exampl inform specif explain explan reason caus happen"
    " next thing point expand background context true correct realli sure stori matter thei believ"
    " mean pleas becaus happ follow chang ye okai ok thank go add mention state exactli involv"
    " report write wrote claim argu think thought tell sai evid proof prove comment".split()
)
"""Stems of words that ask on without naming anything."""
_OTHERS = (
    r"(?:outlets?|papers?|newspapers?|media|sources?|reports?|articles?|sites?|journalists?|people"
    r"|experts?|sides?)"
)
_ELSEWHERE = re.compile(
    rf"\b(?:(?:any|every|no|some)(?:one|body) else|elsewhere|(?:the )?other {_OTHERS}|the others?"
    rf"|others|(?:another|a different) {_OTHERS}|anyone|anybody|everyone|everybody"
    r"|disagrees?|contradicts?|confirm(?:s|ed)?|den(?:y|ies)|true|correct)\b",
    re.IGNORECASE,
)
_ANOTHER_TIME = re.compile(
    r"\b(?:before (?:that|then)|(?:since|after|until) (?:that|then)|afterwards?|later|earlier"
    r"|previously|next|beforehand|meanwhile|now|nowadays|today|currently|still|yet|so far|ever"
    r"|any other time|in other (?:weeks|months|years))\b",
    re.IGNORECASE,
)
_TURNS = re.compile(f"{_ELSEWHERE.pattern}|{_ANOTHER_TIME.pattern}", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:and|but|so|or|also)\b", re.IGNORECASE)
MOST_WORDS = 8
"""A longer question has more to say than its words show."""


def is_vague(question: str, beside: str = "") -> bool:
    """Tell whether a question says nothing of its own, but for the words `beside`.

    >>> is_vague("And what else?"), is_vague("Who else paid?")
    (True, False)
    """
    rest = " ".join(question.replace(beside, " ").split()) if beside else question
    turns = _TURNS.sub(" ", rest)
    # The first word has its capital anyway.
    if len(rest.split()) > MOST_WORDS or mentions(turns[:1].lower() + turns[1:]):
        return False
    return set(content_stems(turns)) <= _SAYS_NOTHING


def goes_on(question: str) -> bool:
    """Tell whether a question is tied to the one before by its first word."""
    return _GOES_ON.match(question) is not None


def turns_elsewhere(question: str) -> bool:
    """Tell whether a question asks for others than the outlet before: "And what do others say?"."""
    return _ELSEWHERE.search(question) is not None


def turns_to_another_time(question: str) -> bool:
    """Tell whether a question asks for other days than those before: "And since then?"."""
    return _ANOTHER_TIME.search(question) is not None
