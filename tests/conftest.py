"""Fakes at the seams: what several test modules share."""

import socket
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from answer_fakes import candidate

from rag.answer import (
    Abstention,
    Answer,
    AppliedFilter,
    Citation,
    Disagreement,
    Passage,
    Position,
    Seconds,
    Statement,
)
from rag.conversations.kept import Conversations
from rag.draft import DraftStatement, Quote
from vectorstore.article import Field, LedgerEntry, Metadata, text_hash
from vectorstore.catalog import StoredChunk
from vectorstore.errors import NoArticle, UsageError


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Try a browser test that failed again: a page draws when it likes, and can lose a click.

    What was tried again is listed at the end of the run, so that it is not forgotten.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=2))


# --- The chat: a store and a chain that answer from a dictionary ------------------------------

SUMMIT_ID = "a" * 16
TRADE_ID = "b" * 16
NASTY_ID = "c" * 16

SUMMIT = (
    "Leaders met in Kazan for the sixteenth summit of the group.\n\n"
    + "The city had prepared for months and closed several bridges to traffic.\n\n" * 14
    + "The summit was held in Kazan from 22 to 24 October 2024. Some 36 countries were present.\n\n"
    + "Hotels along the river were booked out long before the first plane landed.\n\n" * 14
    + "Kazakhstan's president said the country would not apply for membership for now.\n\n"
    "Observers had expected as much."
)
TRADE = (
    "Trade between Kazakhstan and the European Union keeps growing.\n\n"
    "Turnover reached 41.8 billion dollars in 2023, the ministry said.\n\n"
    "An earlier count, by the statistics office, put it at 39.9 billion dollars."
)
NASTY = (
    "<script>window.hacked = 1</script> opened the session.\n\n"
    '<img src="http://evil.test/x.png" onerror="window.hacked = 2"> stood on the wall.\n\n'
    "![pixel](http://evil.test/y.png) and [link](javascript:alert(1)) [3] were quoted.\n\n"
    "${window.hacked = 3} {{7*7}} <%= 1 %> \\` $$x$$ followed.\n\n"
    "A price of \u202e100 dollars\u202c was named. "
    '<svg><a href="javascript:window.hacked=4"><text y="20">here</text></a></svg>'
)


@dataclass(frozen=True)
class FakeArticle:
    source: str
    text: str
    metadata: Metadata
    ledger: tuple[LedgerEntry, ...] = ()
    page: str | None = None
    """The raw page; the text where there is none."""
    cleaned: bool = True

    @property
    def raw(self) -> str:
        return self.text if self.page is None else self.page


APPEAL = "Support our reporting with a donation.\n\n"

ARTICLES = {
    SUMMIT_ID: FakeArticle(
        "kazan-summit.html",
        SUMMIT,
        Metadata(
            title=Field("Kazan hosts the sixteenth summit", "given"),
            outlet=Field("Steppe Herald", "given"),
            author=Field("A. Writer", "page"),
            published_at=Field("2024-10-25", "page"),
            language=Field("en", "inferred"),
            url=Field("https://herald.example/kazan", "given"),
        ),
        (LedgerEntry(0, len(APPEAL), "donation", "appeal for money"),),
        APPEAL + SUMMIT,
    ),
    TRADE_ID: FakeArticle(
        "trade.txt",
        TRADE,
        Metadata(
            title=Field("Trade with the EU grows", "page"), outlet=Field("Caspian Post", "page")
        ),
    ),
    NASTY_ID: FakeArticle(
        "<b onclick=x>.txt",
        NASTY,
        Metadata(
            title=Field("<img src=x onerror=window.hacked=5> ${window.hacked=6} {{7*7}}", "page"),
            outlet=Field("<script>window.hacked=7</script>", "page"),
            url=Field("javascript:window.hacked=8", "given"),
        ),
    ),
}


