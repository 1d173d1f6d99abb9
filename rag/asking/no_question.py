"""What is typed and asks nothing of the articles: a greeting, thanks, "tell me more" at the start.

Each gets one sentence that helps, in place of what passages do not say. So does a question that is
not in the language of the articles. What this module does not know: whether a question that is one
can be answered.
"""

import re
from collections.abc import Iterable

from rag.asking.other_language import NAMES, other_language
from rag.dialogue.references import references

_START = r"^\W*(?:(?:and|but|so|oh|ok|okay|well|please)\b\W*)*"
_GREETING = re.compile(
    rf"{_START}(?:hello|hi|hey|hiya|greetings|good (?:morning|afternoon|evening|day))"
    r"(?: (?:there|everyone|all|citewire))?\W*(?:how are you\W*)?$",
    re.IGNORECASE,
)
_THANKS = re.compile(
    rf"{_START}(?:(?:many |great,? |ok,? )?(?:thanks|thank you|thx|cheers)(?: (?:a lot|so much"
    r"|very much|again|for (?:the|your) (?:help|answers?)))*|(?:good)?bye|see you|great|perfect"
    r"|cool|nice|good|ok|okay|i see|got it|understood)\W*$",
    re.IGNORECASE,
)
_MORE = re.compile(
    rf"{_START}(?:(?:can you |could you )?(?:tell|show|give) (?:me |us )?(?:some )?more"
    r"(?: details?)?"
    r"|more(?: details?)?|go on|continue|what else|anything else|explain|why(?: not| so)?"
    r"|how(?: so| come)?|when|where|who|what|really|(?:is|was) (?:it|that|this) (?:true|so|right"
    r"|correct)|are you sure|and(?: then)?)\W*$",
    re.IGNORECASE,
)
ASK = "Ask a whole question about your articles, with the names it is about"


def helpful(question: str, languages: Iterable[str | None], alone: bool) -> str | None:
    """Return a sentence that helps where this asks nothing of the articles, else None.

    `languages` are the codes of the articles that were found, `alone` tells whether there is no
    earlier question that this one could go on from.
    """
    if _GREETING.match(question):
        return f"Hello. {ASK}: what was reported, by whom, or when."
    if _THANKS.match(question):
        return f"You are welcome. {ASK}, whenever you like."
    if alone and _MORE.match(question):
        return f"No question before this one says what it is about. {ASK}."
    if alone and (referring := references(question)):
        words = referring[0].word
        return f"No question before this one tells what “{words}” means. {ASK}."
    return _in_their_language(question, {code for code in languages if code})


def _in_their_language(question: str, languages: set[str]) -> str | None:
    """Return in which language to ask, where none of the articles is in that of the question."""
    asked = other_language(question)
    if asked is None or not languages or asked in languages:
        return None
    if not languages <= NAMES.keys():
        return None
    named = " or ".join(sorted(NAMES[code] for code in languages))
    return f"The articles that were found are in {named}, the question is not. Ask in {named}."
