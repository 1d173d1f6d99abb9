"""Second stage: what the passages hold for the question, and whether that is enough to answer.

What this module does not know: how an answer is worded.
"""

from dataclasses import dataclass

from rag.abstention import Refusal, decide
from rag.asking.no_question import helpful
from rag.attribution import said_by
from rag.comparison import Side, nobody_speaks, sides
from rag.compose import compose
from rag.confidence import confidence
from rag.days.not_yet_out import NOTHING_OUT
from rag.evidence import Evidence, score_sentences
from rag.filters import NOTHING_FITS
from rag.fitting.figure_first import with_figure_first
from rag.fitting.figures import no_figure
from rag.fitting.leads import nothing_told, of_account, told_share
from rag.fitting.own_words import unanswerable, with_own_words
from rag.fitting.spoken import Texts, unquoted, with_name, with_speaker
from rag.flow.resources import Resources, State
from rag.premises.premise import Premise, denied_premise
from rag.premises.presupposed import NOBODY_SAYS, untold
from rag.unsearched import author_told, known_beside
from vectorstore.names import Words

SHOWN = 3
"""Candidates that an abstention shows where no sentence of theirs can be quoted."""


@dataclass(frozen=True, slots=True)
class Judging:
    """The steps that weigh what was found."""

    resources: Resources

    def evidence(self, state: State) -> list[Evidence]:
        """Return the sentences of the passages, each scored against the question."""
        query, passages = state["query"], state["passages"]
        embeddings, readings = self.resources.sentences, state["readings"]
        weights = state["weights"]
        found = score_sentences(query.meaning, passages, embeddings, weights, readings)
        found = of_account(query, found)
        found = with_speaker(query.searched_for, found, weights, self._texts(state))
        found = with_own_words(query, found, self._texts(state).who)
        return with_figure_first(query.searched_for, found)

    def sides(self, state: State) -> list[Side]:
        """Return what each outlet says, for a question that asks for that."""
        query, found, weights = state["query"], state["found"], state["weights"]
        retriever, embeddings = self.resources.retriever, self.resources.sentences
        return sides(retriever, query, found, embeddings, weights, self.resources.words(state))

    def confidence(self, state: State) -> float:
        """Return how likely it is that the collection answers."""
        return max(confidence(state["evidence"]), told_share(state["query"], state["evidence"]))

    def premise(self, state: State) -> Premise | None:
        """Return what the question takes for granted and the collection denies."""
        return denied_premise(state["query"].searched_for, state["evidence"])

    def refusal(self, state: State) -> Refusal | None:
        """Return why there is no answer, where there is none."""
        refusal = self._refusal(state)
        if refusal is None:
            return None
        question, found = state["query"].question, [c.chunk for c in state["found"]]
        languages = {chunk.metadata.language.value for chunk in found}
        told = helpful(question, languages, alone=not state.get("history"))
        told = told or author_told(question, found)
        return Refusal(told) if told else refusal

    def _refusal(self, state: State) -> Refusal | None:
        if not state["evidence"] and (why := self._why_nothing(state)) is not None:
            return Refusal(why)
        if state["premise"] is not None:
            return None
        if (event := untold(state["query"].searched_for, state["found"])) is not None:
            return Refusal(f"{NOBODY_SAYS} {event}.")
        words = self.resources.words(state)
        nothing = nobody_speaks(state["sides"], state["query"], words, self._beside)
        if nothing is None and any(side.tells for side in state["sides"]):
            return None
        nothing = nothing or nothing_told(state["query"], state["confidence"], words)
        nothing = nothing or self._weighed(state, words)
        return nothing or self._unsaid(state) or self._figure(state)

    def _weighed(self, state: State, words: Words) -> Refusal | None:
        """Return what the passages lack, where that is too much."""
        evidence = state["evidence"]
        weights = state["weights"].without(state["query"].filters.words)
        named = with_name(state["query"].subject, evidence, state["weights"], self._texts(state))
        shown = [candidate.chunk for candidate in state["candidates"][:SHOWN]]
        return decide(named, evidence, state["confidence"], words, weights, self._beside, shown)

    def _beside(self, name: str) -> str | None:
        return known_beside(name, self.resources.store.catalog.engine)

    def _unsaid(self, state: State) -> Refusal | None:
        """Return that nobody tells what is asked: not the one asked for, or not the follow-up."""
        query, evidence = state["query"], state["evidence"]
        reason = unanswerable(query, evidence)
        if reason is None and not query.filters.applied and not state["sides"]:
            texts = self._texts(state)
            reason = unquoted(query.searched_for, evidence, state["weights"], texts)
        return Refusal(reason) if reason else None

    def _why_nothing(self, state: State) -> str | None:
        """Return why nothing was found in a collection that is not empty."""
        query = state["query"]
        if query.filters.applied:
            return NOTHING_FITS
        empty = self.resources.store.catalog.counts()["chunks"] == 0
        return None if query.as_of is None or empty else NOTHING_OUT.format(query.as_of)

    def _figure(self, state: State) -> Refusal | None:
        """Return that a figure is asked for and none would be told; a comparison quotes anyway."""
        if state["sides"]:
            return None
        told = [draft.text for draft in compose(state["evidence"])]
        reason = no_figure(state["query"].searched_for, told)
        return Refusal(reason) if reason else None

    def _texts(self, state: State) -> Texts:
        found = [candidate.chunk.text for candidate in state["found"]]
        return Texts(lambda quote: said_by(quote, self.resources.text), found)
