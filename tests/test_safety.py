"""What the served pages give away over HTTP: nothing but what is meant to be there."""

import http.client
import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import nasty
import pytest
from conftest import ServedChat
from hypothesis import given
from hypothesis import strategies as st

from ui.answer.render import question_html
from ui.plain import HIDDEN, shown
from ui.reader.links import read_link
from vectorstore.formats.characters import sanitise

SECRET = "a secret of this machine"

Get = Callable[[str], tuple[int, bytes]]


@pytest.fixture
def get(served: ServedChat) -> Get:
    """Return a function that asks for a path exactly as it is written."""
    host = urlsplit(served.url).netloc

    def ask(path: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(host, timeout=20)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    return ask


UP = ("../" * 12, "..%2f" * 12, "%2e%2e/" * 12, "..%5c" * 12, "....//" * 12, "..%252f" * 12)


@pytest.mark.parametrize("where", ["/gradio_api/file=", "/static/", "/assets/", "/svelte/"])
def test_no_path_leads_out_of_what_is_served(where: str, get: Get, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(SECRET)
    absolute = str(tmp_path / "secret.txt")
    tried = [absolute, f"/{absolute}", f"file://{absolute}"]
    tried += [f"{up}{absolute.lstrip('/')}" for up in UP]
    for path in tried:
        status, body = get(f"{where}{path}")
        assert status in {400, 403, 404}, path
        assert SECRET.encode() not in body


@pytest.mark.parametrize(
    "name", ["README.md", "app.py", ".env", "pyproject.toml", "ui/reader/panel.js"]
)
def test_files_of_the_project_are_not_served(name: str, get: Get) -> None:
    for path in (name, os.path.abspath(name), f"./{name}"):
        assert get(f"/gradio_api/file={path}")[0] in {403, 404}


def test_the_collection_is_not_served(get: Get, tmp_path: Path) -> None:
    home = Path(os.environ.get("CITEWIRE_HOME", ".citewire")).absolute()
    for name in ("citewire.sqlite", "CURRENT", "index"):
        assert get(f"/gradio_api/file={home / name}")[0] in {403, 404}


def test_the_server_fetches_nothing_for_a_visitor(served: ServedChat, get: Get) -> None:
    own = served.url.rstrip("/")
    for path in (
        f"/gradio_api/file={own}/config",
        "/gradio_api/file=http://169.254.169.254/latest/meta-data",
        "/gradio_api/file=https://evil.test/x",
        f"/gradio_api/proxy={own}/config",
        "/gradio_api/proxy=http://169.254.169.254/latest/meta-data",
        "/gradio_api/proxy=https://evil.hf.space/x",
        "/?article=http://169.254.169.254/",
    ):
        status, body = get(path)
        assert status in ({200} if path.startswith("/?") else {400, 403, 404}), path
        assert b'"components"' not in body or path.startswith("/?")
    assert served.reached_out == []


@pytest.mark.parametrize(
    "path", ["/monitoring", "/monitoring/summary", "/gradio_api/runs", "/docs", "/redoc"]
)
def test_what_is_not_used_is_off(path: str, get: Get) -> None:
    assert get(path)[0] in {403, 404}


def test_what_is_uploaded_is_limited_in_size(served: ServedChat) -> None:
    upload = f"{served.url}gradio_api/upload"
    limit = served.demo.max_file_size
    assert 0 < limit <= 100_000_000
    too_large = {"files": ("a.txt", bytes(limit + 1))}
    assert httpx.post(upload, files=too_large, timeout=60).status_code == 413


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.html", b"<script>window.hacked = 1</script>"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("page.xhtml", b"<html xmlns='http://www.w3.org/1999/xhtml'/>"),
        ("code.js", b"window.hacked = 1"),
        ("../../../outside.html", b"<script>window.hacked = 1</script>"),
    ],
)
def test_what_was_uploaded_is_never_a_page(served: ServedChat, name: str, data: bytes) -> None:
    """Whoever is sent the address of an uploaded page must not run it as one of ours."""
    kept = httpx.post(f"{served.url}gradio_api/upload", files={"files": (name, data)}).json()[0]
    assert ".." not in kept
    back = httpx.get(f"{served.url}gradio_api/file={kept}")
    assert back.content == data
    assert back.headers["content-type"] == "application/octet-stream"
    assert back.headers["content-disposition"].startswith("attachment")
    assert back.headers["x-content-type-options"] == "nosniff"


def test_programs_are_offered_what_is_documented_and_nothing_else(served: ServedChat) -> None:
    info = httpx.get(f"{served.url}gradio_api/info?all_endpoints=true").json()
    assert info["unnamed_endpoints"] == {}
    for endpoint in info["named_endpoints"].values():
        assert endpoint["description"]
    listed = httpx.get(f"{served.url}gradio_api/openapi.json").json()["paths"]
    inner = {"converse", "stop", "open", "open_linked", "welcome", "start_over"}
    assert not [path for path in listed if inner & set(path.split("/"))]


def test_the_page_tells_nothing_of_the_machine(served: ServedChat) -> None:
    for path in ("", "config", "gradio_api/info", "openapi.json"):
        told = httpx.get(f"{served.url}{path}").text
        assert str(Path.cwd()) not in told
        assert str(Path.home()) + "/" not in told


# --- Text that hides or turns around what is read -------------------------------------------------


def test_what_cannot_be_seen_is_not_shown() -> None:
    assert shown(nasty.HIDDEN) == nasty.SEEN
    assert nasty.SEEN in question_html(nasty.HIDDEN)


def test_joiners_that_belong_to_the_spelling_stay() -> None:
    for text in ("می\u200cخواهم", "👩\u200d🔬", "क\u094d\u200dष"):
        assert shown(text) == text


@given(st.text())
def test_pages_hide_what_articles_are_stored_without(text: str) -> None:
    """One decision in two places: removed when an article is loaded, and when others are shown."""
    assert not HIDDEN.search(sanitise(text))


@given(st.dictionaries(st.sampled_from(["open", "article", "at", "view"]), st.text(), max_size=4))
def test_no_address_is_taken_for_more_than_a_name(query: dict[str, str]) -> None:
    link = read_link(query)
    named = link and (link.cited or link.article)
    assert named is None or set(named.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
