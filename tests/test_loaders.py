"""Files, folders and what is said about everything that is not an article."""

import gzip
import json
import os
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_pages import pdf

from vectorstore.article import Field, LoadedArticle, Rejected
from vectorstore.errors import UsageError
from vectorstore.formats.documents import KINDS
from vectorstore.loaders import count, load, load_path
from vectorstore.metadata.language import detect_language
from vectorstore.store.ingest import prepare

TEXT = "The harbour committee met on Tuesday and agreed to repair the pier."


def read(path: Path) -> dict[str, LoadedArticle | Rejected]:
    return {item.source: item for item in load_path(path)}


def only(path: Path) -> LoadedArticle | Rejected:
    (item,) = load_path(path)
    return item


def reason(path: Path) -> str:
    item = only(path)
    assert isinstance(item, Rejected)
    return item.reason


def a_file_of_every_kind(folder: Path) -> None:
    page = f"<html><body><article><p>{TEXT}</p></article></body></html>"
    line = json.dumps({"text": TEXT})
    (folder / "a.txt").write_text(TEXT)
    (folder / "b.md").write_text(f"# Pier\n{TEXT}")
    (folder / "c.html").write_text(page)
    (folder / "d.HTM").write_text(page)
    (folder / "e.json").write_text(line)
    (folder / "f.jsonl").write_text(line)
    (folder / "g.jsonl.gz").write_bytes(gzip.compress(line.encode()))
    (folder / "h.json.gz").write_bytes(gzip.compress(line.encode()))
    (folder / "i.pdf").write_bytes(pdf([[TEXT]]))
    with zipfile.ZipFile(folder / "j.zip", "w") as archive:
        archive.writestr("in/a.txt", TEXT)


def test_every_kind_in_a_folder_is_read(tmp_path: Path) -> None:
    a_file_of_every_kind(tmp_path)
    found = list(load_path(tmp_path))
    assert [item.source for item in found] == [
        *("a.txt", "b.md", "c.html", "d.HTM", "e.json", "f.jsonl:1", "g.jsonl.gz:1", "h.json.gz"),
        *("i.pdf", "j.zip!in/a.txt"),
    ]
    assert len(found) == len(KINDS) == count(tmp_path)
    for item in found:
        assert isinstance(item, LoadedArticle)
        assert TEXT in item.raw
        assert prepare(item)[0].metadata.language == Field("en", "inferred")


def test_a_file_has_its_absolute_path_as_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    (item,) = load("a.txt")
    assert isinstance(item, LoadedArticle)
    assert (item.source, item.location) == ("a.txt", str(tmp_path / "a.txt"))


def test_a_given_address_is_the_place_and_one_of_the_page_is_not(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\nurl: https://example.org/a\n---\n{TEXT}")
    head = '<head><link rel="canonical" href="https://example.org/b"></head>'
    (tmp_path / "b.html").write_text(f"<html>{head}<body><p>{TEXT}</p></body></html>")
    markdown, page = load_path(tmp_path)
    assert isinstance(markdown, LoadedArticle)
    assert isinstance(page, LoadedArticle)
    assert markdown.location == "https://example.org/a"
    assert page.location == str(tmp_path / "b.html")
    assert page.metadata.url == Field("https://example.org/b", "page")


def test_folders_are_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden.txt", ".git/x.txt", "b/c/3.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    assert list(read(tmp_path)) == ["a.txt", "b/1.txt", "b/2.txt", "b/c/3.txt", "c.txt"]


def test_loading_is_lazy(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    items = load_path(tmp_path)
    next(items)
    (tmp_path / "b.txt").unlink()
    assert next(items) == Rejected("b.txt", "is not there any more")


def test_nothing_at_the_path_is_wrong_usage_at_once() -> None:
    for name in ("no/such/file.txt", "x" * 5000, "a\0b", "", "  ", "ftp://example.org/a"):
        with pytest.raises(UsageError) as caught:
            load(name)
        assert "\0" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\xef\xbb\xbf", "is empty"),
        ("a.md", b"---\ntitle: A\n---\n", "is empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0", "is not text but a PNG image"),
        ("a.txt", bytes(range(256)) * 40, "is not text"),
        ("a.json", b"", "is empty"),
        ("a.json", b'{"text": ', "not JSON: Expecting value (column 10)"),
        ("a.jsonl", b"\x89PNG\r\n", "is not text but a PNG image"),
        ("a.jsonl", b"", "is empty"),
        ("a.jsonl.gz", b"no gzip", "is damaged or not a gzip file: pack it again"),
        ("a.json.gz", b"", "is empty"),
        ("a.pdf", b"%PDF-1.4\n", "is damaged or not a PDF"),
        ("a.zip", b"", "is damaged or not a zip archive: pack it again"),
        ("a.html", b"", "is empty"),
    ],
)
def test_a_bad_file_is_rejected_with_its_reason(
    tmp_path: Path, name: str, data: bytes, expected: str
) -> None:
    (tmp_path / name).write_bytes(data)
    assert only(tmp_path / name) == Rejected(name, expected)


def test_other_kinds_are_rejected_with_the_list_of_kinds(tmp_path: Path) -> None:
    for name in ("a.png", "b.docx", "c", "d.gz"):
        (tmp_path / name).write_bytes(b"content")
    for item in load_path(tmp_path):
        assert isinstance(item, Rejected)
        assert ".jsonl.gz, .json.gz, .pdf, .zip and folders" in item.reason


def test_a_line_of_20_megabytes_gets_one_quick_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"word " * 4_000_000)
    started = time.monotonic()
    assert reason(tmp_path / "a.txt") == (
        "has 20,000,000 characters and an article may have 5,000,000: split it into its articles"
    )
    assert time.monotonic() - started < 5


