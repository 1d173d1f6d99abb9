"""Last stage: everything that was found and told, as one Answer.

What this module does not know: how any of it was found.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from rag.abstention import Refusal, closest
from rag.answer import Abstention, Answer, Disagreement, Passage, Seconds
from rag.attribution import said_by
from rag.citations import Numbering, marked_text
from rag.comparison import rows
from rag.days.not_yet_out import undated_notices
from rag.days.timeline import timeline
from rag.days.undated import with_windows
from rag.disagreement import disagreements
from rag.draft import DraftStatement, Notice
from rag.evidence import Evidence
from rag.fitting.own_words import carrying, own_part
from rag.flow.resources import Resources, State
from rag.flow.telling import Part
from rag.near_copies import with_copies
from rag.origins import origins
from rag.retriever import Candidate
from rag.short.sides import undecided
from rag.short_answer import short_answer
from rag.suggesting.suggestions import suggestions

CLOSEST = 3
"""Passages an abstention shows."""
EXTRACTIVE = "extractive"
"""The composer of answers without a language model."""


@dataclass(frozen=True, slots=True)
class Recording:
    """The step that makes the Answer."""

    resources: Resources
    composer: str
    """Who composes: the name of a model, or EXTRACTIVE."""

    def answer(self, state: State) -> Answer:
        """Return the answer with all that belongs to it."""
        parts: list[Part] = state.get("statements") or []
        refusals = [part for part in parts if isinstance(part, Refusal)]
        refusal: Refusal | None = state["refusal"] or next(iter(refusals), None)
        numbering = Numbering()
        drafts = [part for part in parts if isinstance(part, DraftStatement) and not refusal]
        statements = tuple(numbering.statement(draft) for draft in drafts)
        query, evidence = state["query"], state["evidence"]
        conflicts = self._conflicts(state, numbering) if statements else ()
        telling = _telling(state, drafts)
        short = short_answer(query.searched_for, drafts, telling, state["readings"])
        asked = query.searched_for, drafts, evidence, numbering
        dated = timeline(*asked, query.account, query.filters.days)
        passages = with_windows([_passage(c) for c in state["candidates"]], self.resources.text)
        notices = [part for part in parts if isinstance(part, Notice)]
        known = (*query.filters.notices, *(notice.text for notice in notices))
        alone = any(notice.without_model for notice in notices) or bool(state["sides"])
        citations = with_copies(numbering.citations(), state["candidates"])
        citations = with_windows(citations, self.resources.text)
        outlets = self.resources.store.catalog.outlets().values()
        return Answer(
            question=query.question,
            searched_for=query.searched_for,
            as_of=query.as_of.isoformat() if query.as_of else None,
            status="abstained" if refusal else "answered",
            confidence=round(state["confidence"], 4),
            text=marked_text(statements),
            statements=statements,
            citations=citations,
            short_answer=undecided(short, conflicts) if short else None,
            disagreements=conflicts,
            abstention=self._abstention(refusal, state, passages),
            passages=passages,
            seconds=_seconds(state),
            composer=EXTRACTIVE if alone else self.composer,
            notices=(*known, *undated_notices(citations, query.as_of)),
            comparison=rows(state["sides"], statements),
            matched=state["respelled"].matched,
            filters=query.filters.applied,
            timeline=dated,
            origins=origins(citations, state["candidates"], outlets),
        )

    def _conflicts(self, state: State, numbering: Numbering) -> tuple[Disagreement, ...]:
        query, evidence = state["query"], state["evidence"]
        if state["premise"] is not None and state["premise"].nobody:
            return ()
        return disagreements(
            query.searched_for,
            carrying(query, evidence, ()) if own_part(query) else evidence,
            state["readings"],
            self.resources.sentences,
            numbering,
            who=lambda quote: said_by(quote, self.resources.text),
        )

    def _abstention(
        self, refusal: Refusal | None, state: State, passages: tuple[Passage, ...]
    ) -> Abstention | None:
        if refusal is None:
            return None
        query, found, weights = state["query"], state["candidates"], state["weights"]
        retriever, sentences = self.resources.retriever, self.resources.sentences
        words = self.resources.words(state)
        instead = suggestions(query, found, retriever, sentences, weights, words)
        near = [_passage_from(e, found) for e in closest(state["evidence"], CLOSEST)]
        near += [p for p in passages[:CLOSEST] if all(not _within(n, p) for n in near)]
        shown = with_windows(near[:CLOSEST], self.resources.text)
        return Abstention(reason=refusal.reason, closest=shown, suggestions=instead)


def refused(question: str, reason: str) -> Answer:
    """Return the answer to a question that cannot even be searched for."""
    # Half a character (a lone surrogate) is what no JSON can carry.
    question = question.encode("utf-8", "replace").decode()
    return Answer(
        question=question,
        searched_for=question,
        as_of=None,
        status="abstained",
        confidence=None,
        text="",
        statements=(),
        citations=(),
        short_answer=None,
        disagreements=(),
        abstention=Abstention(reason=reason, closest=()),
        passages=(),
        seconds=Seconds(retrieve=0.0, compose=0.0, total=0.0),
        composer=EXTRACTIVE,
        notices=(),
    )


def _telling(state: State, drafts: Sequence[DraftStatement]) -> list[Evidence]:
    """Return the sentences that may hold the few words that answer: none where it is denied."""
    return [] if state["premise"] else carrying(state["query"], state["evidence"], drafts)


def _passage_from(evidence: Evidence, candidates: Sequence[Candidate]) -> Passage:
    """Return the passage of a sentence from that sentence on."""
    candidate = next(c for c in candidates if c.chunk.id == evidence.chunk.id)
    whole = _passage(candidate)
    text = whole.text[evidence.start - whole.start :]
    return whole.model_copy(update={"start": evidence.start, "text": text})


def _within(part: Passage, whole: Passage) -> bool:
    return part.article_id == whole.article_id and whole.start <= part.start < whole.end


def _seconds(state: State) -> Seconds:
    now = time.perf_counter()
    return Seconds(
        retrieve=round(state["retrieved"] - state["started"], 4),
        compose=round(now - state["retrieved"], 4),
        total=round(now - state["started"], 4),
    )


def _passage(candidate: Candidate) -> Passage:
    chunk = candidate.chunk
    return Passage(
        article_id=chunk.article_id,
        source=chunk.source,
        title=chunk.metadata.title.value,
        outlet=chunk.metadata.outlet.value,
        published_at=chunk.metadata.published_at.value,
        start=chunk.start,
        end=chunk.end,
        text=chunk.text,
        score=candidate.score,
    )
