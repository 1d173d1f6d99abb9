"""A language model's answer, cut into sentences that are checked one by one.

Any chat model of LangChain serves. What this module does not know: which model is good; each of
its sentences is held to the support check.
"""

import logging
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage

from rag.abstention import Refusal
from rag.citations import MARKER, read_markers
from rag.draft import DraftStatement, Notice
from rag.prompt import NO_ANSWER, messages
from rag.retriever import Candidate
from rag.support import support
from vectorstore.errors import CitewireError, UsageError
from vectorstore.sentences import sentence_spans

MOST_CHARACTERS = 4_000
"""After this much a model is stopped: it repeats itself."""

log = logging.getLogger(__name__)


class ModelFailed(CitewireError):
    """The language model gave no usable answer; the extractive answer takes its place."""


class Streams(Protocol):
    """What is used of a chat model."""

    def stream(self, input: list[BaseMessage]) -> Iterator[BaseMessage]:
        """Yield the parts of the reply."""


def load_model(name: str, timeout: float) -> BaseChatModel:
    """Return the chat model `provider:model`.

    Raises UsageError for a name without provider or a missing package, ModelFailed when it
    cannot be set up (no key).
    """
    if ":" not in name:
        raise UsageError(
            f"CITEWIRE_MODEL is {name!r}. Write it as provider:model, e.g. ollama:llama3.2."
        )
    from langchain.chat_models import init_chat_model

    try:
        return init_chat_model(name, timeout=timeout, max_retries=2, temperature=0)
    except ImportError as error:
        raise UsageError(
            f"The model {name!r} needs a package that is not installed: {error}"
        ) from error
    # Every provider raises classes of its own, and none of them may cost the user the answer.
    except Exception as error:
        raise ModelFailed(f"The model {name!r} cannot be set up ({_short(error)}).") from error


def write(
    model: Streams, question: str, candidates: Sequence[Candidate]
) -> Iterator[DraftStatement | Notice | Refusal]:
    """Yield the model's sentences as they are complete and checked, and notices about them.

    A model that declines yields a Refusal. Raises ModelFailed when it breaks before its first
    sentence.
    """
    sentences = _sentences(_text(model, messages(question, candidates)))
    unknown = 0
    written = 0
    try:
        for sentence in sentences:
            marked = read_markers(sentence, issued=len(candidates))
            unknown += marked.unknown
            if marked.text.startswith(NO_ANSWER):
                yield Refusal("The language model found no answer in the passages.")
                return
            if marked.text:
                cited = [candidates[number - 1].chunk for number in marked.numbers]
                yield support(marked.text, cited)
                written += 1
    except ModelFailed as error:
        if not written:
            raise
        yield Notice(f"{error} The answer was interrupted.")
    if not written:
        raise ModelFailed("The model wrote no sentence.")
    if unknown:
        yield Notice(f"{unknown} citation(s) of passages that do not exist were removed.")


def _text(model: Streams, prompt: list[BaseMessage]) -> Iterator[str]:
    """Yield the reply's text; errors of any provider become ModelFailed."""
    length = 0
    try:
        for part in model.stream(prompt):
            text = str(part.text)
            length += len(text)
            yield text
            if length > MOST_CHARACTERS:
                return
    # As above: a failing model is told and replaced, whatever it raises.
    except Exception as error:
        log.info("the model failed", exc_info=True)
        raise ModelFailed(f"The language model failed ({_short(error)}).") from error


def _sentences(parts: Iterator[str]) -> Iterator[str]:
    """Join the parts and cut them into sentences, each with the markers that follow it."""
    pending = ""
    for part in parts:
        pending += part
        *complete, pending = _cut(pending)
        yield from complete
    if pending.strip():
        yield pending


def _cut(text: str) -> list[str]:
    """Cut where a sentence begins after another; the last piece may be unfinished."""
    # With blanks in place of markers, "It rained. [1] Then it stopped." is cut after the marker.
    blanked = MARKER.sub(lambda match: " " * len(match.group()), text)
    starts = [start for start, _ in sentence_spans(blanked)]
    cuts = [0, *starts[1:], len(text)]
    return [text[a:b] for a, b in pairwise(cuts)]


def _short(error: Exception) -> str:
    # Error texts of providers can carry the start of an API key: only the class is shown.
    return type(error).__name__
