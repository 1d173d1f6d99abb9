"""What can be done with an answer, and the keys, in a real browser."""

import re

import pytest
from browser_page import FIRST, Open, ask, box, browser, last_message, open_chat, wait_until
from playwright.sync_api import Locator, Page, expect

__all__ = ["browser", "open_chat"]
pytestmark = pytest.mark.browser

SUMMIT = "When was the summit?"
SLOW = "When, slowly, was the summit?"
TRADE = "How large is trade?"


def questions(page: Page) -> Locator:
    return page.get_by_test_id("user")


def hint(page: Page) -> Locator:
    return page.locator(".cw-hint:visible")


def action(page: Page, label: str, at: int = -1) -> Locator:
    return page.locator(".cw-action").filter(has_text=re.compile(f"^{label}$")).nth(at)


def start(page: Page, question: str) -> None:
    box(page).fill(question)
    box(page).press("Enter")
    expect(page.get_by_test_id("stop-button")).to_be_visible()


def wait_until_done(page: Page) -> None:
    expect(page.get_by_test_id("submit-button")).to_be_visible()


# --- Actions --------------------------------------------------------------------------------------


def test_an_answer_is_copied_with_its_sources(open_chat: Open) -> None:
    page = open_chat()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, SUMMIT)
    for _ in range(2):  # the same text again is copied too
        page.evaluate("() => navigator.clipboard.writeText('before')")
        action(page, "Copy with sources").click()
        expect(page.locator(".cw-action", has_text="Copied")).to_be_visible()
        copied = page.evaluate("() => navigator.clipboard.readText()")
        assert f"{FIRST} [1]" in copied
        assert "[1] Steppe Herald, 2024-10-25" in copied
        expect(action(page, "Copy with sources")).to_be_visible()


def test_copying_works_without_the_clipboard_of_https(open_chat: Open) -> None:
    page = open_chat()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, SUMMIT)
    page.evaluate(
        """() => {
            window.reader = navigator.clipboard;
            Object.defineProperty(navigator, 'clipboard', {value: undefined});
        }"""
    )
    action(page, "Copy with sources").click()
    expect(page.locator(".cw-action", has_text="Copied")).to_be_visible()
    assert "[1] Steppe Herald" in page.evaluate("() => window.reader.readText()")
    expect(page.locator(".cw-heard")).to_have_text("Copied")


def test_try_again_answers_in_place(open_chat: Open) -> None:
    page = open_chat()
    ask(page, SUMMIT)
    ask(page, TRADE)
    box(page).fill("half a question")
    before = page.locator(".cw-chip").first.get_attribute("href")
    action(page, "Try again", 0).click()
    expect(page.locator(".cw-status")).to_be_visible()
    wait_until_done(page)
    expect(questions(page)).to_have_text([SUMMIT, TRADE])
    expect(page.get_by_test_id("bot").first).to_contain_text(FIRST)
    assert page.locator(".cw-chip").first.get_attribute("href") != before
    expect(box(page)).to_have_value("half a question")


def test_an_edited_question_replaces_what_came_after(open_chat: Open) -> None:
    page = open_chat()
    ask(page, SUMMIT)
    ask(page, TRADE)
    action(page, "Edit", 0).click()
    expect(box(page)).to_have_value(SUMMIT)
    expect(box(page)).to_be_focused()
    expect(hint(page)).to_contain_text("Editing an earlier question")
    box(page).fill("When was the summit in Kazan?")
    box(page).press("Enter")
    expect(questions(page)).to_have_text(["When was the summit in Kazan?"])
    wait_until_done(page)
    expect(hint(page)).to_contain_text("Enter asks")


def test_a_failed_question_can_be_tried_again_and_edited(open_chat: Open) -> None:
    page = open_chat()
    message = ask(page, "Please break")
    expect(message.locator(".cw-action")).to_have_text(["Try again", "Edit"])


# --- Keys -----------------------------------------------------------------------------------------


def test_arrow_up_edits_the_last_question_and_escape_gives_it_up(open_chat: Open) -> None:
    page = open_chat()
    ask(page, SUMMIT)
    expect(box(page)).to_be_focused()
    box(page).fill("half")
    box(page).press("ArrowUp")
    expect(box(page)).to_have_value("half")
    box(page).fill("")
    box(page).press("ArrowUp")
    expect(box(page)).to_have_value(SUMMIT)
    expect(page.locator(".cw-edited")).to_have_count(1)
    box(page).press("Escape")
    expect(box(page)).to_have_value("")
    expect(page.locator(".cw-edited")).to_have_count(0)
    page.keyboard.press("ArrowUp")
    expect(box(page)).to_have_value(SUMMIT)
    page.get_by_role("link", name="Cancel").click()
    expect(page.locator(".cw-edited")).to_have_count(0)


