"""Dates that a text writes out, and the year where none is written."""

from datetime import date

import pytest

from rag.days.periods import Period, month_of, named_dates, placed, shifted, week_of

PUBLISHED = date(2024, 10, 16)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("from October 22 to 24, 2024", "2024-10-22/2024-10-24"),
        ("on Oct. 16, 2024", "2024-10-16/2024-10-16"),
        ("Thursday, October 24, 2024", "2024-10-24/2024-10-24"),
        ("the 24th of October 2024", "2024-10-24/2024-10-24"),
        ("between 3 and 5 May 2023", "2023-05-03/2023-05-05"),
        ("in February 2024", "2024-02-01/2024-02-29"),
        ("on 2024-10-22", "2024-10-22/2024-10-22"),
    ],
)
def test_a_date_in_full_needs_nothing_else(text: str, period: str) -> None:
    assert [str(placed(named, None, False)) for named in named_dates(text)] == [period]


@pytest.mark.parametrize(
    "text", ["it may rain on 5 roads", "they march on", "section 3", "version 2024-13-45", "Maya"]
)
def test_other_words_are_no_dates(text: str) -> None:
    assert named_dates(text) == []


@pytest.mark.parametrize("text", ["Friday, October 24, 2024", "31 February 2024"])
def test_a_date_that_the_calendar_denies_is_no_day(text: str) -> None:
    (named,) = named_dates(text)
    assert placed(named, PUBLISHED, False) is None


@pytest.mark.parametrize(
    ("text", "future", "period"),
    [
        ("in September", False, "2024-09-01/2024-09-30"),
        ("on October 16", False, "2024-10-16/2024-10-16"),
        ("on Oct. 23-24", True, "2024-10-23/2024-10-24"),
        ("in January", True, "2025-01-01/2025-01-31"),
        ("in January", False, "2024-01-01/2024-01-31"),
        ("on October 10", True, "2024-10-10/2024-10-10"),
        # A week ahead and a year ago are both possible, and nothing speaks of the future.
        ("on October 23", False, None),
        # Half a year ahead is as far as half a year back.
        ("in May", True, None),
    ],
)
def test_a_day_without_a_year_is_placed_or_left_open(
    text: str, future: bool, period: str | None
) -> None:
    (named,) = named_dates(text)
    found = placed(named, PUBLISHED, future)
    assert (str(found) if found else None) == period
    assert placed(named, None, future) is None


def test_periods_widen_hold_and_print() -> None:
    day = Period(date(2024, 10, 23), date(2024, 10, 24))
    wide = day.widened(7, 28)
    assert str(wide) == "2024-10-16/2024-11-21"
    assert wide.holds(PUBLISHED)
    assert not day.holds(PUBLISHED)
    assert Period(None, PUBLISHED).holds(date.min)
    assert str(Period(PUBLISHED, None).widened(1, 1)) == "2024-10-15/.."


def test_weeks_months_and_the_ends_of_the_calendar() -> None:
    assert str(week_of(PUBLISHED)) == "2024-10-14/2024-10-20"
    assert str(month_of(2024, 13)) == "2025-01-01/2025-01-31"
    assert shifted(date.max, 1) == date.max
    assert shifted(date.min, -1) == date.min
