"""How well a question is understood: two of them in one, and what it takes for granted.

`python -m eval.asking` asks labelled questions of the sample collection. What this module does not
know: whether an answer is a good one; it looks for words that have to stand in it.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from eval.json_lines import read_records
from eval.metrics import missing_facts
from eval.runs.ask import answers_to
from rag.answer import Answer, Record
from rag.premises.premise import TAKES_FOR_GRANTED
from rag.premises.presupposed import NOBODY_SAYS

LABELS = Path(__file__).parent / "labels" / "asking.jsonl"


class Label(Record):
    """A question and what is to come of it."""

    id: str
    kind: Literal["two", "false_premise", "true_premise"]
    """Two questions in one, or one that takes something for granted."""
    question: str
    facts: tuple[tuple[str, ...], ...] = ()
    """Of two questions: what has to be told, each in several wordings."""


def read_labels(path: Path = LABELS) -> list[Label]:
    """Read the labels. Raises UsageError naming the line of the first that is none."""
    return [label for _, label in read_records(path, Label, "label")]


def contradicted(answer: Answer) -> bool:
    """Tell whether an answer says that its question takes something wrong for granted."""
    reason = answer.abstention.reason if answer.abstention else ""
    return NOBODY_SAYS in reason or any(TAKES_FOR_GRANTED in told for told in answer.notices)


def lines(asked: Sequence[tuple[Label, Answer]]) -> Iterator[str]:
    """Yield the figures, then what is not as expected."""
    two = [(label, answer) for label, answer in asked if label.kind == "two"]
    missing = {label.id: missing_facts(answer.text, label.facts) for label, answer in two}
    facts = sum(len(label.facts) for label, _ in two)
    lost = sum(len(found) for found in missing.values())
    yield f"two questions in one: {facts - lost} of {facts} facts told, {len(two)} questions"
    for kind, name in (("false_premise", "false"), ("true_premise", "true")):
        of_kind = [answer for label, answer in asked if label.kind == kind]
        fired = sum(map(contradicted, of_kind))
        yield f"contradicted, premise {name}: {fired} of {len(of_kind)}"
    for label, answer in asked:
        if missing.get(label.id):
            yield f"{label.id}: not told: {missing[label.id]}"
        elif label.kind != "two" and contradicted(answer) != (label.kind == "false_premise"):
            yield f"{label.id}: {label.question}"


def main() -> Iterator[str]:
    """Ask the labelled questions of the sample collection; yield what came of them."""
    from eval.runs.collection import SAMPLE_ARTICLES, prepare
    from rag.settings import read_settings

    chain = prepare(SAMPLE_ARTICLES, read_settings()).chain
    yield from lines(answers_to(read_labels(), chain))


if __name__ == "__main__":
    from eval.console import write_lines

    write_lines(main())
