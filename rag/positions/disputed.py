"""Two figures or times within one article, where it reports that they are disputed.

"Sales fell by a quarter, said the traders. The city disputes the figure and speaks of a tenth": the
article itself sets them against each other, in words or by quoting two people. What this module
does not know: a dispute that is not told near the second figure.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from rag.draft import Quote
from rag.evidence import Evidence
from rag.positions.amounts import amounts
from rag.positions.claims import Claim
from rag.positions.reasons import Who
from rag.positions.values import Value, at_odds, comparable
from rag.terms.words import keys

CLOSE, COVERED = 0.45, 0.25
"""Similarity to the question, and share of its words, that one of the two sentences needs."""
WHOLE = 0.6
"""Share of them in the passage, where the article says itself that others tell it otherwise."""
ALSO_CLOSE = 0.3
"""Similarity that a sentence needs which another speaker says."""
SURE = 6.0
"""Score of the claim that answers best."""
NEAR = 3
"""Sentences between what two people say."""
SHARED = 2
"""Words of the first sentence that stand where it is disputed, further down."""

LARGE = 1000.0
"""A bare number from here on is no "468" that means millions."""

_TIMES_MORE = {"million": 1e6, "billion": 1e9}
_SCALE = re.compile("|".join(_TIMES_MORE), re.IGNORECASE)
_WHAT = (
    r"(?:figures?|numbers?|hours?|times?|dates?|days?|counts?|tolls?|estimates?|sums?|totals?"
    r"|amounts?|versions?|accounts?|forecasts?|demand|costs?|prices?|calculations?)"
)
_DISPUTES = re.compile(
    rf"\b(?:disput|contradict|contest|correct|doubt|challeng|reject|den[iy])\w*\b[^.]*\b{_WHAT}\b"
    rf"|\b(?:new|later|own|second|other) (?:count|estimate|tally|survey|study|figure)\b"
    rf"|\bnot the {_WHAT}\b|\binstead of\b|\brather than\b",
    re.IGNORECASE,
)
_OTHERS = (
    r"(?:other|some|most|earlier|later|older|newer)"
    r" (?:accounts?|sources?|reports?|versions?|papers?|witnesses|records)"
)
_OTHERS_SAY = re.compile(
    rf"\b{_OTHERS} (?:places?|puts?|dates?|says?|speaks?|gives?|names?|has|have|mentions?)\b"
    rf"|\baccording to {_OTHERS}\b",
    re.IGNORECASE,
)
_ANOTHER_SPEAKS = re.compile(
    r"(?:,|;|\band|\bbut|\bwhile|\bwhereas)(?: [\w'’-]+){1,5} (?:sa(?:y|ys|id)|speaks?|spoke"
    r"|claim(?:s|ed)?|estimate[sd]?|puts?|gives?|gave|reports?|reported|counts?|counted)\b[^,;]*$"
    r"|\b(?:and|but) the(?: [\w'’-]+){1,3} (?:of|at|says?) $",
    re.IGNORECASE,
)


def disputed(
    claims: Sequence[Claim], evidence: Sequence[Evidence], who: Who
) -> tuple[Claim, Claim] | None:
    """Return two claims of one article that it sets against each other, the closest first."""
    for one in sorted(claims, key=lambda c: -c.evidence.score):
        for other in claims:
            if _from_one_article(one, other) and at_odds(one.value, other.value):
                if _is_about(one.evidence) and _set_against(one, other, evidence, who):
                    return one, other
                if _others_say(one.evidence, other.evidence):
                    return one, other
    return None


def _set_against(one: Claim, other: Claim, evidence: Sequence[Evidence], who: Who) -> bool:
    between = _between(one.evidence, other.evidence, evidence)
    return _says_so(one.evidence, other.evidence, between) or _two_people(
        one, other, len(between), who
    )


def _others_say(one: Evidence, other: Evidence) -> bool:
    """Tell whether the second sentence says that others tell what the first tells otherwise."""
    about = min(one.overlap, other.overlap) >= COVERED and one.context >= WHOLE
    return about and _OTHERS_SAY.search(other.text) is not None


def told_together(
    claims: Sequence[Claim], evidence: Sequence[Evidence]
) -> tuple[Evidence, list[Value]] | None:
    """Return the figures that one sentence gives as those of different people, with the sentence.

    "The office speaks of 468 million and the auditor of 530." It is about the question itself, or
    has the figure that answers best.
    """
    best = _digits(claims[0].value.text) if claims and claims[0].score >= SURE else None
    for e in evidence:
        found = _of_one_scale(amounts(e.text))
        if _is_about(e) or (best and best in {_digits(value.text) for value in found}):
            told = [(a, b) for a, b in pairwise(found) if _of_two(e.text, a, b)]
            if told:
                return e, list(dict.fromkeys(value for pair in told for value in pair))
    return None


def _of_one_scale(found: Sequence[Value]) -> list[Value]:
    """Return amounts, of which a bare one after "412 million" means millions, too."""
    scaled: list[Value] = []
    for value in found:
        before = scaled[-1] if scaled else value
        scale = _SCALE.search(before.text)
        if scale and not value.unit and (value.amount or LARGE) < LARGE:
            amount = (value.amount or 0.0) * _TIMES_MORE[scale[0].casefold()]
            value = replace(value, amount=amount, text=f"{value.text} {scale[0]}")
        scaled.append(value)
    return scaled


def _digits(amount: str) -> str | None:
    found = re.search(r"\d[\d,.]*", amount)
    return found.group().rstrip(",.") if found else None


def _of_two(text: str, one: Value, other: Value) -> bool:
    between = text[one.span[1] : other.span[0]]
    return _ANOTHER_SPEAKS.search(between) is not None and at_odds(one, other)


def _is_about(e: Evidence) -> bool:
    return e.similarity >= CLOSE and e.overlap >= COVERED


def _from_one_article(one: Claim, other: Claim) -> bool:
    first, second = one.evidence, other.evidence
    return first.chunk.article_id == second.chunk.article_id and first.start != second.start


def _between(one: Evidence, other: Evidence, evidence: Sequence[Evidence]) -> list[str]:
    """Return the sentences from the one after the first to the second, in order."""
    first, second = sorted((one, other), key=lambda e: e.start)
    inside = {
        e.start: e.text
        for e in evidence
        if e.chunk.article_id == one.chunk.article_id and first.start < e.start <= second.start
    }
    return [inside[start] for start in sorted(inside)]


def _says_so(one: Evidence, other: Evidence, between: Sequence[str]) -> bool:
    """Tell whether the second sentence, or the one before it, disputes what the first says."""
    first = min((one, other), key=lambda e: e.start)
    near = between[-2:]
    if not any(_DISPUTES.search(text) for text in near):
        return False
    # It may dispute something that was said in between.
    shared = keys(first.text) & keys(" ".join(near))
    return len(between) == 1 or len(shared) >= SHARED


def _two_people(one: Claim, other: Claim, sentences: int, who: Who) -> bool:
    """Tell whether two people, both known, give comparable figures close to each other."""
    if sentences > NEAR or other.evidence.similarity < ALSO_CLOSE:
        return False
    same = one.value.unit & other.value.unit if one.value.kind == "number" else True
    if not same or (one.value.kind == "number" and not comparable(one.value, other.value)):
        return False
    speakers = {who(_quote(c.evidence)).speaker for c in (one, other)}
    return None not in speakers and len(speakers) == 2


def _quote(e: Evidence) -> Quote:
    return Quote(e.chunk, e.start, e.end)
