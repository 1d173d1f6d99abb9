"""A model's reply, however it is cut, becomes checked sentences, a refusal or a failure."""

import time
from collections.abc import Sequence

import pytest
from answer_fakes import Endless, Replies, candidate
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from rag.abstention import Refusal
from rag.draft import DraftStatement, Notice
from rag.model import MOST_CHARACTERS, ModelFailed, Streams, load_model, write
from rag.prompt import NO_ANSWER
from vectorstore.errors import UsageError

PASSAGES = [
    candidate("Nine people were hurt in the fire on Mercer Street.", 1),
    candidate("Damage is put at 41.8 million crowns by Dr. Nadia Ferrante.", 2),
]
FIRST = "Nine people were hurt in the fire."
SECOND = "Dr. Nadia Ferrante put damage at 41.8 million crowns."
REPLY = f"{FIRST} [1] {SECOND} [2]"

Parts = list[DraftStatement | Notice | Refusal]


def written(model: Streams) -> Parts:
    return list(write(model, "What did the fire do?", PASSAGES))


def sentences(parts: Parts) -> list[tuple[str, list[int]]]:
    """The statements with the numbers of the passages they quote."""
    return [
        (part.text, [quote.chunk.id for quote in part.quotes])
        for part in parts
        if isinstance(part, DraftStatement)
    ]


def notices(parts: Parts) -> list[str]:
    return [part.text for part in parts if isinstance(part, Notice)]


EXPECTED = [(FIRST, [1]), (SECOND, [2])]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 40, 1000])
@pytest.mark.parametrize(
    "reply",
    [
        REPLY,
        f"{FIRST}[1] {SECOND}[2]",
        f"{FIRST[:-1]} [1]. {SECOND[:-1]} [2].",
        f"{FIRST}\n[1]\n\n{SECOND}\n[2]\n",
        f"{FIRST} [[1]] {SECOND} 【2】",
        f"{FIRST} [1](http://evil.test/a) {SECOND} [2](http://evil.test/b)",
        f"<think>\nPassage [2]. NO ANSWER? Hm.\n</think>\n\n{REPLY}",
        f"{FIRST} [1] <thinking>and <b> now?</thinking>{SECOND} [2]",
    ],
)
def test_a_reply_is_the_same_however_it_is_cut(reply: str, size: int) -> None:
    parts = [reply[i : i + size] for i in range(0, len(reply), size)]
    found = written(Replies(parts))
    assert sentences(found) == EXPECTED
    assert all(part.supported for part in found if isinstance(part, DraftStatement))
    assert notices(found) == []


def test_a_marker_split_across_parts_stays_with_its_sentence() -> None:
    assert sentences(
        written(Replies([FIRST, " [", "1", "]", " ", SECOND, " ", "[", "2", "]"]))
    ) == (EXPECTED)


def test_a_sentence_comes_as_soon_as_it_is_complete() -> None:
    model = Replies([f"{FIRST} [1] ", SECOND, " [2]", RuntimeError("never reached")])
    first = next(iter(write(model, "What?", PASSAGES)))
    assert isinstance(first, DraftStatement)
    assert first.text == FIRST


def test_chat_models_of_langchain_serve() -> None:
    model = GenericFakeChatModel(messages=iter([AIMessage(REPLY)]))
    assert sentences(written(model)) == EXPECTED


def test_content_may_be_a_list_of_parts() -> None:
    parts = [
        [{"type": "thinking", "thinking": "Passage [2] it is."}],
        [{"type": "text", "text": f"{FIRST} [1] "}, {"type": "text", "text": SECOND}],
        "",
        [],
        [{"type": "tool_use", "id": "1", "name": "search", "input": {}}],
        [{"type": "text", "text": " [2]"}],
    ]
    assert sentences(written(Replies(parts))) == EXPECTED


def test_what_no_passage_carries_is_marked() -> None:
    found = written(Replies([f"Seven people were hurt in the fire. [1] {SECOND} [2] It was sad."]))
    assert [part.supported for part in found if isinstance(part, DraftStatement)] == [
        False,
        True,
        False,
    ]


