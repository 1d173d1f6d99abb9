"""The figures of what is understood before it is answered, and the labels they are made of."""

import json
from pathlib import Path

import pytest
from conftest import make_answer

from eval.asking import Label, contradicted, lines, read_labels
from eval.runs.ask import answers_to
from eval.runs.collection import SAMPLE_ARTICLES
from rag.answer import Abstention, Answer
from rag.premises.premise import TAKES_FOR_GRANTED
from rag.premises.presupposed import NOBODY_SAYS
from vectorstore.errors import UsageError

TWO = Label(id="two", kind="two", question="A, and B?", facts=(("rain", "wet"), ("dry",)))
FALSE = Label(id="false", kind="false_premise", question="Why did it burst?")
TRUE = Label(id="true", kind="true_premise", question="Why did it open?")
DENIED = make_answer("?", notices=(f"{TAKES_FOR_GRANTED} it did burst.",))
SILENT = make_answer("?", abstention=Abstention(reason=f"{NOBODY_SAYS} it did.", closest=()))


class Asked:
    """A chain that answers everything in the same way."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer

    def invoke(self, input: dict[str, object], /) -> dict[str, object]:
        return {"answer": self._answer}


@pytest.mark.parametrize("answer", [DENIED, SILENT])
def test_a_denied_premise_and_an_untold_event_contradict(answer: Answer) -> None:
    assert contradicted(answer)
    told = list(lines([(FALSE, answer), (TRUE, answer)]))
    assert told[1:] == [
        "contradicted, premise false: 1 of 1",
        "contradicted, premise true: 1 of 1",
        "true: Why did it open?",
    ]


def test_facts_of_both_questions_are_counted() -> None:
    asked = answers_to([TWO], Asked(make_answer("?", text="It was wet.")))
    first, *_, last = lines(asked)
    assert first == "two questions in one: 1 of 2 facts told, 1 questions"
    assert last.startswith("two: not told: ")
    assert "dry" in last


def test_a_premise_that_nobody_contradicts_is_named() -> None:
    assert "false: Why did it burst?" in lines([(FALSE, make_answer("?"))])


def test_the_labels_fit_the_sample_collection() -> None:
    pages = " ".join(
        path.read_text(encoding="utf-8") for path in sorted(SAMPLE_ARTICLES.iterdir())
    ).casefold()
    labels = read_labels()
    assert len({label.id for label in labels}) == len(labels)
    for label in labels:
        assert bool(label.facts) == (label.kind == "two")
        for fact in label.facts:
            assert any(wording.casefold() in pages for wording in fact), (label.id, fact)


def test_a_line_that_is_no_label_is_named(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    path.write_text(json.dumps({"id": "a", "kind": "three", "question": "?"}), encoding="utf-8")
    with pytest.raises(UsageError, match="line 1: not a label"):
        read_labels(path)
