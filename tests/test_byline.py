"""A line that says who wrote the page and when is read; one that only looks like it is not."""

import pytest

from vectorstore.metadata.byline import Byline, parse_byline, parse_byline_bar
from vectorstore.metadata.dates import is_date_line


@pytest.mark.parametrize(
    ("line", "authors", "published"),
    [
        ("By Marta Lindqvist", ("Marta Lindqvist",), None),
        ("By Sean O'Brien and Li Wei", ("Sean O'Brien", "Li Wei"), None),
        (
            "by Jo van der Berg and The Oslo Times news desk October 3, 2023 3:02 PM 2 min read",
            ("Jo van der Berg", "The Oslo Times news desk"),
            "2023-10-03",
        ),
        (
            "By Anna Falk, Ben Ode | Mon, 12 Sept. 2022, 10:15 GMT",
            ("Anna Falk", "Ben Ode"),
            "2022-09-12",
        ),
        ("Original Author: Nils Åberg", ("Nils Åberg",), None),
        ("By Jo Falk, town reporter", ("Jo Falk",), None),
        ("Written by: Harbour desk", ("Harbour desk",), None),
        ("By Jo Falk 17.10.2024, 06:30", ("Jo Falk",), "2024-10-17"),
        ("Written by Żaneta Mroz 2024-02-29", ("Żaneta Mroz",), "2024-02-29"),
    ],
)
def test_byline_gives_authors_and_date(
    line: str, authors: tuple[str, ...], published: str | None
) -> None:
    byline = parse_byline(line)
    assert byline is not None
    assert (byline.authors, byline.published_at) == (authors, published)
    assert byline.length == len(line)


def test_byline_glued_to_text_ends_with_the_name() -> None:
    byline = parse_byline("By Marta LindqvistThe ferry will not sail.")
    assert byline is not None
    assert byline.authors == ("Marta Lindqvist",)
    assert byline.length == len("By Marta Lindqvist")


@pytest.mark.parametrize(
    "line",
    [
        "By Monday the ferry will sail again.",
        "By Friday evening, Marta Lindqvist had left.",
        "By the end of May",
        "by train and by bus",
        "Author of three books",
    ],
)
def test_a_sentence_that_begins_with_by_is_no_byline(line: str) -> None:
    assert parse_byline(line) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Published: 12 March 2024", True),
        ("Updated on Tue, 12 March 2024 10:15 GMT", True),
        ("2024-03-12T10:15:00Z", True),
        ("The ferry sank on 12 March 2024", False),
        ("12/03/2024", False),
        ("13/03/2024", True),
        ("03/13/2024", True),
        ("3.4.2024, 06:30", True),
    ],
)
def test_date_line(line: str, expected: bool) -> None:
    assert is_date_line(line) is expected


def test_date_byline_and_counter_in_one_line() -> None:
    byline = parse_byline_bar("13 March 2023, 11:20 | By Jo Falk | 3 comments")
    assert byline == Byline(("Jo Falk",), "2023-03-13", 46)
    assert parse_byline_bar("13 March 2023 | The ferry sank") is None
    assert parse_byline_bar("Town | Port") is None
    updated = parse_byline_bar("Updated 4 May 2024 | Published 3 May 2024")
    assert updated is not None
    assert updated.published_at == "2024-05-03"
