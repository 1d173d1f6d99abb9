"""Hostile articles in a real store, asked in a real browser: everything is read, nothing runs.

Unlike in `open_chat`, what the browser's policy would have stopped counts as a failure here: the
escaping alone has to hold.
"""

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nasty
import pytest
from answer_fakes import WordCounts
from browser_page import ask, box, browser, last_message
from playwright.sync_api import Browser, Locator, Page, expect

from rag.chain import build_chain
from rag.settings import Settings
from ui.once import Once
from ui.parts import Parts
from ui.serving import launch
from ui.shell import build_demo
from vectorstore.catalog import StoredArticle
from vectorstore.loaders import load
from vectorstore.store import Store

__all__ = ["browser"]  # fixtures
pytestmark = pytest.mark.browser

ABOUT = "<img src=http://evil.test/q.png onerror=window.hacked=20> ${window.hacked=21} {{7*7}}"
PLAIN = {
    *("a", "article", "b", "bdi", "blockquote", "button", "dd", "del", "details", "div", "dl"),
    *("dt", "em", "h2", "h3", "header", "li", "mark", "ol", "p", "section", "span", "strong"),
    *("summary", "table", "tbody", "td", "th", "thead", "time", "tr", "ul"),
}
"""What an answer and the reader are made of."""


class Shelf:
    """A store as the pages see it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, article_id: str) -> StoredArticle:
        return self._store.get(article_id)

    def count(self) -> int:
        return self._store.catalog.counts()["articles"]

    def examples(self) -> tuple[str, ...]:
        return (f"When did the bridge open? {ABOUT}",)


def parts_of(store: Store) -> Parts:
    return Parts(Once(lambda: build_chain(store)), Once(lambda: Shelf(store)))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A chat over a store that holds the hostile articles."""
    folder: Path = tmp_path_factory.mktemp("nasty")
    nasty.write(folder)
    store = Store(tmp_path_factory.mktemp("home"), WordCounts(), "word counts")
    assert [found.status for found in store.add(load(str(folder)))] == ["added", "added"]
    demo = build_demo(parts_of(store))
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    yield launch(demo, Settings(port=port), block=False)
    demo.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    asked_for: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))
    page.goto(address)
    expect(box(page)).to_be_editable()
    yield page
    provoke(page)
    assert page.evaluate("() => window.hacked") is None
    context.close()
    hosts = {urlsplit(url).hostname for url in asked_for if not url.startswith(("data:", "blob:"))}
    assert hosts == {"127.0.0.1"}
    assert said == []


def provoke(page: Page) -> None:
    """Do what a mouse could do to everything that is shown."""
    page.evaluate(
        """() => {
            for (const element of document.querySelectorAll('.cw-answer *, #cw-panel *'))
                for (const kind of ['mouseover', 'mouseenter', 'focus', 'load', 'error'])
                    element.dispatchEvent(new Event(kind));
        }"""
    )
    page.wait_for_timeout(200)


def is_plain(shown: Locator) -> None:
    """Assert that there is nothing but our own elements, without handlers and foreign addresses."""
    found: list[dict[str, Any]] = shown.evaluate_all(
        """roots => roots.flatMap(root => [...root.querySelectorAll('*')].map(e => ({
            tag: e.tagName.toLowerCase(),
            attributes: e.getAttributeNames(),
            to: e.getAttribute('href') || '',
        })))"""
    )
    assert found
    assert {element["tag"] for element in found} <= PLAIN
    names = {name for element in found for name in element["attributes"]}
    assert not [name for name in names if name.startswith("on") or name in {"src", "style"}]
    assert all(element["to"].startswith(("#", "https://", "")) for element in found)
    assert not [element["to"] for element in found if "script" in element["to"].lower()]


QUESTIONS = (
    "How much did the harbour bridge cost?",
    "Who designed the harbour bridge?",
    "How is the harbour bridge lit at night?",
    "What is the toll on the harbour bridge?",
    "When did the harbour bridge open?",
    "How long is the harbour bridge?",
    "After whom was the harbour bridge named?",
)


