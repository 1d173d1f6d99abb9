"""What a page says about itself is read; what it does not say stays unknown."""

import os
from pathlib import Path

import pytest

from vectorstore.article import Field, LoadedArticle, Metadata
from vectorstore.cleaning import apply_ledger, find_furniture
from vectorstore.loaders import load_path
from vectorstore.metadata.read import read_metadata

TITLE = "Ferry line between Kiel and Oslo stops for a month"
BODY = (
    "The ferry line between Kiel and Oslo will not sail in November, its owner said, because "
    "both ships must go into the yard for new engines."
)


def read(raw: str) -> Metadata:
    return read_metadata(raw, find_furniture(raw))


@pytest.mark.parametrize(
    ("line", "published"),
    [("17.10.2024", "2024-10-17"), ("3.4.2024", "2024-04-03"), ("04/30/2024", "2024-04-30")],
)
def test_numeric_dates_whose_order_is_clear(line: str, published: str) -> None:
    assert read(f"{TITLE}\n{line}\n{BODY}\n").published_at == Field(published, "page")


def test_name_and_office_below_the_date() -> None:
    raw = f"{TITLE}\n3 May 2024 | 2 min read\nJo Falk\nTown correspondent\n{BODY}\n"
    assert read(raw).author == Field("Jo Falk", "inferred")
    assert apply_ledger(raw, find_furniture(raw)) == f"{TITLE}\n{BODY}\n"


def test_outlet_without_the_form_of_its_company() -> None:
    raw = f"{TITLE}\n{BODY}\n© 2024 Oslo Times Ltd\n"
    assert read(raw).outlet == Field("Oslo Times", "page")


def test_a_name_without_by_counts_beside_the_date_only() -> None:
    assert read(f"{TITLE}\nJo Falk\n17.10.2024\n{BODY}\n").author == Field("Jo Falk", "inferred")
    assert read(f"{TITLE}\nJo Falk\n{BODY}\n").author == Field()
    assert read(f"{TITLE}\nNew Delhi\n17.10.2024\n{BODY}\n").author == Field()
    named = f"{TITLE}\nJo Falk\n17.10.2024\n{BODY} Jo Falk is the owner.\n"
    assert read(named).author == Field()


def test_title_and_byline_below_a_long_menu() -> None:
    menu = "\n".join(["Home", "World", "Politics", "Business", "Sport", "Culture", "Video"] * 3)
    found = read(f"{menu}\n{TITLE}\nBy Jo Falk\n{BODY}\n")
    assert (found.title.value, found.author.value) == (TITLE, "Jo Falk")


def test_outlet_in_the_masthead() -> None:
    menu = "News | Town | Sport | Subscribe | Log in"
    for top in ("Oslo Times", "OSLO TIMES", "The Oslo Times", "Oslo Times » Ferries"):
        found = read(f"{top}\n{menu}\n{TITLE}\n{BODY}\n")
        assert (found.outlet.value, found.title.value) == ("Oslo Times", TITLE)


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
        "Marta Lindqvist, The Oslo Times",
        "Compiled by Marta Lindqvist",
        "OSLO, Norway — Where does it end?",
        "What does the captain do now? Nothing, as it seems",
        "The line stops in November\nThe owner buys new engines\nBoth ships go to Gdansk",
    ],
)
def test_a_first_line_that_is_no_headline_gives_no_title(first: str) -> None:
    assert read(f"{first}\n\n{BODY}\n").title == Field()


