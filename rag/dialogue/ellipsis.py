"""Questions that leave out what the question before them said, and are completed from it.

"And Türkiye?" puts a name in the place of one of its kind, "Why?" another question word before the
same clause, "How did Moscow respond?" takes the earlier clause as what was responded to. Only what
the order of words makes certain is completed; otherwise None. What this module does not know:
pronouns; follow_up.py replaces them.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from rag.days.periods import named_dates
from rag.dialogue.frame import ADVERB, DOES, FRAME, bare, frame_of
from rag.dialogue.mentions import AUXILIARY, Mention, mentions
from rag.dialogue.places import is_place
from rag.dialogue.reacting import reaction
from rag.dialogue.slots import how_many, in_slot
from rag.terms.words import content_stems, fold

_ABOUT = re.compile(r"^(?:what|how) about ", re.IGNORECASE)
_BARE_ADVERB = re.compile(rf"^(?P<ask>{ADVERB})(?P<no> not)?[?.! ]*$", re.IGNORECASE)
_SAME_VERB = re.compile(
    r"^(?:do so|do the same|do it|do that|follow suit|too|as well)?$", re.IGNORECASE
)
_REACTED = re.compile(r"\b(?:respond|react|reply|comment)\b", re.IGNORECASE)
_BASE_FORM = DOES | frozenset("can could should shall must may might".split())
_PREPOSITION = re.compile(
    r"^(?P<word>with|in|at|on|for|from|to|by|of|against|between|during|under|without|about) ", re.I
)
_ADDED = frozenset("with in at for from by during under without".split())
"""Prepositions whose phrase can be added to a question that has none of that kind."""
_COMPLEMENT = re.compile(r"^(?:to|for|about|on|against|with|from|of) ", re.IGNORECASE)
MOST_WORDS = 3
"""Words that carry meaning in a part of a question; more of them are a question of their own."""


def complete(question: str, earlier: str) -> str | None:
    """Return the question with what it leaves out, or None where that is not certain.

    >>> complete("And Türkiye?", "When did Azerbaijan apply to BRICS?")
    'When did Türkiye apply to BRICS?'
    >>> complete("How did Moscow respond?", "Why did Astana refuse to join BRICS?")
    'How did Moscow respond to Astana refusing to join BRICS?'
    """
    part = part_of_question(question)
    if part is not None:
        if _BARE_ADVERB.match(part):
            return _other_adverb(part, earlier)
        return _other_part(part, earlier) or in_slot(part, bare(earlier))
    text = bare(question)
    rules = (how_many, _same_verb, reaction, _same_complement)
    return next((done for rule in rules if (done := rule(text, earlier)) is not None), None)


def part_of_question(question: str) -> str | None:
    """Return what is asked in a question that is only a part of one, or None for a whole one.

    Whole questions, and names typed alone as one types them into a search box, are none.
    """
    tied = bare(question)
    text = _ABOUT.sub("", tied).rstrip("?.! ")
    if _BARE_ADVERB.match(text):
        return text
    if len(content_stems(text)) > MOST_WORDS or re.search(rf"\b{AUXILIARY}\b", text, re.I):
        return None
    if _is_tied(question, tied):
        return text if not re.match(r"(?:who|what|which|whose|how)\b", text, re.I) else None
    return text if question.rstrip().endswith("?") and _is_name_or_time(text) else None


def _is_tied(question: str, tied: str) -> bool:
    return tied != question.strip() or _ABOUT.match(tied) is not None


def _is_name_or_time(text: str) -> bool:
    phrase = _PREPOSITION.sub("", text)
    found = mentions(f"· {phrase}")
    return is_place(phrase) or (len(found) == 1 and found[0].text == phrase)


def _other_adverb(part: str, earlier: str) -> str | None:
    """ "Why?" after "When did it open?": the same clause, asked for in another way."""
    asked = _BARE_ADVERB.match(part)
    match = FRAME.match(bare(earlier))
    if asked is None or match is None:
        return None
    before, now = (match["ask"] or "").lower(), asked["ask"].lower()
    if before == now or not (before == "" or re.fullmatch(ADVERB, before)):
        return None
    if not asked["no"]:
        return f"{now.capitalize()} {match['aux'].lower()} {match['clause']}?"
    frame = frame_of(earlier)
    if frame is None or before or re.search(r"\bnot\b|n['’]t\b", frame.rest):
        return None
    return f"{now.capitalize()} {frame.aux} {frame.subject} not {frame.rest}?"


def _other_part(part: str, earlier: str) -> str | None:
    """ "And Türkiye?", "What about 2023?", "And with China?": put in the place of its like."""
    preposition = _PREPOSITION.match(part)
    phrase = part[preposition.end() :] if preposition else part
    word = preposition["word"].lower() if preposition else ""
    found = mentions(f"· {phrase}")
    if not (is_place(phrase) or (len(found) == 1 and found[0].text == phrase)):
        return None
    kind = "place" if is_place(phrase) else found[0].kind
    there = mentions(earlier)
    if kind == "time":
        return _other_time(phrase, word or "in", earlier, [m for m in there if m.kind == "time"])
    if word:
        return _other_phrase(phrase, word, earlier, there)
    return _other_name(phrase, kind, earlier, there)


def _other_time(phrase: str, word: str, earlier: str, times: Sequence[Mention]) -> str | None:
    if len(times) == 1:
        return _put(_of_that_year(phrase, times[0].text), times[0], earlier)
    asks_when = re.match(r"(?:since |until )?when\b|what year\b", bare(earlier), re.IGNORECASE)
    if times or asks_when:
        return None
    joined = phrase if phrase.split()[0].lower() in ("last", "this", "next") else f"{word} {phrase}"
    return f"{earlier.rstrip('?.! ')} {joined}?"


def _of_that_year(phrase: str, earlier: str) -> str:
    """ "In July" after "in March 2023" is in July 2023."""
    named, before = named_dates(phrase), named_dates(earlier)
    if len(named) != 1 or named[0].year or not before or not before[-1].year:
        return phrase
    return f"{phrase} {before[-1].year}"


def _other_phrase(phrase: str, word: str, earlier: str, there: Sequence[Mention]) -> str | None:
    after = [
        m
        for m in there
        if m.kind != "time" and re.search(rf"\b{word} $", earlier[: m.start], re.IGNORECASE)
    ]
    if len(after) == 1:
        return _put(phrase, after[0], earlier)
    if word == "with" and not after and (pair := _second_of_pair(earlier, there)):
        return _put(phrase, pair, earlier)
    if after or word not in _ADDED:
        return None
    return f"{earlier.rstrip('?.! ')} {word} {phrase}?"


def _second_of_pair(earlier: str, there: Sequence[Mention]) -> Mention | None:
    """Return Russia of "between Kazakhstan and Russia"."""
    for first, second in pairwise(there):
        between = earlier[first.end : second.start].strip() == "and"
        if between and earlier[: first.start].rstrip().endswith("between"):
            return second
    return None


def _other_name(phrase: str, kind: str, earlier: str, there: Sequence[Mention]) -> str | None:
    """Return the question with the one name of that kind, or with who reacted, replaced."""
    alike = [m for m in there if _alike(m.kind, kind)]
    reacted = _REACTED.search(earlier)
    if reacted is not None:
        alike = [m for m in alike if m.end <= reacted.start()]
    return _put(phrase, alike[0], earlier) if len(alike) == 1 else None


def _alike(kind: str, other: str) -> bool:
    """Tell whether two names can stand for things of one kind."""
    if "thing" in (kind, other):
        return False
    return kind == other or {kind, other} in ({"person", "name"}, {"organisation", "name"})


def _put(phrase: str, mention: Mention, earlier: str) -> str | None:
    if fold(phrase) == fold(mention.text):
        return None
    return bare(earlier[: mention.start] + phrase + earlier[mention.end :])


def _same_verb(question: str, earlier: str) -> str | None:
    """ "Did Kazakhstan do the same?": the verb of the earlier question and what belongs to it."""
    frame, before = frame_of(question), frame_of(earlier)
    if frame is None or before is None or not _SAME_VERB.match(frame.rest) or not before.rest:
        return None
    both_do = {frame.aux, before.aux} <= _BASE_FORM
    whole = all(f.ask == "" or re.fullmatch(ADVERB, f.ask) for f in (frame, before))
    if not both_do and (frame.aux != before.aux or (frame.ask and not frame.rest)):
        return None  # "Where is Kazan?" leaves nothing out
    if not whole or frame.subject == before.subject:
        return None
    opening = f"{frame.ask} {frame.aux}".strip().capitalize()
    return f"{opening} {frame.subject} {before.rest}?"


def _same_complement(question: str, earlier: str) -> str | None:
    """ "When did Türkiye apply?" after "When did Azerbaijan apply to BRICS?"."""
    frame, before = frame_of(question), frame_of(earlier)
    if frame is None or before is None or not frame.rest or frame.subject == before.subject:
        return None
    complement = before.rest.removeprefix(frame.rest).strip()
    if complement == before.rest or " " in frame.rest or not _COMPLEMENT.match(complement):
        return None
    return f"{question[0].upper()}{question[1:].rstrip('?.! ')} {complement}?"