class FakeStore:
    """Articles by id; `removed` ids are gone."""

    def __init__(self) -> None:
        self.removed: set[str] = set()

    def get(self, article_id: str) -> FakeArticle:
        if article_id in self.removed or article_id not in ARTICLES:
            raise NoArticle(f"No article has the id {article_id}.")
        return ARTICLES[article_id]

    def count(self) -> int:
        return 2450

    def examples(self) -> tuple[str, ...]:
        from ui.ask.chat import EXAMPLES

        return EXAMPLES


def cite(number: int, article_id: str, quote: str) -> Citation:
    article = ARTICLES[article_id]
    start = article.text.index(quote)
    meta = article.metadata
    return Citation(
        number=number,
        article_id=article_id,
        source=article.source,
        title=meta.title.value,
        outlet=meta.outlet.value,
        url=meta.url.value,
        published_at=meta.published_at.value,
        quote=quote,
        start=start,
        end=start + len(quote),
        text_sha256=text_hash(article.text),
    )


def draft_of(citation: Citation) -> DraftStatement:
    article = ARTICLES[citation.article_id]
    chunk = StoredChunk(
        id=citation.number,
        article_id=citation.article_id,
        source=article.source,
        start=citation.start,
        end=citation.end,
        text=citation.quote,
        metadata=article.metadata,
        text_sha256=citation.text_sha256,
    )
    return DraftStatement(citation.quote, (Quote(chunk, citation.start, citation.end),))


def near(article_id: str, quote: str) -> Passage:
    found = cite(1, article_id, quote)
    return Passage(
        article_id=article_id,
        source=found.source,
        title=found.title,
        outlet=found.outlet,
        published_at=found.published_at,
        start=found.start,
        end=found.end,
        text=quote,
        score=0.5,
    )


def make_answer(question: str, citations: tuple[Citation, ...] = (), **changes: Any) -> Answer:
    statements = tuple(
        Statement(
            text=citation.quote,
            citations=(citation.number,),
            speaker=None,
            outlet=citation.outlet,
            kind="reported",
            supported=True,
        )
        for citation in citations
    )
    given: dict[str, Any] = {
        "question": question,
        "searched_for": question,
        "as_of": None,
        "status": "answered" if citations else "abstained",
        "confidence": None,
        "text": " ".join(f"{found.quote} [{found.number}]" for found in citations),
        "statements": statements,
        "citations": citations,
        "short_answer": None,
        "disagreements": (),
        "abstention": None,
        "passages": (),
        "seconds": Seconds(retrieve=0.1, compose=0.1, total=0.2),
        "composer": "extractive",
        "notices": (),
    }
    return Answer(**{**given, **changes})


def summit_answer(question: str) -> Answer:
    return make_answer(
        question,
        (
            cite(1, SUMMIT_ID, "The summit was held in Kazan from 22 to 24 October 2024."),
            cite(2, TRADE_ID, "Turnover reached 41.8 billion dollars in 2023, the ministry said."),
            cite(
                3,
                SUMMIT_ID,
                "Kazakhstan's president said the country would not apply for membership for now.",
            ),
        ),
    )


def trade_answer(question: str) -> Answer:
    found = (
        cite(1, TRADE_ID, "Turnover reached 41.8 billion dollars in 2023, the ministry said."),
        cite(
            2,
            TRADE_ID,
            "An earlier count, by the statistics office, put it at 39.9 billion dollars.",
        ),
    )
    sides = (
        Position(value="41.8 billion dollars", citations=(1,)),
        Position(value="39.9 billion dollars", citations=(2,)),
    )
    about = Disagreement(about="trade turnover in 2023", positions=sides)
    return make_answer(
        question,
        found,
        disagreements=(about,),
        searched_for="How large is trade between Kazakhstan and the EU in 2023?",
        notices=("The model did not answer in time; these are sentences of the articles.",),
    )


def declined(question: str) -> Answer:
    passages = (
        near(SUMMIT_ID, "Some 36 countries were present."),
        near(TRADE_ID, "Trade between Kazakhstan and the European Union keeps growing."),
    )
    reason = "The articles say nothing about the weather on Mars."
    return make_answer(
        question,
        status="abstained",
        abstention=Abstention(
            reason=reason, closest=passages, suggestions=("How large is trade with the EU?",)
        ),
    )


