"""The command: what goes to stdout and stderr, exit codes, and inputs that are bad.

Most tests ask a collection whose vectors are counted words, so that no model is loaded.
"""

import contextlib
import io
import json
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from answer_fakes import FLOOD, KAZAN, TRAM, small_collection

import cli
from vectorstore.store.lock import writer_lock

TEXT = "The harbour committee met on Tuesday and agreed to repair the old pier."
KEPT = ["flood.txt", "kazan.txt", "tram.txt"]


@dataclass(frozen=True)
class Ran:
    """What a command line did."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def said(self) -> str:
        return " ".join(f"{self.out} {self.err}".split())


def run(*args: str | Path) -> Ran:
    """Run `citewire ARGS` in this process."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            cli.main([str(arg) for arg in args])
            code: object = 0
        except SystemExit as end:
            code = end.code
    assert isinstance(code, int), code
    return Ran(code, out.getvalue(), err.getvalue())


def is_one_sentence(ran: Ran) -> None:
    """Assert that an error is told on stderr, without a traceback."""
    assert "Traceback" not in ran.said
    assert ran.out == ""
    assert ran.err.startswith("Error: ")
    assert len(ran.err.strip().splitlines()) == 1


@pytest.fixture(autouse=True)
def _home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("CITEWIRE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("CITEWIRE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A collection of three articles at `CITEWIRE_HOME`."""
    store = small_collection(tmp_path / "home", model="all-MiniLM-L6-v2")
    store.close()
    return tmp_path / "home"


def kept() -> list[str]:
    """The sources of all articles; and the collection is in order."""
    assert run("verify").code == 0
    return [row["source"] for row in run("list", "--json").json]


def ids() -> dict[str, str]:
    return {row["source"]: row["id"] for row in run("list", "--json").json}


# --- reading what is there --------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    ["", *"add list show remove clean reindex status verify ask chat eval".split()],
)
def test_every_command_has_help(command: str) -> None:
    ran = run(*command.split(), "--help")
    assert ran.code == 0
    assert "Usage:" in ran.out


@pytest.mark.parametrize(
    "line", ["nosuch", "add", "show", "remove", "ask --nosuch", "list x", "eval --nosuch"]
)
def test_wrong_usage_ends_with_two_and_says_so_on_stderr(line: str) -> None:
    ran = run(*line.split())
    assert (ran.code, ran.out) == (2, "")
    assert "Usage:" in ran.err


def test_the_list_shows_whole_ids(home: Path) -> None:
    shown = run("list")
    assert shown.code == 0
    for source, article_id in ids().items():
        assert article_id in shown.out
        assert source in shown.out


def test_an_empty_collection_is_said_to_be_empty() -> None:
    assert "empty" in run("list").out
    assert run("list", "--json").json == []
    assert run("verify").code == 0
    assert run("status", "--json").json["articles"] == 0


def test_an_article_is_shown_with_the_text_that_offsets_refer_to(home: Path) -> None:
    shown = run("show", ids()["tram.txt"], "--json").json
    assert shown["text"] == shown["raw"] == TRAM
    assert shown["ledger"] == []
    assert shown["metadata"]["outlet"] == {"value": "Harbour Post", "origin": "given"}
    assert shown["metadata"]["author"] == {"value": None, "origin": "unknown"}
    plain = run("show", ids()["tram.txt"]).out
    assert "410 million crowns" in plain
    assert "raw" in plain


def test_an_unknown_id_is_one_sentence_and_removes_nothing(home: Path) -> None:
    for args in (["show", "nosuch"], ["remove", ids()["tram.txt"], "nosuch"], ["clean", "nosuch"]):
        ran = run(*args)
        assert ran.code == 1
        is_one_sentence(ran)
        assert "'nosuch'" in ran.err
    assert kept() == KEPT


def test_an_article_is_removed(home: Path) -> None:
    ran = run("remove", ids()["tram.txt"], ids()["flood.txt"])
    assert (ran.code, ran.out) == (0, "")
    assert kept() == ["kazan.txt"]


def test_the_status_says_what_there_is_and_what_made_it(home: Path) -> None:
    state = run("status", "--json").json
    assert (state["articles"], state["chunks"], state["vectors"]) == (3, 3, 3)
    assert state["outlets"] == ["Daily Ledger", "Harbour Post", "Velmora Gazette"]
    assert state["fingerprint"]["embedding_model"] == "all-MiniLM-L6-v2"
    assert (state["segments"], state["tail"]) == (1, 0)
    assert "articles: 3" in run("status").out


def test_verify_finds_nothing_and_says_so_for_machines(home: Path) -> None:
    assert run("verify", "--json").json == {"problems": []}
    repaired = run("verify", "--repair", "--json")
    assert (repaired.code, repaired.json) == (0, {"problems": []})


# --- adding what cannot be used ---------------------------------------------------------------

BAD_FILES: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\t\n", "is empty"),
    "binary.txt": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 20, "is not text"),
    "broken.pdf": (b"%PDF-1.7 nothing follows", "not a PDF"),
    "broken.zip": (b"PK\x03\x04 nothing follows", "not a zip"),
    "broken.json": (b'{"text": ', "not JSON"),
    "notext.json": (b'{"title": "A"}', 'no "text"'),
    "notext.jsonl": (b'{"title": "A"}\n', "line 1"),
    "script.html": (b"<html><script>alert(1)</script></html>", "no article text"),
    "data.csv": (b"a,b\n1,2\n", "kind that is not read"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_cannot_be_used_is_rejected_with_a_reason(
    home: Path, tmp_path: Path, name: str
) -> None:
    data, told = BAD_FILES[name]
    (tmp_path / name).write_bytes(data)
    ran = run("add", tmp_path / name)
    assert ran.code == 1
    assert f"rejected: {name}" in ran.out
    assert told in ran.said
    assert "1 rejected" in ran.out
    report = run("add", tmp_path / name, "--json")
    assert report.code == 1
    assert report.json["counts"] == {"rejected": 1}
    assert report.json["results"][0]["reason"]
    assert kept() == KEPT


@pytest.mark.parametrize("path", ["nosuch.txt", "no/such/folder", "ftp://example.org/a", ""])
def test_a_path_where_nothing_is_adds_nothing_at_all(home: Path, tmp_path: Path, path: str) -> None:
    (tmp_path / "good.txt").write_text(TEXT)
    ran = run("add", tmp_path / "good.txt", path)
    assert ran.code == 2
    is_one_sentence(ran)
    assert kept() == KEPT


@contextlib.contextmanager
def an_ordinary_user() -> Iterator[None]:
    """Run as a user whom permissions hold back; the superuser may read everything."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def test_an_unreadable_directory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    # Not in `tmp_path`: its parents are closed to other users.
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o777)
        monkeypatch.chdir(folder)
        monkeypatch.setenv("CITEWIRE_HOME", str(Path(folder) / "home"))
        closed = Path(folder) / "closed"
        closed.mkdir()
        (closed / "a.txt").write_text(TEXT)
        closed.chmod(0)
        with an_ordinary_user():
            ran = run("add", closed, "--json")
        closed.chmod(0o700)
        monkeypatch.undo()
    assert ran.code == 1
    (result,) = ran.json["results"]
    assert result["status"] == "rejected"
    assert "closed" in result["source"]
    assert result["reason"]


