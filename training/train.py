"""Trains an extractive reader: where in a passage the answer starts and ends, or that it does not.

A standard `BertForQuestionAnswering` with SQuAD 2's convention (Rajpurkar et al., Know What You
Don't Know, ACL 2018): the first token stands for "no answer here". The loss of each passage is
that of its start and end, any place of the answer being right; beside it, the passages of one
question compete, so that their scores can be compared (Clark and Gardner, Simple and Effective
Multi-Paragraph Reading Comprehension, ACL 2018). What this module does not know: whether the
questions that it is given were asked of other news than those that it is checked with.
"""

import logging
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training.features import Example, draw, encode, make_tokenizer
from training.groups import Group

if TYPE_CHECKING:
    from torch import Tensor

log = logging.getLogger(__name__)

WARM_UP = 0.06
"""Share of the steps in which the learning rate grows."""
HEAD_FACTOR = 10.0
"""The new output layer learns faster than what is trained already."""
WEIGHT_DECAY = 0.01
LONGEST_GRADIENT = 1.0
"""Its length; a longer one is cut to this."""
SCORE_SCALE = 2.0
"""What the scores are divided by when passages compete: each is that of a start and of an end."""
IMPOSSIBLE = -1e4
"""The score of a token that is not of the passage."""
SORTED_STEPS = 32
"""Steps whose questions are sorted by length together, so that little padding is computed."""
LOG_EVERY = 50
"""Steps."""
CHECKED_PASSAGES = 16


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. docs/TRAINING.md has the values of the reader that is shipped."""

    epochs: int = 1
    passages: int = 8
    """Passages of one question that compete."""
    questions: int = 4
    """Questions a step."""
    learning_rate: float = 1e-4
    """At its highest, after a warm-up; from there it falls to 0."""
    dropout: float = 0.0
    """Share of what a layer passes on that is left out, by chance, while learning."""
    seed: int = 1


def reciprocal_rank(model: Any, groups: Sequence[Group], tokenizer: Any) -> float:
    """Return the mean over groups of 1 / rank of the first passage that answers.

    It is ranked among the hardest negatives. Groups without either have no rank; NaN when all
    are such (`can_check` tells).
    """
    import torch

    model.eval()
    found = []
    for group in groups:
        if can_check(group):
            passages = (group.positives[0], *group.negatives[: CHECKED_PASSAGES - 1])
            with torch.no_grad():
                scores, _ = _scores(model, encode(group.question, passages, tokenizer))
            found.append(1 / (1 + int((scores[1:] >= scores[0]).sum())))
    model.train()
    return sum(found) / len(found) if found else math.nan


def can_check(group: Group) -> bool:
    """Tell whether a passage that answers can be ranked among others."""
    return bool(group.positives and group.negatives)


Measure = Callable[[Any, Sequence[Group], Any], float]
"""Of a model, the groups of the check set and the tokenizer: a figure that is better if higher."""


def train(
    start: str,
    groups: Sequence[Group],
    check: Sequence[Group],
    out: Path,
    plan: Plan,
    measure: Measure = reciprocal_rank,
) -> float:
    """Train the model of the directory `start`; save its best epoch in `out` with its tokenizer.

    Return what the best epoch reached on `check`. The same seed on the same machine gives the
    same model.
    """
    import torch

    torch.manual_seed(plan.seed)
    rng = random.Random(plan.seed)
    tokenizer = make_tokenizer(start)
    model = load(start, plan.dropout)
    optimizer = _optimizer(model, plan.learning_rate)
    steps = plan.epochs * math.ceil(len(groups) / plan.questions)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps))
    began, done, total, best = time.monotonic(), 0, 0.0, -1.0
    for epoch in range(plan.epochs):
        for batch in _batches(groups, plan, tokenizer, rng):
            loss = loss_of(model, batch)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), LONGEST_GRADIENT)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            done, total = done + 1, total + loss.item()
            if done % LOG_EVERY == 0:
                mean, seconds = total / LOG_EVERY, time.monotonic() - began
                log.info("step %d of %d, loss %.3f, %.0f s", done, steps, mean, seconds)
                total = 0.0
        reached = measure(model, check, tokenizer)
        log.info("epoch %d: mean reciprocal rank %.3f", epoch + 1, reached)
        if reached > best:
            best = reached
            _save(model, start, out)
    return best


def load(start: str, dropout: float = 0.0) -> Any:
    """Return the model of a directory, ready to learn; an encoder alone gets an output layer."""
    from transformers import BertForQuestionAnswering

    model = BertForQuestionAnswering.from_pretrained(
        start,
        # Dropout in the attention takes PyTorch off its fast paths: five times slower.
        attn_implementation="eager",
        attention_probs_dropout_prob=0.0,
        hidden_dropout_prob=dropout,
    )
    # There is too little to learn from for 30,000 words; what is known of them stays.
    model.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    model.train()
    return model


def _optimizer(model: Any, rate: float) -> Any:
    import torch

    head = list(model.qa_outputs.parameters())
    body = [p for p in model.bert.parameters() if p.requires_grad]
    return torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": head, "lr": rate * HEAD_FACTOR}],
        weight_decay=WEIGHT_DECAY,
    )


def _rate(step: int, steps: int) -> float:
    """Return the share of the learning rate at a step: up in a line, then down to 0."""
    warm = max(1, round(WARM_UP * steps))
    return (step + 1) / warm if step < warm else max(0.0, (steps - step) / (steps - warm))


def _batches(
    groups: Sequence[Group], plan: Plan, tokenizer: Any, rng: random.Random
) -> Iterator[list[list[Example]]]:
    """Yield some questions' examples at a time, those of like length together."""
    order = list(groups)
    rng.shuffle(order)
    many = plan.questions * SORTED_STEPS
    for at in range(0, len(order), many):
        encoded = [
            encode(group.question, draw(group, plan.passages, rng), tokenizer)
            for group in order[at : at + many]
        ]
        encoded.sort(key=lambda examples: max(len(e.ids) for e in examples))
        batches = [encoded[i : i + plan.questions] for i in range(0, len(encoded), plan.questions)]
        rng.shuffle(batches)
        yield from batches


