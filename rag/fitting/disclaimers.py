"""An editor's disclaimer: "the views expressed are those of the author", and who asks for one.

It tells whose opinion a piece is and nothing of what the piece is about, so it is quoted only where
that is asked. What this module does not know: any other language than English.
"""

import re

_VIEW = r"(?:opinions?|views?|positions?|viewpoints?)"
_WRITTEN = re.compile(
    r"\b(?:authors?|writers?|columnists?|contributors?|articles?|columns?|commentar(?:y|ies)|pieces?"
    r"|essays?|op-eds?|expressed (?:here|above|in this))\b",
    re.IGNORECASE,
)
_OWNED = re.compile(
    rf"\b{_VIEW}\b.{{0,100}}\bnot (?:necessarily )?(?:reflect|represent|coincide|share|express"
    r"|correspond|match)\b|\bnot (?:necessarily )?(?:reflect|represent|coincide|share|express"
    rf"|correspond|match|endorse)\b.{{0,80}}\b{_VIEW}\b"
    rf"|\b{_VIEW}\b.{{0,40}}\b(?:are|is|remain|belong to)\b (?:\w+ ){{0,2}}?(?:those of|the author"
    r"|the writer|(?:his|her|their|my|the authors?[’']s?) own)"
    rf"|\bpersonal {_VIEW} of the\b|\b(?:author|writer|columnist)[’']s own {_VIEW}\b",
    re.IGNORECASE,
)
_PIECE = re.compile(
    r"\b(?:articles?|columns?|pieces?|essays?|texts?|editorials?|notes?|disclaimers?|reports?"
    r"|commentar(?:y|ies)|op-eds?|outlet|newspaper|paper|magazine|editors?|publisher)\b"
    r"|(?-i:\b(?:Gazette|Review|Post|Times|Courier|Observer|Independent|Chronicle|News)\b)",
    re.IGNORECASE,
)
_WHOSE_VIEW = re.compile(
    rf"\b(?:whose|own|shares?|reflects?|represents?|disclaimers?|personal|expresse?s?|endorses?"
    rf"|stands? behind|responsible|agrees?)\b.*\b(?:{_VIEW}|disclaimers?)\b"
    rf"|\b{_VIEW}\b.*\b(?:own|shared?|reflect|represent|endorsed?|of (?:the )?(?:paper|outlet))\b"
    r"|\b(?:disclaimer|editor[’']s note)\b",
    re.IGNORECASE,
)


def is_disclaimer(sentence: str) -> bool:
    """Tell whether a sentence only says whose opinion a piece is, or is not.

    >>> is_disclaimer("The opinions in this essay are those of its writer.")
    True
    >>> is_disclaimer("The mayor does not share the views of the council.")
    False
    """
    return bool(_OWNED.search(sentence) and _WRITTEN.search(sentence))


def asks_whose_view(question: str) -> bool:
    """Tell whether a question asks whose opinion a piece is.

    >>> asks_whose_view("Does the paper share the opinion of the column?")
    True
    >>> asks_whose_view("What is the author's opinion on the tram?")
    False
    """
    return bool(_WHOSE_VIEW.search(question) and _PIECE.search(question))
