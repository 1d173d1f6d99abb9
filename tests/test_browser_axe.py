"""No violation of WCAG 2 A and AA that axe-core finds, on the states a reader sees, both themes."""

import pytest
from axe_page import violations
from browser_page import Open, active, ask, box, browser, chip, open_chat
from playwright.sync_api import expect

__all__ = ["browser", "open_chat"]
pytestmark = pytest.mark.browser

THEMES = pytest.mark.parametrize("theme", ["light", "dark"])


@THEMES
def test_from_the_empty_page_to_the_reader(open_chat: Open, theme: str) -> None:
    page = open_chat(query=f"?__theme={theme}")
    expect(page.get_by_role("button", name="When was the BRICS summit in Kazan?")).to_be_visible()
    assert violations(page) == []
    message = ask(page, "How large is trade, according to the Steppe Herald?")
    assert violations(page) == []
    chip(message, 1).click()
    expect(active(page)).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Raw").click()
    expect(page.locator(".cw-raw")).to_be_visible()
    assert violations(page) == []


@THEMES
def test_declined_failed_and_edited_on_a_phone(open_chat: Open, theme: str) -> None:
    page = open_chat(width=390, height=844, query=f"?__theme={theme}")
    ask(page, "What is the weather on Mars?")
    ask(page, "Please break")
    assert violations(page) == []
    box(page).press("ArrowUp")
    expect(page.locator(".cw-edited")).to_be_visible()
    assert violations(page) == []


def test_why_this_answer(open_chat: Open) -> None:
    page = open_chat(query="?__theme=dark")
    ask(page, "When was the summit?").get_by_role("link", name="Why this answer").click()
    expect(page.locator(".cw-why")).to_be_visible()
    assert violations(page) == []
