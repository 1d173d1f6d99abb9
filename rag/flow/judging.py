"""Second stage: what the passages hold for the question, and whether that is enough to answer.

What this module does not know: how an answer is worded.
"""

from dataclasses import dataclass

from rag.abstention import Refusal, decide
from rag.attribution import said_by
from rag.comparison import Side, nobody_speaks, sides
from rag.compose import compose
from rag.confidence import confidence
from rag.evidence import Evidence, score_sentences
from rag.figure_first import with_figure_first
from rag.figures import no_figure
from rag.filters import NOTHING_FITS
from rag.flow.resources import Resources, State
from rag.premise import Premise, denied_premise
from rag.presupposed import NOBODY_SAYS, untold
from rag.spoken import Texts, with_name, with_speaker


@dataclass(frozen=True, slots=True)
class Judging:
    """The steps that weigh what was found."""

    resources: Resources

    def evidence(self, state: State) -> list[Evidence]:
        """Return the sentences of the passages, each scored against the question."""
        question, passages = state["query"].searched_for, state["passages"]
        embeddings, readings = self.resources.sentences, state["readings"]
        weights = state["weights"]
        found = score_sentences(question, passages, embeddings, weights, readings)
        found = with_speaker(question, found, weights, self._texts(state))
        return with_figure_first(question, found)

    def sides(self, state: State) -> list[Side]:
        """Return what each outlet says, for a question that asks for that."""
        query, found, weights = state["query"], state["found"], state["weights"]
        retriever, embeddings = self.resources.retriever, self.resources.sentences
        return sides(retriever, query, found, embeddings, weights, self.resources.words(state))

    def confidence(self, state: State) -> float:
        """Return how likely it is that the collection answers."""
        return confidence(state["evidence"])

    def premise(self, state: State) -> Premise | None:
        """Return what the question takes for granted and the collection denies."""
        return denied_premise(state["query"].searched_for, state["evidence"])

    def refusal(self, state: State) -> Refusal | None:
        """Return why there is no answer, where there is none."""
        if not state["found"] and state["query"].filters.applied:
            return Refusal(NOTHING_FITS)
        if state["premise"] is not None:
            return None
        if (event := untold(state["query"].searched_for, state["found"])) is not None:
            return Refusal(f"{NOBODY_SAYS} {event}.")
        question, words = state["query"].subject, self.resources.words(state)
        nothing = nobody_speaks(state["sides"], state["query"], words)
        sure, weights = state["confidence"], state["weights"]
        named = with_name(question, state["evidence"], weights, self._texts(state))
        nothing = nothing or decide(named, state["evidence"], sure, words, weights)
        return nothing or self._figure(state)

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
