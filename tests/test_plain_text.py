"""An answer as lines."""

from conftest import declined, make_answer, summit_answer

from rag.answer import INTERVIEWER, ComparisonRow, NameMatch, ResolvedDate
from rag.plain_text import lines, with_sources


def test_a_comparison_is_a_line_an_outlet() -> None:
    said = ComparisonRow(outlet="Pier News", quote="It rained\n all day.", citations=(1,))
    named = said.model_copy(update={"speaker": "Ada Lind", "role": "harbour master"})
    unknown = ComparisonRow(outlet=None, quote="It was dry.", citations=(2,))
    rows = (said, named, unknown, ComparisonRow(outlet="Quay Post"))
    assert list(lines(make_answer("Rain?", comparison=rows))) == [
        "Pier News: It rained all day. [1]",
        "Pier News: It rained all day. [1]",
        "    Ada Lind, harbour master",
        "outlet unknown: It was dry. [2]",
        "Quay Post: silent",
    ]


def test_other_spellings_are_told_before_the_answer() -> None:
    found = NameMatch(asked="Kiev", found=("Kyiv", "Kyyiv"))
    first, *_ = lines(make_answer("Kiev?", matched=(found,)))
    assert first == "Kiev matched as Kyiv, Kyyiv"


def test_a_declined_question_comes_with_others() -> None:
    assert "  you could ask: How large is trade with the EU?" in lines(declined("Weather?"))


def test_the_short_answer_comes_first() -> None:
    answer = make_answer("When?", short_answer="22 to 24 October 2024")
    assert next(lines(answer)) == "22 to 24 October 2024"
    assert with_sources(answer).splitlines()[:3] == ["When?", "", "22 to 24 October 2024"]


def test_below_a_sentence_stands_who_says_it_and_what_its_dates_mean() -> None:
    meant = ResolvedDate(words="last week", start="2024-10-14", end="2024-10-20", anchor=None)
    said = (
        summit_answer("When?")
        .statements[0]
        .model_copy(
            update={
                "speaker": "Ada Brun",
                "role": "the mayor",
                "kind": "opinion",
                "dates": (meant,),
            }
        )
    )
    answer = summit_answer("When?").model_copy(update={"statements": (said,)})
    told = list(lines(answer))
    assert told[1] == (
        "    Ada Brun, the mayor · Steppe Herald · 25 Oct 2024 · opinion; "
        "“last week”: 14–20 Oct 2024"
    )
    assert told[1] in with_sources(answer).splitlines()


def test_who_asks_in_an_interview_is_told() -> None:
    asked = summit_answer("How?").statements[0].model_copy(update={"role": INTERVIEWER})
    answer = summit_answer("How?").model_copy(update={"statements": (asked,)})
    assert list(lines(answer))[1].endswith("25 Oct 2024 · asked by the interviewer")
