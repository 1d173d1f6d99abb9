"""Dialogues: which follow-ups are understood, and that nothing else is touched."""

from pathlib import Path

import pytest

from eval.follow_up import (
    Dialogue,
    accuracy_table,
    follow_up_samples,
    judge,
    read_dialogues,
)
from rag.follow_up import self_contained
from vectorstore.errors import UsageError

DIALOGUES = read_dialogues()
TRAPS = [dialogue for dialogue in DIALOGUES if dialogue.unchanged]
FOLLOW_UPS = [dialogue for dialogue in DIALOGUES if not dialogue.unchanged]
FLOOR = 0.9


def dialogue(**given: object) -> Dialogue:
    base = {"id": "d", "split": "tuning", "kind": "k", "history": ["Who won?"], "question": "Why?"}
    return Dialogue.model_validate({**base, **given})


def test_there_are_enough_dialogues_half_of_them_traps_and_half_held_out() -> None:
    assert len(DIALOGUES) >= 60
    assert len({d.id for d in DIALOGUES}) == len(DIALOGUES)
    assert abs(len(TRAPS) - len(FOLLOW_UPS)) <= 2
    assert sum(d.split == "held_out" for d in TRAPS) >= len(TRAPS) / 2


@pytest.mark.parametrize("trap", TRAPS, ids=lambda d: d.id)
def test_a_question_that_stands_alone_is_left_letter_for_letter(trap: Dialogue) -> None:
    assert judge(trap).searched_for == trap.question


@pytest.mark.parametrize("trap", TRAPS, ids=lambda d: d.id)
def test_what_was_asked_before_makes_no_difference_to_a_question_that_stands_alone(
    trap: Dialogue,
) -> None:
    for other in DIALOGUES:
        assert self_contained(trap.question, other.history) == trap.question


def test_follow_ups_are_understood() -> None:
    judged = [judge(follow_up) for follow_up in FOLLOW_UPS]
    assert sum(one.right for one in judged) / len(judged) >= FLOOR
    assert sum(one.right and one.natural for one in judged) / len(judged) >= 0.5


def test_a_follow_up_is_right_when_what_it_needs_is_there_and_nothing_else() -> None:
    asked = dialogue(contains=[["Uali", "spokesman"]], lacks=["he"])
    for searched, right in [
        ("Why did Uali refuse?", True),
        ("Why did the spokesman refuse? (Who is Uali?)", True),
        ("Why did he refuse? (Who is Uali?)", False),
        ("Why did Moscow refuse?", False),
        ("Why?", False),
    ]:
        assert judge(asked, lambda question, history, said=searched: said).right is right
    assert judge(dialogue(unchanged=True), lambda question, history: "Why? ").right is False


def test_the_table_counts_by_split_and_tells_what_has_no_brackets() -> None:
    judged = [
        judge(dialogue(contains=[["Uali"]]), lambda question, history: "Why did Uali?"),
        judge(dialogue(contains=[["Uali"]]), lambda question, history: "Why? (Who is Uali?)"),
        judge(dialogue(contains=[["Uali"]]), lambda question, history: "Why?"),
        judge(dialogue(unchanged=True, split="held_out"), lambda question, history: question),
    ]
    columns = [list(column.cells) for column in accuracy_table(judged).columns]
    assert columns[0] == ["tuning", "held_out"]
    assert columns[2] == ["2 of 3", "1 of 1"]
    assert columns[5] == ["1", "–"]


def test_dialogues_with_a_gold_passage_are_asked_with_and_without_what_was_before() -> None:
    passages = [{"source": "a.txt", "text": "He left."}]
    some = [dialogue(), dialogue(id="e", passages=passages)]
    with_history, without = (follow_up_samples(some, with_history=k) for k in (True, False))
    assert [(s.id, s.history) for s in with_history] == [("e", ("Who won?",))]
    assert [(s.id, s.history) for s in without] == [("e", ())]


def test_a_line_that_is_no_dialogue_is_named(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text('\n{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"d.jsonl, line 2: not a dialogue"):
        read_dialogues(path)