def test_a_large_file_in_another_encoding_is_no_slower(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"word " * 3_000_000 + "naïve café".encode("cp1252"))
    started = time.monotonic()
    assert "15,000,010 characters" in reason(tmp_path / "a.txt")
    assert time.monotonic() - started < 20


def test_of_a_truncated_gzip_the_whole_lines_are_read(tmp_path: Path) -> None:
    lines = [json.dumps({"text": f"{number} {os.urandom(40).hex()}"}) for number in range(2000)]
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(lines).encode())[:-5000])
    *articles, last = load_path(path)
    assert len(articles) > 1000
    assert all(isinstance(item, LoadedArticle) for item in articles)
    assert last == Rejected("a.jsonl.gz", "is cut off: the rest of the gzip file is missing")


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert reason(tmp_path) == "is empty: the folder holds no files"


def test_links_pipes_and_circles_are_told_and_harmless(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.txt").write_text(TEXT)
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "circle.txt").symlink_to(tmp_path / "circle.txt")
    (tmp_path / "good.txt").symlink_to(tmp_path / "sub" / "a.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    found = read(tmp_path)
    assert found["broken.txt"] == Rejected("broken.txt", "is a broken link")
    assert found["pipe.txt"] == Rejected("pipe.txt", "is not a regular file")
    assert found["sub/up"] == Rejected("sub/up", "is a link to a folder that is read already")
    circle = found["circle.txt"]
    assert isinstance(circle, Rejected)
    assert circle.reason.startswith("cannot be read:")
    assert isinstance(found["good.txt"], LoadedArticle)
    assert isinstance(found["sub/a.txt"], LoadedArticle)
    assert len(found) == 6
    assert reason(tmp_path / "pipe.txt") == "is not a regular file"
    assert reason(tmp_path / "broken.txt") == "is a broken link"


@pytest.fixture
def unprivileged_folder() -> Iterator[Path]:
    """A folder that is read as a user to whom file modes apply, also where root runs the tests."""
    detect_language(TEXT * 2)  # reads its model while it may
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name)
        os.seteuid(os.getuid())
        for folder in Path(name).iterdir():
            folder.chmod(0o700)


def test_what_may_not_be_read_is_told_and_the_rest_is_read(unprivileged_folder: Path) -> None:
    (unprivileged_folder / "closed").mkdir(mode=0)
    (unprivileged_folder / "a.txt").touch(mode=0)
    (unprivileged_folder / "b.txt").write_text(TEXT)
    (unprivileged_folder / "b.txt").chmod(0o644)
    (unprivileged_folder / "listed").mkdir()
    (unprivileged_folder / "listed" / "c.txt").write_text(TEXT)
    (unprivileged_folder / "listed").chmod(0o444)
    if os.geteuid() == 0:
        os.seteuid(65534)
    found = read(unprivileged_folder)
    assert found["a.txt"] == Rejected("a.txt", "cannot be read: Permission denied")
    assert found["closed"] == Rejected("closed", "cannot be read: Permission denied")
    assert isinstance(found["b.txt"], LoadedArticle)
    # Its names may be listed, but not what they stand for.
    assert found["listed/c.txt"] == Rejected("listed/c.txt", "cannot be read: Permission denied")
    closed = unprivileged_folder / "closed"
    assert only(closed) == Rejected(str(closed), "cannot be read: Permission denied")


def test_a_file_that_fails_while_it_is_read_is_told() -> None:
    path = Path("/proc/self/mem")  # opens, and fails at the first read
    if not path.exists():
        pytest.skip("needs Linux")
    from vectorstore.formats.contents import read_chunks
    from vectorstore.formats.documents import read_document

    with path.open("rb") as stream:
        (item,) = read_document(".txt", read_chunks(stream), "a.txt", "/a.txt")
    assert item == Rejected("a.txt", "cannot be read: Input/output error")


def test_file_names_of_any_bytes_can_be_shown_and_stored(tmp_path: Path) -> None:
    try:
        with open(os.fsencode(tmp_path) + b"/\xff\n\x1b[31m.txt", "w") as file:
            file.write(TEXT)
    except OSError:
        pytest.skip("this file system takes no such names")
    item = only(tmp_path)
    assert isinstance(item, LoadedArticle)
    item.location.encode()
    assert item.source == r"\udcff [31m.txt"


def test_lines_are_counted_for_the_progress_bar(tmp_path: Path) -> None:
    line = json.dumps({"text": TEXT}) + "\n"
    (tmp_path / "a.jsonl").write_text(line * 30)
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress((line * 12).encode()))
    (tmp_path / "c.jsonl.gz").write_bytes(b"damaged")
    (tmp_path / "d.png").touch()
    assert count(tmp_path) == 30 + 12 + 1 + 1


@settings(max_examples=60, deadline=None)
@given(kind=st.sampled_from(KINDS), data=st.binary(max_size=400), packed=st.booleans())
def test_loading_never_raises_whatever_a_file_holds(
    tmp_path_factory: pytest.TempPathFactory, kind: str, data: bytes, packed: bool
) -> None:
    path = tmp_path_factory.mktemp("any") / f"a{kind}"
    path.write_bytes(gzip.compress(data) if packed and kind.endswith(".gz") else data)
    outcomes = list(load_path(path))
    assert outcomes
    for item in outcomes:
        shown = item.reason if isinstance(item, Rejected) else item.raw
        assert shown.strip()
        shown.encode()
    assert count(path) >= 1
