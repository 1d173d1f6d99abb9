"""Served by others: behind a proxy, in a frame, by a Gradio host, as a part of an application."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import fastapi
import gradio as gr
import httpx
import pytest
from browser_page import FIRST, ask, box, browser, wait_until
from conftest import SUMMIT_ID, FakeChain, FakeStore
from playwright.sync_api import Browser, Page, expect
from proxy_fakes import framing_page, free_port, reverse_proxy, running

from rag.settings import Settings, read_settings
from ui.once import Once
from ui.pages import Pages, options
from ui.parts import Parts
from ui.policy import OnlyFromHere
from ui.serving import launch
from ui.shell import build_demo
from ui.theme import style, theme
from vectorstore.errors import UsageError

__all__ = ["browser"]

Serve = Callable[..., str]


def demo_of_fakes() -> Pages:
    store = FakeStore()
    demo = build_demo(Parts(Once(FakeChain), Once(lambda: store)))
    assert isinstance(demo, Pages)
    return demo


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve the fake collection with settings of the test's own."""
    demos = []

    def start(**settings: Any) -> str:
        demos.append(demo_of_fakes())
        port = settings.pop("port", None) or free_port()
        launch(demos[-1], Settings(port=port, **settings), block=False)
        return f"http://127.0.0.1:{port}/"

    yield start
    for demo in demos:
        demo.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[[str], Page]]:
    with ExitStack() as contexts:

        def opener(address: str) -> Page:
            context = browser.new_context(viewport={"width": 1200, "height": 800})
            contexts.callback(context.close)
            page = context.new_page()
            page.goto(address)
            return page

        yield opener


def policy_of(address: str) -> str:
    return httpx.get(address).headers["Content-Security-Policy"]


# --- Behind a proxy -------------------------------------------------------------------------------


@pytest.mark.browser
def test_behind_a_proxy_a_question_is_answered_and_its_article_opens(
    serve: Serve, open_page: Callable[[str], Page]
) -> None:
    target = serve(root_path="/news")
    with running(reverse_proxy(target, "/news")) as outside:
        page = open_page(f"{outside}/news/")
        asked_for: list[str] = []
        page.on("request", lambda request: asked_for.append(request.url))
        expect(box(page)).to_be_editable()
        message = ask(page, "When was the summit?")
        expect(message).to_contain_text(FIRST)
        message.locator(".cw-statement .cw-chip").first.click()
        expect(page.locator("mark.cw-active")).to_have_text(FIRST)
        assert all(url.startswith(f"{outside}/news/") for url in asked_for)


def test_behind_a_proxy_a_program_is_answered(serve: Serve) -> None:
    target = serve(root_path="/news")
    with running(reverse_proxy(target, "/news")) as outside:
        given = {"data": ["When was the summit?", None, None]}
        answered = httpx.post(f"{outside}/news/gradio_api/run/ask", json=given)
        assert answered.json()["data"][0]["citations"][0]["article_id"] == SUMMIT_ID


# --- In a frame -----------------------------------------------------------------------------------


@pytest.mark.browser
def test_a_site_that_is_named_can_show_the_chat_in_a_frame(
    serve: Serve, open_page: Callable[[str], Page]
) -> None:
    port = free_port()
    with running(framing_page(f"http://127.0.0.1:{port}/")) as site:
        serve(port=port, embed_in=site)
        page = open_page(site)
        inside = page.frame_locator("iframe")
        question = inside.get_by_role("textbox", name="Question")
        expect(question).to_be_editable()
        question.fill("When was the summit?")
        question.press("Enter")
        expect(inside.locator('[data-testid="bot"]')).to_contain_text(FIRST)


@pytest.mark.browser
def test_any_other_site_is_refused(serve: Serve, open_page: Callable[[str], Page]) -> None:
    port = free_port()
    serve(port=port, embed_in="https://example.org")
    with running(framing_page(f"http://127.0.0.1:{port}/")) as site:
        page = open_page("about:blank")
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(site)
        refused = "frame-ancestors 'self' https://example.org"
        wait_until(page, lambda: any(refused in line for line in said))
        assert page.frame_locator("iframe").get_by_role("textbox", name="Question").count() == 0


def test_nobody_else_shows_it_unless_told(serve: Serve) -> None:
    assert policy_of(serve()).endswith("frame-ancestors 'self'")


