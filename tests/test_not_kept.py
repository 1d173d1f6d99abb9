"""A server that strangers visit keeps nothing of what they ask, and says so."""

from collections.abc import Iterator

import pytest
from browser_page import FIRST, ask, box, browser
from conftest import FakeChain, FakeStore
from playwright.sync_api import Browser, Page, expect
from proxy_fakes import free_port

from rag.settings import Settings, read_settings
from ui.once import Once
from ui.parts import Parts
from ui.serving import launch
from ui.shell import build_demo
from vectorstore.errors import UsageError

__all__ = ["browser"]

NAMES = ("CITEWIRE_KEEP_CONVERSATIONS", "CITEWIRE_READ_ONLY", "SPACE_ID")


@pytest.mark.parametrize(
    ("keep", "read_only", "space", "kept"),
    [
        ("", "", "", True),
        ("false", "", "", False),
        ("", "true", "", False),
        ("", "", "somebody/news", False),
        ("true", "true", "", True),
        ("yes", "", "somebody/news", True),
    ],
)
def test_conversations_are_kept_but_not_where_strangers_visit(
    monkeypatch: pytest.MonkeyPatch, keep: str, read_only: str, space: str, kept: bool
) -> None:
    for name, value in zip(NAMES, (keep, read_only, space), strict=True):
        monkeypatch.setenv(name, value)
    assert read_settings().keep_conversations is kept


@pytest.mark.parametrize("name", ["CITEWIRE_KEEP_CONVERSATIONS", "CITEWIRE_READ_ONLY"])
def test_a_value_that_is_no_answer_says_what_to_write(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "sometimes")
    with pytest.raises(UsageError, match=f"{name} is not usable: write true or false"):
        read_settings()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    store = FakeStore()
    demo = build_demo(Parts(Once(FakeChain), Once(lambda: store), conversations=None))
    yield launch(demo, Settings(port=free_port()), block=False)
    demo.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    opened = context.new_page()
    opened.goto(address)
    expect(box(opened)).to_be_editable()
    yield opened
    context.close()


@pytest.mark.browser
def test_the_chat_works_and_says_why_there_is_no_list(page: Page) -> None:
    side = page.locator("#cw-side")
    expect(side).to_contain_text("Conversations are not kept on this server")
    expect(side.get_by_role("textbox")).to_have_count(0)
    message = ask(page, "When was the summit?")
    expect(message).to_contain_text(FIRST)
    message.locator(".cw-statement .cw-chip").first.click()
    expect(page.locator("mark.cw-active")).to_have_text(FIRST)
    expect(message.get_by_role("link", name="Bad answer")).to_have_count(0)
    expect(message.get_by_role("link", name="Copy with sources")).to_be_visible()
    message = ask(page, "How large is trade?")
    expect(page.get_by_test_id("bot")).to_have_count(2)
    page.get_by_role("button", name="New chat").click()
    expect(page.locator(".cw-welcome")).to_be_visible()


@pytest.mark.browser
def test_an_address_of_a_conversation_is_told_that_none_is_kept(page: Page, address: str) -> None:
    page.goto(f"{address}?c=somebodys")
    expect(page.locator(".cw-welcome")).to_contain_text("not kept on this server")
    box(page).fill("When was the summit?")
    box(page).press("Enter")
    expect(page.get_by_test_id("bot")).to_contain_text(FIRST)