def nasty_answer(question: str) -> Answer:
    found = tuple(
        cite(number, NASTY_ID, line) for number, line in enumerate(NASTY.split("\n\n"), start=1)
    )
    return make_answer(question, found, searched_for="<img src=x onerror=window.hacked=9>")


@dataclass
class FakeChain:
    """Answers by a word of the question; keeps what it was given."""

    pause: float = 0.0
    given: list[dict[str, Any]] = field(default_factory=list)

    def invoke(self, input: dict[str, Any], /) -> dict[str, Any]:
        steps: dict[str, Any] = {}
        for step in self.stream(input):
            steps.update(step)
        return steps

    def stream(self, input: dict[str, Any], /) -> Iterator[dict[str, Any]]:
        self.given.append(input)
        question = input["question"]
        # For those who stop it: they must be quicker, however busy the machine is.
        pause = 5 * self.pause if "slowly" in question else self.pause
        if not question.strip() or "\x07" in question:
            raise UsageError("The question is empty. Ask something in words.")
        if len(question) > 2000:
            raise UsageError("The question is too long; ask it in at most 2,000 characters.")
        answer = self._answer(question)
        if "Steppe Herald" in question and "outlet" not in input.get("without", ()):
            only = AppliedFilter(kind="outlet", value="Steppe Herald", words="Steppe Herald")
            answer = answer.model_copy(update={"filters": (only,)})
        yield {"searched_for": answer.searched_for}
        found = [candidate(f"Some words of passage {at}.", at) for at in range(1, 51)]
        yield {"found": found}
        yield {"candidates": found}
        time.sleep(pause)
        yield {"passages": found[:12]}
        time.sleep(pause)
        yield {"evidence": []}
        for citation in answer.citations:
            yield {"statements": [draft_of(citation)]}
            time.sleep(pause)
            if "break" in question:
                raise RuntimeError("a bug in the middle of an answer")
        yield {"answer": answer}

    def _answer(self, question: str) -> Answer:
        makers = {"trade": trade_answer, "Mars": declined, "nasty": nasty_answer}
        maker = next((make for word, make in makers.items() if word in question), summit_answer)
        return maker(question)


@pytest.fixture
def fake_chain() -> FakeChain:
    return FakeChain()


@pytest.fixture
def fake_store() -> FakeStore:
    return FakeStore()


@dataclass(frozen=True)
class ServedChat:
    """A chat with fake parts on a port of its own."""

    url: str
    demo: Any
    store: FakeStore
    conversations: Conversations
    reached_out: list[str]
    """Hosts other than this machine that the process looked up or connected to."""


@pytest.fixture(scope="session")
def served() -> Iterator[ServedChat]:
    """Serve the chat once for all tests that talk to it over HTTP."""
    from rag.settings import Settings
    from ui.once import Once
    from ui.parts import Parts
    from ui.serving import launch
    from ui.shell import build_demo

    store = FakeStore()
    reached_out = _watch_network()
    parts = Parts(Once(lambda: FakeChain(pause=0.15)), Once(lambda: store))
    demo = build_demo(parts)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    url = launch(demo, Settings(port=port, upload_limit=1), block=False)
    yield ServedChat(url, demo, store, parts.conversations(), reached_out)
    demo.close()


def _watch_network() -> list[str]:
    """Return a list that fills with every host outside this machine that is asked for."""
    hosts: list[str] = []

    def note(event: str, args: tuple[Any, ...]) -> None:
        if event == "socket.getaddrinfo":
            host = args[0]
        elif event == "socket.connect" and isinstance(args[1], tuple):
            host = args[1][0]
        else:
            return
        if host not in {"127.0.0.1", "localhost", "::1", None, b"127.0.0.1"}:
            hosts.append(str(host))

    sys.addaudithook(note)
    return hosts
