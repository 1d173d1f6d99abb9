"""The message of an answer: what is shown, and that articles cannot bring in HTML."""

import re
from typing import Any

import pytest
from conftest import (
    SUMMIT_ID,
    TRADE_ID,
    cite,
    declined,
    make_answer,
    nasty_answer,
    near,
    summit_answer,
    trade_answer,
)
from html_page import Page

from rag.abstention import NO_PASSAGE
from rag.answer import Abstention, NameMatch, Origin, Statement
from rag.days.day_words import day
from ui.answer.render import answer_html, draft_html, problem_html, question_html
from ui.plain import shortened, shown

TURN = "0123abcd"


def statement(text: str, *numbers: int, **changes: object) -> Statement:
    given = {"speaker": None, "outlet": None, "kind": "reported", "supported": True}
    return Statement(text=text, citations=numbers, **{**given, **changes})


def test_every_statement_is_followed_by_its_chips() -> None:
    page = Page(answer_html(trade_answer("How much?"), TURN))
    assert "the ministry said.[1]Caspian Post" in page.text
    assert page.links().count(f"#cite-{TURN}-1") == 3  # statement, disagreement, source


def test_a_source_is_listed_once_with_all_its_numbers() -> None:
    html = answer_html(trade_answer("How much?"), TURN)
    assert "Sources[1][2]Trade with the EU growsCaspian Post · date unknown" in Page(html).text


def test_searched_for_is_shown_only_when_it_differs() -> None:
    same = make_answer("When?", (cite(1, SUMMIT_ID, "Some 36 countries were present."),))
    assert "Searched for" not in answer_html(same, TURN)
    other = same.model_copy(update={"searched_for": "When was the summit?"})
    assert "Searched for “When was the summit?”" in Page(answer_html(other, TURN)).text


def test_notices_are_shown() -> None:
    page = Page(answer_html(trade_answer("How much?"), TURN))
    assert "The model did not answer in time" in page.text


def test_a_disagreement_shows_both_positions_and_who_holds_them() -> None:
    page = Page(answer_html(trade_answer("How much?"), TURN))
    assert "The reports disagree: trade turnover in 2023" in page.text
    assert "41.8 billion dollars“Turnover reached 41.8 billion dollars" in page.text
    assert "the ministry said.”Caspian Post[1]" in page.text
    assert "39.9 billion dollars“An earlier count" in page.text
    assert "39.9 billion dollars.”Caspian Post[2]" in page.text


def test_an_abstention_gives_its_reason_and_openable_passages() -> None:
    page = Page(answer_html(declined("Weather?"), TURN))
    assert "nothing about the weather on Mars" in page.text
    assert page.links() == ["#ask", f"#passage-{TURN}-1", f"#passage-{TURN}-2"]
    assert "Steppe Herald · 25 Oct 2024Some 36 countries were present." in page.text


def test_speaker_kind_and_doubt_are_told_in_quiet_type() -> None:
    found = cite(1, SUMMIT_ID, "Some 36 countries were present.")
    said = statement(
        "We come.", 1, speaker="A. Guest", outlet="Herald", kind="opinion", supported=False
    )
    html = answer_html(make_answer("Who?", (found,), statements=(said,)), TURN)
    expected = "A. Guest · Herald · 25 Oct 2024 · opinionnot confirmed by the passages"
    assert expected in Page(html).text


@pytest.mark.parametrize(
    ("said", "shown_as"),
    [
        ({"speaker": "A. Guest", "role": "mayor"}, "A. Guest, mayor · Herald · 25 Oct 2024"),
        ({"speaker": None, "role": "town official"}, "town official · Herald · 25 Oct 2024"),
        (
            {"kind": "question", "role": "interviewer"},
            "Herald · 25 Oct 2024 · asked by the interviewer",
        ),
        ({"kind": "question"}, "Herald · 25 Oct 2024 · a question"),
    ],
)
def test_the_role_of_a_speaker_is_told(said: dict[str, Any], shown_as: str) -> None:
    found = cite(1, SUMMIT_ID, "Some 36 countries were present.")
    told = statement("We come.", 1, outlet="Herald", **said)
    page = Page(answer_html(make_answer("Who?", (found,), statements=(told,)), TURN))
    assert shown_as in page.text