def test_answers_show_every_sentence_as_it_is_written(page: Page) -> None:
    read = ""
    for question in QUESTIONS:
        message = ask(page, question)
        read += message.inner_text()
    for sentence in (*nasty.SENTENCES, nasty.SEEN):
        assert sentence in read
    assert nasty.OUTLET in read and nasty.TITLE in read and nasty.FILE in read
    is_plain(page.locator(".cw-answer"))


@pytest.mark.parametrize("view", ["cleaned", "raw"])
def test_the_reader_shows_articles_as_they_are_written(page: Page, view: str) -> None:
    for question, title, sentences in (
        (QUESTIONS[0], nasty.TITLE, nasty.SENTENCES[:4]),
        (QUESTIONS[1], nasty.FILE, (*nasty.SENTENCES[4:], nasty.SEEN)),
    ):
        ask(page, question).locator(".cw-said").first.click()
        expect(page.locator(".cw-headline")).to_have_text(title)
        page.locator(f".cw-view[data-view={view}]").click()
        expect(page.locator(f".cw-view[data-view={view}]")).to_have_attribute(
            "aria-pressed", "true"
        )
        read = page.locator(".cw-body").inner_text()
        assert [sentence for sentence in sentences if sentence not in read] == []
        is_plain(page.locator(".cw-article"))
    if view == "raw":
        read = page.locator(".cw-body").inner_text()
        assert [line for line in nasty.FURNITURE if line not in read] == []
    # Its address is a script: there is no link to the original.
    assert page.locator(".cw-article a").count() == 0


def test_a_question_a_filter_and_an_abstention_are_only_text(page: Page) -> None:
    message = ask(page, f"How long is the harbour bridge, according to {nasty.OUTLET}?")
    expect(message.locator(".cw-filter")).to_contain_text(f"Only {nasty.OUTLET}")
    ask(page, f"Who designed the bridge? {ABOUT}")
    expect(page.get_by_test_id("user").last).to_contain_text(ABOUT)
    declined = ask(page, "Who won the chess tournament at the harbour?")
    expect(declined.locator(".cw-closest")).to_contain_text(nasty.TITLE)
    is_plain(page.locator(".cw-answer"))
    declined.locator(".cw-snippet").first.click()
    expect(page.locator("mark.cw-active").first).to_be_visible()
    is_plain(page.locator(".cw-article"))


def test_a_conversation_is_only_text_in_its_list_and_when_it_is_back(page: Page) -> None:
    ask(page, f"{ABOUT} How much did the harbour bridge cost?")
    title = page.locator(".cw-past li").first
    expect(title).to_contain_text("<img src=http://evil.test/q.png")
    assert page.locator(".cw-past").locator("img, script, svg, iframe, [onerror]").count() == 0
    page.reload()
    expect(page.get_by_test_id("user").last).to_contain_text(ABOUT)
    expect(last_message(page)).to_contain_text(nasty.SENTENCES[1])
    is_plain(page.locator(".cw-answer"))


def test_a_suggested_question_is_only_text_and_can_be_asked(page: Page) -> None:
    declined = ask(page, "How much did the bridge cost, according to the <b>Mirror</b> Journal?")
    suggestion = declined.locator(".cw-instead a").first
    expect(suggestion).to_contain_text("<img src=http://evil.test/t.png")
    suggestion.click()
    asked = page.get_by_test_id("user").last
    expect(asked).to_contain_text("<img src=http://evil.test/t.png onerror=window.hacked=13>")
    expect(last_message(page).locator(".cw-sources, .cw-closest")).to_be_visible()
    is_plain(page.locator(".cw-answer"))


def test_an_address_is_only_text(page: Page, address: str) -> None:
    for query in (
        "?article=%3Cscript%3Ewindow.hacked=30%3C/script%3E",
        "?open=%3Cimg+src=x+onerror=window.hacked=31%3E&article=${window.hacked=32}",
        "?article=../../etc/passwd&at=0-9&view=%22onload=x",
    ):
        page.goto(address + query)
        expect(page.locator(".cw-article")).to_contain_text("it names no article")
        is_plain(page.locator(".cw-article"))
