"""Stated metadata: days, addresses, names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.article import Field, Metadata
from vectorstore.formats.given import calendar_day, given_metadata, web_address

UNKNOWN = Field()


@pytest.mark.parametrize(
    "stated",
    [
        "2024-10-16",
        " 2024-10-16\n",
        "2024-10-16T15:02:00Z",
        "2024-10-16T23:30:00-05:00",
        "2024-10-16T00:10:00.123456+06:00",
        "2024/10/16",
        "20241016",
        "16.10.2024",
        "16/10/2024",
        "10/16/2024",
        "Wed, 16 Oct 2024 15:02:00 +0000",
        "October 16, 2024",
        "Oct. 16, 2024 3:02 PM",
        "16 October 2024",
        "16 октября 2024",
        1729036800,
        1729036800000,
    ],
)
def test_common_forms_of_one_day(stated: object) -> None:
    assert calendar_day(stated) == "2024-10-16"


@pytest.mark.parametrize(
    "stated",
    [
        None,
        "",
        "garbage",
        "yesterday",
        "may",
        "2024",
        2024,
        "October 2024",
        "2024-02-30",
        "2024-13-01",
        "0001-01-01",
        "03/04/2024",
        True,
        float("nan"),
        float("inf"),
        {},
        ["2024-10-16"],
        "x" * 100_000,
    ],
)
def test_what_states_no_certain_day_is_unknown(stated: object) -> None:
    assert calendar_day(stated) is None


def test_a_future_day_is_kept_as_stated() -> None:
    assert calendar_day("2099-01-01") == "2099-01-01"


@given(st.text(max_size=40) | st.integers() | st.floats() | st.none())
def test_no_value_is_a_day_by_accident_of_an_error(value: object) -> None:
    day = calendar_day(value)
    assert day is None or (len(day) == 10 and day[4] == day[7] == "-")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,hello",
        "ftp://example.org/a",
        "//example.org/a",
        "https://",
        "https:///nohost",
        "java\tscript:alert(1)",
        "\u200bjavascript:alert(1)",
        "http://[::1",
        "https://example.org/a b",
        "https://example.org/\u202egnp",
        "https://example.org/" + "a" * 3000,
        7,
        None,
    ],
)
def test_other_addresses_are_dropped(address: object) -> None:
    assert web_address(address) is None


def test_web_addresses_are_kept_as_they_are() -> None:
    for address in ("https://example.org/a?b=c#d", "http://127.0.0.1:80/", "https://пример.рф/"):
        assert web_address(address) == address


def test_all_fields_are_given() -> None:
    found = given_metadata(
        {
            "url": "https://example.org/a",
            "title": " Two\n lines\0 ",
            "outlet": "The Gazette",
            "authors": ["Ann Lee", " ", 3, "Bo Kim"],
            "published_at": "2024-10-16T08:00:00Z",
            "language": "en-GB",
            "other": object(),
        }
    )
    assert found == Metadata(
        title=Field("Two lines", "given"),
        outlet=Field("The Gazette", "given"),
        author=Field("Ann Lee, Bo Kim", "given"),
        published_at=Field("2024-10-16", "given"),
        language=Field("en", "given"),
        url=Field("https://example.org/a", "given"),
    )


def test_values_of_the_wrong_type_are_unknown() -> None:
    keys = ("url", "title", "outlet", "authors", "published_at", "language")
    wrongs: list[object] = [{}, None, 3.5, [[]]]
    for wrong in wrongs:
        assert given_metadata(dict.fromkeys(keys, wrong)) == Metadata()


def test_a_title_of_5000_characters_is_cut() -> None:
    title = given_metadata({"title": "long " * 1000}).title.value
    assert title is not None
    assert 290 <= len(title) <= 300
