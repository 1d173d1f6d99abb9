"""What is offered below a declined question: near it, answerable, and at most three."""

from pathlib import Path
from typing import Any

import pytest
from answer_fakes import WordCounts, loaded
from conftest import make_answer
from html_page import Page
from langchain_core.runnables import Runnable
from test_render import TURN

from rag.answer import Abstention, Answer
from rag.chain import build_chain
from rag.suggesting.suggestions import LONGEST
from ui.answer.render import answer_html
from vectorstore.store import Store

TRAM = (
    "What the tram line costs is known now: the tram line will cost 410 million crowns.\n\n"
    "The harbour of Velmora gets a stop of the tram line."
)
FLOOD = (
    "The river flooded 96 houses in Velmora."
    " Articles on Mayor Brandvik filled the papers in October."
)
SUMMIT = "Why did the summit end early? The summit ended early because of a storm, the host said."

Chain = Runnable[Any, Any]


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Chain:
    store = Store(tmp_path_factory.mktemp("suggestions"), WordCounts(), "word counts")
    articles = (
        loaded(TRAM, "tram.txt", title='What the "tram line" costs'),
        loaded(FLOOD, "flood.txt", title="Flooded houses"),
        loaded(SUMMIT, "summit.txt", title="Why did the summit end early?"),
    )
    assert {result.status for result in store.add(articles)} == {"added"}
    return build_chain(store)


def declined(chain: Chain, question: str) -> Abstention:
    answer = chain.invoke({"question": question})["answer"]
    assert isinstance(answer, Answer)
    assert answer.abstention is not None
    return answer.abstention


def test_a_name_that_is_known_is_offered(chain: Chain) -> None:
    offered = declined(chain, "What salary does Brandvik draw at Freedonia?").suggestions
    assert offered == ("What do the articles say about Brandvik?",)


def test_a_month_is_no_name(chain: Chain) -> None:
    offered = declined(chain, "What salary does Brandvik draw at Freedonia in October?").suggestions
    assert offered == ("What do the articles say about Brandvik?",)


def test_a_headline_near_the_question_is_offered_without_its_quotation_marks(chain: Chain) -> None:
    offered = declined(chain, "What did Freedonia pay for its tram?").suggestions
    assert offered == ("What do the articles say about “What the tram line costs”?",)


def test_a_headline_that_asks_is_the_question(chain: Chain) -> None:
    offered = declined(chain, "Did Freedonia attend the summit?").suggestions
    assert offered == ("Why did the summit end early?",)


@pytest.mark.parametrize(
    "question",
    ["What salary does Brandvik draw at Freedonia?", "Did Freedonia attend the summit?"],
)
def test_what_is_offered_is_answered(chain: Chain, question: str) -> None:
    for offered in declined(chain, question).suggestions:
        assert chain.invoke({"question": offered})["answer"].status == "answered"


def test_nothing_near_means_nothing_is_offered(chain: Chain) -> None:
    assert declined(chain, "How do I bake sourdough bread?").suggestions == ()
    assert declined(chain, "Who founded Freedonia?").suggestions == ()


def test_an_answer_comes_without_suggestions(chain: Chain) -> None:
    assert chain.invoke({"question": "What will the tram line cost?"})["answer"].abstention is None


def test_a_headline_without_end_is_not_offered(tmp_path: Path) -> None:
    store = Store(tmp_path, WordCounts(), "word counts")
    title = "The tram line and what it will cost the town " * 3
    assert len(title) > LONGEST
    assert [r.status for r in store.add([loaded(TRAM, "tram.txt", title=title)])] == ["added"]
    assert declined(build_chain(store), "What did Freedonia pay for its tram?").suggestions == ()


def test_suggestions_are_links_and_text() -> None:
    nasty = "What do the articles say about “<img src=x onerror=alert(1)>”?"
    abstention = Abstention(reason="No.", closest=(), suggestions=("Who paid?", nasty))
    answer = make_answer("Why?", status="abstained", abstention=abstention)
    page = Page(answer_html(answer, TURN))
    assert page.links() == ["#ask", "#ask"]
    assert "You could askWho paid?" in page.text
    assert nasty in page.text
    assert {tag for tag, _ in page.elements} <= {"div", "p", "a", "ul", "li"}


def test_without_suggestions_nothing_is_offered() -> None:
    abstention = Abstention(reason="No.", closest=())
    answer = make_answer("Why?", status="abstained", abstention=abstention)
    assert "You could ask" not in Page(answer_html(answer, TURN)).text