# --- Settings -------------------------------------------------------------------------------------


def test_sites_are_read_with_spaces_or_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEWIRE_EMBED_IN", "https://a.example, http://*.b.example:8080 *")
    assert read_settings().embed_in == ("https://a.example", "http://*.b.example:8080", "*")


@pytest.mark.parametrize(
    "value", ["'none'; script-src *", "a.example", "https://a.example/path", "javascript:x", "x;y"]
)
def test_only_sites_get_into_the_header(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("CITEWIRE_EMBED_IN", value)
    with pytest.raises(UsageError, match="CITEWIRE_EMBED_IN"):
        read_settings()


@pytest.mark.parametrize(("given", "used"), [("/news/", "/news"), ("https://a.example/n", None)])
def test_the_path_of_a_proxy(monkeypatch: pytest.MonkeyPatch, given: str, used: str | None) -> None:
    monkeypatch.setenv("CITEWIRE_ROOT_PATH", given)
    assert read_settings().root_path == (used or given)


def test_a_path_that_is_none_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEWIRE_ROOT_PATH", "news")
    with pytest.raises(UsageError, match=r"CITEWIRE_ROOT_PATH.*begins with a /"):
        read_settings()


def test_what_a_gradio_host_sets_is_used_unless_we_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GRADIO_SERVER_NAME", "0.0.0.0")
    monkeypatch.setenv("GRADIO_SERVER_PORT", "7999")
    monkeypatch.setenv("GRADIO_ROOT_PATH", "/there")
    monkeypatch.setenv("SPACE_ID", "somebody/news")
    settings = read_settings()
    assert (settings.host, settings.port, settings.root_path) == ("0.0.0.0", 7999, "/there")
    assert settings.embed_in == ("https://huggingface.co", "https://*.hf.space")
    monkeypatch.setenv("CITEWIRE_PORT", "7998")
    assert read_settings().port == 7998
    monkeypatch.setenv("GRADIO_SERVER_PORT", "many")
    assert read_settings().port == 7998


# --- Started by others ----------------------------------------------------------------------------


def test_a_host_that_launches_the_demo_itself_gets_style_and_limits(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    port = free_port()
    monkeypatch.setenv("GRADIO_SERVER_PORT", str(port))
    monkeypatch.setenv("CITEWIRE_UPLOAD_LIMIT", "1")
    demo = demo_of_fakes()
    try:
        demo.launch(prevent_thread_lock=True, quiet=True)
        address = f"http://127.0.0.1:{port}/"
        assert "frame-ancestors 'self'" in policy_of(address)
        assert "#cw-room" in httpx.get(f"{address}config").json()["css"]
        assert httpx.get(f"{address}monitoring").status_code in {403, 404}
        big = {"files": b"x" * 2_000_000}
        assert httpx.post(f"{address}gradio_api/upload", files=big).status_code == 413
    finally:
        demo.close()


def test_what_a_host_asks_for_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    demo = demo_of_fakes()
    try:
        demo.launch(server_port=port, css="", prevent_thread_lock=True, quiet=True)
        assert "#cw-room" not in httpx.get(f"http://127.0.0.1:{port}/config").json()["css"]
    finally:
        demo.close()


def test_it_can_be_a_part_of_an_application() -> None:
    app = fastapi.FastAPI()
    app.add_middleware(OnlyFromHere)
    mounted = gr.mount_gradio_app(
        app,
        demo_of_fakes(),
        path="/news",
        theme=theme(),
        css=style(),
        show_error=False,
        max_file_size="50mb",
        run_history=False,
        enable_monitoring=False,
        footer_links=[],
    )
    with running(mounted) as address:
        given = {"data": ["When was the summit?", None, None]}
        answered = httpx.post(f"{address}/news/gradio_api/run/ask", json=given)
        assert answered.json()["data"][0]["status"] == "answered"
        assert "default-src 'self'" in policy_of(f"{address}/news/")


def test_the_options_close_what_gradio_leaves_open() -> None:
    given = options(Settings())
    assert given["share"] is False and given["enable_monitoring"] is False
    assert given["run_history"] is False and given["footer_links"] == []


def test_the_module_for_hosts_has_the_pages() -> None:
    import app

    assert isinstance(app.demo, Pages)
