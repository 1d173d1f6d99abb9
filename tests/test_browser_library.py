"""The library in a real browser: add, look through, open, pick, remove."""

import json
import re
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_page import violations
from browser_page import CONTRAST, browser, wait_until
from library_fakes import ServedLibrary, serving
from playwright.sync_api import Browser, Locator, Page, expect
from store_fakes import body

pytestmark = pytest.mark.browser

__all__ = ["browser"]

HEAD = "Pier reopens after storm\n\n"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedLibrary]:
    with serving(tmp_path_factory.mktemp("home")) as served:
        yield served


@pytest.fixture
def page(browser: Browser, library: ServedLibrary) -> Iterator[Page]:
    library.store.remove(library.store.catalog.article_ids())
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    failures: list[str] = []
    opened.on("pageerror", lambda error: failures.append(str(error)))
    opened.goto(library.url)
    expect(opened.get_by_role("tab", name="Library")).to_be_visible()
    yield opened
    context.close()
    for thread in threading.enumerate():
        if thread.name == "background":  # an addition goes on without its page
            thread.join(30)
    assert failures == []


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder of two articles, a zip of two more, and a program."""
    (tmp_path / "pier.txt").write_text(HEAD + body("pier"))
    (tmp_path / "ferry.md").write_text(
        "---\ntitle: Ferry <i>late</i>\noutlet: Harbour Post\ndate: 2024-01-31\n---\n\n"
        + body("ferry")
    )
    with zipfile.ZipFile(tmp_path / "week.zip", "w") as archive:
        archive.writestr("monday.txt", body("monday"))
        archive.writestr("tuesday.txt", body("tuesday"))
    (tmp_path / "setup.exe").write_bytes(b"MZ\x90\x00")
    return tmp_path


def go(page: Page, *names: str) -> None:
    for name in names:
        page.get_by_role("tab", name=name, exact=True).click()


def upload(page: Page, *paths: Path) -> Locator:
    page.locator("#cw-upload input[type=file]").set_input_files([str(path) for path in paths])
    return page.locator(".cw-results tbody tr")


def rows(page: Page) -> Locator:
    return page.locator("#cw-articles tbody tr")


def test_files_and_a_zip_are_added_and_a_program_is_refused_with_its_reason(
    page: Page, files: Path
) -> None:
    page.get_by_role("link", name="Add some to the library").click()
    names = ("pier.txt", "ferry.md", "week.zip", "setup.exe")
    results = upload(page, *(files / name for name in names))
    expect(results).to_have_count(5)
    expect(results.first).to_contain_text("rejected")
    expect(results.first).to_contain_text("setup.exe")
    expect(results.first).to_contain_text("is of a kind that is not read")
    told = "4 were added, 1 was rejected."
    expect(page.locator("#cw-adding .cw-note")).to_have_text(told)
    (files / "pier.txt").write_text(HEAD + body("pier, corrected"))
    results = upload(page, files / "pier.txt", files / "ferry.md")
    expect(results).to_have_count(2)
    expect(results.nth(0)).to_contain_text("updated")
    expect(results.nth(1)).to_contain_text("unchanged")
    go(page, "Ask")
    expect(page.locator(".cw-welcome")).to_contain_text("Every sentence of the answer is cited")


def test_who_closes_the_page_finds_on_return_what_came_of_it(
    page: Page, files: Path, library: ServedLibrary
) -> None:
    go(page, "Library", "Add")
    page.locator("#cw-upload input[type=file]").set_input_files(str(files / "week.zip"))
    expect(page.locator("#cw-adding")).to_contain_text("2 were added")
    other = page.context.new_page()
    page.close()
    other.goto(library.url)
    go(other, "Library", "Add")
    expect(other.locator("#cw-adding")).to_contain_text("2 were added")
    expect(other.locator(".cw-results tbody tr")).to_have_count(2)
    expect(other.get_by_role("button", name="Stop")).to_be_hidden()


def test_an_article_is_found_opened_and_removed(page: Page, files: Path) -> None:
    go(page, "Library")
    expect(page.locator(".cw-empty")).to_contain_text("The collection is empty")
    page.get_by_role("link", name="Add articles").click()
    expect(upload(page, files / "ferry.md", files / "week.zip")).to_have_count(3)
    go(page, "Articles")
    expect(rows(page)).to_have_count(3)
    page.get_by_role("textbox", name="Words").fill("ferry")
    expect(rows(page)).to_have_count(1)
    expect(rows(page)).to_contain_text("Ferry <i>late</i>")
    page.get_by_role("link", name="Ferry").click()
    expect(page.locator(".cw-headline")).to_contain_text("Ferry <i>late</i>")
    page.get_by_label("Select Ferry").check()
    page.get_by_role("button", name="Remove…").click()
    expect(page.locator("#cw-confirm")).to_contain_text("Remove 1 article from the collection?")
    expect(page.locator("#cw-confirm")).to_contain_text("Ferry <i>late</i>")
    page.get_by_role("button", name="Keep them").click()
    expect(page.locator("#cw-confirm")).to_be_hidden()
    page.get_by_role("button", name="Remove…").click()
    page.get_by_role("button", name="Remove 1 article").click()
    expect(page.locator("#cw-said")).to_contain_text("Removed 1 article.")
    expect(page.locator(".cw-empty")).to_contain_text("No article is like that")
    page.get_by_role("textbox", name="Words").fill("")
    expect(rows(page)).to_have_count(2)


def test_what_came_of_a_pasted_text_is_in_view_below_a_long_form(page: Page, files: Path) -> None:
    go(page, "Library", "Add")
    page.set_viewport_size({"width": 1440, "height": 700})
    page.get_by_text("Paste a text").click()
    page.get_by_role("textbox", name="Text", exact=True).fill(body("pasted"))
    page.get_by_role("textbox", name="Published").fill("soon")
    page.get_by_role("button", name="Add this text").click()
    told = page.locator("#cw-adding").get_by_text("Nothing was added: pasted text has a date")
    expect(told).to_be_in_viewport(ratio=1)


def test_the_results_of_an_upload_are_brought_into_view(page: Page, files: Path) -> None:
    go(page, "Library", "Add")
    page.set_viewport_size({"width": 1440, "height": 500})
    results = upload(page, files / "setup.exe", files / "week.zip")
    expect(results).to_have_count(3)
    expect(results.first).to_be_in_viewport(ratio=1)
    expect(page.locator("#cw-adding")).to_be_in_viewport(ratio=1)


LONG = "Unbrokenly" * 12
"""Wider than any column of the list."""


FITS = """table => {
    const page = table.closest('#cw-library').getBoundingClientRect();
    return table.getBoundingClientRect().right <= Math.min(page.right, innerWidth);
}"""
"""Whether a table keeps to its page."""


def test_a_long_name_leaves_the_other_columns_their_room(page: Page, files: Path) -> None:
    long = {"title": LONG, "outlet": LONG, "url": f"https://a.example/{LONG}", "text": body("long")}
    (files / f"{LONG}.json").write_text(json.dumps([long]))
    go(page, "Library", "Add")
    expect(upload(page, files / f"{LONG}.json", files / "ferry.md")).to_have_count(2)
    assert page.locator(".cw-results").evaluate(FITS)
    go(page, "Articles")
    expect(rows(page)).to_have_count(2)
    title = rows(page).filter(has_text="Ferry").locator(".cw-of-title")
    for width, height, least in ((1440, 900, 200), (1024, 768, 200), (390, 844, 100)):
        page.set_viewport_size({"width": width, "height": height})
        wait_until(page, lambda: page.locator("#cw-articles table").evaluate(FITS))
        assert (title.bounding_box() or {"width": 0})["width"] > least


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_tab_that_is_open_can_be_read(page: Page, library: ServedLibrary, theme: str) -> None:
    page.goto(f"{library.url}?__theme={theme}")
    go(page, "Library")
    for tab in (page.get_by_role("tab", name=name, exact=True) for name in ("Library", "Articles")):
        expect(tab).to_have_attribute("aria-selected", "true")
        wait_until(page, lambda tab=tab: tab.evaluate(CONTRAST) >= 4.5)  # type: ignore[misc]


def test_filters_narrow_the_list_and_a_wrong_date_is_told(page: Page, files: Path) -> None:
    go(page, "Library", "Add")
    expect(upload(page, files / "ferry.md", files / "week.zip")).to_have_count(3)
    go(page, "Articles")
    page.get_by_label("Only undated").check()
    expect(rows(page)).to_have_count(2)
    page.get_by_label("Only undated").uncheck()
    page.get_by_role("textbox", name="From").fill("2024")
    page.get_by_role("textbox", name="From").press("Enter")
    expect(rows(page)).to_have_count(1)
    page.get_by_role("textbox", name="From").fill("soon")
    page.get_by_role("textbox", name="From").press("Enter")
    expect(page.locator("#cw-articles")).to_contain_text("“soon” is no date")
    page.get_by_role("textbox", name="From").fill("")
    page.get_by_role("textbox", name="From").press("Enter")
    expect(rows(page)).to_have_count(3)
    page.get_by_label("Outlet").click()
    page.get_by_role("option", name="Harbour Post (1)").click()
    expect(rows(page)).to_have_count(1)


def test_on_a_phone_the_filters_are_behind_a_button_that_counts_them(
    page: Page, files: Path
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    go(page, "Library", "Add")
    expect(upload(page, files / "ferry.md", files / "week.zip")).to_have_count(3)
    go(page, "Articles")
    more = page.get_by_role("button", name="Filters")
    undated = page.get_by_label("Only undated")
    expect(more).to_have_attribute("aria-expanded", "false")
    expect(undated).to_be_hidden()
    assert violations(page) == []
    more.click()
    expect(more).to_have_attribute("aria-expanded", "true")
    undated.check()
    expect(rows(page)).to_have_count(2)
    assert violations(page) == []
    more.click()
    expect(undated).to_be_hidden()
    expect(more).to_have_text("Filters (1)")
    page.set_viewport_size({"width": 1024, "height": 768})
    expect(more).to_be_hidden()
    expect(undated).to_be_visible()


def test_a_text_is_pasted_and_an_inner_address_is_not_fetched(page: Page) -> None:
    go(page, "Library", "Add")
    page.get_by_text("Paste a text").click()
    page.get_by_label("Text", exact=True).fill(body("pasted"))
    page.get_by_label("Title", exact=True).fill("What was pasted")
    page.get_by_role("button", name="Add this text").click()
    results = page.locator(".cw-results tbody tr")
    expect(results).to_have_count(1)
    expect(results).to_contain_text("pasted text")
    told = "1 article was added."
    expect(page.locator("#cw-adding .cw-note")).to_have_text(told)
    page.get_by_label("Web address").fill("http://127.0.0.1:9/secret")
    page.get_by_role("button", name="Add this page").click()
    told = "Nothing was added: http://127.0.0.1:9/secret leads to this machine"
    expect(page.locator("#cw-adding")).to_contain_text(told)
    expect(results).to_have_count(0)
    go(page, "Articles")
    expect(rows(page)).to_contain_text("What was pasted")


def test_the_overview_and_the_health_are_shown(page: Page, files: Path) -> None:
    go(page, "Library", "Add")
    expect(upload(page, files / "ferry.md", files / "week.zip")).to_have_count(3)
    go(page, "Overview")
    expect(page.get_by_text("3 articles. 2 articles have no known date.")).to_be_visible()
    expect(page.locator(".vega-embed")).to_have_count(2)
    page.get_by_text("The figures as a table").last.click()
    expect(page.get_by_role("row", name="Harbour Post 1")).to_be_visible()
    go(page, "Health")
    facts = page.locator(".cw-facts")
    expect(facts).to_contain_text("embedding model fake")
    expect(facts).to_contain_text("never")
    for unclear in ("Segments", "Tail", "embedded text"):
        expect(facts).not_to_contain_text(unclear)
    expect(page.get_by_text("Needed when this page says")).to_be_visible()
    page.get_by_role("button", name="Verify").click()
    expect(facts).to_contain_text("no problems found")
    page.get_by_role("button", name="Re-index").click()
    expect(page.get_by_text("Indexed 3 articles anew.")).to_be_visible()


def test_a_file_that_is_too_large_is_refused_in_words(page: Page, tmp_path: Path) -> None:
    (tmp_path / "large.txt").write_text("word " * 400_000)
    go(page, "Library", "Add")
    upload(page, tmp_path / "large.txt")
    expect(page.get_by_text("maximum").first).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_all_its_pages_can_be_used_by_everybody(
    page: Page, library: ServedLibrary, files: Path, theme: str
) -> None:
    page.goto(f"{library.url}?__theme={theme}")
    go(page, "Library", "Add")
    expect(upload(page, files / "pier.txt", files / "setup.exe")).to_have_count(2)
    assert violations(page) == []
    for name in ("Articles", "Overview", "Health"):
        go(page, name)
        page.wait_for_timeout(1_000)  # charts and facts arrive
        assert violations(page) == []


def test_no_tick_passes_to_another_article_when_the_list_changes(page: Page, files: Path) -> None:
    go(page, "Library", "Add")
    expect(upload(page, files / "ferry.md", files / "week.zip")).to_have_count(3)
    go(page, "Articles")
    expect(rows(page)).to_have_count(3)
    words, picked = page.get_by_role("textbox", name="Words"), page.locator("#cw-picked")
    ticked = page.locator("#cw-articles input:checked")
    words.fill("ferry")
    expect(rows(page)).to_have_count(1)
    rows(page).get_by_role("checkbox").check()
    expect(picked).to_contain_text("1 article")
    words.fill("day.txt")  # the first of its two rows takes the place of the one that was ticked
    expect(rows(page)).to_have_count(2)
    expect(ticked).to_have_count(0)
    expect(picked).to_be_hidden()
    page.get_by_label("Select tuesday").check()
    expect(picked).to_contain_text("1 article")
    page.get_by_role("button", name="Remove…").click()
    expect(page.locator("#cw-confirm li")).to_have_text(["tuesday.txt"])
    page.get_by_role("button", name="Remove 1 article", exact=True).click()
    expect(rows(page)).to_have_text([re.compile("monday.txt")])
    words.fill("")
    expect(rows(page)).to_have_count(2)


def test_an_article_that_is_still_listed_keeps_its_tick(page: Page, files: Path) -> None:
    go(page, "Library", "Add")
    expect(upload(page, files / "ferry.md", files / "week.zip")).to_have_count(3)
    go(page, "Articles")
    expect(rows(page)).to_have_count(3)
    page.get_by_label("Select all articles of this page").check()
    expect(page.locator("#cw-picked")).to_contain_text("3 articles")
    page.get_by_label("Select tuesday").uncheck()
    expect(page.get_by_label("Select all articles of this page")).not_to_be_checked()
    expect(page.locator("#cw-picked")).to_contain_text("2 articles")
    page.get_by_role("textbox", name="Words").fill("ferry")
    expect(rows(page)).to_have_count(1)
    expect(page.get_by_label("Select Ferry")).to_be_checked()
    expect(page.locator("#cw-picked")).to_contain_text("1 article")
