"""The address of the page in a real browser: it names what is open, and Back leads there."""

import re

import pytest
from browser_page import (
    FIRST,
    THIRD,
    Open,
    active,
    ask,
    box,
    browser,
    chip,
    last_message,
    open_chat,
    wait_until,
)
from conftest import ServedChat
from playwright.sync_api import Locator, Page, expect

from rag.conversations.records import new_id

__all__ = ["browser", "open_chat"]
pytestmark = pytest.mark.browser

SUMMIT = "When was the summit?"
TRADE = "How large is trade?"
NAMED = re.compile("[?&]c=")
READING = re.compile("[?&]article=")


@pytest.fixture(autouse=True)
def _empty(served: ServedChat) -> None:
    for found in served.conversations.list(None):
        served.conversations.delete(found.id, None)


def tab(page: Page, name: str) -> Locator:
    return page.get_by_role("tab", name=name, exact=True)


def entries(page: Page) -> int:
    count: int = page.evaluate("() => history.length")
    return count


def asked(page: Page, question: str) -> Locator:
    message = ask(page, question)
    expect(page).to_have_url(NAMED)
    return message


def new_chat(page: Page) -> None:
    page.get_by_role("button", name="New chat").click()
    expect(page).not_to_have_url(NAMED)
    expect(page.locator(".cw-welcome")).to_be_visible()


# --- Back -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_back_closes_the_article_and_forward_opens_it(
    open_chat: Open, width: int, height: int
) -> None:
    page = open_chat(width, height)
    message = asked(page, SUMMIT)
    chip(message, 1).click()
    expect(active(page)).to_have_text(FIRST)
    page.keyboard.press("n")
    expect(active(page)).to_have_text(THIRD)
    expect(page).to_have_url(re.compile("open=cite-[0-9a-f]+-3"))
    page.go_back()
    expect(page.locator(".cw-article")).to_have_count(0)
    expect(message).to_contain_text(FIRST)
    expect(page).not_to_have_url(READING)
    page.go_forward()
    expect(active(page)).to_have_text(THIRD)
    page.go_back()
    expect(page.locator(".cw-article")).to_have_count(0)


def test_an_article_that_is_closed_by_hand_leaves_no_entry_behind(open_chat: Open) -> None:
    page = open_chat()
    message = asked(page, SUMMIT)
    chip(message, 1).click()
    expect(page).to_have_url(READING)
    most = entries(page)
    for number in (1, 2, 3):
        page.keyboard.press("Escape")
        expect(page).not_to_have_url(READING)
        chip(message, number).click()
        expect(page).to_have_url(READING)
    assert entries(page) == most


def test_back_leads_through_conversations_to_the_first_page(open_chat: Open) -> None:
    page = open_chat()
    asked(page, SUMMIT)
    new_chat(page)
    chip(asked(page, TRADE), 1).click()
    expect(page).to_have_url(READING)
    page.locator("#cw-list li", has_text="summit").get_by_role("link").click()
    expect(last_message(page)).to_contain_text(FIRST)
    expect(page.locator(".cw-article")).to_have_count(0)
    page.go_back()
    expect(page.locator("#cw-list [aria-current]")).to_have_text(TRADE)
    expect(page.locator(".cw-article")).to_be_visible()
    page.go_back()
    expect(page.locator(".cw-article")).to_have_count(0)
    expect(last_message(page)).to_contain_text("39.9 billion")
    page.go_back()
    expect(last_message(page)).to_contain_text(FIRST)
    expect(page.locator("#cw-list [aria-current]")).to_have_text(SUMMIT)
    page.go_forward()
    expect(last_message(page)).to_contain_text("39.9 billion")
    expect(page.locator("#cw-list [aria-current]")).to_have_text(TRADE)


def test_back_to_a_conversation_that_was_deleted_says_so_and_offers_examples(
    open_chat: Open, served: ServedChat
) -> None:
    page = open_chat()
    asked(page, SUMMIT)
    new_chat(page)
    asked(page, TRADE)
    page.locator("#cw-list li", has_text="summit").get_by_role("link").click()
    expect(page.locator("#cw-list [aria-current]")).to_have_text(SUMMIT)
    trade = next(one for one in served.conversations.list(None) if one.title == TRADE)
    served.conversations.delete(trade.id, None)
    page.go_back()
    expect(page.locator(".cw-welcome")).to_contain_text("This conversation is not here")
    expect(page.locator("#cw-chat .example").first).to_be_visible()
    expect(page).not_to_have_url(NAMED)


# --- Tabs -----------------------------------------------------------------------------------------


