"""Adding through the pages and over HTTP: what is taken, what is refused and why."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
import httpx
import pytest
from library_fakes import parts_of, serving
from store_fakes import CountingEmbeddings, body, open_store

from eval.runs.background import Progress
from ui.library.adding import Sent, State, added, kinds_line, read_sent
from ui.library.additions import Addition
from ui.library.endpoint import AddEndpoint
from ui.library.outcome import MOST_ROWS, line_html, results_html
from ui.parts import Limits, Parts
from vectorstore.errors import UsageError
from vectorstore.store import Store
from vectorstore.store.plan import AddResult


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "home")
    yield store
    store.close()


@pytest.fixture
def parts(store: Store) -> Parts:
    return parts_of(store)


@pytest.fixture
def uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that Gradio puts uploads into, each in a folder named by its content."""
    folder = tmp_path / "uploads"
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(folder))
    return folder


def put(uploads: Path, name: str, content: str | bytes) -> str:
    data = content.encode() if isinstance(content, str) else content
    path = uploads / f"{abs(hash(data)):x}" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return str(path)


def last(parts: Parts, sent: Sent) -> tuple[AddResult, ...]:
    states = list(added(parts, sent))
    assert states[-1].done
    return states[-1].results


def told(results: tuple[AddResult, ...]) -> list[tuple[str, str]]:
    return [(result.status, result.source) for result in results]


def test_an_upload_keeps_its_name_and_is_the_same_or_changed(
    parts: Parts, store: Store, uploads: Path
) -> None:
    first = put(uploads, "pier.txt", body("pier"))
    assert told(last(parts, Sent([first]))) == [("added", "pier.txt")]
    assert told(last(parts, Sent([first]))) == [("unchanged", "pier.txt")]
    changed = put(uploads, "pier.txt", body("pier again"))
    assert Path(changed).parent != Path(first).parent
    assert told(last(parts, Sent([changed]))) == [("updated", "pier.txt")]
    (article,) = store.articles()
    assert (article.source, article.location) == ("pier.txt", "upload:pier.txt")


