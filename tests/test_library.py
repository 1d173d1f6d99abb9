"""The Library tab without a browser: lists, picked articles, charts, health, read-only."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from conftest import NASTY, FakeChain, FakeStore
from library_fakes import parts_of, small_store
from sqlalchemy import text
from store_fakes import article, body, open_store

from ui.library.articles import ArticleList, Filters, read_day
from ui.library.charts import begin_of, by_outlet, figures_html, over_time, undated_line
from ui.library.condition import Condition
from ui.library.health_tab import HealthPage
from ui.library.list_tab import ListPage
from ui.library.overview_tab import OverviewPage
from ui.library.picked import Picked, read_ids
from ui.library.said import safely
from ui.library.tab import visited
from ui.once import Once
from ui.parts import Limits, Parts
from ui.reader.links import read_name
from ui.reader.opened import opened
from vectorstore.errors import UsageError
from vectorstore.store import Store
from vectorstore.store.health import facts, lines

ALL = ("", "", "", "", "newest", False)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = small_store(tmp_path)
    yield store
    store.close()


@pytest.fixture
def parts(store: Store) -> Parts:
    return parts_of(store)


@pytest.fixture
def closed(store: Store) -> Parts:
    return parts_of(store, Limits(read_only=True))


def of(store: Store, source: str) -> str:
    return next(a.id for a in store.articles() if a.source == f"{source}.txt")


# --- The list -------------------------------------------------------------------------------------


def test_the_list_shows_what_the_filters_say(parts: Parts) -> None:
    table, position, first, before, after = ArticleList(parts).show(Filters(outlet="?"), 0)
    assert "&lt;b&gt;Bold&lt;/b&gt; claims" in table
    assert "<b>" not in table
    assert "1–1 of 1" in position
    assert (first, before, after) == (0, False, False)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("9999", "9999-01-01", "9999-12-31"),
        ("", None, None),
        ("2024", "2024-01-01", "2024-12-31"),
        ("2023-2", "2023-02-01", "2023-02-28"),
        ("2024-12", "2024-12-01", "2024-12-31"),
        (" 2024-10-22 ", "2024-10-22", "2024-10-22"),
    ],
)
def test_a_year_a_month_or_a_day_can_be_given(
    written: str, first: str | None, last: str | None
) -> None:
    assert (read_day(written), read_day(written, end=True)) == (first, last)


@pytest.mark.parametrize("written", ["soon", "2024-13", "2024-02-30", "0000", "20.10.24"])
def test_what_is_no_day_is_told(written: str, parts: Parts) -> None:
    with pytest.raises(UsageError, match="write 2024, 2024-10 or 2024-10-22"):
        read_day(written)
    table, *_ = ArticleList(parts).show(Filters(last=written), 0)
    assert "is no date" in table


def test_anything_can_come_from_the_browser(parts: Parts) -> None:
    odd = Filters([1], {"a": 1}, None, None, "x", "DROP TABLE articles")
    table, *_ = ArticleList(parts).show(odd, -5)
    assert "No article is like that" in table
    assert read_ids(["0" * 16, "../etc", 5, None, "0" * 15 + "g"]) == ("0" * 16,)
    assert read_ids({"ids": 1}) == ()


def test_an_empty_collection_says_how_to_begin(store: Store, parts: Parts, closed: Parts) -> None:
    store.remove(store.catalog.article_ids())
    assert 'href="#library-add"' in ArticleList(parts).show(Filters(), 0)[0]
    table = ArticleList(closed).show(Filters(), 0)[0]
    assert "The collection is empty" in table
    assert "href" not in table


def test_outlets_are_offered_with_their_numbers(parts: Parts) -> None:
    choices = ArticleList(parts).outlets("no longer there")["choices"]
    assert choices == [
        ("All outlets", ""),
        ("Caspian Wire (2)", "caspian wire"),
        ("Harbour Post (2)", "harbour post"),
        ("(outlet not known) (1)", "?"),
    ]


def test_a_collection_that_cannot_be_opened_is_told() -> None:
    bare = Parts(Once(FakeChain), Once(FakeStore))
    assert "cw-problem" in ArticleList(bare).show(Filters(), 0)[0]
    assert "cw-problem" in OverviewPage(bare).show()[0]
    assert "cw-problem" in list(HealthPage(bare).show())[-1]


def test_a_nasty_article_is_text_everywhere(store: Store, parts: Parts) -> None:
    nasty = "<img src=x onerror=window.hacked=1> ${window.hacked=2} {{7*7}}"
    list(store.add([article(nasty, NASTY, outlet=nasty, title=nasty)]))
    picked = next(a.id for a in store.articles() if a.text.startswith("<script>"))
    pages = [
        ArticleList(parts).show(Filters(), 0)[0],
        *Picked(parts).question((picked,)),
        *HealthPage(parts).show(),
        *(str(page) for page in OverviewPage(parts).show() if isinstance(page, str)),
        opened(read_name(f"article-{picked}"), (), parts.library),
    ]
    assert all("<img" not in page and "<script" not in page for page in pages)
    assert sum("&lt;img" in page for page in pages) >= 5


# --- Picked articles ------------------------------------------------------------------------------


def test_picked_articles_are_named_before_they_are_removed(store: Store, parts: Parts) -> None:
    page = ListPage(parts)
    ids, bar, many, _ = page.pick((), gr.EventData(None, {"ids": [of(store, "pier")]}))
    assert (bar["visible"], many) == (True, "<strong>1 article</strong>")
    question, asked, sure, confirm = page.question(ids)
    assert "Remove 1 article from the collection?" in question
    assert "Pier reopens" in question
    assert (asked, sure["value"], confirm["visible"]) == (ids, "Remove 1 article", True)
    assert "Removed 1 article." in list(page.remove(ids))[-1]
    assert "pier.txt" not in {a.source for a in store.articles()}
    assert "There is no article" in list(page.remove(ids))[-1]
    *_, confirm = page.pick(ids, gr.EventData(None, {"ids": []}))
    assert confirm["visible"] is False


def test_many_titles_are_not_all_named(store: Store, parts: Parts) -> None:
    list(store.add([article(f"more {i}", body(i, 5)) for i in range(8)]))
    (question,) = Picked(parts).question(tuple(store.catalog.article_ids()))
    assert "Remove 13 articles" in question
    assert "and 5 articles more" in question


def test_cleaning_is_switched_for_picked_articles(store: Store, parts: Parts) -> None:
    ids = (of(store, "pier"), of(store, "vote"))
    page = ListPage(parts)
    assert "Cleaning is off for 2 articles." in list(page.keep(ids))[-1]
    assert not store.get(ids[0]).cleaned
    assert "not cleaned" in ArticleList(parts).show(Filters(words="pier"), 0)[0]
    assert "Cleaning is on for 2 articles." in list(page.clean(ids))[-1]
    assert store.get(ids[1]).cleaned


def test_nothing_can_be_changed_where_it_is_read_only(store: Store, closed: Parts) -> None:
    ids = (of(store, "pier"),)
    before = store.catalog.epoch()
    page, health = ListPage(closed), HealthPage(closed)
    for said in (page.remove(ids), page.clean(ids), page.keep(ids), health.reindex()):
        assert "CITEWIRE_READ_ONLY" in list(said)[-1]
    assert "CITEWIRE_READ_ONLY" in list(health.verify())[-1]
    assert store.catalog.epoch() == before
    assert "checkbox" not in ArticleList(closed).show(Filters(), 0)[0]


def test_a_bug_is_said_and_logged(caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> Iterator[str]:
        yield "one"
        raise ZeroDivisionError("a bug")

    shown = list(safely(broken()))
    assert shown[0] == "one"
    assert "That did not work" in shown[1]
    assert "a bug" in caplog.text


# --- The reader -----------------------------------------------------------------------------------


def test_an_article_opens_in_the_reader(store: Store, parts: Parts) -> None:
    link = f"article-{of(store, 'pier')}"
    assert "Pier reopens" in opened(read_name(link), (), parts.library)
    store.remove([of(store, "pier")])
    assert "is not in the collection" in opened(read_name(link), (), parts.library)
    assert read_name("article-../../etc/passwd") is None


def test_a_link_leads_to_a_page_of_the_library() -> None:
    def selected(name: Any) -> list[Any]:
        return [tabs.selected for tabs in visited(gr.EventData(None, {"id": name}))]

    assert selected("library-add") == ["library", "add"]
    assert selected("library") == selected(["odd"]) == ["library", "articles"]


# --- Charts ---------------------------------------------------------------------------------------


def test_time_is_counted_in_steps_that_suit_it() -> None:
    days = over_time([("2024-02-28", 2), ("2024-03-01", 1)])
    assert days.counts == (("2024-02-28", 2), ("2024-02-29", 0), ("2024-03-01", 1))
    months = over_time([(None, 3), ("2023-11-30", 2), ("2023-11-01", 1), ("2024-02-01", 1)])
    assert (months.unit, months.undated) == ("month", 3)
    assert months.counts == (("2023-11", 3), ("2023-12", 0), ("2024-01", 0), ("2024-02", 1))
    years = over_time([("1990-05-01", 1), ("2024-02-01", 4)])
    assert (years.unit, len(years.counts), years.counts[-1]) == ("year", 35, ("2024", 4))
    assert [begin_of(step) for step in ("2024", "2024-02", "2024-02-03")] == [
        "2024-01-01",
        "2024-02-01",
        "2024-02-03",
    ]


def test_undated_articles_are_told_in_words() -> None:
    only = over_time([(None, 1)])
    assert (only.counts, undated_line(only)) == ((), "1 article has no known date.")
    assert undated_line(over_time([(None, 1200)])) == "1,200 articles have no known date."
    assert undated_line(over_time([("2024-01-01", 1)])) == ""


def test_small_outlets_share_a_bar() -> None:
    many = [(f"o{i}", f"O{i}", 100 - i) for i in range(20)]
    named = by_outlet([*many, (None, None, 7)])
    assert len(named) == 17
    assert named[15:] == [("5 others", 83 + 84 + 85 + 82 + 81), ("not known", 7)]
    table = figures_html("Outlet", named)
    assert '<th scope="row"><bdi>O0</bdi></th><td>100</td>' in table


def test_the_overview_draws_what_there_is(store: Store, parts: Parts) -> None:
    said, time, times, _, names = OverviewPage(parts).show()
    assert "5 articles. 1 article has no known date." in said
    assert time.label == "Articles by month"
    assert "2024-01" in times
    assert "Caspian Wire" in names
    store.remove(store.catalog.article_ids())
    assert "The collection is empty." in OverviewPage(parts).show()[0]
    list(store.add([article("undated")]))
    _, time, times, *_ = OverviewPage(parts).show()
    assert (time["visible"], times) == (False, "")


# --- Health ---------------------------------------------------------------------------------------


def test_the_last_verification_is_kept_and_told(store: Store, parts: Parts) -> None:
    health = Condition(parts)
    assert "never" in list(health.show())[-1]
    assert "No problems found." in list(health.verify())[-1]
    assert ": no problems found<" in list(health.show())[-1]
    list(store.add([article("late")]))
    assert "something was written since" in list(health.show())[-1]


def test_what_is_wrong_is_told_with_what_to_do(store: Store, parts: Parts) -> None:
    with store.catalog.engine.begin() as connection:
        connection.execute(text("UPDATE articles SET text_sha256 = '0' WHERE source = 'pier.txt'"))
    assert "1 problem found. Run `citewire verify --repair`" in list(Condition(parts).verify())[-1]
    shown = list(Condition(parts).show())[-1]
    assert "1 problem found" in shown
    assert "does not match its hash" in shown


def test_health_does_not_tell_where_the_collection_lies(store: Store, parts: Parts) -> None:
    shown = list(Condition(parts).show())
    assert all(str(store.home) not in page for page in shown)
    assert ("home", str(store.home)) in lines(facts(store))
    assert "<dt>Passages</dt><dd><bdi>10</bdi></dd>" in shown[0]


def test_reindexing_tells_how_far_it_is(store: Store, parts: Parts) -> None:
    list(store.add([article(f"n{i}", body(i, 3)) for i in range(40)]))
    told = list(Condition(parts).reindex())
    assert "32 of 45 are ready" in told[1]
    assert "Indexed 45 articles anew." in told[-1]


def test_an_index_of_another_model_is_told(tmp_path: Path) -> None:
    small_store(tmp_path).close()
    store = open_store(tmp_path, model="other")
    assert "citewire reindex" in list(Condition(parts_of(store)).show())[-1]
    store.close()
