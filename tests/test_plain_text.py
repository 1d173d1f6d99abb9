"""An answer as lines."""

from conftest import declined, make_answer

from rag.answer import ComparisonRow, NameMatch
from rag.plain_text import lines, with_sources


def test_a_comparison_is_a_line_an_outlet() -> None:
    said = ComparisonRow(outlet="Pier News", quote="It rained\n all day.", citations=(1,))
    named = said.model_copy(update={"speaker": "Ada Lind", "role": "harbour master"})
    unknown = ComparisonRow(outlet=None, quote="It was dry.", citations=(2,))
    rows = (said, named, unknown, ComparisonRow(outlet="Quay Post"))
    assert list(lines(make_answer("Rain?", comparison=rows))) == [
        "Pier News: It rained all day. [1]",
        "Pier News: It rained all day. [1] (Ada Lind, harbour master)",
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