# Title, outlet, author and day as the page states them, each compared with the page; None where
# it does not. A file that states them elsewhere (front matter, tags) has them from its loader.
SAMPLES: dict[str, tuple[str | None, ...]] = {
    "almaty-notebook-observer-reasons.txt": (
        "An observer lists the arguments against a seat in BRICS",
        "Almaty Notebook",
        "Notebook desk",
        "2024-10-21",
    ),
    "background-sheet-neighbours.txt": (
        "Kazakhstan and its neighbours: a background sheet",
        "Caspian Observer",
        None,
        None,
    ),
    "calder-chronicle-council-vote.txt": (
        "Council votes for tram Line 7",
        "Calder Chronicle",
        "Piet Amsel",
        "2022-05-09",
    ),
    "calder-chronicle-mercer-street.txt": (
        "Mercer Street counts its losses",
        "Calder Chronicle",
        "Piet Amsel",
        "2024-06-06",
    ),
    "caspian-observer-interview-beketov.txt": (
        "Trade will grow, whatever flag hangs in the hall",
        "Caspian Observer",
        "Lena Orlovska",
        None,
    ),
    "city-ledger-weekly-auditor.txt": (
        "What the tram really costs",
        "City Ledger Weekly",
        "Saskia Orlow",
        "2024-02-02",
    ),
    "city-ledger-weekly-line-7-questions.txt": (
        "Line 7: your questions, our answers",
        "City Ledger Weekly",
        None,
        None,
    ),
    "explainer-who-joined-brics.md": (
        "Explained: who is in BRICS, who asked, who waits",
        None,
        None,
        None,
    ),
    "harbour-post-kazakhstan-brics-wire.txt": (
        "Kazakhstan stays out of BRICS queue",
        "Harbour Post",
        "Meridian Wire",
        "2024-10-17",
    ),
    "harbour-post-line-7-dearer.txt": (
        "Line 7 becomes dearer and comes later",
        "Harbour Post",
        "Klaas Renner",
        "2024-01-19",
    ),
    "harbour-post-oskwater-defence.txt": (
        "Dam operator: we warned the county in time",
        "Harbour Post",
        "Klaas Renner",
        "2023-03-20",
    ),
    "kazan-daily-ledger-guests.html": (
        "Guests in Kazan: what Tokayev told the summit",
        None,
        None,
        None,
    ),
    "meridian-institute-one-step-back.txt": (
        "Kazakhstan takes a step back from BRICS",
        "Meridian Institute",
        None,
        "2024-12-02",
    ),
    "riverline-interview-osei.txt": (
        '"The meadow was the best dam the town ever had"',
        "Riverline",
        "Hugo Ström",
        None,
    ),
    "steppe-courier-no-application.txt": (
        "Astana will not apply to BRICS for now, president's office says",
        "Steppe Courier",
        "Meridian Wire",
        "2024-10-16",
    ),
    "steppe-courier-three-readings.txt": (
        "Three readings of one refusal",
        "Steppe Courier",
        "Timur Alenov",
        "2024-11-04",
    ),
    "upland-review-opinion-gatekeeper.txt": (
        "Do not hang the gatekeeper",
        "Upland Review",
        "Anders Vik",
        "2023-09-09",
    ),
    "upland-review-opinion-measured-step.txt": (
        "A measured step is still a step",
        "Upland Review",
        "Dana Merekova",
        "2024-10-27",
    ),
    "velmora-gazette-first-report.txt": (
        "Osk floods the Tannery Quarter",
        "Velmora Gazette",
        "Jonna Hallgren",
        "2023-03-13",
    ),
    "velmora-gazette-inquiry.txt": (
        "Inquiry: gates of the Harne Dam moved two hours earlier than stated",
        "Velmora Gazette",
        "Jonna Hallgren",
        "2023-07-04",
    ),
}
SHARED: dict[str, tuple[str | None, ...]] = {
    "000": (None, "News.Az", "Adil Kaukenov", "2024-10-26"),
    "001": ("No Rush to Join BRICS", "Orda.kz", "Alina Pak", None),
    "002": (
        "Kazakhstan won't seek BRICS membership",
        "Kyiv Independent",
        "Martin Fornusek, The Kyiv Independent news desk",
        "2024-10-16",
    ),
    "003": ("Kazakhstan and BRICS, one step back", None, None, None),
    "004": ("Why is Kazakhstan rethinking", "News.Az", "Tural Heybatov", None),
}
"""Titles by their first words."""


def read_file(path: Path) -> Metadata:
    loaded = next(iter(load_path(path)))
    assert isinstance(loaded, LoadedArticle)
    return read(loaded.raw)


def values(found: Metadata) -> tuple[str | None, ...]:
    return (found.title.value, found.outlet.value, found.author.value, found.published_at.value)


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_page_says_this_about_itself(name: str) -> None:
    articles = Path(__file__).parents[1] / "articles"
    assert values(read_file(articles / name)) == SAMPLES[name]


@pytest.mark.parametrize("number", SHARED)
def test_shared_page_says_this_about_itself(number: str) -> None:
    folder = os.environ.get("CITEWIRE_SHARED")
    if folder is None:
        pytest.skip("CITEWIRE_SHARED does not name the shared data")
    title, *rest = values(read_file(next(Path(folder, "articles").glob(f"{number}_*.txt"))))
    assert rest == list(SHARED[number][1:])
    start = SHARED[number][0]
    assert title is None if start is None else title is not None and title.startswith(start)
