"""From a bad answer to a sample: drafted, edited, kept in a file, asked in the next run."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import ARTICLES as STORED
from conftest import TRADE, FakeArticle, declined, summit_answer

from eval.samples.own import OwnSamples
from eval.samples.review import Edit, Invalid, drafted, edited, form_of
from eval.samples.sample import Sample, read_samples
from eval.whole_file import write_whole
from rag.feedback import Opinion
from vectorstore.errors import CitewireError, UsageError

QUESTION = "When was the summit?"
ARTICLES = list(STORED.values())
SENTENCE = "Turnover reached 41.8 billion dollars in 2023, the ministry said."


def opinion(**changes: Any) -> Opinion:
    answer = summit_answer(QUESTION).model_copy(update={"as_of": "2024-11-01"})
    given = {"turn": "0123abcd", "good": False, "question": QUESTION, "answer": answer}
    return Opinion(**(given | {"history": ("Who met?",)} | changes))


def problems(edit: Edit, sample: Sample | None = None) -> dict[str, str]:
    with pytest.raises(Invalid) as found:
        edited(sample or drafted(opinion()), edit, ARTICLES)
    return found.value.problems


def test_a_draft_holds_what_was_asked_and_why_it_is_there() -> None:
    sample = drafted(opinion(reason="wrong", comment=" It was in Moscow. "))
    assert sample == Sample(
        id="feedback-0123abcd",
        category="feedback",
        question=QUESTION,
        history=("Who met?",),
        as_of="2024-11-01",
        status="answered",
        note="It is wrong. It was in Moscow.",
        unreviewed=True,
    )


def test_a_draft_that_expects_nothing_yet_waits_for_its_edit() -> None:
    reasons = ("decline", "answer", "disagreement", "wrong", "unsupported", "other", None)
    waiting = [reason for reason in reasons if drafted(opinion(reason=reason)).unreviewed]
    assert waiting == ["wrong", "unsupported", "other", None]
    sample = drafted(opinion(reason="wrong"))
    assert not edited(sample, form_of(sample), ARTICLES).unreviewed


@pytest.mark.parametrize(
    ("reason", "status", "category"),
    [
        (None, "answered", "feedback"),
        ("unsupported", "answered", "feedback"),
        ("decline", "abstained", "feedback"),
        ("answer", "answered", "feedback"),
        ("disagreement", "answered", "conflict"),
    ],
)
def test_a_draft_expects_what_the_reason_says(reason: str, status: str, category: str) -> None:
    sample = drafted(opinion(reason=reason, answer=declined(QUESTION)))
    assert (sample.status, sample.category) == (status, category)


def test_a_form_that_is_not_changed_gives_the_same_sample() -> None:
    sample = drafted(opinion(reason="answer"))
    assert edited(sample, form_of(sample), ARTICLES) == sample
    full = sample.model_copy(
        update={"facts": (("41.8", "forty-one"), ("2023",)), "forbidden": ("39.9",)}
    )
    assert edited(full, form_of(full), ARTICLES) == full


def test_an_edit_is_read_line_by_line() -> None:
    edit = Edit(
        question=" How much? ",
        history="Who met?\n\nWhere?",
        facts="41.8 / forty-one \n 2023",
        forbidden="39.9\n",
        passages=SENTENCE,
        note="from the ministry",
    )
    sample = edited(drafted(opinion()), edit, ARTICLES)
    assert sample.question == "How much?"
    assert sample.history == ("Who met?", "Where?")
    assert sample.facts == (("41.8", "forty-one"), ("2023",))
    assert sample.forbidden == ("39.9",)
    assert [(gold.source, gold.text) for gold in sample.passages] == [("trade.txt", SENTENCE)]


def test_a_near_copy_holds_the_passage_too() -> None:
    copy = FakeArticle("copy.txt", TRADE, STORED["b" * 16].metadata)
    edit = Edit(question=QUESTION, passages=SENTENCE)
    sample = edited(drafted(opinion()), edit, [*ARTICLES, copy])
    assert [gold.source for gold in sample.passages] == ["trade.txt", "copy.txt"]
    assert form_of(sample).passages == SENTENCE


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"question": "  "}, "question", "is empty"),
        ({"question": "x" * 2001}, "question", "at most 2,000"),
        ({"as_of": "tomorrow"}, "as_of", "2024-10-25"),
        ({"as_of": "20241025"}, "as_of", "2024-10-25"),
        ({"decline": True, "facts": "43"}, "facts", "has no facts"),
        ({"decline": True, "conflict": True, "facts": ""}, "conflict", "untick"),
        ({"conflict": True, "facts": "43"}, "facts", "both sides"),
        ({"facts": "Kazan / the city", "forbidden": "kazan"}, "forbidden", "forbidden too"),
        ({"passages": "No such words stand anywhere."}, "passages", "in no article"),
        ({"passages": "The city had prepared for months"}, "passages", "stands twice"),
    ],
)
def test_a_field_that_is_wrong_gets_a_sentence(
    changes: dict[str, Any], field: str, said: str
) -> None:
    assert said in problems(replace(Edit(question=QUESTION), **changes))[field]


def test_every_wrong_field_is_told_at_once() -> None:
    wrong = problems(Edit(question="", as_of="soon", passages="Nowhere."))
    assert set(wrong) == {"question", "as_of", "passages"}


def test_articles_are_read_only_for_a_passage() -> None:
    def unread() -> Iterator[FakeArticle]:
        raise AssertionError("nobody asked for articles")
        yield

    assert edited(drafted(opinion()), Edit(question=QUESTION), unread()).passages == ()


def test_a_disagreement_is_taken_back() -> None:
    sample = drafted(opinion(reason="disagreement"))
    assert edited(sample, Edit(question=QUESTION), []).category == "feedback"


# --- The file -----------------------------------------------------------------------------------


def test_samples_are_kept_in_order_and_replaced_in_place(tmp_path: Path) -> None:
    own = OwnSamples(tmp_path / "home" / "samples.jsonl")
    assert own.read() == []
    first, second = drafted(opinion()), drafted(opinion(turn="ffffffff"))
    own.put(first)
    own.put(second)
    changed = first.model_copy(update={"note": "edited"})
    own.put(changed)
    assert own.read() == [changed, second] == read_samples(own.path)
    assert own.get("feedback-ffffffff") == second
    own.remove(first.id)
    own.remove("nobody")
    assert own.read() == [second]


def test_a_file_that_was_spoilt_by_hand_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "samples.jsonl"
    path.write_text("{half a line\n")
    with pytest.raises(UsageError, match="line 1"):
        OwnSamples(path).put(drafted(opinion()))
    assert path.read_text() == "{half a line\n"


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "samples.jsonl"
    write_whole(path, "before\n")
    with pytest.raises(UnicodeEncodeError):
        write_whole(path, "after \ud800\n")
    assert path.read_text() == "before\n"
    assert list(tmp_path.iterdir()) == [path]
    (tmp_path / "taken").write_text("")
    with pytest.raises(CitewireError, match="cannot be written"):
        write_whole(tmp_path / "taken" / "samples.jsonl", "x")