def _scores(model: Any, examples: Sequence[Example]) -> "tuple[Tensor, tuple[Tensor, Tensor]]":
    """Return the log-odds that each passage answers, and its losses of start and end."""
    import torch

    length = max(len(e.ids) for e in examples)
    ids = torch.tensor([e.ids + [0] * (length - len(e.ids)) for e in examples])
    types = torch.tensor([e.types + [0] * (length - len(e.ids)) for e in examples])
    mask = torch.tensor([[1] * len(e.ids) + [0] * (length - len(e.ids)) for e in examples])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        output = model(input_ids=ids, attention_mask=mask, token_type_ids=types)
    possible = types.bool().clone()
    possible[:, 0] = True
    for row, e in enumerate(examples):
        possible[row, len(e.ids) - 1] = False  # the separator at the end
    answerable, losses = torch.zeros(len(examples)), []
    for logits, targets in (
        (output.start_logits, [e.starts for e in examples]),
        (output.end_logits, [e.ends for e in examples]),
    ):
        scores = logits.float().masked_fill(~possible, IMPOSSIBLE)
        gold = torch.zeros_like(possible)
        for row, places in enumerate(targets):
            gold[row, places] = True
        losses.append(scores.logsumexp(1) - scores.masked_fill(~gold, IMPOSSIBLE).logsumexp(1))
        answerable = answerable + scores[:, 1:].logsumexp(1) - scores[:, 0]
    return answerable, (losses[0], losses[1])


def loss_of(model: Any, batch: Sequence[Sequence[Example]]) -> "Tensor":
    """Return the loss of some questions: of where their answers are, and of which passage.

    Of each question's examples the first is the one that answers, where one does.
    """
    import torch

    scores, (starts, ends) = _scores(model, [e for examples in batch for e in examples])
    each = (starts + ends) / 2
    total, at = torch.zeros(()), 0
    for examples in batch:
        here = slice(at, at + len(examples))
        at += len(examples)
        if examples[0].is_positive and len(examples) > 1:
            # As much weight for the passage that answers as for all the others.
            total = total + each[here][0] + each[here][1:].mean()
            total = total - torch.log_softmax(scores[here] / SCORE_SCALE, dim=0)[0]
        else:
            total = total + each[here].mean()
    return total / len(batch)


def _save(model: Any, start: str, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    model.save_pretrained(out)
    (out / "tokenizer.json").write_text(
        (Path(start) / "tokenizer.json").read_text(encoding="utf-8"), encoding="utf-8"
    )
