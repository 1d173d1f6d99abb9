"""Articles that were not out on the day asked about, dated or not, and what cannot be known."""

from datetime import date
from pathlib import Path

import pytest
from answer_fakes import WordCounts, loaded

from rag.answer import Answer
from rag.chain import build_chain
from rag.days.not_yet_out import MAY_BE_LATER, NOTHING_OUT, begins_after
from vectorstore.store import Store

TOLD = "The bridge over the Osk was closed in May 2021 for repairs."
UNTOLD = "The ferry over the Osk takes twelve cars and costs nothing."


@pytest.mark.parametrize(
    ("text", "day", "later"),
    [
        (TOLD, date(2020, 12, 31), True),
        (TOLD, date(2021, 6, 1), False),
        (UNTOLD, date(2000, 1, 1), False),
        ("The bridge will open in May 2021.", date(2000, 1, 1), False),
    ],
)
def test_a_text_is_later_than_what_it_tells_as_past(text: str, day: date, later: bool) -> None:
    assert begins_after(text, day) is later


def asked(home: Path, question: str, as_of: str, *texts: str) -> Answer:
    store = Store(home, WordCounts(), "word counts")
    list(store.add([loaded(text, f"{at}.txt") for at, text in enumerate(texts)]))
    answer: Answer = build_chain(store).invoke({"question": question, "as_of": as_of})["answer"]
    return answer


def test_an_undated_article_that_is_later_is_neither_cited_nor_a_passage(tmp_path: Path) -> None:
    answer = asked(tmp_path, "Does the ferry over the Osk take cars?", "2020-01-01", TOLD, UNTOLD)
    assert {passage.text for passage in answer.passages} == {UNTOLD}
    assert MAY_BE_LATER.format("“1.txt”", "2020-01-01") in answer.notices


def test_where_nothing_was_out_it_says_so(tmp_path: Path) -> None:
    answer = asked(tmp_path, "Why was the bridge over the Osk closed?", "2020-01-01", TOLD)
    assert answer.abstention is not None
    assert answer.abstention.reason == NOTHING_OUT.format("2020-01-01")