def test_a_zip_and_lines_bring_many_articles_each_with_its_result(
    parts: Parts, uploads: Path
) -> None:
    packed = uploads / "a" / "week.zip"
    packed.parent.mkdir(parents=True)
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("monday.txt", body("monday"))
        archive.writestr("notes.docx", b"PK")
    lines = "\n".join(json.dumps({"text": body(i), "title": f"No {i}"}) for i in range(40))
    states = list(added(parts, Sent([str(packed), put(uploads, "all.jsonl", lines + "\n{}\n")])))
    assert told(states[-1].results)[:2] == [("added", "monday.txt"), ("rejected", "notes.docx")]
    assert states[-1].results[-1].reason == 'line 41: has no "text"'
    assert (states[0].total, states[0].results) == (43, ())
    assert [len(state.results) for state in states] == [*range(44), 43]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("setup.exe", b"MZ", "is of a kind that is not read"),
        ("empty.txt", "", "is empty"),
        ("large.txt", "word " * 250_000, "is larger than 1 MB"),
        ("broken.zip", b"PK\x03\x04", "is damaged or not a zip archive"),
        ("picture.txt", b"\x89PNG\x00\x00", "is not text but a PNG image"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_and_the_others_are_added(
    parts: Parts, uploads: Path, name: str, content: str | bytes, reason: str
) -> None:
    sent = Sent([put(uploads, name, content), put(uploads, "pier.txt", body("pier"))])
    refused, kept = last(parts, sent)
    assert (refused.status, refused.source, kept.status) == ("rejected", name, "added")
    assert reason in (refused.reason or "")


def test_too_many_files_are_refused_at_once(parts: Parts, store: Store, uploads: Path) -> None:
    paths = [put(uploads, f"{i}.txt", body(i)) for i in range(6)]
    with pytest.raises(UsageError, match="6 files were sent and up to 5 are taken"):
        list(added(parts, Sent(paths)))
    assert store.catalog.counts()["articles"] == 0


@pytest.mark.parametrize(
    "given", ["/etc/passwd", "../secret.txt", "", "a\0b", 5, None, {"path": 1}]
)
def test_only_what_was_uploaded_is_read(
    parts: Parts, store: Store, uploads: Path, given: Any
) -> None:
    (uploads.parent / "secret.txt").write_text(body("secret"))
    if isinstance(given, str) and given.startswith(".."):
        given = str(uploads / given)
    for path in (given, {"path": given}):
        with pytest.raises(UsageError, match="upload"):
            list(added(parts, Sent([path])))
    assert store.catalog.counts()["articles"] == 0


def test_a_link_out_of_the_uploads_is_not_followed(
    parts: Parts, uploads: Path, tmp_path: Path
) -> None:
    (tmp_path / "secret.txt").write_text(body("secret"))
    uploads.mkdir()
    (uploads / "link.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(UsageError, match="was not uploaded here"):
        list(added(parts, Sent([str(uploads / "link.txt")])))


def test_a_text_is_added_with_what_is_said_of_it(parts: Parts, store: Store) -> None:
    sent = Sent(
        text=body("pasted"),
        title="Pier reopens",
        outlet="Harbour Post",
        published_at="5 March 2024",
        url="https://harbour.example/pier",
    )
    assert told(last(parts, sent)) == [("added", "https://harbour.example/pier")]
    (article,) = store.articles()
    stated = (article.metadata.title, article.metadata.outlet, article.metadata.published_at)
    assert [field.value for field in stated] == ["Pier reopens", "Harbour Post", "2024-03-05"]
    assert {field.origin for field in stated} == {"given"}
    assert told(last(parts, Sent(text=body("bare")))) == [("added", "pasted text")]
    assert told(last(parts, Sent(text=body("bare")))) == [("unchanged", "pasted text")]


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (Sent(text="x" * 500_001), "has more than 500,000 characters"),
        (Sent(text="Some words.", published_at="soon"), "has a date that cannot be read"),
        (Sent(url="ftp://harbour.example/x"), "is not a whole http or https address"),
        (Sent(url="http://127.0.0.1:1/x"), "leads to this machine or its own network"),
        (Sent(url="http://[::1]/x"), "leads to this machine or its own network"),
        (Sent(url="http://localhost/x"), "leads to this machine or its own network"),
        (Sent(url="http://169.254.169.254/latest"), "leads to this machine or its own network"),
    ],
)
def test_a_text_or_an_address_is_refused_with_its_reason(
    parts: Parts, sent: Sent, reason: str
) -> None:
    (refused,) = last(parts, sent)
    assert refused.status == "rejected"
    assert reason in (refused.reason or "")


def test_nothing_is_nothing_to_add(parts: Parts) -> None:
    for nothing in (Sent(), Sent(title="Only a title"), read_sent("x", 0, [], None)):
        with pytest.raises(UsageError, match="There is nothing to add"):
            list(added(parts, nothing))


def test_nothing_is_added_where_it_is_read_only(store: Store) -> None:
    closed = parts_of(store, Limits(read_only=True))
    with pytest.raises(UsageError, match="CITEWIRE_READ_ONLY"):
        list(added(closed, Sent(text=body("pasted"))))
    with pytest.raises(gr.Error, match="CITEWIRE_READ_ONLY"):
        AddEndpoint(closed).add(text=body("pasted"))


def test_who_stops_keeps_what_was_told_and_frees_the_collection(
    parts: Parts, store: Store, uploads: Path
) -> None:
    lines = "\n".join(json.dumps({"text": body(i, 3)}) for i in range(80))
    states = added(parts, Sent([put(uploads, "all.jsonl", lines)]))
    seen = next(state for state in states if len(state.results) == 5)
    states.close()  # type: ignore[attr-defined]
    kept = set(store.catalog.article_ids())
    assert {result.article_id for result in seen.results} <= kept
    assert len(kept) == 32
    assert told(last(parts, Sent(text=body("pasted")))) == [("added", "pasted text")]


