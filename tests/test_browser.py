"""The chat in a real browser: what a reader sees and does, and that nothing leaves the machine."""

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
    wait_until_in_view,
)
from conftest import SUMMIT_ID, ServedChat
from playwright.sync_api import expect

__all__ = ["browser", "open_chat"]  # fixtures
pytestmark = pytest.mark.browser


def test_a_filter_is_removed_with_a_click_and_the_question_asked_again(open_chat: Open) -> None:
    page = open_chat()
    message = ask(page, "When was it, according to the Steppe Herald?")
    expect(message.locator(".cw-filter")).to_contain_text("Only Steppe Herald")
    box(page).fill("half a question")
    message.locator(".cw-remove").click()
    expect(page.locator('[data-testid="bot"]')).to_have_count(2)
    expect(page.get_by_test_id("submit-button")).to_be_visible()
    expect(last_message(page)).to_contain_text(FIRST)
    expect(last_message(page).locator(".cw-filter")).to_have_count(0)
    expect(box(page)).to_have_value("half a question")


# --- Asking ---------------------------------------------------------------------------------------


def test_a_status_shows_within_three_tenths_of_a_second(open_chat: Open) -> None:
    page = open_chat()
    page.evaluate(
        """() => {
            window.delays = [];
            let pressed = 0;
            document.addEventListener('keydown', () => {
                pressed = performance.now();
                window.waiting = true;
            }, true);
            new MutationObserver(() => {
                if (!window.waiting || !document.querySelector('.cw-status')) return;
                window.waiting = false;
                window.delays.push(performance.now() - pressed);
            }).observe(document.body, {childList: true, subtree: true});
        }"""
    )
    # The best of several: the machine that tests may be doing other things as well.
    for _ in range(10):
        ask(page, "When was the summit?")
        if min(page.evaluate("() => window.delays")) < 300:
            return
    pytest.fail(f"milliseconds to the status: {page.evaluate('() => window.delays')}")


def test_statements_stream_after_the_status(open_chat: Open) -> None:
    page = open_chat()
    page.evaluate(
        """() => {
            window.seen = [];
            new MutationObserver(() => {
                const status = document.querySelector('.cw-status');
                const now = status ? status.textContent
                                   : document.querySelectorAll('.cw-statement').length;
                if (now && now !== window.seen.at(-1)) window.seen.push(now);
            }).observe(document.body, {childList: true, subtree: true, characterData: true});
        }"""
    )
    message = ask(page, "When, slowly, was the summit?")
    assert page.evaluate("() => window.seen")[-5:] == [
        "Searching 2,450 articles…",
        "Reading 12 passages…",
        1,
        2,
        3,
    ]
    expect(message.locator(".cw-sources li")).to_have_count(2)


def test_an_example_is_asked_with_a_click(open_chat: Open) -> None:
    page = open_chat()
    page.get_by_role("button", name="When was the BRICS summit in Kazan?").click()
    expect(last_message(page).locator(".cw-sources")).to_be_visible()
    expect(page.get_by_test_id("user")).to_have_text("When was the BRICS summit in Kazan?")


@pytest.mark.parametrize(
    ("question", "said"),
    [("", "The question is empty"), ("a" * 100_000, "too long"), ("\x07", "question is empty")],
    ids=["empty", "100,000 characters", "control character"],
)
def test_a_bad_question_is_a_message_and_the_box_lives_on(
    open_chat: Open, question: str, said: str
) -> None:
    page = open_chat()
    expect(ask(page, question)).to_contain_text(said)
    expect(box(page)).to_have_value("")
    expect(ask(page, "When was the summit?")).to_contain_text(FIRST)


def test_a_failure_in_the_middle_is_a_message_and_the_box_lives_on(open_chat: Open) -> None:
    page = open_chat()
    message = ask(page, "Please break")
    expect(message).to_contain_text(FIRST)
    expect(message).to_contain_text("the details are in the server's log")
    expect(ask(page, "When was the summit?")).to_contain_text(THIRD)


def test_stopping_leaves_the_box_usable(open_chat: Open) -> None:
    page = open_chat()
    box(page).fill("When, slowly, was the summit?")
    box(page).press("Enter")
    page.get_by_test_id("stop-button").click()
    expect(last_message(page)).to_contain_text("Stopped before the answer was complete.")
    page.wait_for_timeout(2_000)  # the step that was running when it was stopped comes to its end
    expect(ask(page, "When was the summit?")).to_contain_text(THIRD)


