"""The card of a disagreement: its sides, what they quote, and nothing that an article brings in."""

from rag.answer import Citation, Disagreement, Position
from ui.answer.disagreements import disagreement_html

NASTY = '<img src=x onerror="alert(1)">'


def cite(number: int, quote: str) -> Citation:
    return Citation(
        number=number,
        article_id="0" * 16,
        source="report.txt",
        title=None,
        outlet="Harbour Post",
        url=None,
        published_at="2024-05-02",
        quote=quote,
        start=0,
        end=len(quote),
        text_sha256="0" * 64,
    )


def card(*positions: Position, quotes: tuple[str, ...]) -> str:
    cited = {n: cite(n, quote) for n, quote in enumerate(quotes, start=1)}
    about = Disagreement(about="Why?", positions=positions)
    return disagreement_html(about, cited, lambda citation: f"[{citation.number}]")


def test_a_position_names_its_speaker_beside_the_first_quotation() -> None:
    side = Position(value="Because of the price.", citations=(1,), speaker="Anna Berg")
    html = card(side, quotes=("It was turned down because of the price.",))
    assert "“It was turned down because of the price.”" in html
    assert html.index("Anna Berg") < html.index("[1]")


def test_an_article_without_an_outlet_is_named_by_its_title() -> None:
    untitled = cite(1, "It was refused.").model_copy(update={"outlet": None})
    titled = untitled.model_copy(update={"title": "One step back"})
    about = Disagreement(about="Why?", positions=(Position(value="Refused", citations=(1,)),))
    assert "One step back" in disagreement_html(about, {1: titled}, lambda _: "")
    assert "report.txt" in disagreement_html(about, {1: untitled}, lambda _: "")


def test_a_value_that_is_the_quotation_is_shown_once() -> None:
    quote = "It was turned down because of the price."
    html = card(Position(value=quote, citations=(1,)), quotes=(quote,))
    assert html.count("because of the price") == 1


def test_nothing_of_an_article_becomes_html() -> None:
    side = Position(value=NASTY, citations=(1,), speaker=NASTY)
    html = card(side, quotes=(f"A sentence with {NASTY} in it.",))
    assert "<img" not in html
    assert html.count("&lt;img") == 3


def test_a_position_whose_citation_is_missing_still_shows_its_value() -> None:
    assert "2027" in card(Position(value="2027", citations=(9,)), quotes=())
