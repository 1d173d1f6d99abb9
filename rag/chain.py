"""The whole flow, question to Answer, as one LangChain Runnable.

Each step adds one key to what the steps before it found, so that invoke, stream and batch all
show the way an answer took. What this module does not know: how any step does its work.
"""

import time
from collections.abc import Callable
from typing import Any

from langchain_core.runnables import Runnable

from rag.flow.finding import Finding
from rag.flow.halves import answering_both
from rag.flow.in_turn import InTurn
from rag.flow.judging import Judging
from rag.flow.recording import EXTRACTIVE, Recording, refused
from rag.flow.resources import resources
from rag.flow.telling import Telling
from rag.model import Streams, load_model
from rag.reading.readers import Readers, load_readers
from rag.settings import Settings, open_store
from vectorstore.store import Store

__all__ = ["Readers", "build_chain", "load_chain", "load_readers", "refused"]

NOTHING_READS = Readers()
"""The candidates stay in the order they were found in."""


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
    readers: Readers = NOTHING_READS,
) -> Runnable[Any, Any]:
    """Return the chain over a store; with `model`, it writes the answers.

    Input: a `rag.question.Ask`. Output: a dict with one key a step, at last `answer`, an
    `Answer`. When streamed, `statements` comes in lists of one checked sentence each.
    """
    shared = resources(store)
    finding, judging = Finding(shared, readers, passages), Judging(shared)
    telling, recording = Telling(shared, model), Recording(shared, model_name or EXTRACTIVE)
    steps = (
        ("started", lambda _: time.perf_counter()),
        ("respelled", finding.respelled),
        ("query", lambda state: state["respelled"].query),
        ("found", finding.found),
        ("readings", finding.readings),
        ("candidates", finding.candidates),
        ("retrieved", lambda _: time.perf_counter()),
        ("passages", finding.passages),
        ("weights", finding.weights),
        ("evidence", judging.evidence),
        ("sides", judging.sides),
        ("confidence", judging.confidence),
        ("premise", judging.premise),
        ("refusal", judging.refusal),
        ("statements", telling.statements),
        ("answer", recording.answer),
    )
    return answering_both(InTurn(dict(steps))).with_config(run_name="citewire")
