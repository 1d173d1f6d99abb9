""" "And the Gazette?" after a question that one outlet, or several, were asked."""

from pathlib import Path

import pytest
from answer_fakes import small_collection

from rag.asking.next_outlet import of_next_outlet
from rag.chain import build_chain
from rag.question import read_question

OUTLETS = {
    "velmoragazette": "Velmora Gazette",
    "harbourpost": "Harbour Post",
    "ordakz": "Orda.kz",
    "newsaz": "News.Az",
}


def understood(question: str, *history: str) -> str:
    query = read_question({"question": question, "history": list(history)})
    return of_next_outlet(query, lambda: OUTLETS).searched_for


@pytest.mark.parametrize(
    ("earlier", "question", "whole"),
    [
        (
            "What did the Harbour Post report about the flood?",
            "And the Gazette?",
            "What did the Velmora Gazette report about the flood?",
        ),
        (
            "What did Orda.kz report about the tram?",
            "And News.Az?",
            "What did News.Az report about the tram?",
        ),
        (
            "According to Orda.kz, why did Norland refuse?",
            "And according to News.Az?",
            "According to News.Az, why did Norland refuse?",
        ),
        (
            "Compare how the outlets reported the flood.",
            "What about the Gazette?",
            "What did the Velmora Gazette report about the flood?",
        ),
        (
            "How do Orda.kz and News.Az differ on the tram?",
            "And the Harbour Post?",
            "What did the Harbour Post report about the tram?",
        ),
    ],
)
def test_the_outlet_takes_the_place_of_the_earlier_one(
    earlier: str, question: str, whole: str
) -> None:
    assert understood(question, earlier) == whole


def test_one_outlet_after_another() -> None:
    history = ("Compare how the outlets reported the flood.", "And the Gazette?")
    assert understood("And the Harbour Post?", *history) == (
        "What did the Harbour Post report about the flood?"
    )


@pytest.mark.parametrize(
    ("question", "earlier"),
    [
        ("And the Gazette?", "When was the dam built?"),
        ("And the Courier?", "Compare how the outlets reported the flood."),
        ("And why?", "What did the Harbour Post report about the flood?"),
        ("Who owns the Gazette?", "What did the Harbour Post report about the flood?"),
    ],
)
def test_everything_else_is_left_to_the_other_rules(question: str, earlier: str) -> None:
    query = read_question({"question": question, "history": [earlier]})
    assert of_next_outlet(query, lambda: OUTLETS) == query


def test_a_first_question_is_no_follow_up() -> None:
    assert understood("The Gazette?") == "The Gazette?"


def test_only_the_outlet_is_searched(tmp_path: Path) -> None:
    chain = build_chain(small_collection(tmp_path))
    history = ["What did the Velmora Gazette report about the tram line?"]
    answer = chain.invoke({"question": "And the Harbour Post?", "history": history})["answer"]
    assert answer.searched_for == "What did the Harbour Post report about the tram line?"
    assert [found.value for found in answer.filters] == ["Harbour Post"]
    assert {citation.outlet for citation in answer.citations} == {"Harbour Post"}
