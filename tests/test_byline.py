"""What a page says about itself is read; what it does not say stays unknown."""

import pytest

from vectorstore.article import Field, Metadata
from vectorstore.byline import is_date_line, parse_byline, read_metadata
from vectorstore.cleaning import find_furniture

TITLE = "Ferry line between Kiel and Oslo stops for a month"
BODY = (
    "The ferry line between Kiel and Oslo will not sail in November, its owner said, because "
    "both ships must go into the yard for new engines."
)


def read(raw: str) -> Metadata:
    return read_metadata(raw, find_furniture(raw))


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
    ],
)
def test_date_line(line: str, expected: bool) -> None:
    assert is_date_line(line) is expected


def test_page_with_everything() -> None:
    raw = (
        f"{TITLE}\nBy Marta Lindqvist\nUpdated March 14, 2024\nPublished March 12, 2024\n\n"
        f"{BODY}\n\n"
        "© 2024 The Oslo Times. All rights reserved.\n"
    )
    assert read(raw) == Metadata(
        title=Field(TITLE, "page"),
        outlet=Field("Oslo Times", "page"),
        author=Field("Marta Lindqvist", "page"),
        published_at=Field("2024-03-12", "page"),
    )


def test_body_alone_says_nothing() -> None:
    assert read(f"{BODY}\n\nSource: The Oslo Times\n\n{BODY[::-1]}\n") == Metadata()


def test_an_impossible_date_stays_unknown() -> None:
    assert read(f"{TITLE}\nFebruary 30, 2024\n{BODY}").published_at == Field()


def test_a_quoted_outlet_is_not_the_outlet_of_the_page() -> None:
    quoted = "The owner told Nordnytt.com in an interview. Kiel.info reported it first."
    raw = f"{TITLE}\n{BODY} {quoted}\n"
    assert read(raw).outlet == Field()


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (
            f"Editor's note: This is not the view of Nordnytt.Com.\n\n{BODY}",
            Field("Nordnytt.Com", "page"),
        ),
        (
            f"{TITLE}\nIn an interview for Nordnytt.com , the captain spoke.",
            Field("Nordnytt.com", "inferred"),
        ),
        (
            f"{TITLE}\nThe line stops, Nordnytt.com reports. {BODY}",
            Field("Nordnytt.com", "inferred"),
        ),
        (f"{TITLE}\nBy The Oslo Times news desk\n{BODY}", Field("Oslo Times", "page")),
        (
            f"{TITLE}\n{BODY}\nMillions read the Oslo Times, but few of our readers make "
            "a contribution to our journalism. Help us.",
            Field("Oslo Times", "page"),
        ),
    ],
)
def test_outlet_where_the_page_names_itself(raw: str, expected: Field) -> None:
    assert read(raw).outlet == expected


def test_author_of_an_opinion_named_in_the_note() -> None:
    note = "Editor's note: Marta Lindqvist is a pilot. The opinions of the author are her own."
    assert read(f"{note}\n\n{BODY}").author == Field("Marta Lindqvist", "inferred")


@pytest.mark.parametrize(
    "first",
    [
        "By Marta Lindqvist",
        "Marta Lindqvist and Li Wei",
        "From staff and wire reports",
        BODY,
        "OSLO —",
    ],
)
def test_a_first_line_that_is_no_headline_gives_no_title(first: str) -> None:
    assert read(f"{first}\n\n{BODY}\n").title == Field()
