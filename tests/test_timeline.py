"""The dates behind an answer in order: only where asked for, only from what is cited."""

from answer_fakes import chunk, evidence_of

from rag.asking.account import Account
from rag.citations import Numbering
from rag.days.periods import whole_year
from rag.days.timeline import MOST, timeline
from rag.draft import DraftStatement, Quote
from rag.evidence import Evidence, whole_sentences

BRIDGE = (
    "The bridge was planned in March 2019 by the town. "
    "Work on the bridge began on 4 May 2021. "
    "Nobody was asked about the bridge at all. "
    "The bridge was opened in 2023 with a feast."
)
ASKED = "How did the bridge develop?"


def sentences(text: str = BRIDGE) -> list[Quote]:
    found = chunk(text)
    return [Quote(found, *span) for span in whole_sentences(found)]


def evidence(
    scores: tuple[float, ...] = (0.9, 0.8, 0.7, 0.6), text: str = BRIDGE
) -> list[Evidence]:
    return evidence_of(text, scores)


def entries(question: str, drafts: list[DraftStatement], found: list[Evidence]) -> list[str]:
    return [entry.start for entry in timeline(question, drafts, found, Numbering())]


def draft(place: int) -> DraftStatement:
    quote = sentences()[place]
    return DraftStatement(quote.text, (quote,))


def test_the_dates_stand_in_order_with_their_citations() -> None:
    numbering = Numbering()
    said = draft(1)
    numbering.statement(said)
    found = timeline(ASKED, [said], evidence(), numbering)
    assert [(e.start, e.end, e.words) for e in found] == [
        ("2019-03-01", "2019-03-31", "March 2019"),
        ("2021-05-04", "2021-05-04", "4 May 2021"),
        ("2023-01-01", "2023-12-31", "2023"),
    ]
    numbers = [e.citations for e in found]
    assert numbers[1] == (1,)
    quotes = {c.number: c.quote for c in numbering.citations()}
    assert [quotes[number] for (number,) in numbers] == [e.text for e in found]


def test_only_questions_about_time_have_one() -> None:
    for question in ("When was the bridge built?", "On which days was it shut?", ASKED):
        assert len(entries(question, [draft(1)], evidence())) == 3
    for question in ("Who built the bridge?", "How many bridges are there?", "Why did it fall?"):
        assert entries(question, [draft(1)], evidence()) == []


def test_one_date_is_no_timeline() -> None:
    text = "Work on the bridge began on 4 May 2021. The bridge is long and very wide."
    said = [DraftStatement(q.text, (q,)) for q in sentences(text)]
    assert entries("When did it begin?", said, evidence((0.9, 0.8), text)) == []


def test_what_is_far_from_the_question_or_of_another_article_is_left_out() -> None:
    assert len(entries(ASKED, [draft(1)], evidence((0.9, 0.9, 0.9, 0.1)))) == 2
    other = evidence_of("The tower was begun on 7 June 2020 in town.", (0.9,), id=2)
    assert "2020-06-07" not in entries(ASKED, [draft(1)], evidence() + other)


def test_there_are_at_most_eight_and_none_without_an_answer() -> None:
    text = " ".join(f"The bridge was mended in May {year} for money." for year in range(2001, 2013))
    quotes = sentences(text)
    said = [DraftStatement(quote.text, (quote,)) for quote in quotes]
    assert len(entries(ASKED, said, evidence(tuple([0.5] * 12), text))) == MOST
    assert entries(ASKED, [], evidence()) == []


DEAR = "The tram will cost 468 million crowns. Six stops of the tram are built first."
VOTED = "The council voted for the tram on 7 May 2022. The tram is to cost 412 million crowns."


def reported(text: str, published: str, id: int, score: float = 0.9) -> list[Evidence]:
    """The sentences of an article of that day as evidence, the first of them best."""
    found = chunk(text, id, published_at=published)
    return [
        Evidence(found, id, start, end, text[start:end], s, s, 0.9, False, None, None, s)
        for at, (start, end) in enumerate(whole_sentences(found))
        for s in (score - at / 10,)
    ]


def test_a_timeline_that_is_asked_for_has_every_article_on_its_topic() -> None:
    found = reported(DEAR, "2024-01-19", 1) + reported(VOTED, "2022-05-09", 2)
    said = [DraftStatement(DEAR.split(". ")[0], (Quote(found[0].chunk, 0, 38),))]
    told = timeline("?", said, found, Numbering(), Account("timeline", "the tram"))
    assert [(e.start, e.words, e.reported) for e in told] == [
        ("2022-05-07", "7 May 2022", False),
        ("2022-05-09", "", True),
        ("2024-01-19", "", True),
    ]
    assert told[2].text == "The tram will cost 468 million crowns."


def test_a_timeline_of_costs_has_sums_and_one_of_some_years_only_those() -> None:
    found = reported(DEAR, "2024-01-19", 1) + reported(VOTED, "2022-05-09", 2)
    said = [DraftStatement(found[0].text, (Quote(found[0].chunk, 0, 38),))]
    cost = Account("timeline", "the cost of the tram")
    told = timeline("?", said, found, Numbering(), cost)
    assert [e.text for e in told] == [
        "The tram is to cost 412 million crowns.",
        "The tram will cost 468 million crowns.",
    ]
    topic = Account("timeline", "the tram")
    in_2022 = timeline("?", said, found, Numbering(), topic, whole_year(2022))
    assert [e.start for e in in_2022] == ["2022-05-07", "2022-05-09"]
