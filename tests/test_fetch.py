"""Web addresses, against a server on this machine."""

import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from vectorstore.article import Field, LoadedArticle, Rejected
from vectorstore.errors import UnreadableArticle
from vectorstore.loaders import load, load_url
from vectorstore.loaders.fetch import MAX_BYTES, fetch

TEXT = "The harbour committee met on Tuesday and agreed to repair the pier. " * 5
PAGE = f"<html><head><title>Pier</title></head><body><article><p>{TEXT}</p></article></body></html>"
PAGES: dict[str, tuple[str, bytes]] = {
    "/page": ("text/html; charset=utf-8", PAGE.encode()),
    "/latin": ("text/html; charset=iso-8859-1", PAGE.replace("pier", "café").encode("latin-1")),
    "/text": ("text/plain", TEXT.encode()),
    "/notes.md": ("text/plain", f"# Pier\n{TEXT}".encode()),
    "/many.jsonl": ("application/octet-stream", b'{"text": "One."}\nbroken\n{"text": "Two."}'),
    "/array": ("application/json", b'[{"text": "One."}, {"text": "Two."}]'),
    "/picture": ("image/png", b"\x89PNG"),
    "/archive.zip": ("application/octet-stream", b"PK"),
    "/empty": ("text/html", b""),
    "/huge": ("text/plain", b"a" * (MAX_BYTES + 1)),
}
REDIRECTS = {"/moved": "/page", "/circle": "/circle", "/out": "file:///etc/passwd"}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path in REDIRECTS:
            self.send_response(302)
            self.send_header("Location", REDIRECTS[self.path])
            self.end_headers()
        elif self.path == "/slow":
            time.sleep(1)
        elif self.path == "/short":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"too little")
        elif self.path in PAGES:
            content_type, data = PAGES[self.path]
            self.send_response(200)
            self.send_header("Content-Type", content_type)
            self.end_headers()
            self.wfile.write(data)
        else:
            self.send_error(404, "Not Found")

    def log_message(self, format: str, *args: object) -> None:
        pass  # the server is quiet


class Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        pass  # clients that stop reading early are part of the tests


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with Server(("127.0.0.1", 0), Handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.mark.parametrize("path", ["/page", "/moved", "/text", "/notes.md"])
def test_a_page_is_read_and_its_address_is_given(server: str, path: str) -> None:
    url = server + path
    (item,) = load(f"{url}#part")
    assert isinstance(item, LoadedArticle)
    assert "agreed to repair the pier" in item.raw
    assert item.source == item.location == url
    assert item.metadata.url == Field(url, "given")


def test_the_encoding_of_the_header_is_used(server: str) -> None:
    (item,) = load_url(f"{server}/latin")
    assert isinstance(item, LoadedArticle)
    assert "repair the café" in item.raw


@pytest.mark.parametrize("path", ["/many.jsonl", "/array"])
def test_several_articles_at_one_address_do_not_share_a_place(server: str, path: str) -> None:
    articles = [item for item in load_url(server + path) if isinstance(item, LoadedArticle)]
    assert [item.raw for item in articles] == ["One.", "Two."]
    assert len({item.location for item in articles}) == 2


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "cannot be fetched: the server answered 404 Not Found"),
        ("/circle", "redirects more than 5 times"),
        ("/out", "is or leads to an address that is not http or https"),
        ("/picture", "is of a kind that is not read from the web (image/png)"),
        ("/archive.zip", "is of a kind that is not read from the web (application/octet-stream)"),
        ("/empty", "is empty"),
        ("/huge", "is larger than 10 MB"),
        ("/short", "cannot be fetched: RemoteProtocolError"),
    ],
)
def test_what_cannot_be_fetched_is_told(server: str, path: str, reason: str) -> None:
    assert list(load_url(server + path)) == [Rejected(server + path, reason)]


def test_a_silent_server_is_not_waited_for(server: str) -> None:
    with pytest.raises(UnreadableArticle, match=r"did not answer within 0\.2 seconds"):
        fetch(f"{server}/slow", timeout=0.2)


def test_no_server_is_told() -> None:
    with Server(("127.0.0.1", 0), Handler) as stopped:
        url = f"http://127.0.0.1:{stopped.server_port}/page"
    (item,) = load_url(url)
    assert item == Rejected(url, "cannot be reached: check the address and the network")


@pytest.mark.parametrize("url", ["http://", "https://[::1", "http://a b/", "https://\u202eabc/\0"])
def test_an_address_that_is_none_is_told(url: str) -> None:
    (item,) = load(url)
    assert isinstance(item, Rejected)
    assert item.reason == "is not a whole http or https address"
