"""How many files a request may upload, however its bytes are cut."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from browser_page import box, browser
from conftest import FakeChain, FakeStore
from playwright.sync_api import Browser, expect
from proxy_fakes import free_port

from rag.settings import Settings
from ui.once import Once
from ui.parts import Parts
from ui.serving import launch
from ui.shell import build_demo
from ui.uploads import MOST_FILES, _counter

__all__ = ["browser"]

TOO_MANY = f"Up to {MOST_FILES} files are taken at once: pack them into a zip, or send fewer."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder that uploads are put into."""
    folder = tmp_path_factory.mktemp("uploads")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADIO_TEMP_DIR", str(folder))
        yield folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    store = FakeStore()
    demo = build_demo(Parts(Once(FakeChain), Once(lambda: store)))
    yield launch(demo, Settings(port=free_port()), block=False)
    demo.close()


def send(address: str, number: int, content: bytes = b"x") -> httpx.Response:
    files = [("files", (f"{at}.txt", content + str(at).encode())) for at in range(number)]
    return httpx.post(f"{address}gradio_api/upload", files=files, timeout=60)


def test_as_many_as_are_allowed_are_taken(address: str) -> None:
    answer = send(address, MOST_FILES)
    assert answer.status_code == 200
    assert len(answer.json()) == MOST_FILES


def test_one_more_is_refused_in_words_and_nothing_of_it_stays(address: str, folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    answer = send(address, MOST_FILES + 1, b"refused " * 2000)
    assert (answer.status_code, answer.text) == (400, TOO_MANY)
    assert sorted(folder.rglob("*")) == before


def test_where_nothing_can_be_added_nothing_can_be_uploaded(folder: Path) -> None:
    store = FakeStore()
    demo = build_demo(Parts(Once(FakeChain), Once(lambda: store)))
    closed = launch(demo, Settings(port=free_port(), read_only=True), block=False)
    try:
        answer = send(closed, 1)
        assert answer.status_code == 400
        assert "Nothing can be uploaded here" in answer.text
    finally:
        demo.close()


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_a_boundary_counts_once_wherever_it_is_cut(size: int) -> None:
    body = b"--edge\r\na\r\n--edge\r\n-edge--e\r\n--edge--"
    count = _counter(b"--edge")
    counts = [count(body[at : at + size]) for at in range(0, len(body), size)]
    assert counts[-1] == 3


@pytest.mark.browser
def test_on_the_page_too_many_files_are_refused_in_words(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{at}.txt" for at in range(MOST_FILES + 1)]
    for path in paths:
        path.write_text(path.name)
    page = browser.new_page()
    page.goto(address)
    expect(box(page)).to_be_editable()
    page.get_by_role("tab", name="Library").click()
    page.get_by_role("tab", name="Add", exact=True).click()
    page.locator("#cw-upload input[type=file]").set_input_files([str(path) for path in paths])
    expect(page.get_by_text(TOO_MANY)).to_be_visible(timeout=15_000)
    page.close()
