"""Conversations in a real browser: they stay, they are found, and they can be taken away."""

import json
import re
from pathlib import Path
from typing import Any

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
    last_message,
    open_chat,
    wait_until,
)
from conftest import SUMMIT_ID, ServedChat
from playwright.sync_api import Locator, Page, expect

__all__ = ["browser", "open_chat"]  # fixtures
pytestmark = pytest.mark.browser

NAMED = re.compile("[?&]c=")
"""An address that names a conversation."""


@pytest.fixture(autouse=True)
def _empty(served: ServedChat) -> None:
    for found in served.conversations.list(None):
        served.conversations.delete(found.id, None)


def row(page: Page, title: str) -> Locator:
    return page.locator("#cw-list li", has_text=title)


def titles(page: Page) -> Locator:
    return page.locator("#cw-list li > a")


def act(page: Page, title: str, what: str) -> None:
    row(page, title).hover()
    row(page, title).locator("summary").click()
    row(page, title).get_by_role("button", name=what).click()


def new_chat(page: Page) -> None:
    page.get_by_role("button", name="New chat").click()
    expect(page.locator(".cw-welcome")).to_be_visible()


def reload(page: Page) -> None:
    page.reload()
    expect(box(page)).to_be_editable()


def test_a_reload_brings_the_conversation_back_with_its_citations(open_chat: Open) -> None:
    page = open_chat(query="?__theme=light")
    ask(page, "When was the summit?")
    ask(page, "How large is trade?")
    expect(page).to_have_url(NAMED)
    expect(titles(page)).to_have_text(["When was the summit?"])
    reload(page)
    expect(page.get_by_test_id("bot")).to_have_count(2)
    expect(titles(page).first).to_have_attribute("aria-current", "page")
    assert "__theme=light" in page.url

    def opens() -> bool:
        chip(page.get_by_test_id("bot").first, 3).click()  # again while the page still loads
        page.wait_for_timeout(1_000)
        return active(page).count() == 1

    wait_until(page, opens)
    expect(active(page)).to_have_text(THIRD)
    message = ask(page, "What is the weather on Mars?")
    expect(message).to_contain_text("nothing about the weather on Mars")
    reload(page)
    expect(page.get_by_test_id("bot")).to_have_count(3)


def test_conversations_are_opened_and_left(open_chat: Open) -> None:
    page = open_chat()
    ask(page, "When was the summit?")
    chip(last_message(page), 1).click()
    expect(page.locator(".cw-article")).to_be_visible()
    new_chat(page)
    expect(page).not_to_have_url(NAMED)
    expect(page.locator("#cw-list [aria-current]")).to_have_count(0)
    ask(page, "How large is trade?")
    expect(titles(page)).to_have_text(["How large is trade?", "When was the summit?"])
    row(page, "summit").get_by_role("link").click()
    expect(last_message(page)).to_contain_text(FIRST)
    expect(page.locator("#cw-list [aria-current]")).to_have_text("When was the summit?")
    assert page.locator(".cw-article").count() == 0


def test_another_tab_goes_on_with_it_and_nothing_is_lost(open_chat: Open) -> None:
    page = open_chat()
    ask(page, "When was the summit?")
    expect(page).to_have_url(NAMED)
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_test_id("bot")).to_have_count(1)
    ask(other, "How large is trade?")
    ask(page, "Who was there?")
    reload(page)
    expect(page.get_by_test_id("user")).to_have_text(
        ["When was the summit?", "How large is trade?", "Who was there?"]
    )


def test_a_search_looks_into_the_answers(open_chat: Open) -> None:
    page = open_chat()
    ask(page, "When was the summit?")
    new_chat(page)
    ask(page, "How large is trade?")
    search = page.get_by_role("textbox", name="Search conversations")
    search.fill("statistics OFFICE")
    expect(titles(page)).to_have_text(["How large is trade?"])
    search.fill("100%")
    expect(page.locator("#cw-list")).to_contain_text("No conversation has these words.")
    clear = page.get_by_role("button", name="Clear the search")
    clear.click()
    expect(search).to_have_value("")
    expect(search).to_be_focused()
    expect(clear).to_be_hidden()
    expect(titles(page)).to_have_count(2)


