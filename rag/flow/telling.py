"""Third stage: the sentences of the answer, one by one, each with the spans it rests on.

What this module does not know: how citations are numbered.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from rag.abstention import Refusal
from rag.attribution import attributed
from rag.comparison import quoted
from rag.compose import compose
from rag.draft import DraftStatement, Notice
from rag.evidence import Evidence
from rag.fitting.leads import are_leads, leading
from rag.flow.resources import Resources, State
from rag.model import Streams, write
from rag.premises.premise import led_by
from vectorstore.errors import CitewireError

Part = DraftStatement | Notice | Refusal


class Telling:
    """The step that composes, with the model that writes where there is one."""

    def __init__(self, resources: Resources, load_model: Callable[[], Streams] | None) -> None:
        """Take what loads the model; it is loaded for the first answer that it writes."""
        self._resources = resources
        self._load_model = load_model
        self._model: Streams | None = None

    def statements(self, state: State) -> Iterator[list[Part]]:
        """Yield the answer's parts as they come, in lists of one."""
        if state["refusal"] is not None:
            return
        premise, load = state["premise"], self._load_model
        parts: Iterable[Part] = quoted(state["sides"])
        if are_leads(state["query"], state["evidence"]):
            parts = leading(state["evidence"])
        elif not state["sides"]:
            evidence = led_by(premise, state["evidence"])
            parts = compose(evidence) if load is None else self._written(state, evidence, load)
        if premise is not None:
            yield [premise.notice]
        text = self._resources.text
        for part in parts:
            yield [attributed(part, text) if isinstance(part, DraftStatement) else part]

    def _written(
        self, state: State, evidence: Sequence[Evidence], load: Callable[[], Streams]
    ) -> Iterator[Part]:
        """The model's sentences, or without a usable model the extractive ones and a notice."""
        try:
            self._model = self._model or load()
            yield from write(self._model, state["query"].searched_for, state["passages"])
        except CitewireError as error:
            yield Notice(f"{error} The answer below was composed without it.", without_model=True)
            yield from compose(evidence)
