"""Training, with a model of a few random weights, and with models whose scores are known."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import torch
from training_fakes import make_group, make_model

from training.features import Example, encode, make_tokenizer
from training.groups import Group, Passage
from training.train import Plan, can_check, load, loss_of, reciprocal_rank, train

NAMES = ("Norvik Lines", "Saltmere Boats", "Ruen Ferries", "Ellery Lines", "Weil and Sons")
PLAN = Plan(epochs=3, passages=4, questions=2, learning_rate=5e-3)


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("start"))


@pytest.fixture(scope="module")
def groups() -> list[Group]:
    return [make_group(number, answer=name) for number, name in enumerate(NAMES)]


def examples_of(group: Group, start: Path) -> list[Example]:
    tokenizer = make_tokenizer(str(start))
    passages = [*group.positives, *group.negatives]
    return encode(group.question, passages, tokenizer)


def weights(directory: Path) -> dict[str, torch.Tensor]:
    from transformers import BertForQuestionAnswering

    return dict(BertForQuestionAnswering.from_pretrained(directory).state_dict())


def test_the_loss_falls_and_the_passage_that_answers_comes_first(
    start: Path, groups: list[Group], tmp_path: Path
) -> None:
    torch.manual_seed(PLAN.seed)
    batch = [examples_of(group, start) for group in groups]
    before = loss_of(load(str(start)).eval(), batch).item()
    reached = train(str(start), groups, groups, tmp_path / "out", PLAN)
    after = loss_of(load(str(tmp_path / "out")).eval(), batch).item()
    assert after < before / 2
    assert reached == 1.0


def test_the_same_seed_gives_the_same_model(
    start: Path, groups: list[Group], tmp_path: Path
) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        plan = Plan(epochs=1, passages=3, questions=2, dropout=0.1, seed=seed)
        train(str(start), groups, groups, tmp_path / name, plan)
    a, b, c = (weights(tmp_path / name) for name in "abc")
    assert all(torch.equal(a[name], b[name]) for name in a)
    assert not all(torch.equal(a[name], c[name]) for name in a)


def test_what_is_known_of_words_stays(start: Path, groups: list[Group], tmp_path: Path) -> None:
    train(str(start), groups, groups, tmp_path / "out", PLAN)
    before = dict(load(str(start)).state_dict())
    after = weights(tmp_path / "out")
    changed = {name for name in after if not torch.equal(before[name], after[name])}
    assert "bert.embeddings.word_embeddings.weight" not in changed
    assert "bert.encoder.layer.0.attention.self.query.weight" in changed
    assert "qa_outputs.weight" in changed


@pytest.mark.parametrize(
    ("figures", "kept"), [((0.5, 0.9, 0.2), 1), ((0.9, 0.5, 0.2), 0), ((0.1, 0.1, 0.3), 2)]
)
def test_the_best_epoch_is_kept(
    start: Path, groups: list[Group], tmp_path: Path, figures: tuple[float, ...], kept: int
) -> None:
    seen: list[dict[str, torch.Tensor]] = []

    def measure(model: Any, check: Sequence[Group], tokenizer: Any) -> float:
        assert check == groups[:1]
        seen.append({name: value.clone() for name, value in model.state_dict().items()})
        return figures[len(seen) - 1]

    out = tmp_path / "out"
    assert train(str(start), groups, groups[:1], out, PLAN, measure) == max(figures)
    saved = weights(out)
    same = [all(torch.equal(saved[name], epoch[name]) for name in saved) for epoch in seen]
    assert same == [number == kept for number in range(3)]
    assert (out / "tokenizer.json").read_bytes() == (start / "tokenizer.json").read_bytes()


def test_a_trained_reader_goes_on_being_trained(
    start: Path, groups: list[Group], tmp_path: Path
) -> None:
    train(str(start), groups, groups, tmp_path / "first", PLAN)
    head = weights(tmp_path / "first")["qa_outputs.weight"]
    going_on = load(str(tmp_path / "first"), dropout=0.1)
    assert torch.equal(going_on.qa_outputs.weight, head)
    assert going_on.config.hidden_dropout_prob == 0.1


# --- models whose scores are known --------------------------------------------------------------


@dataclass
class Known:
    """Scores every token of a passage by how often a word stands in it, and "no answer" with 0."""

    word: int
    training: bool = True

    def eval(self) -> None:
        self.training = False

    def train(self) -> None:
        self.training = True

    def __call__(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
        @dataclass
        class Output:
            start_logits: Any
            end_logits: Any

        often = (input_ids == self.word).sum(1, keepdim=True).float()
        logits = often.expand(input_ids.shape).clone()
        logits[:, 0] = 0
        return Output(logits, logits)


def known(word: str, start: Path) -> Known:
    return Known(make_tokenizer(str(start)).token_to_id(word))


def check_group(positive: str | None, *negatives: str) -> Group:
    positives = () if positive is None else (Passage(title="", text=positive, spans=((0, 1),)),)
    others = tuple(Passage(title="", text=text) for text in negatives)
    return make_group(positives=positives, negatives=others)


def test_the_reciprocal_rank_of_a_hand_example(start: Path) -> None:
    groups = [
        check_group("a storm storm", "a storm", "a b c"),  # first
        check_group("a storm", "a storm storm", "a b c"),  # second
        check_group("a b c", *["a storm b"] * 3),  # fourth
        check_group(None, "a storm"),  # no rank
        check_group("a storm"),  # no rank
    ]
    model = known("storm", start)
    reached = reciprocal_rank(model, groups, make_tokenizer(str(start)))
    assert reached == pytest.approx((1 + 1 / 2 + 1 / 4) / 3)
    assert model.training
    assert [can_check(group) for group in groups] == [True, True, True, False, False]


def test_where_nothing_can_be_ranked_there_is_no_figure(start: Path) -> None:
    groups = [check_group(None, "a storm"), check_group("a storm")]
    assert math.isnan(reciprocal_rank(known("storm", start), groups, make_tokenizer(str(start))))


def test_only_the_hardest_negatives_are_ranked(start: Path) -> None:
    group = check_group("a storm c", *["a b d"] * 15, *["a storm storm"] * 5)
    assert reciprocal_rank(known("storm", start), [group], make_tokenizer(str(start))) == 1.0


def test_the_loss_of_a_hand_example(start: Path) -> None:
    # No word is known: all tokens of a passage and "no answer" are equally likely.
    tokenizer = make_tokenizer(str(start))
    model = Known(word=-1)
    positive = Passage(title="", text="one two three", spans=((4, 7),))
    negative = Passage(title="", text="four five six")
    alone = encode("Which?", [negative], tokenizer)
    assert loss_of(model, [alone]).item() == pytest.approx(math.log(4), abs=1e-3)
    both = encode("Which?", [positive, negative], tokenizer)
    # That of each passage, and of choosing between two that look alike.
    expected = 2 * math.log(4) + math.log(2)
    assert loss_of(model, [both]).item() == pytest.approx(expected, abs=1e-3)
    assert loss_of(model, [both, alone]).item() == pytest.approx(
        (expected + math.log(4)) / 2, abs=1e-3
    )


def test_any_place_of_the_answer_is_right(start: Path) -> None:
    tokenizer = make_tokenizer(str(start))
    text = "one two one two"
    once = Passage(title="", text=text, spans=((0, 3),))
    twice = Passage(title="", text=text, spans=((0, 3), (8, 11)))
    losses = [
        loss_of(Known(word=-1), [encode("Which?", [passage], tokenizer)]).item()
        for passage in (once, twice)
    ]
    assert losses == pytest.approx([math.log(5), math.log(5 / 2)], abs=1e-3)


def test_what_looks_alike_is_ranked_last(start: Path) -> None:
    # A model that tells nothing apart must not look good.
    group = check_group("a b c", "a b d", "a b e")
    rank = reciprocal_rank(known("storm", start), [group], make_tokenizer(str(start)))
    assert rank == pytest.approx(1 / 3)
