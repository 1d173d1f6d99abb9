"""Conversations in a real database: kept, found, renamed, deleted, and read after upgrades.

`CITEWIRE_TEST_DATABASE` names a PostgreSQL database (an empty one) to run these tests against.
"""

import json
import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import declined, make_answer, summit_answer, trade_answer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, text

from rag.conversations.kept import Conversations, NoConversation
from rag.conversations.records import UNREADABLE, KeptTurn
from rag.conversations.tables import Database, tables
from rag.settings import Settings, open_conversations
from vectorstore.errors import CitewireError, UsageError

POSTGRES = os.environ.get("CITEWIRE_TEST_DATABASE")


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'kept.sqlite'}"
        return
    if POSTGRES is None:
        pytest.skip("CITEWIRE_TEST_DATABASE names no PostgreSQL database")
    yield POSTGRES
    engine = create_engine(POSTGRES)
    tables.drop_all(engine)
    engine.dispose()


@pytest.fixture
def kept(url: str) -> Iterator[Conversations]:
    opened = Conversations(Database(url))
    yield opened
    opened.close()


def turn(token: str, question: str = "When was the summit?") -> KeptTurn:
    return KeptTurn(token, question, answer=summit_answer(question))


def titles(kept: Conversations, search: str = "", owner: str | None = None) -> list[str]:
    return [conversation.title for conversation in kept.list(owner, search)]


def tokens(kept: Conversations, id: str) -> list[str]:
    return [found.token for found in kept.read(id, None)[1]]


def test_a_turn_comes_back_as_it_was_shown(kept: Conversations) -> None:
    asked = KeptTurn("t1", "How large is trade?", trade_answer("How large is trade?"))
    failed = KeptTurn("t2", "And then?", problem="It broke.", without=("outlet",), trace="{}")
    for one in (asked, failed):
        kept.keep("c1", None, one)
    conversation, (first, second) = kept.read("c1", None)
    assert conversation.title == "How large is trade?"
    assert first.answer == asked.answer
    assert (second.problem, second.without, second.trace) == ("It broke.", ("outlet",), "{}")
    assert first.kept_at and conversation.created_at <= first.kept_at <= conversation.updated_at


def test_the_newest_conversation_stands_first(kept: Conversations) -> None:
    for id, question in (("a", "First?"), ("b", "Second?"), ("c", "Third?")):
        kept.keep(id, None, turn("t1", question))
    kept.keep("a", None, turn("t2", "More of the first?"))
    assert titles(kept) == ["First?", "Third?", "Second?"]
    assert [found.title for found in kept.list(None, limit=1)] == ["First?"]


def test_it_is_still_there_after_a_restart(url: str) -> None:
    first = Conversations(Database(url))
    first.keep("c1", None, turn("t1"))
    first.close()
    again = Conversations(Database(url))
    assert again.read("c1", None)[1][0].answer == summit_answer("When was the summit?")
    again.close()


def test_a_turn_asked_again_takes_the_place_of_what_it_replaces(kept: Conversations) -> None:
    for token in ("t1", "t2", "t3"):
        kept.keep("c1", None, turn(token))
    kept.keep("c1", None, turn("t4"), replaced=["t2"])
    assert tokens(kept, "c1") == ["t1", "t4", "t3"]
    kept.keep("c1", None, turn("t5"), replaced=["t4", "t3"])
    kept.keep("c1", None, turn("t5"), replaced=["t4", "t3"])
    assert tokens(kept, "c1") == ["t1", "t5"]


def test_a_first_question_asked_again_gives_the_title_until_it_is_renamed(
    kept: Conversations,
) -> None:
    kept.keep("c1", None, turn("t1", "Wen?"))
    kept.keep("c1", None, turn("t2", "When?"), replaced=["t1"])
    assert titles(kept) == ["When?"]
    kept.rename("c1", None, "  The   summit ")
    kept.keep("c1", None, turn("t3", "Who?"), replaced=["t2"])
    assert titles(kept) == ["The summit"]


def test_two_tabs_lose_nothing_of_each_other(kept: Conversations) -> None:
    kept.keep("c1", None, turn("t1"))
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: kept.keep("c1", None, turn(f"n{n}")), range(24)))
    assert len(tokens(kept, "c1")) == 25
    assert tokens(kept, "c1")[0] == "t1"


def test_a_stopped_turn_kept_twice_is_one(kept: Conversations) -> None:
    stopped = KeptTurn("t1", "When?", problem="Stopped.")
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: kept.keep("c1", None, stopped), range(2)))
    assert tokens(kept, "c1") == ["t1"]