def test_what_is_refused_stands_first_and_a_long_table_is_cut() -> None:
    results = [AddResult("added", f"{i}.txt", f"{i:016x}") for i in range(MOST_ROWS + 5)]
    results.append(AddResult("rejected", "<b>.exe", reason="is <i>not</i> read"))
    table = results_html(tuple(results))
    assert table.index("rejected") < table.index("added")
    assert "&lt;b&gt;.exe" in table
    assert "is &lt;i&gt;not&lt;/i&gt; read" in table
    assert "and 5 more" in table
    line = line_html(Addition(Progress("running", "a"), State(200, tuple(results))))
    assert "106 of about 200: 105 were added, 1 was rejected" in line


def test_the_limits_are_told() -> None:
    assert kinds_line(Limits(upload_mb=7, files=3)) == (
        "txt, md, html, htm, json, jsonl, jsonl.gz, json.gz, pdf or a zip of them;"
        " up to 3 files of 7 MB each"
    )


def test_the_texts_are_embedded_before_a_result_is_told(tmp_path: Path, uploads: Path) -> None:
    embeddings = CountingEmbeddings()
    store = open_store(tmp_path / "counted", embeddings)
    for state in added(parts_of(store), Sent([put(uploads, "pier.txt", body("pier"))])):
        assert bool(state.results) == bool(embeddings.texts)
    store.close()


# --- Over HTTP ------------------------------------------------------------------------------------


def call(url: str, **given: Any) -> httpx.Response:
    names = ("files", "text", "url", "title", "outlet", "published_at", "cleaned")
    data = [given.get(name, True if name == "cleaned" else None) for name in names]
    return httpx.post(f"{url}gradio_api/run/add", json={"data": data}, timeout=30)


def test_programs_add_files_and_texts_within_the_same_limits(tmp_path: Path) -> None:
    with serving(tmp_path / "home") as library:
        up = f"{library.url}gradio_api/upload"
        names = {"pier.txt": body("pier"), "setup.exe": "MZ"}
        sent = [("files", (name, text.encode())) for name, text in names.items()]
        paths = httpx.post(up, files=sent).json()
        answer = call(library.url, files=[{"path": path} for path in paths]).json()["data"][0]
        assert answer["counts"] == {"added": 1, "rejected": 1}
        assert [found["source"] for found in answer["results"]] == ["pier.txt", "setup.exe"]
        assert answer["problem"] is None
        text = call(library.url, text=body("pasted"), title="Pasted").json()["data"][0]
        assert library.store.get(text["results"][0]["article_id"]).metadata.title.value == "Pasted"
        outside = call(library.url, files=[{"path": "/etc/passwd"}])
        assert (outside.status_code, "was not uploaded here" in outside.json()["error"]) == (
            500,
            True,
        )
        large = {"files": ("large.txt", b"x" * 1_100_000)}
        assert httpx.post(up, files=large).status_code == 413
        info = httpx.get(f"{library.url}gradio_api/info").json()["named_endpoints"]
        described = [item["parameter_name"] for item in info["/add"]["parameters"]]
        assert described == ["files", "text", "url", "title", "outlet", "published_at", "cleaned"]


def test_a_read_only_server_takes_nothing(tmp_path: Path) -> None:
    limits = Limits(read_only=True)
    with serving(tmp_path / "home", limits) as library:
        refused = call(library.url, text=body("pasted"))
        assert (refused.status_code, refused.json()["error"]) == (
            500,
            "This collection is read-only here: CITEWIRE_READ_ONLY is set.",
        )
        small = {"files": ("small.txt", b"x")}
        up = httpx.post(f"{library.url}gradio_api/upload", files=small)
        assert (up.status_code, "collection is read-only" in up.text) == (400, True)
        assert library.store.catalog.counts()["articles"] == 0
