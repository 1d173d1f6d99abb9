"""Positions that cannot both hold, or give different reasons, set side by side.

Numbers, days and names that different articles give for the same thing (claims.py), reports that
stand against each other (stances.py, polarity.py), judgements and reasons of different people
(judgements.py, reasons.py). What this module does not know: who is right; nobody decides, all
sides are shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from langchain_core.embeddings import Embeddings

from rag.answer import Disagreement, Position
from rag.attribution import attribute
from rag.citations import Numbering
from rag.draft import Quote
from rag.evidence import Evidence
from rag.fitting.cues import asks_for_several, expected
from rag.positions.claims import Asked, Claim, all_claims, asked_for, best_of_each, by_the_clock
from rag.positions.counted import is_of_the_unit
from rag.positions.disputed import disputed, told_together
from rag.positions.judgements import judged
from rag.positions.named import may_be_one_thing, of_one_plan, of_one_time
from rag.positions.parallel import retold_otherwise
from rag.positions.polarity import both_said
from rag.positions.reactions import reactions
from rag.positions.reasons import Who, different_reasons
from rag.positions.stances import opposed_reports
from rag.positions.values import agree, at_odds, of_one_size, share_days
from rag.reading.reader import Reading

MOST_POSITIONS = 4
MOST_QUOTES = 3
"""Articles that are quoted for one position."""

SURE = {"time": 7.0, "number": 4.0, "name": 7.0, "class": 6.0}
"""Score that the best claim needs, by the kind that is asked for. This and what follows was chosen
on a half of RAMDocs and on the sample collection (docs/DISAGREEMENTS.md)."""
ENOUGH = {"time": 8.0, "number": 9.0, "name": 9.0, "class": 7.0}
"""What the score of any other needs, with its likeness to the claims it stands against."""
OF_ONE_EVENT = 7.0
"""The same for days of which some are those of the other claim."""
OF_THE_UNIT = 6.5
"""The same for a number of the very unit that is asked for: money, stops, people."""
UNIT_ALIKE = 0.45
"""Similarity that its sentence then needs to one of the others."""
ALIKE_WEIGHT = 10.0
"""Of the similarity of two sentences: they have to be about the same thing."""
OPEN_ALIKE = 0.6
"""Similarity of two sentences whose names are neither of people nor of places."""
CLOSE = {"time": 0.3, "number": 0.3, "name": 0.4, "class": 0.3}
"""Similarity to the question that a sentence needs."""
COVERED = {"time": 0.0, "number": 0.0, "name": 0.22, "class": 0.3}
"""Weighted share of the question's words that it needs."""

RETOLD = {"time": 0.0, "number": 0.0, "name": 3.0, "class": 0.0}
"""Score of two claims that stand in the same sentence but for themselves."""
RETOLD_CLOSE = 0.3
MOST_COMPARED = 40


@dataclass(frozen=True, slots=True)
class Side:
    """One position before its citations are numbered."""

    value: str
    quotes: tuple[Quote, ...]


def disagreements(
    question: str,
    evidence: Sequence[Evidence],
    readings: Mapping[int, Reading],
    embeddings: Embeddings,
    numbering: Numbering,
    who: Who = attribute,
) -> tuple[Disagreement, ...]:
    """Return what the articles disagree on, at most one thing a question."""
    sides = find_sides(question, evidence, readings, embeddings, who)
    if not sides:
        return ()
    positions = tuple(_position(side, numbering, who) for side in sides[:MOST_POSITIONS])
    return (Disagreement(about=question, positions=positions),)


def find_sides(
    question: str,
    evidence: Sequence[Evidence],
    readings: Mapping[int, Reading],
    embeddings: Embeddings,
    who: Who = attribute,
) -> list[Side]:
    """Return the sides of a disagreement, the best supported first; none where all agree."""
    sides = _sides_of_sentences(question, evidence, who)
    kind = None if sides else asked_for(question)
    if kind is None:
        return sides
    claims = all_claims(question, evidence, readings)
    groups = _groups(question, kind, best_of_each(claims, kind), embeddings)
    if len(groups) < 2 and kind == "time":
        groups = _groups(
            question, kind, best_of_each(by_the_clock(question, claims), kind), embeddings
        )
    groups = groups if len(groups) > 1 else _retold(question, kind, claims)
    if not groups and kind in ("time", "number"):
        groups = [[claim] for claim in disputed(claims, evidence, who) or ()]
    if not groups and kind == "number" and (together := told_together(claims, evidence)):
        told, values = together
        return [Side(value.text, (_quote(told),)) for value in values]
    return [_side(group) for group in groups]


def _sides_of_sentences(question: str, evidence: Sequence[Evidence], who: Who) -> list[Side]:
    """Return the sides that are whole statements: what is so, or why, or what people said of it."""
    against = opposed_reports(question, evidence) or both_said(question, evidence)
    if against is not None:
        return [Side(told.value, (_quote(told.evidence),)) for told in against]
    if judgements := judged(question, evidence, who):
        return [Side(e.text, (_quote(e),)) for e in judgements]
    reasons = different_reasons(question, evidence, who)
    told = reasons if len(reasons) > 1 else reactions(question, evidence, who)
    return [Side(t.evidence.text, (_quote(t.evidence),)) for t in told]


