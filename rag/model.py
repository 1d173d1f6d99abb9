"""A language model's answer, cut into sentences that are checked one by one.

Any chat model of LangChain serves. What this module does not know: which model is good; each of
its sentences is held to the support check.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage

from rag.abstention import Refusal
from rag.citations import MARKER, MARKER_LIKE, Marked, read_markers
from rag.draft import DraftStatement, Notice
from rag.prompt import NO_ANSWER, messages
from rag.retriever import Candidate
from rag.support import support
from vectorstore.errors import CitewireError, UsageError
from vectorstore.sentences import sentence_spans

MOST_CHARACTERS = 4_000
"""After this much of an answer a model is stopped: it goes round in circles."""
MOST_RECEIVED = 200_000
"""The same with what it thinks aloud."""
MOST_REPEATS = 3
"""Sentences said again after which a model is stopped."""

_THOUGHT = re.compile(r"<think(?:ing)?>", re.IGNORECASE)
_THOUGHT_ENDS = re.compile(r"</think(?:ing)?>", re.IGNORECASE)
_PART_OF_A_TAG = re.compile(r"</?[a-z]{0,8}$", re.IGNORECASE)
_ENDED = re.compile(r"[.!?…][\"'”’»)]*\s*$")

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
    said: dict[str, Marked] = {}
    try:
        for marked in _marked(model, messages(question, candidates), len(candidates)):
            if _declines(marked.text):
                if not said:
                    yield Refusal("The language model found no answer in the passages.")
                    return
                break
            said[marked.text] = marked
            cited = [candidates[number - 1].chunk for number in marked.numbers]
            yield support(marked.text, cited)
    except ModelFailed as error:
        if not said:
            raise
        yield Notice(f"{error} The answer was interrupted.")
    if not said:
        raise ModelFailed("The language model wrote no sentence.")
    unknown = sum(marked.unknown for marked in said.values())
    if unknown:
        yield Notice(f"{unknown} citation(s) of passages that do not exist were removed.")


def _marked(model: Streams, prompt: list[BaseMessage], issued: int) -> Iterator[Marked]:
    """Yield the sentences without their markers, none twice; a model that loops is stopped."""
    seen: set[str] = set()
    repeated = 0
    for sentence in _sentences(_limited(_visible(_text(model, prompt)))):
        marked = read_markers(sentence, issued)
        repeated += marked.text in seen
        if repeated >= MOST_REPEATS:
            raise ModelFailed("The language model repeated itself and was stopped.")
        if marked.text and marked.text not in seen:
            seen.add(marked.text)
            yield marked


def _declines(text: str) -> bool:
    bare = text.strip(" .!*\"'“”")
    return re.match(rf"{NO_ANSWER}\b", bare) is not None or bare.upper() == NO_ANSWER


def _text(model: Streams, prompt: list[BaseMessage]) -> Iterator[str]:
    """Yield the reply's text; errors of any provider become ModelFailed."""
    length = 0
    try:
        for part in model.stream(prompt):
            # An empty part counts too: a model may send nothing without end.
            text = str(part.text)
            length += max(1, len(text))
            yield text
            if length > MOST_RECEIVED:
                return
    # As above: a failing model is told and replaced, whatever it raises.
    except Exception as error:
        log.info("the model failed", exc_info=True)
        raise ModelFailed(f"The language model failed ({_short(error)}).") from error


def _visible(parts: Iterator[str]) -> Iterator[str]:
    """Leave out what a model thinks aloud, wherever the parts are cut."""
    thinking, pending = False, ""
    for part in parts:
        pending += part
        while tag := (_THOUGHT_ENDS if thinking else _THOUGHT).search(pending):
            if not thinking:
                yield pending[: tag.start()]
            thinking, pending = not thinking, pending[tag.end() :]
        held = _PART_OF_A_TAG.search(pending)
        cut = held.start() if held else len(pending)
        if not thinking:
            yield pending[:cut]
        pending = pending[cut:]
    if not thinking:
        yield pending


def _limited(parts: Iterator[str]) -> Iterator[str]:
    """Stop a model that writes without end."""
    length = 0
    for part in parts:
        length += len(part)
        if length > MOST_CHARACTERS:
            raise ModelFailed("The language model wrote too much and was stopped.")
        yield part


def _sentences(parts: Iterator[str]) -> Iterator[str]:
    """Join the parts and cut them into sentences, each with the markers that follow it.

    When the parts break off, what stands there is a sentence only if it ends like one.
    """
    pending = ""
    try:
        for part in parts:
            pending += part
            *complete, pending = _cut(pending)
            yield from complete
    except ModelFailed:
        if _ENDED.search(MARKER.sub("", pending)):
            yield pending
        raise
    if pending.strip():
        yield pending


def _cut(text: str) -> list[str]:
    """Cut where a sentence begins after another; the last piece may be unfinished."""
    # With blanks in place of markers, "It rained. [1] Then it stopped." is cut after the marker.
    blanked = MARKER_LIKE.sub(lambda match: " " * len(match.group()), text)
    starts = [start for start, _ in sentence_spans(blanked)]
    cuts = [0, *starts[1:], len(text)]
    return [text[a:b] for a, b in pairwise(cuts)]


def _short(error: Exception) -> str:
    # Error texts of providers can carry the start of an API key: only the class is shown.
    return type(error).__name__