def test_an_empty_folder_is_told(home: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    ran = run("add", tmp_path / "folder")
    assert ran.code == 1
    assert "holds no files" in ran.said


def test_the_same_articles_again_are_unchanged(home: Path, tmp_path: Path) -> None:
    # The texts are stored already: nothing is embedded, so no model is loaded.
    for name, text in {"a.txt": KAZAN, "b.txt": TRAM, "c.txt": FLOOD}.items():
        (tmp_path / name).write_text(text)
    ran = run("add", tmp_path / "a.txt", tmp_path / "b.txt", "--json")
    assert ran.code == 0
    assert ran.json["counts"] == {"unchanged": 2}
    assert kept() == KEPT


# --- collections that cannot be used ----------------------------------------------------------


def test_status_tells_what_an_index_of_another_model_was_made_with(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITEWIRE_EMBEDDING_MODEL", "another-model")
    ran = run("status", "--json")
    assert ran.code == 1
    assert json.loads(ran.out)["fingerprint"]["embedding_model"] != "another-model"
    assert "citewire reindex" in ran.err


def test_an_index_of_another_model_is_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEWIRE_EMBEDDING_MODEL", "another-model")
    ran = run("ask", "Who?", "--json")
    assert ran.code == 1
    is_one_sentence(ran)
    assert "citewire reindex" in ran.err
    monkeypatch.delenv("CITEWIRE_EMBEDDING_MODEL")
    assert kept() == KEPT


def test_adding_to_an_index_of_another_model_is_refused(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "good.txt").write_text(TEXT)
    monkeypatch.setenv("CITEWIRE_EMBEDDING_MODEL", "another-model")
    ran = run("add", tmp_path / "good.txt")
    assert ran.code == 1
    is_one_sentence(ran)
    monkeypatch.delenv("CITEWIRE_EMBEDDING_MODEL")
    assert kept() == KEPT


def test_a_second_writer_is_told_at_once(home: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT)
    article = ids()["tram.txt"]
    with writer_lock(home):
        for args in (["add", tmp_path / "good.txt"], ["remove", article], ["verify", "--repair"]):
            began = time.perf_counter()
            ran = run(*args)
            assert time.perf_counter() - began < 1
            assert ran.code == 1
            is_one_sentence(ran)
            assert "Another process is writing" in ran.err
        assert [row["source"] for row in run("list", "--json").json] == KEPT
    assert kept() == KEPT


def test_a_database_that_is_none_is_told_and_left_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    junk = b"not a database " * 500
    (home / "citewire.sqlite").write_bytes(junk)
    for line in ("list", "status", "ask Who?"):
        ran = run(*line.split())
        assert ran.code == 1
        is_one_sentence(ran)
        assert "Move it away" in ran.err
    assert (home / "citewire.sqlite").read_bytes() == junk


@pytest.mark.parametrize("damage", ["junk", "truncated", "gone", "a file"])
def test_a_corrupt_index_directory_is_rebuilt_and_nothing_is_lost(home: Path, damage: str) -> None:
    (index,) = (home / "index").glob("seg-*")
    files = [path for path in index.rglob("*") if path.is_file()]
    if damage in {"gone", "a file"}:
        for path in sorted(index.rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        index.rmdir()
        if damage == "a file":
            index.write_text("not a directory")
    for path in files:
        if damage == "junk":
            path.write_bytes(b"\x00junk" * 1000)
        elif damage == "truncated":
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    ran = run("verify", "--repair")
    assert (ran.code, ran.out.strip()) == (0, "No problems found."), ran
    assert kept() == KEPT


def test_a_home_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("")
    ran = run("list")
    assert ran.code == 1
    is_one_sentence(ran)
    assert "CITEWIRE_HOME" in ran.err


def test_a_wrong_setting_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CITEWIRE_PORT", "none")
    for line in ("ask Who?", "status", "chat"):
        ran = run(*line.split())
        assert ran.code == 2
        is_one_sentence(ran)
        assert "CITEWIRE_PORT" in ran.err


# --- questions that cannot be asked -----------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("", "no words"),
        (" \t", "no words"),
        ("\x01\x02\x1b", "no words"),
        ("\u200b\u2060", "no words"),
        ("x" * 100_000, "100,000 characters"),
    ],
)
@pytest.mark.parametrize("as_json", [(), ("--json",)])
def test_a_question_that_is_none_is_wrong_usage(
    home: Path, question: str, told: str, as_json: Sequence[str]
) -> None:
    ran = run("ask", question, *as_json)
    assert ran.code == 2
    is_one_sentence(ran)
    assert told in ran.err


@pytest.mark.parametrize(
    "args",
    [[], ["Who?", "--questions", "q.jsonl"], ["Who won?", "--as-of", "yesterday"]],
)
def test_a_question_is_asked_in_one_way(home: Path, args: list[str]) -> None:
    Path("q.jsonl").write_text('{"question": "Who?"}\n')
    ran = run("ask", *args)
    assert ran.code == 2
    is_one_sentence(ran)


def test_an_unknown_outlet_is_told_with_the_known_ones(home: Path) -> None:
    ran = run("ask", "Who won the vote?", "--outlet", "Nosuch")
    assert ran.code == 2
    is_one_sentence(ran)
    assert "Harbour Post" in ran.err


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'{"question": "Who?"}\n\n{"question": \n', "line 3"),
        (b'{"question": "Who?"}\n["Who?"]\n', "line 2"),
        (b'{"question": "Who?"}\n{"text": "Who?"}', "line 2"),
        (b"[" * 100_000, "line 1"),
        (b"\xff\xfe\x00", "cannot be read"),
    ],
)
def test_a_malformed_line_is_told_with_its_number(home: Path, data: bytes, told: str) -> None:
    Path("q.jsonl").write_bytes(data)
    ran = run("ask", "--questions", "q.jsonl", "--json")
    assert ran.code == 2
    is_one_sentence(ran)
    assert told in ran.err


