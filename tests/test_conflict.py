"""Conflicts of the samples that are found, and disagreements where there is none."""

from eval_fakes import abstained, answered, sample

from eval.conflict import conflict_values

FACTS = (("38 million",), ("52 million", "52 000 000"))


def test_a_conflict_is_found_when_two_positions_hold_a_fact_each() -> None:
    conflict = sample("c", category="conflict", facts=FACTS)
    both = answered(positions=("38 million crowns", "52 million crowns"))
    assert conflict_values(conflict, both)["conflict_recall"] == 1.0
    one = answered(positions=("38 million crowns", "20 million crowns"))
    assert conflict_values(conflict, one)["conflict_recall"] == 0.0
    together = answered(positions=("38 million, then 52 million crowns", "nine"))
    assert conflict_values(conflict, together)["conflict_recall"] == 0.0
    assert conflict_values(conflict, None)["conflict_recall"] == 0.0


def test_only_answerable_samples_of_other_categories_can_show_a_false_one() -> None:
    plain = sample("p", category="number")
    assert conflict_values(plain, answered(positions=("1", "2")))["false_conflict_rate"] == 1.0
    assert conflict_values(plain, answered())["false_conflict_rate"] == 0.0
    none = sample("n", category="unanswerable", status="abstained")
    assert conflict_values(none, abstained())["false_conflict_rate"] is None
    assert (
        conflict_values(sample("c", category="conflict"), answered())["false_conflict_rate"] is None
    )
