"""The card of a comparison: a row an outlet, its chips, and that articles bring in no HTML."""

from conftest import NASTY, SUMMIT_ID, TRADE_ID, cite, make_answer, nasty_answer
from html_page import Page
from test_render import TURN

from rag.answer import INTERVIEWER, Answer, ComparisonRow, ResolvedDate
from ui.answer.render import answer_html


def compared() -> Answer:
    found = (
        cite(1, SUMMIT_ID, "Some 36 countries were present."),
        cite(2, TRADE_ID, "Turnover reached 41.8 billion dollars in 2023, the ministry said."),
    )
    rows = (
        ComparisonRow(
            outlet="Steppe Herald",
            published_at="2024-10-25",
            quote=found[0].quote,
            citations=(1,),
        ),
        ComparisonRow(outlet=None, quote=found[1].quote, citations=(2,)),
        ComparisonRow(outlet="Caspian Post"),
    )
    return make_answer("How did the outlets report it?", found, comparison=rows)


def test_outlets_stand_beside_what_they_say() -> None:
    page = Page(answer_html(compared(), TURN))
    assert "Steppe Herald25 Oct 2024Some 36 countries were present.[1]" in page.text
    assert "outlet unknownTrade with the EU growsTurnover reached" in page.text


def test_who_is_silent_stands_on_one_line() -> None:
    quiet = (ComparisonRow(outlet="Quiet Post"), ComparisonRow(outlet=None))
    answer = compared().model_copy(update={"comparison": (*compared().comparison, *quiet)})
    page = Page(answer_html(answer, TURN))
    assert "Silent: Caspian Post, Quiet Post, outlet unknown" in page.text
    assert (
        "Silent"
        not in Page(
            answer_html(
                compared().model_copy(update={"comparison": compared().comparison[:2]}), TURN
            )
        ).text
    )


def test_below_a_quotation_stands_who_says_it_and_what_its_date_means() -> None:
    september = ResolvedDate(
        words="last month", start="2024-09-01", end="2024-09-30", anchor="2024-10-25"
    )
    row = ComparisonRow(
        outlet="Steppe Herald",
        quote="I counted 36 of them last month.",
        speaker="Dana Iskak",
        role="protocol officer",
        kind="opinion",
        dates=(september,),
    )
    asked = row.model_copy(update={"speaker": None, "role": INTERVIEWER, "dates": ()})
    answer = compared().model_copy(update={"comparison": (row, asked)})
    page = Page(answer_html(answer, TURN))
    assert "month.Dana Iskak, protocol officer · opinion“last month”: September 2024" in page.text
    assert "month.asked by the interviewer" in page.text


def test_a_quotation_is_shown_once_and_opens_its_article() -> None:
    page = Page(answer_html(compared(), TURN))
    assert page.text.count("Some 36 countries were present.") == 1
    assert page.links().count(f"#cite-{TURN}-1") == 2  # row and source


def test_nothing_of_a_nasty_article_becomes_html() -> None:
    answer = nasty_answer("How?")
    rows = tuple(
        ComparisonRow(outlet="<b>x</b>", published_at="<i>", quote=quote, citations=(number,))
        for number, quote in enumerate(NASTY.split("\n\n"), start=1)
    )
    page = Page(answer_html(answer.model_copy(update={"comparison": rows}), TURN))
    assert {tag for tag, _ in page.elements} <= {"div", "p", "a", "span", "bdi", "ul", "li"}
    assert "<script>window.hacked = 1</script>" in page.text
    assert "<b>x</b>" in page.text
    assert "\u202e" not in page.text