def test_what_is_typed_during_an_answer_stays(open_chat: Open) -> None:
    page = open_chat()
    box(page).fill("When was the summit?")
    box(page).press("Enter")
    expect(page.locator(".cw-status")).to_be_visible()
    box(page).fill("And the next question")
    expect(last_message(page).locator(".cw-sources")).to_be_visible()
    expect(box(page)).to_have_value("And the next question")


def test_a_new_chat_is_empty(open_chat: Open) -> None:
    page = open_chat()
    chip(ask(page, "When was the summit?"), 1).click()
    expect(page.locator(".cw-article")).to_be_visible()
    page.get_by_role("button", name="New chat").click()
    expect(page.locator(".cw-welcome")).to_be_visible()
    expect(page.locator(".cw-article")).to_have_count(0)


# --- Reading --------------------------------------------------------------------------------------


def test_a_chip_opens_the_article_at_the_exact_passage(open_chat: Open) -> None:
    page = open_chat()
    message = ask(page, "When was the summit?")
    chip(message, 1).click()
    expect(active(page)).to_have_text(FIRST)
    wait_until_in_view(page)
    expect(page.locator("mark.cw-mark")).to_have_count(2)
    expect(page.locator(".cw-meta")).to_contain_text(
        "25 Oct 2024 · read from the page".replace(" · ", " ")
    )
    weak, strong = (
        page.locator(where).evaluate("mark => getComputedStyle(mark).backgroundColor")
        for where in ("mark.cw-mark:not(.cw-active)", "mark.cw-active")
    )
    assert weak != strong


def test_another_citation_of_the_same_article_is_chosen_in_place(open_chat: Open) -> None:
    page = open_chat()
    message = ask(page, "When was the summit?")
    chip(message, 1).click()
    expect(active(page)).to_have_text(FIRST)
    page.evaluate("() => { document.querySelector('.cw-article').dataset.same = 'yes'; }")
    chip(message, 3).click()
    expect(active(page)).to_have_text(THIRD)
    wait_until_in_view(page)
    assert page.locator(".cw-article").get_attribute("data-same") == "yes"
    page.get_by_role("button", name="Previous citation").click()
    expect(active(page)).to_have_text(FIRST)
    expect(page.locator(".cw-position")).to_have_text("1 of 3")


def test_chips_of_an_earlier_turn_still_open(open_chat: Open) -> None:
    page = open_chat(query="?__theme=light")
    first = ask(page, "When was the summit?")
    expect(first).to_contain_text(FIRST)
    second = ask(page, "How large is trade?")
    chip(second, 2).click()
    expect(active(page)).to_contain_text("39.9 billion dollars")
    chip(page.get_by_test_id("bot").first, 3).click()
    expect(active(page)).to_have_text(THIRD)
    assert "?__theme=light" in page.url


def test_a_chip_opens_while_the_answer_is_still_streaming(open_chat: Open) -> None:
    page = open_chat()
    box(page).fill("When was the summit?")
    box(page).press("Enter")
    page.locator(".cw-statement .cw-chip").first.click()
    expect(active(page)).to_have_text(FIRST)
    expect(last_message(page).locator(".cw-sources")).to_be_visible()
    expect(active(page)).to_have_text(FIRST)


def test_the_keyboard_alone_opens_and_closes_the_reader(open_chat: Open) -> None:
    page = open_chat()
    message = ask(page, "When was the summit?")

    def the_second_comes_after_the_first() -> bool:
        chip(message, 1).focus()  # again where the end of the answer was still to be drawn
        page.keyboard.press("Tab")
        return bool(chip(message, 2).evaluate("link => link === document.activeElement"))

    wait_until(page, the_second_comes_after_the_first)
    page.keyboard.press("Enter")
    expect(active(page)).to_contain_text("41.8 billion dollars")
    expect(page.locator(".cw-article")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".cw-article")).to_have_count(0)
    expect(chip(message, 2)).to_be_focused()
    page.keyboard.press("Enter")
    expect(active(page)).to_contain_text("41.8 billion dollars")


def test_an_abstention_offers_passages_that_open(open_chat: Open) -> None:
    page = open_chat()
    message = ask(page, "What is the weather on Mars?")
    expect(message).to_contain_text("nothing about the weather on Mars")
    message.get_by_role("link", name="Kazan hosts the sixteenth summit").click()
    expect(active(page)).to_have_text("Some 36 countries were present.")
    wait_until_in_view(page)


def test_a_suggested_question_is_asked_with_a_click(open_chat: Open) -> None:
    page = open_chat()
    message = ask(page, "What is the weather on Mars?")
    message.get_by_role("link", name="How large is trade with the EU?").click()
    asked = page.locator('[data-testid="user"]').last
    expect(asked).to_have_text("How large is trade with the EU?")
    expect(last_message(page)).to_contain_text("41.8 billion dollars")
    expect(box(page)).to_have_value("")