def _groups(
    question: str, kind: Asked, claims: Sequence[Claim], embeddings: Embeddings
) -> list[list[Claim]]:
    """Return the claims that are sure enough, those that agree together."""
    # Names that answer together do not stand against each other.
    if kind == "name" and asks_for_several(question):
        return []
    near = [
        claim
        for claim in claims
        if claim.evidence.similarity >= CLOSE[kind] and claim.evidence.overlap >= COVERED[kind]
    ]
    if len(near) < 2 or near[0].score < SURE[kind]:
        return []
    alike = _alike(near, embeddings)
    # Anything can be asked for: only the likeness of the sentences tells that both are of it.
    least = OPEN_ALIKE if kind == "name" and expected(question) is None else 0.0
    groups = [[0]]
    for at in range(1, len(near)):
        against = [i for group in groups for i in group]
        if _from(near[at]) in {_from(near[i]) for i in against}:
            continue
        likeness = max(alike[at][i] for i in against)
        enough = _enough(question, near[at], [near[i] for i in against], likeness)
        if likeness < least or ALIKE_WEIGHT * likeness < enough - near[at].score:
            continue
        agreeing = next((g for g in groups if _agrees(near, at, g)), None)
        if agreeing is not None:
            agreeing.append(at)
        elif _opposes(question, near, at, against):
            groups.append([at])
    return [[near[i] for i in group] for group in groups]


def _enough(question: str, claim: Claim, against: Sequence[Claim], likeness: float) -> float:
    """Return what the score of a claim needs that is not the best."""
    value = claim.value
    if value.kind == "time" and any(share_days(value, other.value) for other in against):
        return OF_ONE_EVENT
    near_in_size = likeness >= UNIT_ALIKE and any(
        of_one_size(value, other.value) for other in against
    )
    if value.kind == "number" and near_in_size and is_of_the_unit(question, value):
        return OF_THE_UNIT
    return ENOUGH[value.kind]


def _retold(question: str, kind: Asked, claims: Sequence[Claim]) -> list[list[Claim]]:
    """Return two claims that stand in the same sentence but for themselves, the best pair."""
    near = [c for c in claims if c.evidence.similarity >= RETOLD_CLOSE and c.score >= RETOLD[kind]]
    pairs = retold_otherwise(near[:MOST_COMPARED])
    best = next((pair for pair in pairs if _one_thing(question, *pair)), ())
    return [[claim] for claim in best]


def _from(claim: Claim) -> str:
    return claim.evidence.chunk.article_id


def _alike(claims: Sequence[Claim], embeddings: Embeddings) -> list[list[float]]:
    vectors = np.asarray(embeddings.embed_documents([c.evidence.text for c in claims]))
    found: list[list[float]] = (vectors @ vectors.T).tolist()
    return found


def _agrees(claims: Sequence[Claim], at: int, group: Sequence[int]) -> bool:
    return any(agree(claims[at].value, claims[i].value) for i in group)


def _opposes(question: str, claims: Sequence[Claim], at: int, against: Sequence[int]) -> bool:
    """Tell whether a claim is at odds with all others, and about the same thing as one."""
    at_odds_with_all = all(at_odds(claims[at].value, claims[i].value) for i in against)
    return at_odds_with_all and any(_one_thing(question, claims[at], claims[i]) for i in against)


def _one_thing(question: str, one: Claim, other: Claim) -> bool:
    first, second = one.evidence, other.evidence
    of, also_of = first.chunk.metadata, second.chunk.metadata
    said = (one.value.text, other.value.text)
    if one.value.kind in ("name", "class"):
        return of_one_time(of, also_of) and may_be_one_thing(
            question, first.text, second.text, *said
        )
    chunks, told = (first.chunk, second.chunk), (first.text, second.text)
    near = of_one_time(of, also_of) or of_one_plan(question, *chunks, *told)
    titles = (of.title.value or "", also_of.title.value or "")
    return near and may_be_one_thing(question, *told, *said, around=titles)


def _side(group: Sequence[Claim]) -> Side:
    return Side(group[0].value.text, tuple(claim.quote for claim in group[:MOST_QUOTES]))


def _quote(e: Evidence) -> Quote:
    return Quote(e.chunk, e.start, e.end)


def _position(side: Side, numbering: Numbering, who: Who) -> Position:
    first = side.quotes[0]
    metadata = first.chunk.metadata
    return Position(
        value=side.value,
        citations=tuple(dict.fromkeys(numbering.number(quote) for quote in side.quotes)),
        speaker=who(first).speaker,
        outlet=metadata.outlet.value,
        published_at=metadata.published_at.value,
    )
