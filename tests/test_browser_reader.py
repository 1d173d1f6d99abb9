"""The reader in a real browser: how it opens, what it shows, and the address that leads there."""

import re

import pytest
from browser_page import (
    CONTRAST,
    FIRST,
    THIRD,
    Open,
    active,
    ask,
    box,
    browser,
    chip,
    open_chat,
    wait_until_in_view,
)
from conftest import SUMMIT, SUMMIT_ID, TRADE_ID
from playwright.sync_api import Page, expect

__all__ = ["browser", "open_chat"]  # fixtures
pytestmark = pytest.mark.browser

SECOND = "Turnover reached 41.8 billion dollars in 2023, the ministry said."


def position(page: Page) -> str:
    return page.locator(".cw-position").inner_text()


def in_address(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(
        "() => Object.fromEntries(new URL(location.href).searchParams)"
    )
    return found


def test_a_sentence_opens_its_article_and_is_no_second_tab_stop(open_chat: Open) -> None:
    page = open_chat()
    message = ask(page, "When was the summit?")
    said = message.locator(".cw-statement .cw-said")
    said.nth(1).hover()
    style = said.nth(1).evaluate(
        "said => [getComputedStyle(said).cursor, getComputedStyle(said).backgroundColor]"
    )
    assert style[0] == "pointer" and style[1] != "rgba(0, 0, 0, 0)"
    said.nth(1).click()
    expect(active(page)).to_have_text(SECOND)
    wait_until_in_view(page)
    page.keyboard.press("Escape")
    expect(page.locator(".cw-article")).to_have_count(0)
    expect(chip(message, 2)).to_be_focused()
    page.keyboard.press("Tab")
    expect(chip(message, 3)).to_be_focused()


def test_selecting_a_sentence_opens_nothing(open_chat: Open) -> None:
    page = open_chat()
    said = ask(page, "When was the summit?").locator(".cw-said").first
    place = said.bounding_box()
    assert place
    page.mouse.move(place["x"] + 4, place["y"] + 10)
    page.mouse.down()
    page.mouse.move(place["x"] + 150, place["y"] + 10, steps=5)
    page.mouse.up()
    assert page.evaluate("() => String(getSelection())") in FIRST
    page.wait_for_timeout(300)
    expect(page.locator(".cw-article")).to_have_count(0)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_raw_page_shows_what_was_taken_out_and_marks_the_citations(
    open_chat: Open, theme: str
) -> None:
    page = open_chat(query=f"?__theme={theme}")
    message = ask(page, "When was the summit?")
    chip(message, 3).click()
    expect(active(page)).to_have_text(THIRD)
    expect(page.locator(".cw-body")).not_to_contain_text("Support our reporting")
    page.get_by_role("button", name="Raw").click()
    expect(page.locator("del.cw-span")).to_have_text("Support our reporting with a donation.")
    expect(active(page)).to_have_text(THIRD)
    wait_until_in_view(page)
    expect(page.locator("mark.cw-mark")).to_have_count(2)
    expect(page.get_by_role("button", name="Raw")).to_be_focused()
    page.get_by_role("button", name="donation 1").click()
    furniture = page.locator("del.cw-span")
    expect(furniture).to_be_focused()
    tip = furniture.evaluate("span => getComputedStyle(span, '::after').content")
    assert tip == '"donation: appeal for money"'
    for where in ("del.cw-span", ".cw-legend p", ".cw-jump", ".cw-copy", ".cw-view >> nth=0"):
        assert page.locator(where).evaluate(CONTRAST) >= 4.5, where
    # The raw page stays raw at the next citation, also in another article.
    chip(message, 2).click()
    expect(active(page)).to_have_text(SECOND)
    expect(page.locator(".cw-legend")).to_contain_text("No menus, appeals or other furniture")
    page.get_by_role("button", name="Cleaned").click()
    expect(page.locator(".cw-legend")).to_have_count(0)
    expect(active(page)).to_have_text(SECOND)


def test_one_steps_through_all_citations_of_the_answer(open_chat: Open) -> None:
    page = open_chat()
    chip(ask(page, "When was the summit?"), 1).click()
    expect(active(page)).to_have_text(FIRST)
    assert position(page) == "1 of 3"
    page.keyboard.press("n")
    expect(active(page)).to_have_text(THIRD)
    assert position(page) == "2 of 3"
    following = page.get_by_role("button", name="Next citation")
    following.click()
    expect(active(page)).to_have_text(SECOND)
    expect(page.locator(".cw-position")).to_have_text("3 of 3")
    expect(following).to_be_focused()
    following.click()
    expect(active(page)).to_have_text(FIRST)
    page.keyboard.press("p")
    expect(active(page)).to_have_text(SECOND)


def test_the_address_opens_the_same_view_again(open_chat: Open) -> None:
    page = open_chat(query="?__theme=dark")
    chip(ask(page, "When was the summit?"), 1).click()
    expect(active(page)).to_have_text(FIRST)
    page.keyboard.press("n")
    expect(active(page)).to_have_text(THIRD)
    page.get_by_role("button", name="Raw").click()
    expect(page.locator(".cw-raw")).to_be_visible()
    named = in_address(page)
    assert named["open"].startswith("cite-") and named["open"].endswith("-3")
    assert (named["article"], named["view"], named["__theme"]) == (SUMMIT_ID, "raw", "dark")
    page.reload()
    expect(active(page)).to_have_text(THIRD)
    expect(page.locator("del.cw-span")).to_be_visible()
    # Its conversation is back, and with it the other citations.
    expect(page.locator(".cw-position")).to_have_text("2 of 3")
    assert in_address(page) == named
    wait_until_in_view(page)
    page.get_by_role("button", name="Close the article").click()
    expect(page).not_to_have_url(re.compile("article="))
    assert in_address(page) == {"__theme": "dark", "c": named["c"]}


def test_an_article_opens_by_its_address_alone(open_chat: Open) -> None:
    start = SUMMIT.index("Some 36 countries")
    page = open_chat(query=f"?article={SUMMIT_ID}&at={start}-{start + 17}")
    expect(active(page)).to_have_text("Some 36 countries")
    wait_until_in_view(page)
    expect(page.locator(".cw-step")).to_have_count(0)


def test_an_address_that_leads_nowhere_says_so(open_chat: Open) -> None:
    page = open_chat()
    start = page.url
    for query, said in (
        (f"?article={'f' * 16}", "is not in the collection"),
        ("?article=../../etc/passwd", "it names no article"),
        (f"?article={SUMMIT_ID}&at=40-9999999", "does not have the passage"),
        ("?open=cite-0123abcd-1", "no longer kept here"),
    ):
        page.goto(start + query)
        expect(page.locator(".cw-article")).to_contain_text(said)
        expect(active(page)).to_have_count(0)


def test_a_link_is_copied_that_opens_what_is_shown(open_chat: Open) -> None:
    page = open_chat()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    chip(ask(page, "When was the summit?"), 2).click()
    expect(active(page)).to_have_text(SECOND)
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator(".cw-copy")).to_have_text("Copied")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert copied == page.url and f"article={TRADE_ID}" in copied