def test_a_number_without_a_citation_gets_no_chip() -> None:
    found = cite(1, SUMMIT_ID, "Some 36 countries were present.")
    lost = statement("Some 36 countries were present.", 1, 7)
    page = Page(answer_html(make_answer("Who?", (found,), statements=(lost,)), TURN))
    assert f"#cite-{TURN}-7" not in page.links()


def test_the_short_answer_comes_first() -> None:
    found = cite(1, SUMMIT_ID, "Some 36 countries were present.")
    page = Page(answer_html(make_answer("How many?", (found,), short_answer="36"), TURN))
    assert page.text.startswith("36Some 36")


def test_drafts_have_their_chips() -> None:
    found = cite(1, SUMMIT_ID, "Some 36 countries were present.")
    page = Page(draft_html([statement("One sentence.", 1)], [found], TURN))
    assert page.text.startswith("One sentence.[1]Steppe Herald")
    assert page.links() == [f"#cite-{TURN}-1"]


def test_nothing_of_a_nasty_article_becomes_html() -> None:
    page = Page(answer_html(nasty_answer("What is nasty?"), TURN))
    assert {tag for tag, _ in page.elements} <= {"div", "p", "a", "span", "bdi", "ul", "li"}
    names = {name for _, attrs in page.elements for name in attrs}
    assert names <= {"class", "href", "title"}
    assert all(re.fullmatch(rf"#cite-{TURN}-\d+", str(link)) for link in page.links())
    for text in ("<script>window.hacked = 1</script>", "![pixel](http://", "${window.hacked = 3}"):
        assert text in page.text
    assert "\u202e" not in page.text


def test_an_error_message_is_text() -> None:
    assert "<b>" not in problem_html("No article <b>here</b>")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("<b>Why?</b>", "<b>Why?</b>"),
        ("   ", "(an empty question)"),
        ("a" * 100_000, "a" * 600 + "… (100,000 characters)"),
        ("bell\x07 and \x00nul", "bell and nul"),
    ],
)
def test_a_question_is_shown_as_text(question: str, expected: str) -> None:
    page = Page(question_html(question))
    assert page.text == expected
    assert {tag for tag, _ in page.elements} == {"span"}


def test_hidden_controls_go_and_joiners_stay() -> None:
    assert shown("a\u202eb\u2066c\U000e0041d") == "abcd"
    assert shown("می\u200cشود") == "می\u200cشود"


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2024-10-22", "22 Oct 2024"), ("last week", "last week"), (None, None)],
)
def test_a_day_is_written_out_when_it_is_one(published: str | None, expected: str | None) -> None:
    assert day(published) == expected


def test_a_long_text_is_cut_at_a_word() -> None:
    assert shortened("one two three", 9) == "one two…"
    assert shortened("one\ntwo", 9) == "one two"


def test_other_spellings_and_copies_are_told_in_quiet_type() -> None:
    quote = "The summit was held in Kazan from 22 to 24 October 2024."
    copied = cite(1, SUMMIT_ID, quote).model_copy(update={"copies": (TRADE_ID,)})
    answer = make_answer(
        "When did <Tokaev> come?",
        (copied,),
        passages=(near(TRADE_ID, "Turnover reached 41.8 billion dollars in 2023"),),
        matched=(NameMatch(asked="<Tokaev>", found=("Tokayev", "<b>Toqayev</b>")),),
    )
    told = Origin(outlet="<i>Steppe", articles=(SUMMIT_ID, TRADE_ID), citations=(1,))
    html = answer_html(answer.model_copy(update={"origins": (told,)}), "t")
    assert "2 articles, 1 original: told to <bdi>&lt;i&gt;Steppe</bdi>" in html
    assert "&lt;Tokaev&gt; matched as <bdi>Tokayev, &lt;b&gt;Toqayev&lt;/b&gt;</bdi>" in html
    assert "also in <bdi>Caspian Post</bdi>" in html
    assert "also in" not in answer_html(summit_answer("When?"), "t")


def test_an_empty_collection_leads_to_where_articles_are_added() -> None:
    nothing = Abstention(reason=NO_PASSAGE, closest=())
    html = answer_html(make_answer("What?", status="abstained", abstention=nothing), TURN)
    assert "#library-add" in Page(html).links()
    assert "`" not in html
    other = nothing.model_copy(update={"reason": "No article mentions it."})
    html = answer_html(make_answer("What?", status="abstained", abstention=other), TURN)
    assert "#library-add" not in Page(html).links()
