"""Variants are asked beside the samples they are of, and compared with them."""

import json
from pathlib import Path

import pytest
from answer_fakes import small_collection

from eval.samples.sample import GoldPassage, Sample, read_samples
from eval.variants import SAMPLES, VARIANTS, Variant, measure, read_variants, shown, spelled
from rag.chain import build_chain
from vectorstore.errors import UsageError

GOLD = "The mayor of Kazan said the hotels were full for the whole week of the summit."
SAMPLE = Sample(
    id="one",
    category="single_fact",
    question="What did the mayor of Kazan say?",
    status="answered",
    passages=(GoldPassage(source="kazan.txt", text=GOLD),),
)


class Forgetful:
    """A chain that finds nothing for questions with a certain word."""

    def __init__(self, chain: object, word: str) -> None:
        self._chain, self._word = chain, word

    def invoke(self, input: dict[str, object], /) -> dict[str, object]:
        found = self._chain.invoke(input)  # type: ignore[attr-defined]
        if self._word in str(input["question"]):
            found["answer"] = found["answer"].model_copy(update={"passages": ()})
        return found  # type: ignore[no-any-return]


def test_variants_that_find_as_much_differ_by_nothing(tmp_path: Path) -> None:
    store = small_collection(tmp_path)
    variants = [Variant(sample="one", name="Kazan", variant=v) for v in ("Казань", "Qazan")]
    report = measure([SAMPLE], variants, build_chain(store), store)
    assert [row.searched_for for row in report.rows] == [SAMPLE.question] * 2
    assert [row.question for row in report.rows][1] == "What did the mayor of Qazan say?"
    assert report.difference is not None and report.difference.mean == 0.0
    assert "lost" not in shown(report)
    store.close()


def test_a_variant_that_finds_less_is_named(tmp_path: Path) -> None:
    store = small_collection(tmp_path)
    variants = [Variant(sample="one", name="Kazan", variant=v) for v in ("Казань", "Qazan")]
    report = measure([SAMPLE], variants, Forgetful(build_chain(store), "Qazan"), store)
    assert report.as_written is not None and report.as_written.mean == 1.0
    assert report.variants is not None and report.variants.mean == 0.5
    assert report.difference is not None and report.difference.mean == -0.5
    assert "lost: What did the mayor of Qazan say?" in shown(report)
    store.close()


def test_only_whole_names_are_spelled_otherwise() -> None:
    sample = SAMPLE.model_copy(update={"question": "Is Kazanka near Kazan's port?"})
    variant = Variant(sample="one", name="Kazan", variant="Qazan")
    assert spelled(sample, variant).question == "Is Kazanka near Qazan's port?"


def test_a_variant_of_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has no 'Astana'"):
        spelled(SAMPLE, Variant(sample="one", name="Astana", variant="Astana"))
    store = small_collection(tmp_path)
    with pytest.raises(UsageError, match="no sample 'two'"):
        measure([SAMPLE], [Variant(sample="two", name="K", variant="Q")], None, store)  # type: ignore[arg-type]
    store.close()
    path = tmp_path / "v.jsonl"
    path.write_text(json.dumps({"sample": "one"}), encoding="utf-8")
    with pytest.raises(UsageError, match="line 1: not a variant"):
        read_variants(path)


def test_the_variants_fit_the_samples() -> None:
    samples = {sample.id: sample for sample in read_samples(SAMPLES)}
    variants = read_variants(VARIANTS)
    assert len(variants) > 100
    for variant in variants:
        assert samples[variant.sample].passages
        assert spelled(samples[variant.sample], variant).question
