"""Conflicts of the samples that are found, and disagreements where there is none."""

from eval_fakes import answered

from eval.metrics import conflict_recall, false_conflict_rate

FACTS = (("38 million",), ("52 million", "52 000 000"))


def test_a_conflict_is_found_when_two_positions_hold_a_fact_each() -> None:
    both = answered(positions=("38 million crowns", "52 million crowns"))
    assert conflict_recall(True, both, FACTS) == 1.0
    one = answered(positions=("38 million crowns", "20 million crowns"))
    assert conflict_recall(True, one, FACTS) == 0.0
    together = answered(positions=("38 million, then 52 million crowns", "nine"))
    assert conflict_recall(True, together, FACTS) == 0.0
    assert conflict_recall(True, None, FACTS) == 0.0
    assert conflict_recall(False, both, FACTS) is None


def test_only_answerable_questions_on_no_conflict_can_show_a_false_one() -> None:
    shown = answered(positions=("1", "2"))
    assert false_conflict_rate(False, "answered", shown) == 1.0
    assert false_conflict_rate(False, "answered", answered()) == 0.0
    assert false_conflict_rate(False, "answered", None) == 0.0
    assert false_conflict_rate(False, "abstained", shown) is None
    assert false_conflict_rate(True, "answered", shown) is None
