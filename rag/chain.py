"""The whole flow, question to Answer, as one LangChain Runnable.

Each step adds one key to what the steps before it found, so that invoke, stream and batch all
show the way an answer took. What this module does not know: how any step does its work.
"""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from langchain_core.runnables import Runnable, RunnableLambda, RunnablePassthrough

from rag.abstention import Refusal, decide
from rag.answer import Abstention, Answer, Disagreement, Passage, Seconds
from rag.asking.comparing import as_comparison
from rag.asking.filter_reading import filters_of
from rag.attribution import attributed, said_by
from rag.citations import Numbering, marked_text
from rag.comparison import Side, nobody_speaks, quoted, rows, sides
from rag.compose import compose
from rag.confidence import confidence
from rag.cross_encoder import CrossEncoderScores
from rag.cues import asks_for_few_words
from rag.disagreement import disagreements, is_one_side
from rag.draft import DraftStatement, Notice
from rag.evidence import Evidence, score_sentences
from rag.filters import NOTHING_FITS
from rag.model import Streams, load_model, write
from rag.near_copies import first_told, with_copies
from rag.origins import origins
from rag.positions.classes import with_members
from rag.positions.reasons import with_leads
from rag.premise import Premise, denied_premise, led_by
from rag.question import read_question
from rag.reader import Reader, Reading
from rag.reader_model import load_reader
from rag.reranker import Reranker, reorder
from rag.retriever import Candidate, HybridRetriever
from rag.settings import Settings, open_store
from rag.short_answer import short_answer
from rag.spelling import Respelled, respell
from rag.suggestions import suggestions
from rag.timeline import timeline
from rag.words import Weights, weigh
from vectorstore.embedding import RememberedEmbeddings
from vectorstore.errors import CitewireError
from vectorstore.names import Words
from vectorstore.store import Store

RETRIEVED = 50
"""Candidates an answer lists as its passages."""
READ = 24
"""Candidates that are read; the bar for the time of a question allows for so many."""
CLOSEST = 3
"""Passages an abstention shows."""
EXTRACTIVE = "extractive"
"""The composer of answers without a language model."""

State = dict[str, Any]
Part = DraftStatement | Notice | Refusal


@dataclass(frozen=True, slots=True)
class Readers:
    """What reads the candidates; without any, they stay in the order they were found in."""

    reader: Reader | None = None
    """Finds the answers in them."""
    reranker: Reranker | None = None
    """Orders them in place of the reader."""
    titled: bool = False
    """Whether the reader is shown the titles too. Without, it orders as well and chooses better
    sentences (docs/QUALITY.md)."""

    def warm_up(self) -> None:
        """Load the reader, which otherwise waits for the first question."""
        if self.reader is not None:
            self.reader.read("Ready?", [("", "Yes.")])


def load_readers(settings: Settings) -> Readers:
    """Return what the settings name; nothing is loaded yet."""
    reranker = CrossEncoderScores(settings.reranker) if settings.reranker else None
    return Readers(load_reader(settings.reader), reranker)


def load_chain(
    settings: Settings, store: Store | None = None, readers: Readers | None = None
) -> Runnable[Any, Any]:
    """Return the chain over the collection that the settings name, or over an opened `store`."""
    store = store or open_store(settings)
    name = settings.model
    return build_chain(
        store,
        settings.passages,
        name,
        None if name is None else lambda: load_model(name, settings.model_timeout),
        readers or load_readers(settings),
    )


def build_chain(
    store: Store,
    passages: int = 12,
    model_name: str | None = None,
    model: Callable[[], Streams] | None = None,
    readers: Readers = Readers(),
) -> Runnable[Any, Any]:
    """Return the chain over a store; with `model`, it writes the answers.

    Input: a `rag.question.Ask`. Output: a dict with one key a step, at last `answer`, an
    `Answer`. When streamed, `statements` comes in lists of one checked sentence each.
    """
    steps = _Steps(store, passages, model_name or EXTRACTIVE, model, readers)
    chain: Runnable[Any, Any] = RunnablePassthrough.assign(started=lambda _: time.perf_counter())
    for name, step in (
        ("respelled", steps.respelled),
        ("query", lambda state: state["respelled"].query),
        ("found", steps.found),
        ("readings", steps.readings),
        ("candidates", steps.candidates),
        ("retrieved", lambda _: time.perf_counter()),
        ("passages", steps.passages),
        ("weights", steps.weights),
        ("evidence", steps.evidence),
        ("sides", steps.sides),
        ("confidence", steps.confidence),
        ("premise", steps.premise),
        ("refusal", steps.refusal),
        ("statements", steps.statements),
        ("answer", steps.answer),
    ):
        chain = chain | RunnablePassthrough.assign(**{name: RunnableLambda(step)})
    return chain.with_config(run_name="citewire")