def test_a_sentence_without_a_marker_has_no_citation() -> None:
    assert sentences(written(Replies([FIRST]))) == [(FIRST, [])]


def test_numbers_that_were_not_issued_are_removed_and_counted() -> None:
    found = written(Replies([f"{FIRST} [1][3] {SECOND} [2, 0] [1-2]"]))
    assert sentences(found) == EXPECTED
    assert notices(found) == ["3 citation(s) of passages that do not exist were removed."]


@pytest.mark.parametrize(
    "reply",
    [NO_ANSWER, f"{NO_ANSWER}.", "No answer.", f"**{NO_ANSWER}**", f"\n {NO_ANSWER}: they do not."],
)
def test_a_model_that_declines_is_a_refusal(reply: str) -> None:
    (refusal,) = written(Replies(list(reply)))
    assert isinstance(refusal, Refusal)


def test_declining_after_an_answer_takes_nothing_back() -> None:
    assert sentences(written(Replies([f"{REPLY} {NO_ANSWER} on the rest."]))) == EXPECTED


def test_a_sentence_about_no_answer_is_a_sentence() -> None:
    assert sentences(written(Replies(["No answer was given by the mayor."])))


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [""],
        ["  \n"],
        ["[1]"],
        ["<think>It could be the first passage."],
        ["<think></think>"],
        [RuntimeError("no key sk-12345")],
        [TimeoutError()],
        [ConnectionResetError()],
        ["Nine peo", RuntimeError("cut")],
    ],
)
def test_a_reply_without_a_sentence_is_a_failure(parts: Sequence[object]) -> None:
    with pytest.raises(ModelFailed) as caught:
        written(Replies(parts))
    assert "sk-12345" not in str(caught.value)


def test_a_model_that_breaks_midway_keeps_its_whole_sentences() -> None:
    found = written(Replies([f"{FIRST} [1] ", f"{SECOND} [2] The ", "mayor sa", TimeoutError()]))
    assert sentences(found) == EXPECTED
    assert notices(found) == [
        "The language model failed (TimeoutError). The answer was interrupted."
    ]


def test_a_sentence_that_was_whole_when_the_model_broke_is_kept() -> None:
    found = written(Replies([f"{FIRST} [1] ", f"{SECOND} [2]", TimeoutError()]))
    assert sentences(found) == EXPECTED


def test_a_model_that_repeats_itself_is_stopped() -> None:
    found = written(Endless(f"{FIRST} [1] "))
    assert sentences(found) == [(FIRST, [1])]
    assert "repeated itself" in notices(found)[0]


@pytest.mark.parametrize("part", ["and so on and ", "ha", "[1[1[1", "", "<think>", " "])
def test_a_model_without_end_is_stopped(part: str) -> None:
    began = time.perf_counter()
    with pytest.raises(ModelFailed):
        written(Endless(part))
    assert time.perf_counter() - began < 20


def test_one_huge_part_is_stopped_too() -> None:
    with pytest.raises(ModelFailed, match="too much"):
        written(Replies(["x" * (MOST_CHARACTERS + 1)]))
    assert sentences(written(Replies([f"<think>{'x' * 100_000}</think>{REPLY}"]))) == EXPECTED


def test_an_opened_bracket_is_text() -> None:
    assert sentences(written(Replies(["Nine people were hurt <", "b>here</b>. [1]"])))[0][0] == (
        "Nine people were hurt <b>here</b>."
    )


@pytest.mark.parametrize("name", ["gpt-4", "", "ollama"])
def test_a_model_without_a_provider_is_wrong_usage(name: str) -> None:
    with pytest.raises(UsageError, match="provider:model"):
        load_model(name, 1.0)


@pytest.mark.parametrize("name", ["nosuchprovider:model", "openai:gpt-4", "ollama:llama3.2", ":"])
def test_a_model_that_cannot_be_had_is_told(name: str) -> None:
    # Whether its package is missing or its provider unknown, it is one of our errors.
    with pytest.raises((UsageError, ModelFailed)) as caught:
        load_model(name, 1.0)
    assert repr(name) in str(caught.value)
