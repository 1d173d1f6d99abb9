"""Opinions on answers: kept, changed, taken back; and what the thumbs do on the page."""

from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from conftest import FakeChain, FakeStore, declined, summit_answer
from sqlalchemy import text

from rag.conversations.tables import Database
from rag.feedback import Feedback, Opinion
from ui.ask.feedback import GONE, NOT_KEPT, FeedbackPage
from ui.ask.thumbs import marks_html, read_thumb, thumbs_html
from ui.ask.turn import Turn, messages
from ui.once import Once
from ui.parts import Parts
from vectorstore.errors import CitewireError

QUESTION = "When was the summit?"
TOKEN = "0123abcd"


def opened(tmp_path: Path) -> Feedback:
    return Feedback(Database(tmp_path / "opinions.sqlite"))


def opinion(**changes: Any) -> Opinion:
    given: dict[str, Any] = {
        "turn": TOKEN,
        "good": False,
        "question": QUESTION,
        "history": ("Who met?",),
        "answer": summit_answer(QUESTION),
    }
    return Opinion(**(given | changes))


def test_an_opinion_is_kept_whole_and_survives_the_process(tmp_path: Path) -> None:
    given = opinion(reason="wrong", comment="It was in Moscow.")
    opened(tmp_path).give(given)
    assert opened(tmp_path).of(TOKEN) == given


def test_there_is_one_opinion_a_turn(tmp_path: Path) -> None:
    kept = opened(tmp_path)
    kept.give(opinion())
    kept.give(opinion(good=True))
    kept.give(opinion(turn="ffffffff"))
    assert [(found.turn, found.good) for found in kept.all()] == [
        (TOKEN, True),
        ("ffffffff", False),
    ]
    kept.take_back(TOKEN)
    assert kept.of(TOKEN) is None
    assert kept.of("ffffffff") is not None


def test_a_database_that_fails_is_a_sentence(tmp_path: Path) -> None:
    database = Database(tmp_path / "opinions.sqlite")
    kept = Feedback(database)
    with database.writing() as connection:
        connection.execute(text("DROP TABLE opinions"))
    with pytest.raises(CitewireError, match="cannot be read or written"):
        kept.give(opinion())


# --- The thumbs ---------------------------------------------------------------------------------


def test_thumbs_stand_under_a_finished_answer_only() -> None:
    done = Turn(QUESTION, token=TOKEN, answer=summit_answer(QUESTION))
    assert thumbs_html(TOKEN) in messages([done])[1]["content"]
    for turn in (Turn(QUESTION, status="Searching…"), Turn(QUESTION, problem="No index.")):
        assert "#good-" not in messages([turn])[1]["content"]


@pytest.mark.parametrize("name", ["good-0123ABCD", "good-0123abcd ", "fine-0123abcd", None, 7, ""])
def test_a_name_that_is_none_is_not_read(name: object) -> None:
    assert read_thumb(name) is None


def test_only_names_of_turns_reach_the_style() -> None:
    assert '[href="#bad-0123abcd"]' in marks_html([(False, TOKEN)])
    assert marks_html([(True, "</style><script>")]) == ""


def clicked(name: str) -> gr.EventData:
    return gr.EventData(None, {"id": name})


class Page:
    """The feedback page over a database of its own, with two turns."""

    def __init__(self, tmp_path: Path) -> None:
        self.kept = opened(tmp_path)
        store = FakeStore()
        self.page = FeedbackPage(
            Parts(Once(FakeChain), Once(lambda: store), feedback=Once(lambda: self.kept))
        )
        self.turns = (
            Turn("Who met?", token="aaaaaaaa", answer=summit_answer("Who met?")),
            Turn(QUESTION, token=TOKEN, answer=summit_answer(QUESTION)),
        )

    def judge(self, name: str) -> tuple[Any, ...]:
        return self.page.judge(self.turns, clicked(name))


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return Page(tmp_path)


def test_a_click_is_kept_with_its_question_and_said(page: Page) -> None:
    marks, token, form, said, fields, *_ = page.judge(f"bad-{TOKEN}")
    found = page.kept.of(TOKEN)
    assert found is not None
    assert (found.good, found.question, found.history) == (False, QUESTION, ("Who met?",))
    assert f"#bad-{TOKEN}" in marks
    assert token == TOKEN
    assert form["visible"] and fields["visible"]
    assert "What is wrong" in said


def test_the_other_thumb_changes_it_and_the_same_takes_it_back(page: Page) -> None:
    page.judge(f"bad-{TOKEN}")
    marks, _, _, said, fields, *_ = page.judge(f"good-{TOKEN}")
    assert f"#good-{TOKEN}" in marks and f"#bad-{TOKEN}" not in marks
    assert "good answer" in said
    assert not fields["visible"]
    marks, _, _, said, *_ = page.judge(f"good-{TOKEN}")
    assert marks == ""
    assert "Taken back" in said
    assert page.kept.all() == []


def test_a_reason_and_words_are_kept_with_it(page: Page) -> None:
    page.judge(f"bad-{TOKEN}")
    page.page.explain(page.turns, TOKEN, "unsupported", "It says otherwise.")
    found = page.kept.of(TOKEN)
    assert found is not None
    assert (found.reason, found.comment) == ("unsupported", "It says otherwise.")
    page.page.explain(page.turns, TOKEN, "no such reason", "x" * 9000)
    found = page.kept.of(TOKEN)
    assert found is not None
    assert (found.reason, len(found.comment)) == (None, 2000)


def test_what_cannot_be_judged_is_said(page: Page, fake_store: FakeStore) -> None:
    for name in ("bad-ffffffff", "nonsense"):
        assert GONE in page.judge(name)[3]
    page.turns = (Turn(QUESTION, token=TOKEN),)
    assert GONE in page.judge(f"good-{TOKEN}")[3]
    without = FeedbackPage(Parts(Once(FakeChain), Once(lambda: fake_store)))
    answered = (Turn(QUESTION, token=TOKEN, answer=declined(QUESTION)),)
    assert NOT_KEPT in without.judge(answered, clicked(f"bad-{TOKEN}"))[3]


def test_a_question_is_shown_back_as_text(page: Page) -> None:
    nasty = "<img src=x onerror=alert(1)>"
    page.turns = (Turn(nasty, token=TOKEN, answer=summit_answer(nasty)),)
    assert "<img" not in page.judge(f"bad-{TOKEN}")[3]
