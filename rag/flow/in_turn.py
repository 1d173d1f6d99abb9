"""Steps that run one after the other, each with what those before it found, as one Runnable.

Why not LangChain's `assign` once a step: streamed, each of them starts a thread that reads ahead,
so that who stops an answer waits for the step in progress, and the closing of one iterator by two
threads ends in the log. Here nothing runs that nobody asked for, and closing ends it at once. What
this module does not know: what any step does.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

from langchain_core.runnables import Runnable, RunnableConfig, RunnableLambda
from langchain_core.runnables.utils import AddableDict


class InTurn(Runnable[Any, Any]):
    """A dict goes in, and comes out with one key a step.

    Streamed, a step's value comes when it is there; that of a step which is a generator in parts.
    """

    def __init__(self, steps: Mapping[str, Any]) -> None:
        """Keep the steps: functions or generators of what there is so far, by their key."""
        self._steps: dict[str, Runnable[Any, Any]] = {
            key: RunnableLambda(step).with_config(run_name=key) for key, step in steps.items()
        }

    def invoke(self, input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> Any:
        """Return the dict with the values of all steps."""
        whole = AddableDict()
        for part in self.stream(input, config, **kwargs):
            whole = whole + part
        return whole

    def stream(
        self, input: Any, config: RunnableConfig | None = None, **kwargs: Any | None
    ) -> Iterator[Any]:
        """Yield the dict, then one with the value of each step, or with a part of it."""
        yield from self._transform_stream_with_config(iter([input]), self._run, config, **kwargs)

    def _run(
        self, inputs: Iterator[Any], run_manager: Any, config: RunnableConfig
    ) -> Iterator[Any]:
        (given,) = inputs
        state = AddableDict(given)
        yield state
        for key, step in self._steps.items():
            found = AddableDict()
            # A model behind a step must not go on writing when nobody reads any more.
            with closing(step.stream(state, config)) as parts:  # type: ignore[type-var]
                for value in parts:
                    part = AddableDict({key: value})
                    found = found + part
                    yield part
            state = AddableDict({**state, **found})