def test_a_removed_article_says_so(open_chat: Open, served: ServedChat) -> None:
    page = open_chat()
    message = ask(page, "When was the summit?")
    served.store.removed.add(SUMMIT_ID)
    chip(message, 1).click()
    expect(page.locator(".cw-article")).to_contain_text("has been removed from the collection")


def test_a_disagreement_stands_side_by_side(open_chat: Open) -> None:
    page = open_chat()
    sides = ask(page, "How large is trade?").locator(".cw-side")
    expect(sides).to_have_count(2)
    left, right = (sides.nth(index).bounding_box() for index in (0, 1))
    assert left and right
    assert left["y"] == right["y"] and left["x"] + left["width"] <= right["x"]


# --- Safety ---------------------------------------------------------------------------------------


def test_a_nasty_article_is_only_text(open_chat: Open) -> None:
    page = open_chat()
    message = ask(page, "What is nasty?<img src=x onerror=window.hacked=10>")
    expect(page.get_by_test_id("user")).to_contain_text("<img src=x onerror=window.hacked=10>")
    expect(message).to_contain_text("<script>window.hacked = 1</script> opened the session.")
    expect(message).to_contain_text("${window.hacked = 3} {{7*7}} <%= 1 %> \\` $$x$$ followed.")
    chip(message, 5).click()
    expect(page.locator(".cw-article")).to_contain_text("![pixel](http://evil.test/y.png)")
    expect(page.locator(".cw-body")).to_contain_text("[3] were quoted")
    expect(page.locator(".cw-headline")).to_contain_text("${window.hacked=6} {{7*7}}")
    assert page.locator(".cw-article a").count() == 0
    assert page.locator("#cw-room img, #cw-room script, #cw-room iframe").count() == 0
    page.wait_for_timeout(300)
    assert page.evaluate("() => window.hacked") is None


def test_the_browser_itself_refuses_to_load_from_outside(open_chat: Open) -> None:
    page = open_chat()
    refused = page.evaluate(
        """() => new Promise(done => {
            document.addEventListener('securitypolicyviolation', e => done(e.blockedURI));
            setTimeout(() => done('loaded'), 3000);
            new Image().src = 'http://192.0.2.1/pixel.png';
        })"""
    )
    assert refused == "http://192.0.2.1/pixel.png"


def test_the_server_asks_for_nothing_outside(open_chat: Open, served: ServedChat) -> None:
    ask(open_chat(), "When was the summit?")
    assert served.reached_out == []


# --- Looks ----------------------------------------------------------------------------------------

SIZES = [(1440, 900), (1024, 768), (390, 844)]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_it_fits_the_window(open_chat: Open, width: int, height: int) -> None:
    page = open_chat(width, height)
    message = ask(page, "How large is trade?")
    overflow = "() => document.documentElement.scrollWidth - innerWidth"
    assert page.evaluate(overflow) <= 0
    chip(message, 2).click()
    expect(active(page)).to_be_visible()
    reader = page.locator("#cw-reader").bounding_box()
    assert reader
    assert reader["x"] + reader["width"] <= width + 1
    assert page.evaluate(overflow) <= 0
    if width > 860:
        expect(box(page)).to_be_in_viewport()
        talk = page.locator("#cw-talk").bounding_box()
        assert talk and talk["x"] + talk["width"] <= reader["x"] + 1
    else:
        assert (reader["width"], reader["height"]) == (width, height)
    page.get_by_role("button", name="Close the article").click()
    expect(box(page)).to_be_in_viewport()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_everything_can_be_read_in_both_themes(open_chat: Open, theme: str) -> None:
    page = open_chat(query=f"?__theme={theme}")
    message = ask(page, "How large is trade?")
    chip(message, 1).click()
    expect(active(page)).to_be_visible()
    page.mouse.move(0, 0)
    where = [
        ".cw-statement",
        ".cw-by",
        ".cw-statement .cw-chip",
        ".cw-searched",
        ".cw-notice",
        ".cw-side .cw-value",
        ".cw-foot",
        ".cw-kicker",
        ".cw-meta dt",
        ".cw-origin",
        "mark.cw-active",
        "mark.cw-mark:not(.cw-active)",
    ]
    contrast: dict[str, Any] = {
        selector: page.locator(selector).first.evaluate(CONTRAST) for selector in where
    }
    assert {selector: ratio for selector, ratio in contrast.items() if ratio < 4.5} == {}