def test_other_tabs_open_articles_by_a_link(open_chat: Open) -> None:
    page = open_chat()
    page.evaluate(
        """id => {
            const link = document.createElement('a');
            link.href = `#article-${id}`;
            link.textContent = 'from elsewhere';
            document.querySelector('#cw-main').prepend(link);
        }""",
        TRADE_ID,
    )
    page.get_by_role("link", name="from elsewhere").click()
    expect(page.locator(".cw-headline")).to_have_text("Trade with the EU grows")
    expect(page.locator("mark.cw-mark")).to_have_count(0)
    assert in_address(page) == {"article": TRADE_ID}


def test_on_a_small_screen_going_back_closes_the_reader(open_chat: Open) -> None:
    page = open_chat(390, 844)
    message = ask(page, "When was the summit?")
    message.locator(".cw-said").first.click()
    expect(active(page)).to_have_text(FIRST)
    close = page.get_by_role("button", name="Close the article").bounding_box()
    assert close and min(close["width"], close["height"]) >= 44
    page.go_back()
    expect(page.locator(".cw-article")).to_have_count(0)
    expect(message).to_contain_text(FIRST)
    expect(chip(message, 1)).to_be_focused()
    assert "open" not in in_address(page)
    chip(message, 2).click()
    expect(active(page)).to_have_text(SECOND)
    page.get_by_role("button", name="Close the article").click()
    expect(box(page)).to_be_in_viewport()