class _Steps:
    """The steps with what they work on."""

    def __init__(
        self,
        store: Store,
        passages: int,
        composer: str,
        model: Callable[[], Streams] | None,
        readers: Readers,
    ) -> None:
        self._store = store
        self._retriever = HybridRetriever(store=store)
        self._sentences = RememberedEmbeddings(store.embeddings)
        self._passages = passages
        self._readers = readers
        self._composer = composer
        self._load_model = model
        self._model: Streams | None = None

    def respelled(self, state: State) -> Respelled:
        """The question as it is searched for, its names as the collection writes them."""
        self._store.check()
        query = as_comparison(read_question(state), self._store.catalog.outlets)
        if query.compared is None:
            # The outlets that a comparison names are set side by side, not searched alone.
            query = replace(query, filters=filters_of(query, self._store.catalog))
        return respell(query, self._store.names(), self._store.vocabulary())

    def found(self, state: State) -> list[Candidate]:
        return self._retriever.search(state["query"], RETRIEVED, self._words(state))

    def _words(self, state: State) -> Words:
        """The words of the collection, with the spellings of the names that are asked for."""
        words: Words = state["respelled"].words(self._store.vocabulary())
        return words

    def readings(self, state: State) -> dict[int, Reading]:
        """What the reader makes of the candidates found first, by chunk id.

        It has learned from questions that a few words answer, and misleads with others.
        """
        query = state["query"]
        short = asks_for_few_words(query.searched_for) and query.compared is None
        if self._readers.reader is None or not short:
            return {}
        read = self._to_read(state["found"])
        titled = self._readers.titled
        pairs = [_pair(c) if titled else ("", c.chunk.text) for c in read]
        found = self._readers.reader.read(query.searched_for, pairs)
        return {c.chunk.id: reading for c, reading in zip(read, found, strict=True)}

    def candidates(self, state: State) -> list[Candidate]:
        """The candidates, best first."""
        read = self._to_read(state["found"])
        reranker = self._readers.reranker
        if reranker is not None and read:
            question = state["query"].searched_for
            return reorder(state["found"], reranker.score(question, [_pair(c) for c in read]))
        readings = state["readings"]
        odds = [readings[c.chunk.id].answerable for c in read] if readings else []
        return reorder(state["found"], odds)

    def _to_read(self, candidates: list[Candidate]) -> list[Candidate]:
        return candidates[: max(READ, self._passages)]

    def passages(self, state: State) -> list[Candidate]:
        """The candidates looked at for evidence; a text that was copied fills one place."""
        kept = first_told(state["candidates"], self._passages)
        return with_leads(state["query"].searched_for, kept, state["candidates"])

    def weights(self, state: State) -> Weights:
        chunks = self._store.catalog.counts()["chunks"]
        weights = weigh(state["query"].subject, self._words(state), chunks)
        return with_members(weights, state["query"].searched_for)

    def evidence(self, state: State) -> list[Evidence]:
        question = state["query"].searched_for
        return score_sentences(
            question, state["passages"], self._sentences, state["weights"], state["readings"]
        )

    def sides(self, state: State) -> list[Side]:
        """What each outlet says, for a question that asks for that."""
        query, found, weights = state["query"], state["found"], state["weights"]
        return sides(self._retriever, query, found, self._sentences, weights)

    def confidence(self, state: State) -> float:
        return confidence(state["evidence"])

    def premise(self, state: State) -> Premise | None:
        return denied_premise(state["query"].searched_for, state["evidence"])

    def refusal(self, state: State) -> Refusal | None:
        if not state["found"] and state["query"].filters.applied:
            return Refusal(NOTHING_FITS)
        if state["premise"] is not None:
            return None
        question, words = state["query"].subject, self._words(state)
        nothing = nobody_speaks(state["sides"], state["query"], self._retriever)
        sure, weights = state["confidence"], state["weights"]
        return nothing or decide(question, state["evidence"], sure, words, weights)

    def statements(self, state: State) -> Iterator[list[Part]]:
        if state["refusal"] is not None:
            return
        premise, load = state["premise"], self._load_model
        parts: Iterable[Part] = quoted(state["sides"])
        if not state["sides"]:
            evidence = led_by(premise, state["evidence"])
            parts = compose(evidence) if load is None else self._written(state, load)
        if premise is not None:
            yield [premise.notice]
        for part in parts:
            yield [attributed(part, self._text) if isinstance(part, DraftStatement) else part]

    def _text(self, article_id: str) -> str:
        return self._store.get(article_id).text

    def _written(self, state: State, load: Callable[[], Streams]) -> Iterator[Part]:
        """The model's sentences, or without a usable model the extractive ones and a notice."""
        try:
            self._model = self._model or load()
            yield from write(self._model, state["query"].searched_for, state["passages"])
        except CitewireError as error:
            yield Notice(f"{error} The answer below was composed without it.", without_model=True)
            yield from compose(state["evidence"])

    def _conflicts(self, state: State, numbering: Numbering) -> tuple[Disagreement, ...]:
        return disagreements(
            state["query"].searched_for,
            state["evidence"],
            state["readings"],
            self._sentences,
            numbering,
            who=lambda quote: said_by(quote, self._text),
        )

    def answer(self, state: State) -> Answer:
        parts: list[Part] = state.get("statements") or []
        refusals = [part for part in parts if isinstance(part, Refusal)]
        refusal: Refusal | None = state["refusal"] or next(iter(refusals), None)
        numbering = Numbering()
        drafts = [part for part in parts if isinstance(part, DraftStatement) and not refusal]
        statements = tuple(numbering.statement(draft) for draft in drafts)
        conflicts = self._conflicts(state, numbering) if statements else ()
        short = short_answer(state["query"].searched_for, drafts, state["evidence"])
        dated = timeline(state["query"].searched_for, drafts, state["evidence"], numbering)
        passages = tuple(_passage(candidate) for candidate in state["candidates"])
        notices = [part for part in parts if isinstance(part, Notice)]
        alone = any(notice.without_model for notice in notices) or bool(state["sides"])
        citations = with_copies(numbering.citations(), state["candidates"])
        query, now = state["query"], time.perf_counter()
        return Answer(
            question=query.question,
            searched_for=query.searched_for,
            as_of=query.as_of.isoformat() if query.as_of else None,
            status="abstained" if refusal else "answered",
            confidence=round(state["confidence"], 4),
            text=marked_text(statements),
            statements=statements,
            citations=citations,
            short_answer=short if short and is_one_side(short, conflicts) else None,
            disagreements=conflicts,
            abstention=self._abstention(refusal, state, passages),
            passages=passages,
            seconds=Seconds(
                retrieve=round(state["retrieved"] - state["started"], 4),
                compose=round(now - state["retrieved"], 4),
                total=round(now - state["started"], 4),
            ),
            composer=EXTRACTIVE if alone else self._composer,
            notices=(*query.filters.notices, *(notice.text for notice in notices)),
            comparison=rows(state["sides"], statements),
            matched=state["respelled"].matched,
            filters=query.filters.applied,
            timeline=dated,
            origins=origins(citations, state["candidates"], self._store.catalog.outlets().values()),
        )

    def _abstention(
        self, refusal: Refusal | None, state: State, passages: tuple[Passage, ...]
    ) -> Abstention | None:
        if refusal is None:
            return None
        query, found, weights = state["query"], state["candidates"], state["weights"]
        instead = suggestions(query, found, self._retriever, self._sentences, weights)
        closest = passages[:CLOSEST]
        return Abstention(reason=refusal.reason, closest=closest, suggestions=instead)


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


def _pair(candidate: Candidate) -> tuple[str, str]:
    return candidate.chunk.metadata.title.value or "", candidate.chunk.text


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
