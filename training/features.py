"""Groups as tokens: what goes through the reader, and where in it the answers are.

A place that the tokenizer cut off is no place. What this module does not know: the model.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.reading.reader import MAX_TOKENS, passage_text
from training.groups import Group, Passage

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

UNTITLED = 0.15
"""Share of the groups that are read without their titles: some articles have none."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question with one passage."""

    ids: list[int]
    types: list[int]
    """0 for the question, 1 for the passage."""
    starts: list[int]
    """Tokens with which the answer starts, one a place; the first token, 0, where there is none."""
    ends: list[int]
    """Tokens with which it ends."""

    @property
    def is_positive(self) -> bool:
        """True when the answer stands in what the reader sees of the passage."""
        return self.starts != [0]


def draw(group: Group, passages: int, rng: random.Random) -> list[Passage]:
    """Return as many passages of a group as there are, at most `passages`.

    The first answers the question, where one does; a better one is drawn more often. The others
    are of the hardest negatives.
    """
    drawn: list[Passage] = []
    if group.positives:
        weights = [1 / rank for rank in range(1, len(group.positives) + 1)]
        drawn += rng.choices(group.positives, weights)
    wanted = passages - len(drawn)
    hard = list(group.negatives[: 2 * wanted])
    drawn += rng.sample(hard, min(wanted, len(hard)))
    if rng.random() < UNTITLED:
        drawn = [passage.model_copy(update={"title": ""}) for passage in drawn]
    return drawn


def encode(question: str, passages: Sequence[Passage], tokenizer: "Tokenizer") -> list[Example]:
    """Return the tokens of a question with each passage, which `tokenizer` cuts at its end."""
    pairs = [(question, passage_text(p.title, p.text)) for p in passages]
    encodings = tokenizer.encode_batch(pairs)
    return [_example(e, p) for e, p in zip(encodings, passages, strict=True)]


def make_tokenizer(directory: str) -> "Tokenizer":
    """Return the tokenizer of a model directory, set up as the reader's."""
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(f"{directory}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.enable_truncation(MAX_TOKENS, strategy="only_second")
    return tokenizer


def _example(encoding: "Encoding", passage: Passage) -> Example:
    shift = len(passage_text(passage.title, "")) if passage.title else 0
    starts, ends = [], []
    for start, end in passage.spans:
        first = encoding.char_to_token(start + shift, 1)
        last = encoding.char_to_token(end + shift - 1, 1)
        if first is not None and last is not None:
            starts.append(first)
            ends.append(last)
    return Example(encoding.ids, encoding.type_ids, starts or [0], ends or [0])