def test_a_file_of_questions_that_is_not_there_is_told(home: Path) -> None:
    for name in ("nosuch.jsonl", "."):
        ran = run("ask", "--questions", name)
        assert ran.code == 2
        is_one_sentence(ran)


def test_a_field_that_is_not_read_is_told_and_the_question_asked(home: Path) -> None:
    line = {"question": "Who won?", "as_of": "soon", "histroy": ["Who ran?"]}
    Path("q.jsonl").write_text(json.dumps(line))
    ran = run("ask", "--questions", "q.jsonl", "--json")
    assert ran.code == 0
    assert "line 1: not read: histroy" in ran.err
    assert json.loads(ran.out)["question"] == "Who won?"


def test_answers_to_several_questions_stand_below_their_questions(home: Path) -> None:
    asked = [{"question": "Who [won]?", "as_of": "x"}, {"question": "When?", "as_of": "x"}]
    Path("q.jsonl").write_text("\n".join(json.dumps(line) for line in asked))
    ran = run("ask", "--questions", "q.jsonl")
    assert ran.out.startswith("> Who [won]?\n")
    assert "\n\n> When?\n" in ran.out


def test_questions_that_cannot_be_searched_for_are_answered_in_order_with_the_reason(
    home: Path,
) -> None:
    # A separator inside a line (U+2028) does not end it; a byte order mark does not spoil it.
    lines = [
        {"question": ""},
        {"question": "x" * 100_000},
        {"question": None},
        {"question": {"a": 1}},
        {"question": "\ud800"},
        {"question": "Who won?", "as_of": "soon"},
        {"question": "Who won?", "history": "Who?"},
        {"question": "Who won?", "outlets": ["No\u2028such"]},
    ]
    texts = [json.dumps(line, ensure_ascii=index < 5) for index, line in enumerate(lines)]
    Path("q.jsonl").write_text("\ufeff" + "\n".join(texts), encoding="utf-8")
    ran = run("ask", "--questions", "q.jsonl", "--json")
    assert ran.code == 0, ran
    answers = [json.loads(line) for line in ran.out.split("\n") if line]
    assert [answer["status"] for answer in answers] == ["abstained"] * len(lines)
    told = ("no words", "100,000", "must be text", "must be text", "no words", "YYYY-MM-DD")
    for answer, part in zip(answers, (*told, "'history' must", "No article is from"), strict=True):
        assert part in answer["abstention"]["reason"]
        assert len(answer["question"]) <= 200