def test_a_tab_has_an_address(open_chat: Open) -> None:
    page = open_chat()
    asked(page, SUMMIT)
    tab(page, "Library").click()
    expect(page).to_have_url(re.compile("[?&]tab=library"))
    tab(page, "Health").click()
    expect(page).to_have_url(re.compile("[?&]part=health"))
    page.reload()
    expect(tab(page, "Health")).to_have_attribute("aria-selected", "true")
    expect(page).to_have_url(re.compile("[?&]part=health"))
    page.go_back()
    expect(tab(page, "Articles")).to_have_attribute("aria-selected", "true")
    expect(page).not_to_have_url(re.compile("[?&]part="))
    page.go_back()
    expect(tab(page, "Ask")).to_have_attribute("aria-selected", "true")
    expect(last_message(page)).to_contain_text(FIRST)
    expect(page).not_to_have_url(re.compile("[?&]tab="))


def test_a_question_that_is_asked_later_is_still_there_behind_another_tab(open_chat: Open) -> None:
    page = open_chat()
    tab(page, "Library").click()
    expect(page).to_have_url(re.compile("[?&]tab=library"))
    tab(page, "Ask").click()
    asked(page, SUMMIT)
    page.go_back()
    expect(tab(page, "Library")).to_have_attribute("aria-selected", "true")
    expect(page).to_have_url(NAMED)
    tab(page, "Ask").click()
    expect(last_message(page)).to_contain_text(FIRST)


def test_an_address_of_a_tab_that_is_not_there_shows_the_first(open_chat: Open) -> None:
    page = open_chat(query="?tab=nowhere&part=else")
    expect(tab(page, "Ask")).to_have_attribute("aria-selected", "true")
    expect(page).not_to_have_url(re.compile("[?&](tab|part)="))


# --- The conversation -----------------------------------------------------------------------------


def test_a_reload_during_the_answer_finds_the_question(open_chat: Open) -> None:
    page = open_chat()
    box(page).fill("When, slowly, was the summit?")
    box(page).press("Enter")
    expect(page).to_have_url(NAMED)
    expect(page.get_by_test_id("stop-button")).to_be_visible()
    expect(page.locator("#cw-list [aria-current]")).to_have_text("When, slowly, was the summit?")
    page.reload()
    expect(page.get_by_test_id("user")).to_have_text("When, slowly, was the summit?")
    expect(last_message(page)).to_contain_text("Stopped before the answer was complete.")


def test_a_deleted_conversation_goes_on_as_a_new_one(open_chat: Open) -> None:
    page = open_chat()
    asked(page, SUMMIT)
    first = page.url
    other = page.context.new_page()
    other.goto(first)
    expect(other.get_by_test_id("bot")).to_have_count(1)
    other.locator("#cw-list summary").click()
    other.get_by_role("button", name="Delete…").click()
    other.get_by_role("button", name="Delete", exact=True).click()
    expect(other.locator("#cw-list")).to_contain_text("What you ask is kept here.")
    message = ask(page, TRADE)
    expect(message).to_contain_text("This conversation has been deleted meanwhile.")
    expect(page.locator("#cw-list li > a")).to_have_text([TRADE])
    expect(page.locator("#cw-list [aria-current]")).to_have_text(TRADE)
    wait_until(page, lambda: page.url != first)
    page.reload()
    expect(page.get_by_test_id("user")).to_have_text([TRADE])


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_a_long_list_scrolls_by_itself(
    open_chat: Open, served: ServedChat, width: int, height: int
) -> None:
    page = open_chat(width, height)
    asked(page, SUMMIT)
    turns = served.conversations.read(served.conversations.list(None)[0].id, None)[1]
    for _ in range(40):
        served.conversations.keep(new_id(), None, turns[0])
    page.reload()
    rows = page.locator("#cw-list li > a")
    expect(rows).to_have_count(41)
    if width < 860:
        page.get_by_role("button", name="Conversations").click()
    rows.last.click()
    expect(last_message(page)).to_contain_text(FIRST)
    expect(box(page)).to_be_in_viewport()
    expect(page.locator("#cw-chat .cw-chip").first).to_be_in_viewport()
    scrolled = "room => [room.scrollTop, room.scrollHeight - room.clientHeight]"
    assert page.locator("#cw-tabs > .tabitem").first.evaluate(scrolled) == [0, 0]


# --- What is open ---------------------------------------------------------------------------------


def test_the_chat_marks_what_the_reader_shows(open_chat: Open) -> None:
    page = open_chat()
    message = asked(page, SUMMIT)
    current = page.locator("#cw-chat .cw-statement [aria-current]")
    expect(current).to_have_count(0)
    chip(message, 2).click()
    expect(active(page)).to_be_visible()
    expect(current).to_have_text("[2]")
    page.locator(".cw-article").focus()
    page.keyboard.press("n")
    expect(current).to_have_text("[1]")
    ask(page, TRADE)  # the messages are drawn anew
    expect(current).to_have_text("[1]")
    page.reload()
    expect(current).to_have_text("[1]")
    page.get_by_role("button", name="Close the article").click()
    expect(current).to_have_count(0)
