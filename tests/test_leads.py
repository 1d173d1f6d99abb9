"""What was reported in a period, by an outlet, of a topic: asked of a small collection."""

from collections.abc import Callable
from pathlib import Path

import pytest
from answer_fakes import WordCounts, loaded

from rag.answer import Answer
from rag.chain import build_chain
from rag.filters import NOTHING_FITS
from rag.fitting.leads import MOST_TOLD
from vectorstore.store import Store

Ask = Callable[..., Answer]

BEGUN = (
    "Workers have begun to dig the bed of tram Line 7 in Mercer Street.\n\n"
    "It is hoped that the shops will stay open."
)
DEARER = (
    "The new tram line to the hospital will cost 468 million crowns.\n\n"
    "The office named the rails of Line 7 as the reason.\n\nSix stops are built first."
)
FIRE = "A fire destroyed the old granary on Saturday night, and nobody was hurt in it."
UNDATED = "Line 7 has been talked about for as long as the city has had a council."


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    store = Store(tmp_path, WordCounts(), "word counts")
    dated = {"begun.txt": "2024-02-05", "dearer.txt": "2024-01-19", "fire.txt": "2024-01-22"}
    texts = {"begun.txt": BEGUN, "dearer.txt": DEARER, "fire.txt": FIRE}
    articles = [
        loaded(text, name, title=name, outlet="Harbour Post", published_at=dated[name])
        for name, text in texts.items()
    ]
    undated = loaded(UNDATED, "undated.txt", title="Letters", outlet="Upland Review")
    list(store.add([*articles, undated]))
    chain = build_chain(store)

    def asked(question: str, **given: object) -> Answer:
        answer: Answer = chain.invoke({"question": question, **given})["answer"]
        return answer

    return asked


def quotes(answer: Answer) -> list[str]:
    return [statement.text for statement in answer.statements]


def first(text: str) -> str:
    return text.split("\n\n")[0]


def test_a_period_without_a_topic_is_told_by_what_opens_its_articles(ask: Ask) -> None:
    answer = ask("What was reported in January 2024?")
    assert quotes(answer) == [first(FIRE), first(DEARER)]
    assert answer.short_answer is None
    assert [(f.kind, f.value) for f in answer.filters] == [("published", "2024-01-01/2024-01-31")]


def test_an_outlet_without_a_topic_is_told_newest_first(ask: Ask) -> None:
    answer = ask("What did the Harbour Post report?")
    assert quotes(answer) == [first(BEGUN), first(FIRE), first(DEARER)]
    both = ask("What did the Harbour Post report between 20 and 31 January 2024?")
    assert quotes(both) == [first(FIRE)]


def test_days_alone_are_no_topic_that_outlets_are_compared_on(ask: Ask) -> None:
    assert quotes(ask("What did the newspapers write on 22 January 2024?")) == [first(FIRE)]
    one = ask("What was reported in February 2024 by the Harbour Post?")
    assert quotes(one) == [first(BEGUN)]


def test_words_of_reporting_and_of_filters_have_to_stand_nowhere(ask: Ask) -> None:
    answer = ask("What did the newspapers say about Line 7 since 1 February 2024?")
    assert answer.status == "answered"
    assert {c.published_at for c in answer.citations} == {"2024-02-05"}


def test_what_opens_an_article_on_the_topic_comes_first(ask: Ask) -> None:
    answer = ask("What was reported about Line 7 in January 2024?")
    assert quotes(answer)[0] == first(DEARER)
    assert first(FIRE) not in quotes(answer)


def test_a_topic_of_which_the_days_tell_nothing_is_named(ask: Ask) -> None:
    answer = ask("What was reported about the granary in February 2024?")
    assert answer.abstention is not None
    assert "“the granary”" in answer.abstention.reason
    nothing = ask("What was reported in May 2019?")
    assert nothing.abstention is not None
    assert nothing.abstention.reason == NOTHING_FITS


def test_what_happened_is_told_by_articles_of_those_days(ask: Ask) -> None:
    assert quotes(ask("What happened on 22 January 2024?")) == [first(FIRE)]


def test_days_that_cannot_be_told_are_said(ask: Ask) -> None:
    answer = ask("What was reported about Line 7 last spring?")
    assert any("“last spring” chose no articles" in notice for notice in answer.notices)
    unknown = ask("What was reported about Line 7 yesterday?")
    assert any("“yesterday” chose no articles" in notice for notice in unknown.notices)
    known = ask("What was reported about Line 7 yesterday?", as_of="2024-02-06")
    assert [(f.kind, f.value) for f in known.filters] == [("published", "2024-02-05/2024-02-05")]


def test_more_articles_than_are_told_are_said(tmp_path: Path) -> None:
    store = Store(tmp_path / "many", WordCounts(), "word counts")
    texts = [
        f"Number {at} of the {'abcdefghijkl'[at]}{'lmnopqrstuvw'[at]}x boats has left the harbour."
        for at in range(MOST_TOLD + 2)
    ]
    store_added = store.add(
        loaded(text, f"{at}.txt", published_at=f"2024-01-{at + 10}")
        for at, text in enumerate(texts)
    )
    assert len(list(store_added)) == MOST_TOLD + 2
    found = build_chain(store).invoke({"question": "What was reported in January 2024?"})["answer"]
    assert quotes(found) == texts[::-1][:MOST_TOLD]
    assert any("More articles fit" in notice for notice in found.notices)