# --- with the real model ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of good and bad files."""
    folder = tmp_path_factory.mktemp("articles")
    for name, text in {"kazan.txt": KAZAN, "tram.txt": TRAM, "flood.txt": FLOOD}.items():
        (folder / name).write_text(text)
    lines = [json.dumps({"text": TEXT, "outlet": "Pier News"}), '{"text": "cut', '{"title": "A"}']
    (folder / "lines.jsonl").write_text("\n".join(lines))
    page = f"<p>{TEXT.replace('pier', 'quay')}</p><script>var evil = 1</script>"
    (folder / "page.html").write_text(f"<html><body onload='evil()'><article>{page}</article>")
    (folder / "latin.txt").write_bytes(
        "Das Schloß in Köln wurde für Gäste geöffnet.".encode("cp1252")
    )
    (folder / "long.txt").write_text("word " * 4_200_000)
    (folder / "empty.txt").write_text("")
    (folder / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00" + bytes(range(256)) * 9)
    return folder


@pytest.mark.model
def test_from_a_folder_to_an_answer(articles: Path, tmp_path: Path) -> None:
    added = run("add", articles, "--json")
    assert added.code == 0
    report = {result["source"]: result for result in added.json["results"]}
    used = {"kazan.txt", "tram.txt", "flood.txt", "lines.jsonl:1", "page.html", "latin.txt"}
    assert {source for source, found in report.items() if found["status"] == "added"} == used
    reasons = " ".join(found["reason"] or "" for found in added.json["results"])
    assert "line 2" in reasons
    assert "line 3" in reasons
    assert set(report) - used >= {"empty.txt", "image.txt", "long.txt"}
    assert run("add", articles, "--strict").code == 1
    assert "evil" not in json.dumps(run("show", ids()["page.html"], "--json").json["text"])
    assert "Köln" in run("show", ids()["latin.txt"], "--json").json["text"]
    assert set(kept()) == used


@pytest.fixture
def real_home(tmp_path: Path) -> Path:
    """The three articles, indexed anew with the model that comes with Citewire."""
    small_collection(tmp_path / "home").close()
    assert run("ask", "Who?").code == 1
    assert run("reindex").code == 0
    return tmp_path / "home"


@pytest.mark.model
def test_answers_of_a_real_collection(real_home: Path) -> None:
    asked = run("ask", "How many houses did the river flood in Velmora?", "--json")
    assert asked.code == 0
    answer = asked.json
    assert answer["status"] == "answered"
    assert "96 houses" in answer["text"]
    for citation in answer["citations"]:
        text = run("show", citation["article_id"], "--json").json["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]

    plain = run("ask", "How many houses did the river flood in Velmora?")
    assert (plain.code, plain.err) == (0, "")
    assert "[1]" in plain.out
    declined = run("ask", "When was Freedonia founded?")
    assert declined.code == 0
    assert "Freedonia" in declined.out
    assert "closest" in declined.out

    questions: list[dict[str, Any]] = [
        {"question": "What will the tram line to the harbour cost?"},
        {"question": ""},
        {"question": "And when does building work begin?", "history": ["What about the tram?"]},
    ]
    Path("q.jsonl").write_text("\n".join(json.dumps(question) for question in questions))
    many = run("ask", "--questions", "q.jsonl", "--json")
    assert (many.code, many.err) == (0, "")
    answers = [json.loads(line) for line in many.out.splitlines()]
    assert [found["status"] for found in answers] == ["answered", "abstained", "answered"]
    assert "410 million" in answers[0]["text"]
    assert [found["question"] for found in answers] == [found["question"] for found in questions]


@pytest.mark.model
def test_a_model_that_cannot_be_loaded_is_a_notice_on_stderr(
    real_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CITEWIRE_MODEL", "nosuch:model")
    ran = run("ask", "How many houses did the river flood in Velmora?")
    assert ran.code == 0
    assert "96 houses" in ran.out
    assert "composed without it" in ran.err
