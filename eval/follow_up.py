"""How well follow-ups are understood: `python -m eval.follow_up [--retrieval]`.

Dialogues are earlier questions and one more, with what has to stand in the question that is
searched for, or the word that it has to stay as it is. Intervals: Wilson, 1927, since the bootstrap
of a share that is 1 has no width. What this module does not know: whether a question made
self-contained is good English; words are looked for.
"""

import argparse
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Literal

from rich.console import Console
from rich.table import Table

from eval.json_lines import read_records
from eval.metrics import mean_interval, missing_facts, occurs, wilson
from eval.runs.ask import Chain
from eval.runs.gold import Lookup
from eval.runs.runner import run
from eval.samples.sample import GoldPassage, Sample
from rag.answer import Record
from rag.follow_up import self_contained

DIALOGUES = Path(__file__).parent / "labels" / "dialogues.jsonl"
Split = Literal["tuning", "held_out"]
SHOWN = ("passage_recall@1", "passage_recall@5", "passage_recall@10", "passage_mrr@10")


class Dialogue(Record):
    """Earlier questions and one more, with what is to be searched for."""

    id: str
    split: Split
    """`tuning` was there before the rules, `held_out` was written after them."""
    kind: str
    """What makes it a follow-up, or look like one."""
    history: tuple[str, ...]
    """Earlier questions, oldest first."""
    question: str
    unchanged: bool = False
    """True for a question that stands alone: it has to stay as it is, letter for letter."""
    contains: tuple[tuple[str, ...], ...] = ()
    """What has to stand in the question searched for; of each tuple one."""
    lacks: tuple[str, ...] = ()
    """What must not stand there."""
    passages: tuple[GoldPassage, ...] = ()
    """Spans of the sample collection that answer the question."""


class Judged(Record):
    """What came of one dialogue."""

    dialogue: Dialogue
    searched_for: str
    right: bool

    @property
    def natural(self) -> bool:
        """True when it became a question of its own, without an earlier one in brackets."""
        return not re.search(r"\([^()]+\)$", self.searched_for)


def read_dialogues(path: Path = DIALOGUES) -> list[Dialogue]:
    """Read the dialogues. Raises UsageError naming the line of the first malformed one."""
    return [dialogue for _, dialogue in read_records(path, Dialogue, "dialogue")]


def judge(
    dialogue: Dialogue, understand: Callable[[str, Sequence[str]], str] = self_contained
) -> Judged:
    """Return what the question of a dialogue is understood as, and whether that is right."""
    searched = understand(dialogue.question, dialogue.history)
    if dialogue.unchanged:
        right = searched == dialogue.question
    else:
        whole = not missing_facts(searched, dialogue.contains)
        extra = any(occurs(word, searched) for word in dialogue.lacks)
        right = searched != dialogue.question and whole and not extra
    return Judged(dialogue=dialogue, searched_for=searched, right=right)


def follow_up_samples(dialogues: Iterable[Dialogue], *, with_history: bool) -> list[Sample]:
    """Return the dialogues that name a gold passage as samples, to be asked of the collection."""
    return [
        Sample(
            id=dialogue.id,
            category="follow_up",
            question=dialogue.question,
            history=dialogue.history if with_history else (),
            status="answered",
            passages=dialogue.passages,
        )
        for dialogue in dialogues
        if dialogue.passages
    ]


def accuracy_table(judged: Sequence[Judged]) -> Table:
    """Return the shares that are right: follow-ups and questions that stand alone, by split."""
    table = Table("split", "questions", "right", "share", "95 %", "natural")
    for split in dict.fromkeys(one.dialogue.split for one in judged):
        for alone, name in ((False, "follow-ups"), (True, "standing alone")):
            some = [
                one
                for one in judged
                if one.dialogue.split == split and one.dialogue.unchanged is alone
            ]
            if some:
                table.add_row(split, name, *_figures(some, alone))
    return table


def _figures(judged: Sequence[Judged], alone: bool) -> list[str]:
    right = sum(one.right for one in judged)
    low, high = wilson(right, len(judged))
    natural = sum(one.natural for one in judged if one.right)
    return [
        f"{right} of {len(judged)}",
        f"{right / len(judged):.3f}",
        f"{low:.3f}–{high:.3f}",
        "–" if alone else str(natural),
    ]


def retrieval_table(dialogues: Sequence[Dialogue], chain: Chain, store: Lookup) -> Table:
    """Return how often a gold passage is found with what was asked before, and without it."""
    table = Table("figure", "as typed", "self-contained", "questions")
    runs = [
        run(follow_up_samples(dialogues, with_history=known), chain, store)
        for known in (False, True)
    ]
    for name in SHOWN:
        means = [mean_interval([o.values.get(name) for o in done.outcomes]) for done in runs]
        cells = [
            "–" if m is None else f"{m.mean:.3f} ({m.low or 0:.3f}–{m.high or 0:.3f})"
            for m in means
        ]
        table.add_row(name, *cells, str(len(runs[0].outcomes)))
    return table


def main() -> None:
    """Judge the dialogues that come with the program and show the figures."""
    parser = argparse.ArgumentParser(prog="python -m eval.follow_up", description=__doc__)
    parser.add_argument("--retrieval", action="store_true", help="ask the sample collection too")
    asked = parser.parse_args()
    dialogues, console = read_dialogues(), Console()
    judged = [judge(dialogue) for dialogue in dialogues]
    for one in judged:
        if not one.right:
            console.print(f"{one.dialogue.id}: {one.searched_for}", markup=False)
    console.print(accuracy_table(judged))
    if asked.retrieval:
        console.print(_retrieval(dialogues))


def _retrieval(dialogues: Sequence[Dialogue]) -> Table:
    from eval.runs.collection import SAMPLE_ARTICLES, prepare
    from rag.settings import read_settings

    asked = prepare(SAMPLE_ARTICLES, read_settings())
    return retrieval_table(dialogues, asked.chain, asked.store)


if __name__ == "__main__":
    main()
