"""Groups made of a quiz of the week: which questions, and which passages answer them."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from training_fakes import make_chunks, quiz_line, write_lines

from training.corpus import Chunk, Corpus
from training.groups import Group
from training.quiz import DAYS_AFTER, MOST_CHARACTERS, QuizQuestion, make_quiz_groups, read_quiz
from training.spans import find_answer
from vectorstore.errors import UsageError

pytest.importorskip("bm25s", reason="bm25s comes with the extra `train`")


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus(make_chunks())


def group_of(corpus: Corpus, **changes: Any) -> Group:
    question = QuizQuestion.model_validate(quiz_line(**changes))
    (group,) = make_quiz_groups([question], corpus, seed=1)
    return group


# --- the questions ----------------------------------------------------------------------------


def test_questions_are_split_by_the_day_of_their_quiz(tmp_path: Path) -> None:
    quizzes = ("20230929", "20231001", "20231006", "20231008", "20240105")
    # All dated alike: a question is sometimes dated before its quiz.
    lines = [quiz_line(0, day, asked_at="2023-09-29") for day in quizzes]
    path = write_lines(tmp_path / "q.jsonl", *lines)
    before = read_quiz([path], date(2022, 1, 1), date(2023, 10, 1))
    after = read_quiz([path], date(2023, 10, 1), date(2023, 10, 8))
    assert [question.id for question in before] == ["20230929_0"]
    assert [question.id for question in after] == ["20231001_0", "20231006_0"]


def test_questions_of_several_files_come_in_order(tmp_path: Path) -> None:
    paths = [
        write_lines(tmp_path / f"{name}.jsonl", quiz_line(0, f"{name}0310"))
        for name in ("2023", "2022")
    ]
    found = read_quiz(paths, date(2022, 1, 1), date(2024, 1, 1))
    assert [question.id for question in found] == ["20230310_0", "20220310_0"]


@pytest.mark.parametrize(
    "changes",
    [
        {"asked_at": "last week"},
        {"answer": None},
        {"id": "1"},
        {"id": "20230231_0"},
        {"question": 3},
    ],
)
def test_a_line_that_is_no_question_is_named(tmp_path: Path, changes: dict[str, Any]) -> None:
    path = write_lines(tmp_path / "q.jsonl", quiz_line(), quiz_line(**changes))
    with pytest.raises(UsageError, match=r"q\.jsonl, line 2: .*" + next(iter(changes))):
        read_quiz([path], date(2022, 1, 1), date(2024, 1, 1))


# --- their passages ---------------------------------------------------------------------------


def test_positives_hold_the_answer_and_negatives_do_not(corpus: Corpus) -> None:
    group = group_of(corpus)
    assert (group.id, group.answer) == ("20230310_0", "Norvik Lines")
    assert len(group.positives) == 2
    for passage in group.positives:
        assert passage.spans == tuple(find_answer("Norvik Lines", passage.text)) != ()
    assert group.negatives
    for passage in group.negatives:
        assert passage.spans == ()
        assert "Norvik" not in passage.text


def test_an_answer_without_words_of_question_and_evidence_is_in_neither_list(
    corpus: Corpus,
) -> None:
    # The storm report names the company, and tells nothing of a contract.
    group = group_of(corpus, asked_at="2023-03-25")
    texts = [passage.text for passage in (*group.positives, *group.negatives)]
    assert any("Norvik Lines" in text for text in texts)
    assert not any("storm warning" in text for text in texts)


def test_a_passage_that_shares_more_words_is_the_better_positive() -> None:
    texts = (
        "The Port Ellery contract was won by Norvik Lines.",
        "Norvik Lines won it: passengers will be carried across the harbour for as long as the old"
        " bridge is closed and under repair, and for the first time also at night.",
        "No Port Ellery contract was ever this large.",
    )
    corpus = Corpus([Chunk(at, "", "2023-03-01", text, 0) for at, text in enumerate(texts)])
    question = "Who won the Port Ellery contract?"
    evidence = "Passengers are carried across the harbour while the bridge is under repair."
    assert corpus.search(question, 3)[0] == 0
    group = group_of(corpus, question=question, evidence=evidence)
    assert [passage.text for passage in group.positives] == [texts[1], texts[0]]
    assert [passage.text for passage in group.negatives] == [texts[2]]


def test_the_evidence_is_planted_in_a_passage_that_does_not_answer(corpus: Corpus) -> None:
    evidence = quiz_line()["evidence"]
    plain, planted = group_of(corpus, evidence=None), group_of(corpus)
    assert not any(evidence in passage.text for passage in plain.positives)
    (last,) = [passage for passage in planted.positives if evidence in passage.text]
    assert last == planted.positives[-1]
    assert last.title  # without one it would stand out among the others
    before, after = (part.strip() for part in last.text.split(evidence))
    assert before
    assert after
    hosts = [p.text for p in planted.negatives if before in p.text and after in p.text]
    assert len(hosts) == 1
    assert hosts[0] not in last.text
    assert [last.text[start:end] for start, end in last.spans] == ["Norvik Lines"]


def test_evidence_without_the_answer_is_not_planted(corpus: Corpus) -> None:
    evidence = "The town chose a company to carry passengers while the bridge is closed."
    group = group_of(corpus, evidence=evidence)
    assert group.positives
    assert not any(evidence in passage.text for passage in group.positives)


def test_a_planted_passage_is_no_longer_than_a_chunk() -> None:
    chunks = [Chunk(0, "", None, "The ferry left the harbour of the town. " * 24, 0)]
    evidence = "The town chose Norvik Lines. " + "It was a long meeting of the council. " * 10
    (planted,) = group_of(Corpus(chunks), evidence=evidence).positives
    assert len(planted.text) == MOST_CHARACTERS
    assert len(planted.spans) == 1


def test_nothing_is_read_that_was_published_after_the_day() -> None:
    days = (None, "2023-03-01", "2023-03-12", "2023-03-13", "2024-01-01")
    texts = {day: f"The ferry company took the contract on its day {day}." for day in days}
    chunks = [Chunk(at, "", day, text, 0) for at, (day, text) in enumerate(texts.items())]
    group = group_of(Corpus(chunks), asked_at="2023-03-10", evidence=None)
    assert DAYS_AFTER == 2
    assert {p.text for p in group.negatives} == {texts[day] for day in days[:3]}


def test_recent_reports_come_first() -> None:
    texts = {
        "2021-03-01": "The ferry company won the contract in Port Ellery.",
        "2023-03-01": "The ferry company of Ruen has a contract.",
    }
    chunks = [Chunk(at, "", day, text, 0) for at, (day, text) in enumerate(texts.items())]
    early = group_of(Corpus(chunks), asked_at="2023-08-10", evidence=None)
    near = group_of(Corpus(chunks), asked_at="2023-03-10", evidence=None)
    assert [p.text for p in early.negatives] == list(texts.values())
    assert [p.text for p in near.negatives] == list(texts.values())[::-1]


def test_a_question_without_any_words_to_search_has_no_passages(corpus: Corpus) -> None:
    group = group_of(corpus, question="Who?", evidence=None)
    assert (group.positives, group.negatives) == ((), ())


def test_the_groups_of_a_seed_stay_the_same(corpus: Corpus) -> None:
    # The packaged reader was trained on what seed 1 gives: no draw may be added or moved.
    lines = [quiz_line(number) for number in range(4)]
    questions = [QuizQuestion.model_validate(line) for line in lines]
    groups = list(make_quiz_groups(questions, corpus, seed=1))
    assert list(make_quiz_groups(questions, corpus, seed=1)) == groups
    evidence = quiz_line()["evidence"]
    begins = [" ".join(group.positives[-1].text.split()[:3]) for group in groups]
    assert all(evidence in group.positives[-1].text for group in groups)
    assert begins == [
        "It is the",
        "Shopkeepers near the",
        "Shopkeepers by the",
        "Shopkeepers near the",
    ]


def test_a_passage_whose_title_holds_the_answer_is_no_negative() -> None:
    told = [
        Chunk(n, title, None, "The ferry contract of Port Ellery was signed in March.", 0)
        for n, title in enumerate(("Norvik Lines at sea", "A ferry at sea"))
    ]
    group = group_of(Corpus([*make_chunks(), *told]), evidence=None)
    titles = {negative.title for negative in group.negatives}
    assert "A ferry at sea" in titles
    assert "Norvik Lines at sea" not in titles
