"""The list of articles: narrowed, ordered, a page at a time, counted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from library_fakes import small_store
from sqlalchemy import text
from store_fakes import article

from vectorstore.catalog.listing import Listing, Order, Wanted
from vectorstore.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = small_store(tmp_path)
    yield store
    store.close()


@pytest.fixture
def listing(store: Store) -> Listing:
    return Listing(store.catalog.engine)


def names(listing: Listing, wanted: Wanted, order: Order = "newest") -> list[str]:
    page = listing.page(wanted, order, 50)
    assert page.total == len(page.articles)
    return [article.source.removesuffix(".txt") for article in page.articles]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("newest", "pier nobody ferry vote undated"),
        ("oldest", "vote ferry nobody pier undated"),
        ("title", "nobody undated ferry pier vote"),
        ("outlet", "vote undated pier ferry nobody"),
    ],
)
def test_articles_stand_in_the_order_that_is_asked_for(
    listing: Listing, order: Order, expected: str
) -> None:
    assert names(listing, Wanted(), order) == expected.split()


def test_what_was_added_last_comes_first(store: Store, listing: Listing) -> None:
    list(store.add([article("late")]))
    assert names(listing, Wanted(), "added")[0] == "late"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(words="FERRY"), "ferry"),
        (Wanted(words="post pier"), "pier"),
        (Wanted(words="вечер ВЫБОРОВ"), "vote"),
        (Wanted(words="vote.txt"), "vote"),
        (Wanted(words="100% ' _"), ""),
        (Wanted(outlet="harbour post"), "pier ferry"),
        (Wanted(outlet=""), "nobody"),
        (Wanted(first_day="2024-01-31", last_day="2024-02-29"), "nobody ferry"),
        (Wanted(undated=True), "undated"),
        (Wanted(undated=True, first_day="2024-01-01"), ""),
        (Wanted(words="day", outlet="caspian wire", undated=True), "undated"),
    ],
)
def test_articles_are_narrowed(listing: Listing, wanted: Wanted, expected: str) -> None:
    assert names(listing, wanted) == expected.split()


def test_a_page_holds_as_many_as_asked_for_and_the_last_one_the_rest(listing: Listing) -> None:
    second = listing.page(Wanted(), "title", 2, 2)
    assert [article.source for article in second.articles] == ["ferry.txt", "pier.txt"]
    beyond = listing.page(Wanted(), "title", 2, 1000)
    assert (beyond.first, beyond.total, len(beyond.articles)) == (4, 5, 1)
    assert listing.page(Wanted(words="nothing"), "title", 2, 4).first == 0


def test_a_line_says_what_the_article_is(store: Store, listing: Listing) -> None:
    (pier,) = listing.page(Wanted(words="pier"), "newest", 10).articles
    stored = store.get(pier.id)
    assert (pier.title, pier.outlet, pier.published_at) == (
        "Pier reopens",
        "Harbour Post",
        "2024-03-05",
    )
    assert (pier.characters, pier.added_at, pier.cleaned) == (
        len(stored.text),
        stored.added_at,
        True,
    )
    assert listing.titles((pier.id, "0" * 16)) == {pier.id: "Pier reopens"}


def test_outlets_and_days_are_counted(listing: Listing) -> None:
    assert listing.outlets() == [
        ("caspian wire", "Caspian Wire", 2),
        ("harbour post", "Harbour Post", 2),
        (None, None, 1),
    ]
    assert listing.days()[:2] == [(None, 1), ("2023-12-30", 1)]


def test_no_text_is_passed_over(store: Store, listing: Listing) -> None:
    """The list of a large collection must not read its texts."""
    plan = "EXPLAIN QUERY PLAN SELECT json_extract(metadata, '$.title.value'), source, added_at"
    query = f"{plan} FROM articles INDEXED BY articles_without_texts WHERE outlet_key IS NULL"
    with store.catalog.engine.connect() as connection:
        steps = [row[3] for row in connection.execute(text(query))]
    assert all("COVERING INDEX articles_without_texts" in step for step in steps)
