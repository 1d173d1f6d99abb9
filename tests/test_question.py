"""What is typed, what is read and what is refused."""

import time
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.question import MAX_CHARACTERS, read_question
from vectorstore.errors import UsageError

EARLIER = "Which states joined the group in Kazan?"


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("", "no words"),
        ("   \n\t", "no words"),
        ("?!…", "no words"),
        ("\x00\x01\x07\x1b\x9f", "no words"),
        ("\u200b\u200d\ufeff\u2060", "no words"),
        ("\U000e0041\U000e0042", "no words"),
        ("\ud800", "no words"),
        ("a" * 100_000, "100,000 characters"),
        ("why " * 501, "at most 2,000"),
        (None, "must be text"),
        ({"text": "Who?"}, "must be text"),
        (5, "must be text"),
        (b"Who?", "must be text"),
    ],
)
def test_what_is_no_question_is_refused_in_one_sentence(question: Any, told: str) -> None:
    with pytest.raises(UsageError, match=told) as caught:
        read_question({"question": question})
    assert len(str(caught.value)) < 200


def test_a_missing_question_is_refused() -> None:
    with pytest.raises(UsageError, match="must be text"):
        read_question({})


def test_the_longest_question_is_read() -> None:
    longest = "why " * (MAX_CHARACTERS // 4)
    assert read_question({"question": longest}).question == longest.strip()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  Who   won?\n", "Who won?"),
        ("Who\x00won?", "Who won?"),
        ("Who won in Kaz\u200ban?", "Who won in Kazan?"),
        ("\u202eWho won?\u202c", "Who won?"),
        ("Who\ud800 won?", "Who won?"),
        ("{{7*7}} {context} '; DROP TABLE", "{{7*7}} {context} '; DROP TABLE"),
    ],
)
def test_what_cannot_be_seen_is_taken_out_and_the_rest_is_kept(typed: str, read: str) -> None:
    assert read_question({"question": typed}).question == read


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(typed: str) -> None:
    try:
        query = read_question({"question": typed, "history": [typed, EARLIER]})
    except UsageError:
        return
    assert query.question.encode()
    assert query.searched_for.strip()


@pytest.mark.parametrize("day", ["yesterday", "2024-13-01", "2024-02-30", "1.2.2024", 5, True, []])
def test_a_date_that_is_none_is_refused(day: Any) -> None:
    with pytest.raises(UsageError, match="YYYY-MM-DD"):
        read_question({"question": "Who won?", "as_of": day})


def test_a_date_is_read_and_none_is_none() -> None:
    assert read_question({"question": "Who?", "as_of": "2024-02-29"}).as_of == date(2024, 2, 29)
    for missing in (None, ""):
        assert read_question({"question": "Who won?", "as_of": missing}).as_of is None


@pytest.mark.parametrize("name", ["history", "outlets"])
@pytest.mark.parametrize("value", ["Who won?", 5, {"a": 1}, [1], [None]])
def test_history_and_outlets_are_lists_of_texts(name: str, value: Any) -> None:
    with pytest.raises(UsageError, match=f"'{name}' must be a list"):
        read_question({"question": "Who won?", name: value})


def test_blank_outlets_are_none() -> None:
    assert read_question({"question": "Who won?", "outlets": [" ", "A"]}).outlets == ("A",)


def test_a_follow_up_without_history_stays_as_it_is() -> None:
    assert read_question({"question": "And when?"}).searched_for == "And when?"


def test_a_follow_up_is_searched_for_as_it_is_understood() -> None:
    query = read_question({"question": "And when?", "history": ["Where did Uali say so?"]})
    assert (query.question, query.searched_for) == ("And when?", "When did Uali say so?")


def test_an_earlier_question_that_was_refused_spoils_nothing() -> None:
    history = [EARLIER, "", "\x00", "x" * 100_000]
    assert read_question({"question": "And when?", "history": history}).searched_for == (
        f"And when? ({EARLIER})"
    )


def test_only_the_last_two_hundred_turns_are_read() -> None:
    turns = [EARLIER, *["And when?"] * 199]
    assert read_question({"question": "Why?", "history": turns}).searched_for == f"Why? ({EARLIER})"
    turns = [EARLIER, *["And when?"] * 200]
    assert read_question({"question": "Why?", "history": turns}).searched_for == "Why? (And when?)"


def test_a_long_conversation_costs_no_time() -> None:
    turns = [
        f"Did Astana apply to it and the Bank of the {number}? " * 5 for number in range(5_000)
    ]
    turns += ["What did they say about it then? " * 50] * 100
    began = time.perf_counter()
    read_question({"question": "Why?", "history": turns})
    assert time.perf_counter() - began < 5
