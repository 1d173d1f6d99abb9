"""What the dates of a cited sentence mean, and when nothing is said about it."""

from datetime import date

import pytest
from answer_fakes import chunk

from rag.citations import Numbering
from rag.days.dates import (
    NO_START,
    NO_SUCH_DAY,
    QUOTED,
    UNCLEAR,
    UNDATED,
    event_periods,
    quote_dates,
    statement_dates,
)
from rag.draft import DraftStatement, Quote

WEDNESDAY = "2024-10-16"


def quote(sentence: str, published: str | None = WEDNESDAY, before: str = "") -> Quote:
    dated = {"published_at": published} if published else {}
    text = f"{before} {sentence}".strip()
    found = chunk(text, **dated)
    return Quote(found, len(text) - len(sentence), len(text))


def read(
    sentence: str, published: str | None = WEDNESDAY, before: str = ""
) -> list[tuple[str, str | None]]:
    found = quote_dates(quote(sentence, published, before))
    return [(d.words, f"{d.start}/{d.end}" if d.start else d.unresolved) for d in found]


@pytest.mark.parametrize(
    ("sentence", "words", "days"),
    [
        ("The gate was opened yesterday.", "yesterday", "2024-10-15/2024-10-15"),
        ("The vote is tomorrow.", "tomorrow", "2024-10-17/2024-10-17"),
        ("She spoke in the harbour last month.", "last month", "2024-09-01/2024-09-30"),
        ("They met this past August.", "this past August", "2024-08-01/2024-08-31"),
        ("They met this past December.", "this past December", "2023-12-01/2023-12-31"),
        ("They met last December.", "last December", "2023-12-01/2023-12-31"),
        ("At the end of August this year he left.", "August this year", "2024-08-01/2024-08-31"),
        ("It grew in August last year.", "August last year", "2023-08-01/2023-08-31"),
        ("It opens next March.", "next March", "2025-03-01/2025-03-31"),
        ("It fell last week.", "last week", "2024-10-07/2024-10-13"),
        ("It fell earlier this year.", "earlier this year", "2024-01-01/2024-10-16"),
        ("It closes later this month.", "later this month", "2024-10-16/2024-10-31"),
        ("Trade grew this year.", "this year", "2024-01-01/2024-12-31"),
        ("It began three days ago.", "three days ago", "2024-10-13/2024-10-13"),
        ("It began two months ago.", "two months ago", "2024-08-01/2024-08-31"),
        ("The council voted on Monday.", "Monday", "2024-10-14/2024-10-14"),
        ("The council voted on Wednesday.", "Wednesday", "2024-10-16/2024-10-16"),
        ("The council will vote on Monday.", "Monday", "2024-10-21/2024-10-21"),
        ("They meet on Oct. 23-24 and it will rain.", "Oct. 23-24", "2024-10-23/2024-10-24"),
        ("On October 2 the dam broke.", "October 2", "2024-10-02/2024-10-02"),
        ("On Thursday, October 10, it broke.", "Thursday, October 10", "2024-10-10/2024-10-10"),
        ("The leaders gather on October 23-24.", "October 23-24", "2024-10-23/2024-10-24"),
        ("The leaders will gather on 23 October.", "23 October", "2024-10-23/2024-10-23"),
        ("He told them on Monday that it will close.", "Monday", "2024-10-14/2024-10-14"),
        ("It will not close, and he said so on Monday.", "Monday", "2024-10-14/2024-10-14"),
        ("He said on Wednesday that it is going to close.", "Wednesday", "2024-10-16/2024-10-16"),
        ("It will, the mayor said, close on Monday.", "Monday", "2024-10-21/2024-10-21"),
        ("He said that it will close on Monday.", "Monday", "2024-10-21/2024-10-21"),
    ],
)
def test_a_phrase_is_counted_from_the_publication(sentence: str, words: str, days: str) -> None:
    assert read(sentence) == [(words, days)]
    assert quote_dates(quote(sentence))[0].anchor == WEDNESDAY