def test_the_keyboard_alone_renames_one(open_chat: Open) -> None:
    page = open_chat()
    ask(page, "When was the summit?")
    row(page, "summit").locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Rename")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Title")).to_be_focused()
    page.keyboard.type("<b>Kazan</b> & more")
    page.keyboard.press("Enter")
    expect(titles(page)).to_have_text(["<b>Kazan</b> & more"])
    act(page, "Kazan", "Rename")
    expect(page.get_by_role("textbox", name="Title")).to_have_value("<b>Kazan</b> & more")
    page.keyboard.press("Escape")
    expect(titles(page)).to_have_count(1)


def test_deleting_asks_first(open_chat: Open, served: ServedChat) -> None:
    page = open_chat()
    ask(page, "When was the summit?")
    act(page, "summit", "Delete…")
    expect(page.get_by_role("alertdialog")).to_contain_text("Delete “When was the summit?”")
    expect(page.get_by_role("button", name="Cancel")).to_be_focused()
    page.keyboard.press("Enter")
    expect(titles(page)).to_have_count(1)
    act(page, "summit", "Delete…")
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.locator("#cw-list")).to_contain_text("What you ask is kept here.")
    expect(page.locator(".cw-welcome")).to_be_visible()
    expect(page).not_to_have_url(NAMED)
    assert served.conversations.list(None) == []
    expect(ask(page, "When was the summit?")).to_contain_text(FIRST)


def test_it_is_saved_as_a_file_as_it_is_now(open_chat: Open, tmp_path: Path) -> None:
    page = open_chat()

    def saved(name: str) -> str:
        with page.expect_download() as download:
            act(page, "summit", f"Save as {name}")
        assert download.value.suggested_filename.startswith("When-was-the-summit-")
        download.value.save_as(tmp_path / "saved")
        return (tmp_path / "saved").read_text("utf-8")

    ask(page, "When was the summit?")
    for name in ("Markdown", "HTML"):
        text = saved(name)
        for part in (FIRST, "Kazan hosts the sixteenth summit", "https://herald.example/kazan"):
            assert part in text
    assert len(json.loads(saved("JSON"))["turns"]) == 1
    ask(page, "How large is trade?")
    assert len(json.loads(saved("JSON"))["turns"]) == 2


def test_an_address_that_leads_nowhere_is_told(open_chat: Open) -> None:
    page = open_chat(query="?c=never-there")
    expect(page.locator(".cw-welcome")).to_contain_text("This conversation is not here")
    expect(page).not_to_have_url(NAMED)
    box(page).fill("When was the summit?")
    box(page).press("Enter")
    expect(last_message(page)).to_contain_text(THIRD)
    expect(page.locator(".cw-welcome")).to_have_count(0)
    new_chat(page)
    expect(page.locator(".cw-welcome")).to_contain_text("Ask your articles")


def test_a_stopped_answer_is_kept_as_far_as_it_came(open_chat: Open) -> None:
    page = open_chat()
    page.evaluate(
        """() => new MutationObserver((_, observer) => {
            if (!document.querySelector('.cw-statement')) return;
            observer.disconnect();
            document.querySelector('[data-testid="stop-button"]').click();
        }).observe(document.body, {childList: true, subtree: true})"""
    )
    box(page).fill("When, slowly, was the summit?")
    box(page).press("Enter")
    expect(last_message(page)).to_contain_text("Stopped before the answer was complete.")
    expect(titles(page)).to_have_text(["When, slowly, was the summit?"])
    page.wait_for_timeout(2_000)  # the step that was running comes to its end
    reload(page)
    expect(last_message(page)).to_contain_text("Stopped before the answer was complete.")
    chip(last_message(page), 1).click()
    expect(active(page)).to_have_text(FIRST)


def test_the_quotation_outlives_its_article(open_chat: Open, served: ServedChat) -> None:
    page = open_chat()
    ask(page, "When was the summit?")
    expect(page).to_have_url(NAMED)
    served.store.removed.add(SUMMIT_ID)
    reload(page)
    expect(last_message(page)).to_contain_text(FIRST)
    chip(last_message(page), 1).click()
    expect(page.locator(".cw-article")).to_contain_text("removed from the collection")
    expect(page.locator(".cw-article blockquote")).to_contain_text(FIRST)


