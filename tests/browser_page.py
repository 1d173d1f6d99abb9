"""The page in a real browser, for the tests that look at it: fixtures and what they do there.

`browser` and `open_chat` are fixtures: a test module that imports them has a browser of its own.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from conftest import ServedChat
from playwright.sync_api import Browser, Locator, Page, Request, expect, sync_playwright

QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
FIRST = "The summit was held in Kazan from 22 to 24 October 2024."
THIRD = "Kazakhstan's president said the country would not apply for membership for now."

PATIENCE = 30.0
"""Seconds that a page may take for what it should do: the machine may be doing other things."""
expect.set_options(timeout=1_000 * PATIENCE)

Open = Callable[..., Page]


# Of a module, not of the session: while Playwright is open its event loop runs, and no test
# of another module could start one of its own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        missing = "chromium is not installed (Debian: apt-get install chromium)"
        if os.environ.get("CITEWIRE_REQUIRE_BROWSER") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield launched
        launched.close()


@pytest.fixture
def open_chat(browser: Browser, served: ServedChat) -> Iterator[Open]:
    """Open the chat; afterwards no request may have gone elsewhere, no script have failed."""
    contexts = []
    asked_for: list[str] = []
    failures: list[str] = []

    def opener(width: int = 1440, height: int = 900, query: str = "") -> Page:
        context = browser.new_context(viewport={"width": width, "height": height})
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked_for.append(request.url))
        page.on("requestfailed", lambda request: forget_refused(request, asked_for))
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.goto(served.url + query)
        expect(box(page)).to_be_editable()
        expect(page.locator(".cw-welcome")).to_be_visible()
        return page

    yield opener
    for context in contexts:
        context.close()
    served.store.removed.clear()
    hosts = {urlsplit(url).hostname for url in asked_for if not url.startswith(("data:", "blob:"))}
    assert hosts == {"127.0.0.1"}
    assert failures == []


def forget_refused(request: Request, asked_for: list[str]) -> None:
    """Drop what the browser was asked for and never sent, because the policy forbids it."""
    if request.failure == "csp":
        asked_for.remove(request.url)


def box(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Question")


def last_message(page: Page) -> Locator:
    return page.locator('[data-testid="bot"]').last


def ask(page: Page, question: str) -> Locator:
    """Ask, wait until the box can send again, return the message."""
    before = page.locator('[data-testid="bot"]').count()
    box(page).fill(question)
    box(page).press("Enter")
    expect(page.locator('[data-testid="bot"]')).to_have_count(before + 1)
    expect(page.get_by_test_id("submit-button")).to_be_visible()
    return last_message(page)


def chip(message: Locator, number: int) -> Locator:
    return message.locator(".cw-statement .cw-chip").nth(number - 1)


def active(page: Page) -> Locator:
    return page.locator("mark.cw-active")


def is_in_view(mark: Locator) -> bool:
    """Whether the mark lies inside its scrolled column, below the bar."""
    inside: bool = mark.evaluate(
        """mark => {
            const box = mark.getBoundingClientRect();
            const room = mark.closest('#cw-reader').getBoundingClientRect();
            const bar = document.querySelector('.cw-bar').getBoundingClientRect();
            return box.top >= bar.bottom && box.bottom <= Math.min(room.bottom, innerHeight);
        }"""
    )
    return inside


def wait_until_in_view(page: Page) -> None:
    wait_until(page, lambda: is_in_view(active(page).first))


def wait_until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until it holds, for what `expect` has no word for: a scroll, a line in the console."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, f"did not come true within {PATIENCE:.0f} seconds"
        page.wait_for_timeout(100)


CONTRAST = """element => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', {willReadFrequently: true});
    const paint = (...colours) => {
        for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
        return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const light = rgb => rgb.map(c => c / 255)
        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
    const style = e => getComputedStyle(e);
    const behind = [];
    for (let e = element; e; e = e.parentElement) behind.unshift(style(e).backgroundColor);
    const back = light(paint('white', ...behind));
    const front = light(paint('white', ...behind, style(element).color));
    return (Math.max(back, front) + 0.05) / (Math.min(back, front) + 0.05);
}"""