@pytest.mark.parametrize(
    ("sentence", "published", "why"),
    [
        ("She spoke last month.", None, UNDATED),
        ("On October 24 she spoke.", None, UNDATED),
        ("They met last August.", WEDNESDAY, UNCLEAR),
        ("They meet this Thursday.", WEDNESDAY, UNCLEAR),
        ("They met last Monday.", WEDNESDAY, UNCLEAR),
        ("They will meet on Wednesday.", WEDNESDAY, UNCLEAR),
        ("It rained last summer.", WEDNESDAY, UNCLEAR),
        ("On October 23 they met in the harbour hall.", WEDNESDAY, UNCLEAR),
        ("On Friday, October 24, 2024, it broke.", WEDNESDAY, NO_SUCH_DAY),
        ("He recalled: “We paid last month.”", WEDNESDAY, QUOTED),
        ("It failed two months later.", WEDNESDAY, NO_START),
    ],
)
def test_what_is_not_certain_says_why(sentence: str, published: str | None, why: str) -> None:
    assert [found for _, found in read(sentence, published)] == [why]


@pytest.mark.parametrize(
    "sentence",
    [
        "Relations are good today.",
        "It happened in August 2024.",
        "Trade from January to August 2024 was larger.",
        "Every Monday and on Thursdays it is shut.",
        "Black Friday was quiet, said the Sunday Times.",
        "They march on and may stay.",
    ],
)
def test_other_words_and_full_dates_need_no_note(sentence: str) -> None:
    assert read(sentence) == []


def test_later_is_counted_from_the_date_before_it() -> None:
    before = "He announced it in August 2024."
    later = "It was withdrawn just two months later."
    assert read(later, None, before) == [("two months later", "2024-10-01/2024-10-31")]
    same = "Announced on 3 May 2023, it opened five days later."
    assert read(same, None) == [("five days later", "2023-05-08/2023-05-08")]
    two = "He said so in May 2023 and in August 2024."
    assert read(later, None, two) == [("two months later", NO_START)]
    # A month is no day to count days from.
    assert read("It opened five days later.", None, before) == [("five days later", NO_START)]


def test_a_statement_has_the_dates_that_it_says() -> None:
    said = quote("She spoke last month and on Monday.")
    whole = Numbering().statement(DraftStatement(said.text, (said,)))
    assert [found.words for found in whole.dates] == ["last month", "Monday"]
    shorter = DraftStatement("She spoke on Monday.", (said, said))
    assert [found.words for found in statement_dates(shorter)] == ["Monday"]


def test_the_periods_of_an_event_are_those_that_are_certain() -> None:
    sentence = "Asked in May 2023, they refused last month and again on Wednesday, they said."
    periods = [str(period) for _, period in event_periods(quote(sentence))]
    assert periods == [
        "2023-05-01/2023-05-31",
        "2024-09-01/2024-09-30",
        "2024-10-16/2024-10-16",
    ]
    assert [str(p) for _, p in event_periods(quote("In 2019 it was measured.", None))] == [
        "2019-01-01/2019-12-31"
    ]
    assert event_periods(quote("They refused last month.", None)) == []


def test_the_date_of_a_cited_work_is_no_event() -> None:
    cited = "Prices rose in May 2023 (A. Berg, Dear Bread, Harbour Review, October 9, 2024)."
    assert [words for words, _ in event_periods(quote(cited))] == ["May 2023"]
    inside = "The feast (in the old town, May 3, 2023) was loud."
    assert [words for words, _ in event_periods(quote(inside))] == ["May 3, 2023"]


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "2024-02-29"])
def test_the_ends_of_the_calendar_are_no_error(published: str) -> None:
    sentence = (
        "Last year, next year, last week, 12 years ago, 99 months later, tomorrow, yesterday,"
        " on Monday, in January, next March and this past March it will rain."
    )
    assert date.fromisoformat(published)
    assert all(found.words for found in quote_dates(quote(sentence, published)))
