"""Who says a sentence, and what kind of sentence it is, where its words make that certain.

Precision first: unknown stays None. What this module does not know: who "he" or "the expert"
is, and what stands in the sentences around.
"""

import re
from dataclasses import dataclass

from rag.answer import Kind
from rag.draft import Quote
from rag.words import CALENDAR_WORDS

_NAME = r"[A-ZÀ-Þ][\w’'-]+(?: (?:[A-ZÀ-Þ]\.|[A-ZÀ-Þ][\w’'-]+|al|bin|de|van|von)){0,4}"
_VERB = (
    r"(?:said|says|told|added|adds|noted|wrote|writes|stated|explained|explains|believes|argued"
    r"|argues|claimed|announced|warned|warns|insisted|recalled|sums up"
    r"|(?:notes|states|claims)(?= that\b))"
)
"""Words that are nouns as well ("the BRICS states") count only before "that"."""
_AFTER_VERB = re.compile(rf"[,\"”’'] ?{_VERB} (?:[a-z][\w-]+ ){{0,5}}?(?P<name>{_NAME})")
_BEFORE_VERB = re.compile(rf"(?:^|[\"”’'] ?|, )(?:[\w’'-]+ ){{0,6}}?(?P<name>{_NAME}) {_VERB}\b")
_ACCORDING = re.compile(rf"\b[Aa]ccording to (?:[a-z][\w-]+ ){{0,5}}?(?P<name>{_NAME})")
_QUOTED = re.compile(r"[“\"«][^”\"»]{15,}[”\"»]")
_NO_SPEAKERS = CALENDAR_WORDS | frozenset(
    "the a an in on at but and he she it they we i this that his her".split()
)
MIN_QUOTED_WORDS = 4
"""Fewer words in quotation marks are a name or a term."""
_BELONGS = frozenset("in of from at for with on by near under".split())
"""After these a name is where or whose the speaker is: "officials in Moscow said"."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Speaker and kind of one sentence."""

    speaker: str | None
    kind: Kind


def attribute(quote: Quote) -> Attribution:
    """Read speaker and kind from a quoted sentence."""
    text = quote.text
    if text.endswith("?"):
        return Attribution(None, "question")
    speaker = _speaker(text)
    if any(len(re.findall(r"\w+", quoted)) >= MIN_QUOTED_WORDS for quoted in _QUOTED.findall(text)):
        return Attribution(speaker, "quotation")
    return Attribution(speaker, "statement" if speaker else "reported")


def _speaker(text: str) -> str | None:
    outside = _QUOTED.sub('""', text)
    for pattern in (_AFTER_VERB, _BEFORE_VERB, _ACCORDING):
        match = pattern.search(outside)
        if match and _is_speaker(outside[: match.start("name")], match["name"]):
            return match["name"]
    return None


def _is_speaker(before: str, name: str) -> bool:
    words = before.split()
    return name.split()[0].casefold() not in _NO_SPEAKERS and (
        not words or words[-1] not in _BELONGS
    )
