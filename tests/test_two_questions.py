"""Two questions in one: which are taken apart, what the second inherits, and one answer of both."""

from typing import Any

import pytest
from answer_fakes import small_collection
from langchain_core.runnables import Runnable

from eval.samples.sample import read_samples
from eval.variants import SAMPLES
from rag.answer import Answer
from rag.asking.two_questions import two_questions
from rag.chain import build_chain
from rag.draft import DraftStatement

TRAM = "What will the tram line to the harbour cost"
FLOOD = "how many houses were flooded by the river in Velmora"
Chain = Runnable[Any, Any]


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Chain:
    return build_chain(small_collection(tmp_path_factory.mktemp("halves")))


def ask(chain: Chain, question: str, **more: Any) -> Answer:
    answer = chain.invoke({"question": question, **more})["answer"]
    assert isinstance(answer, Answer)
    return answer


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (
            "Who led the inquiry, and what did the judge find?",
            "Who led the inquiry?",
            "What did the judge find?",
        ),
        (
            "When does Line 7 open and how much will it cost?",
            "When does Line 7 open?",
            "How much will Line 7 cost?",
        ),
        ("Who was Aberg? Why did he resign?", "Who was Aberg?", "Why did Aberg resign?"),
        (
            "Which states joined in January, and which country left the group?",
            "Which states joined in January?",
            "Which country left the group?",
        ),
        (
            "Did the council vote, and was the tram built?",
            "Did the council vote?",
            "Was the tram built?",
        ),
    ],
)
def test_two_whole_questions_are_taken_apart(question: str, first: str, second: str) -> None:
    halves = two_questions(question)
    assert halves is not None
    assert [half.understood for half in halves] == [first, second]


@pytest.mark.parametrize(
    "question",
    [
        "",
        "When and where was the tram opened?",
        "Which party and which candidate won the vote?",
        "How large is trade with Russia and how large with the EU?",
        "What did the report say about who led the inquiry and what the judge found?",
        "Did the judge say who led the inquiry and what was found?",
        "Who joined before them, and when?",
        "What do the town and the operator each say about when the gates were opened?",
        "Who came and was arrested on the bridge?",
        "How did Moscow react, in words and in deeds?",
        "Did the release have to be large, or could an early opening have helped?",
        "Tell me about the flood and the tram.",
        "What did she do and why?",
        "x" * 1_000 + " and what did he do?",
    ],
)
def test_what_may_be_one_question_stays_one(question: str) -> None:
    assert two_questions(question) is None


def test_of_the_samples_only_those_with_two_questions_are_taken_apart() -> None:
    parted = {s.id for s in read_samples(SAMPLES) if two_questions(s.question, s.history)}
    assert parted == {"multi-08", "multi-11", "multi-12"}


def test_the_first_half_may_be_a_follow_up() -> None:
    halves = two_questions("When does it open, and who pays for it?", ["What is Line 7?"])
    assert halves is not None
    assert [half.understood for half in halves] == [
        "When does Line 7 open?",
        "Who pays for Line 7?",
    ]


def test_both_are_answered_one_after_the_other(chain: Chain) -> None:
    answer = ask(chain, f"{TRAM}, and {FLOOD}?")
    tram, flood = ask(chain, f"{TRAM}?"), ask(chain, f"{FLOOD.capitalize()}?")
    assert answer.status == "answered"
    told = [statement.text for statement in answer.statements]
    assert told == [s.text for one in (tram, flood) for s in one.statements]
    assert answer.searched_for == f"{TRAM}? H{FLOOD[1:]}?"
    assert answer.confidence == min(tram.confidence or 0, flood.confidence or 0)
    assert answer.short_answer is None


def test_every_source_has_one_number_and_every_number_its_source(chain: Chain) -> None:
    answer = ask(chain, f"{TRAM}, and when does building work on the tram line begin?")
    places = [(one.article_id, one.start, one.end) for one in answer.citations]
    assert len(set(places)) == len(places)
    assert [one.number for one in answer.citations] == list(range(1, len(places) + 1))
    for statement in answer.statements:
        quotes = [one.quote for one in answer.citations if one.number in statement.citations]
        assert statement.text in quotes
    assert len({s.text for s in answer.statements}) == len(answer.statements)
    assert len({(p.article_id, p.start) for p in answer.passages}) == len(answer.passages)


def test_the_half_without_support_is_named(chain: Chain) -> None:
    answer = ask(chain, f"{TRAM}, and when was Freedonia founded?")
    assert answer.status == "answered"
    assert [s.text for s in answer.statements] == [
        s.text for s in ask(chain, f"{TRAM}?").statements
    ]
    (notice,) = answer.notices
    assert notice.startswith("“When was Freedonia founded?” is not answered. No article")


def test_where_nothing_is_supported_the_whole_is_declined(chain: Chain) -> None:
    answer = ask(chain, "Who rules Freedonia, and when was Freedonia founded?")
    assert answer.status == "abstained"
    assert answer.question == answer.searched_for


def test_the_statements_of_both_are_streamed(chain: Chain) -> None:
    steps = list(chain.stream({"question": f"{TRAM}, and {FLOOD}?"}))
    streamed = [
        item.text
        for step in steps
        for item in step.get("statements") or ()
        if isinstance(item, DraftStatement)
    ]
    answers = [step["answer"] for step in steps if "answer" in step]
    assert len(answers) == 1
    assert streamed == [statement.text for statement in answers[0].statements]


async def test_both_may_be_awaited(chain: Chain) -> None:
    answer = (await chain.ainvoke({"question": f"{TRAM}, and {FLOOD}?"}))["answer"]
    assert len(answer.statements) == len(ask(chain, f"{TRAM}, and {FLOOD}?").statements)


def test_a_question_with_a_filter_keeps_it_in_both_halves(chain: Chain) -> None:
    answer = ask(chain, f"{TRAM}, and {FLOOD}?", outlets=["Harbour Post"])
    assert {citation.outlet for citation in answer.citations} == {"Harbour Post"}