def test_shift_and_enter_start_a_new_line(open_chat: Open) -> None:
    page = open_chat()
    box(page).fill("When was")
    box(page).press("Shift+Enter")
    page.keyboard.type("the summit?")
    expect(box(page)).to_have_value("When was\nthe summit?")
    expect(questions(page)).to_have_count(0)


def test_escape_stops_the_answer_and_it_can_be_tried_again(open_chat: Open) -> None:
    page = open_chat()
    start(page, SLOW)
    expect(hint(page)).to_have_text("Esc stops the answer")
    page.keyboard.press("Escape")
    expect(last_message(page)).to_contain_text("Stopped before the answer was complete.")
    expect(box(page)).to_be_focused()
    page.wait_for_timeout(2_000)  # the step that was running when it was stopped
    action(page, "Try again").click()
    expect(last_message(page).locator(".cw-sources")).to_be_visible()
    expect(questions(page)).to_have_count(1)


def test_enter_during_an_answer_asks_when_it_is_complete(open_chat: Open) -> None:
    page = open_chat()
    start(page, SLOW)
    box(page).fill(TRADE)
    box(page).press("Enter")
    expect(hint(page)).to_contain_text("Your question is asked when this answer is complete")
    expect(questions(page)).to_have_text([SLOW, TRADE])
    wait_until_done(page)
    expect(last_message(page)).to_contain_text("39.9 billion dollars")
    expect(page.get_by_test_id("bot").first.locator(".cw-sources")).to_be_visible()
    expect(box(page)).to_have_value("")


def test_a_waiting_question_can_be_taken_back(open_chat: Open) -> None:
    page = open_chat()
    start(page, SLOW)
    box(page).fill(TRADE)
    box(page).press("Enter")
    page.keyboard.press("Escape")
    expect(hint(page)).to_have_text("Esc stops the answer")
    wait_until_done(page)
    page.wait_for_timeout(500)  # as long as a waiting question would take to be sent
    expect(questions(page)).to_have_count(1)
    expect(box(page)).to_have_value(TRADE)


def test_escape_in_the_reader_closes_it_and_leaves_the_answer_running(open_chat: Open) -> None:
    page = open_chat()
    start(page, SLOW)
    page.locator(".cw-statement .cw-chip").first.click()
    expect(page.locator(".cw-article")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".cw-article")).to_have_count(0)
    expect(last_message(page).locator(".cw-sources")).to_be_visible()


def test_an_answer_is_shown_from_its_beginning(open_chat: Open) -> None:
    page = open_chat(height=500)
    ask(page, SUMMIT)
    ask(page, TRADE)

    def from_the_top() -> bool:
        room = page.locator("#cw-chat .bubble-wrap").bounding_box()
        asked = questions(page).last.bounding_box()
        return bool(room and asked and 0 <= asked["y"] - room["y"] < 60)

    wait_until(page, from_the_top)
    expect(last_message(page).locator(".cw-foot")).not_to_be_in_viewport()


# --- What is heard --------------------------------------------------------------------------------


def test_a_screen_reader_hears_the_answer_once(open_chat: Open) -> None:
    page = open_chat()
    page.evaluate(
        """() => {
            window.heard = [];
            const node = document.querySelector('.cw-heard');
            new MutationObserver(() => window.heard.push(node.textContent.slice(0, 40)))
                .observe(node, {childList: true, characterData: true, subtree: true});
        }"""
    )
    ask(page, SUMMIT)
    expect(page.locator(".cw-heard")).to_contain_text(FIRST)
    assert page.evaluate("() => window.heard") == ["Searching the articles", FIRST[:40]]
    assert page.get_by_role("log").get_attribute("aria-live") == "off"
    assert page.evaluate("() => document.documentElement.lang") == "en"


def test_everything_that_can_be_focused_has_a_name(open_chat: Open) -> None:
    page = open_chat()
    ask(page, SUMMIT)
    nameless = page.locator("button:visible, a[href]:visible, textarea:visible").evaluate_all(
        """found => found.filter(e => !(e.getAttribute('aria-label') || e.textContent.trim()
            || e.title || e.labels?.[0]?.textContent.trim())).map(e => e.outerHTML.slice(0, 80))"""
    )
    assert nameless == []
    assert page.locator("h1, h2, h3").evaluate_all("found => found.map(e => e.tagName)")[0] == "H1"