def test_names_and_questions_are_shown_as_text(open_chat: Open) -> None:
    page = open_chat()
    nasty = '<img src=x onerror="window.hacked=1"> nasty ${window.hacked=2} {{7*7}}'
    ask(page, nasty)
    expect(titles(page)).to_have_text([nasty])
    act(page, "nasty", "Rename")
    expect(page.get_by_role("textbox", name="Title")).to_have_value(nasty)
    page.keyboard.press("Escape")
    act(page, "nasty", "Delete…")
    expect(page.get_by_role("alertdialog")).to_contain_text(nasty)
    page.get_by_role("button", name="Cancel").click()
    reload(page)
    expect(titles(page)).to_have_text([nasty])
    assert page.evaluate("() => window.hacked") is None


@pytest.mark.parametrize(("width", "height", "reading"), [(390, 844, False), (1024, 768, True)])
def test_where_there_is_no_room_the_list_is_a_drawer(
    open_chat: Open, width: int, height: int, reading: bool
) -> None:
    page = open_chat(width, height)
    message = ask(page, "When was the summit?")
    if reading:
        chip(message, 1).click()
        expect(active(page)).to_be_visible()
    door = page.get_by_role("button", name="Conversations")
    expect(titles(page).first).to_be_hidden()
    expect(door).to_have_attribute("aria-expanded", "false")
    door.click()
    expect(titles(page).first).to_be_in_viewport()
    page.get_by_role("textbox", name="Search conversations").focus()
    page.keyboard.press("Escape")
    expect(titles(page).first).to_be_hidden()
    expect(door).to_be_focused()
    page.keyboard.press("Enter")
    expect(door).to_have_attribute("aria-expanded", "true")
    titles(page).first.click()
    # Another conversation closes the article, and then there may be room for the list again.
    expect(page.locator(".cw-article")).to_have_count(0)
    expect(titles(page).first).to_be_visible(visible=reading)
    expect(last_message(page)).to_contain_text(FIRST)
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0


def test_the_list_can_be_read_in_both_themes(open_chat: Open) -> None:
    page = open_chat(query="?__theme=light")
    ask(page, "When was the summit?")
    row(page, "summit").locator("summary").click()
    parts = [".cw-past .cw-label", ".cw-past a", ".cw-past summary", ".cw-menu button"]
    contrast: dict[str, Any] = {}
    for where in (parts, [".cw-asking p", ".cw-no"]):
        for theme in ("light", "dark"):
            page.evaluate("dark => document.body.classList.toggle('dark', dark)", theme == "dark")
            page.wait_for_timeout(500)  # colours fade over
            for part in where:
                contrast[f"{part}, {theme}"] = page.locator(part).first.evaluate(CONTRAST)
        if where is parts:
            page.locator(".cw-menu").get_by_role("button", name="Delete…").click()
            expect(page.locator(".cw-no")).to_be_visible()
    assert {part: ratio for part, ratio in contrast.items() if ratio < 4.5} == {}


FROM_THE_TOP = """question => Math.abs(question.getBoundingClientRect().top
    - document.querySelector('#cw-chat .bubble-wrap').getBoundingClientRect().top) < 60"""


def test_an_opened_conversation_shows_its_last_question(open_chat: Open) -> None:
    page = open_chat(height=500)
    for question in ("When was the summit?", "Who declined?", "And where?"):
        ask(page, question)
    questions = page.get_by_test_id("user")
    reload(page)
    expect(questions).to_have_count(3)
    wait_until(page, lambda: questions.nth(2).evaluate(FROM_THE_TOP))
    new_chat(page)
    page.locator("#cw-side [data-do='visit']").first.click()
    expect(questions).to_have_count(3)
    wait_until(page, lambda: questions.nth(2).evaluate(FROM_THE_TOP))


def test_a_linked_source_shows_the_question_that_it_answers(open_chat: Open) -> None:
    page = open_chat(height=500)
    for question in ("When was the summit?", "Who declined?", "And where?"):
        ask(page, question)
    chip(page.get_by_test_id("bot").nth(1), 1).click()
    expect(active(page)).to_be_visible()
    page.wait_for_timeout(300)
    reload(page)
    expect(active(page)).to_be_visible()
    wait_until(page, lambda: page.get_by_test_id("user").nth(1).evaluate(FROM_THE_TOP))