def test_what_is_deleted_is_gone_and_stays_gone(kept: Conversations) -> None:
    kept.keep("c1", None, turn("t1"))
    kept.keep("c2", None, turn("t1", "Another?"))
    kept.delete("c1", None)
    assert titles(kept) == ["Another?"]
    with pytest.raises(NoConversation, match="may have been deleted"):
        kept.read("c1", None)
    with pytest.raises(NoConversation, match="has been deleted"):
        kept.keep("c1", None, turn("t2"))
    assert titles(kept) == ["Another?"]


def test_a_conversation_belongs_to_who_is_logged_in(kept: Conversations) -> None:
    kept.keep("c1", "ada", turn("t1", "Mine?"))
    assert (titles(kept, owner="ada"), titles(kept, owner="bob"), titles(kept)) == (
        ["Mine?"],
        [],
        [],
    )
    for owner in ("bob", None):
        for doing in (
            lambda owner=owner: kept.read("c1", owner),
            lambda owner=owner: kept.keep("c1", owner, turn("t2")),
            lambda owner=owner: kept.rename("c1", owner, "Yours"),
            lambda owner=owner: kept.delete("c1", owner),
        ):
            with pytest.raises(NoConversation):
                doing()
    assert [found.token for found in kept.read("c1", "ada")[1]] == ["t1"]


def test_a_title_is_one_short_line(kept: Conversations) -> None:
    kept.keep("c1", None, turn("t1", "Why\n\x00 \u202e" + "very " * 100 + "long?"))
    assert titles(kept)[0].startswith("Why very very")
    assert len(titles(kept)[0]) <= 80
    with pytest.raises(UsageError, match="empty"):
        kept.rename("c1", None, " \n\x00 ")
    kept.rename("c1", None, "a" * 5000)
    assert len(titles(kept)[0]) <= 120


def test_a_search_looks_at_titles_questions_and_answers(kept: Conversations) -> None:
    kept.keep("c1", None, turn("t1", "Wann war das?"))
    kept.keep("c2", None, KeptTurn("t1", "Wo?", declined("Wo?")))
    kept.keep("c3", None, turn("t1", "Что сказал Токаев?"))
    kept.rename("c2", None, "Café Übermorgen")
    found = {
        "KAZAN": ["Что сказал Токаев?", "Wann war das?"],  # in the answers
        "kazan wann": ["Wann war das?"],  # every word, in any place
        "cafe übermorgen": ["Café Übermorgen"],
        "mars": ["Café Übermorgen"],  # why it was declined
        "ТОКАЕВ": ["Что сказал Токаев?"],
        "nothing of the kind": [],
        " ": ["Что сказал Токаев?", "Café Übermorgen", "Wann war das?"],
    }
    assert {search: titles(kept, search) for search in found} == found


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(word=st.text("%_/\\'\"[]^a\x00\u0301ß", min_size=1, max_size=6))
def test_a_search_takes_every_character_for_itself(kept: Conversations, word: str) -> None:
    kept.keep("c1", None, KeptTurn("t1", f"is {word} in it", problem="no"))
    kept.keep("c2", None, KeptTurn("t1", "nothing", problem="no"))
    asked = word.replace("\x00", "").replace("\u0301", "").replace("ß", "ss")
    found = {conversation.id for conversation in kept.list(None, word)}
    assert found == ({"c1"} if asked.strip() else {"c1", "c2"})


def test_an_unusable_search_finds_nothing_and_fails_nothing(kept: Conversations) -> None:
    kept.keep("c1", None, turn("t1"))
    assert titles(kept, "%" * 100_000) == []
    assert titles(kept, "\ud800\ud800") == []
    for id in ("", "\x00", "'; DROP TABLE conversations", "x" * 100_000, "\udc00"):
        with pytest.raises(NoConversation):
            kept.read(id, None)


