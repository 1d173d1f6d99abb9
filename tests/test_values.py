"""Values that can be compared: what is read in a sentence, and what cannot both hold."""

import pytest

from rag.positions.amounts import amounts
from rag.positions.days import times
from rag.positions.values import agree, at_odds, name


@pytest.mark.parametrize(
    ("text", "year", "month", "days"),
    [
        ("From October 22 to 24 the fair was open.", None, 10, (22, 24)),
        ("It runs on Oct. 23-24.", None, 10, (23, 24)),
        ("It ran on 23 and 24 October 2024.", 2024, 10, (23, 24)),
        ("She was born on 2 July 1829.", 1829, 7, (2, 2)),
        ("In August 2023 he said so.", 2023, 8, None),
        ("It was said this past August.", 2024, 8, None),
        ("It was said this past December.", 2023, 12, None),
        ("They opened it in 1954.", 1954, None, None),
    ],
)
def test_days_and_years_are_read(
    text: str, year: int | None, month: int | None, days: tuple[int, int] | None
) -> None:
    [value] = times(text, "2024-10-26")
    assert (value.year, value.month, value.days) == (year, month, days)
    assert text[slice(*value.span)] == value.text


def test_a_relative_year_needs_the_day_of_publication() -> None:
    [value] = times("It was said this past August.")
    assert value.year is None


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("It costs 468 million euros.", 468e6, {"euro"}),
        ("It costs $1.5 billion.", 1.5e9, {"dollar"}),
        ("Sales fell by 27 percent.", 27.0, {"%"}),
        ("Sales fell by 11%.", 11.0, {"%"}),
        ("About 1,900 people left.", 1900.0, {"peopl"}),
        ("The gauge stood at 6.12 metres.", 6.12, {"metr"}),
        ("It makes twelve proposals.", 12.0, {"propos"}),
    ],
)
def test_numbers_are_read_with_their_unit(text: str, amount: float, unit: set[str]) -> None:
    [value] = amounts(text)
    # The word after the next may be the one that is counted: "212 flooded houses".
    assert value.amount == amount
    assert unit <= value.unit


def test_days_years_and_clock_times_are_no_amounts() -> None:
    assert amounts("At 2:40 on 3 May 2021 the gates were opened.") == []


@pytest.mark.parametrize(
    ("one", "other", "odds"),
    [
        ("22 to 24 October", "23-24 October", True),
        ("22 to 24 October", "October 24", False),
        ("August 2023", "August 2024", True),
        ("October 2024", "22 October", False),
        ("2:40", "0:50", True),
        ("2:40", "1998", False),
        ("2 May", "3 May", True),
    ],
)
def test_times_that_cannot_both_hold(one: str, other: str, odds: bool) -> None:
    [a], [b] = times(one), times(other)
    assert at_odds(a, b) is odds
    assert at_odds(b, a) is odds


@pytest.mark.parametrize(
    ("one", "other", "odds"),
    [
        ("412 million euros", "468 million euros", True),
        ("about 1,900 people", "1,870 people", False),
        ("about 1,900 people", "1,340 people", True),
        ("1.5 million", "1,480,000", False),
        ("212 houses", "96 trees", False),
        ("2.60 euros", "468 million euros", False),
    ],
)
def test_amounts_that_cannot_both_hold(one: str, other: str, odds: bool) -> None:
    [a], [b] = amounts(one), amounts(other)
    assert at_odds(a, b) is odds


def test_what_cannot_be_compared_does_not_agree_either() -> None:
    [day], [clock] = times("on 3 May"), times("at 2:40")
    assert not at_odds(day, clock)
    assert not agree(day, clock)
    [houses], [trees] = amounts("212 houses"), amounts("96 trees")
    assert not agree(houses, trees)


def test_a_longer_form_of_a_name_agrees_in_any_spelling() -> None:
    first, second = "Qasym-Jomart Toqayev", "President Kassym-Jomart Tokayev"
    a, b = name(first, (0, len(first))), name(second, (0, len(second)))
    assert agree(a, b)
    assert at_odds(a, name("Berik Uali", (0, 10)))