def rewrite(url: str, answer: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE conversation_turns SET answer = :a"), {"a": answer})
    engine.dispose()


def test_an_answer_of_an_older_version_still_loads(kept: Conversations, url: str) -> None:
    kept.keep("c1", None, turn("t1"))
    old = json.loads(summit_answer("When was the summit?").model_dump_json())
    for later in ("comparison", "matched", "filters", "timeline", "origins"):
        old.pop(later)
    for citation in old["citations"]:
        citation.pop("copies")
    rewrite(url, json.dumps(old))
    assert kept.read("c1", None)[1][0].answer == summit_answer("When was the summit?")


@pytest.mark.parametrize("answer", ["{torn", "[]", '{"question": "x", "of_the_future": 1}'])
def test_an_answer_that_cannot_be_read_costs_nothing_else(
    kept: Conversations, url: str, answer: str
) -> None:
    kept.keep("c1", None, turn("t1"))
    rewrite(url, answer)
    kept.keep("c1", None, turn("t2", "And now?"))
    assert titles(kept, "summit") == ["When was the summit?"]
    first, second = kept.read("c1", None)[1]
    assert (first.question, first.answer, first.problem) == (
        "When was the summit?",
        None,
        UNREADABLE,
    )
    assert second.answer is not None


def test_text_that_no_database_takes_is_kept_without_it(kept: Conversations) -> None:
    answer = make_answer("x")
    kept.keep("c1", None, KeptTurn("t1", "a\x00b\ud800" + "c" * 100_000, answer, problem="y"))
    found = kept.read("c1", None)[1][0]
    assert found.question.startswith("ab?c")
    assert len(found.question) < 11_000


# --- Opening --------------------------------------------------------------------------------------


def test_the_settings_name_the_database(tmp_path: Path) -> None:
    open_conversations(Settings(home=tmp_path / "new")).close()
    assert (tmp_path / "new" / "conversations.sqlite").exists()
    elsewhere = tmp_path / "else" / "where.db"
    named = Settings(home=tmp_path, conversations_url=f"sqlite:///{elsewhere}")
    open_conversations(named).close()
    assert elsewhere.exists()


def test_a_database_in_memory_serves_several_threads() -> None:
    kept = Conversations(Database("sqlite://"))
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: kept.keep(f"c{n}", None, turn("t1")), range(8)))
    assert len(kept.list(None)) == 8
    kept.close()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("no url", "CITEWIRE_CONVERSATIONS_URL is no URL of a database"),
        ("strange://here", "CITEWIRE_CONVERSATIONS_URL is no URL of a database"),
        ("mysql://me:secret@host/x", "names a mysql database"),
        ("postgresql+pg8000://me:secret@127.0.0.1:1/x", "needs the Python package pg8000"),
    ],
)
def test_a_url_that_cannot_be_used_is_told_without_its_password(url: str, said: str) -> None:
    with pytest.raises(CitewireError, match=said) as told:
        Database(url)
    assert "secret" not in str(told.value)


def test_an_unreachable_server_is_told_without_its_password() -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(CitewireError, match="CITEWIRE_CONVERSATIONS_URL") as told:
        Database("postgres://me:secret@127.0.0.1:1/x")
    assert "secret" not in str(told.value)


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("no database, but long enough to be looked at " * 50)
    with pytest.raises(CitewireError, match="cannot be read or written"):
        Database(tmp_path / "x")
    with pytest.raises(CitewireError, match="cannot be made"):
        Database(tmp_path / "x" / "below.sqlite")


def test_a_database_of_a_newer_version_is_left_alone(url: str) -> None:
    Database(url).close()
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE conversation_meta SET value = '99'"))
    engine.dispose()
    with pytest.raises(CitewireError, match="newer version of Citewire"):
        Database(url)


# --- The command ----------------------------------------------------------------------------------


def test_the_command_lists_and_exports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from cli import main

    monkeypatch.setenv("CITEWIRE_HOME", str(tmp_path))
    monkeypatch.delenv("CITEWIRE_CONVERSATIONS_URL", raising=False)
    kept = open_conversations(Settings(home=tmp_path))
    kept.keep("c1", None, turn("t1"))
    kept.keep("c2", "ada", turn("t1", "Mine?"))
    kept.close()

    def told(*arguments: str) -> str:
        with pytest.raises(SystemExit) as ended:
            main(["conversations", *arguments])
        assert ended.value.code == 0
        return capsys.readouterr().out

    (listed,) = json.loads(told("list", "kazan", "--json"))
    assert (listed["id"], listed["title"]) == ("c1", "When was the summit?")
    assert "Mine?" in told("list", "--user", "ada")
    assert told("list", "nothing like it") == ""
    assert "### Sources" in told("export", "c1")
    assert json.loads(told("export", "c2", "--format", "json", "--user", "ada"))["id"] == "c2"
    with pytest.raises(SystemExit) as ended:
        main(["conversations", "export", "c2"])
    assert ended.value.code == 1
    assert "no conversation with this id" in capsys.readouterr().err
