import ast
from pathlib import Path

import pytest
from eval_fakes import RAIL, FakeArticle, FakeStore, answered, cite, statement
from hypothesis import given
from hypothesis import strategies as st

from eval import metrics
from eval.metrics import Span

STORE = FakeStore()
SUMMIT_ARTICLE, RAIL_ARTICLE = STORE.articles()
JOINED = "Nine states joined the group in Kazan."


def test_every_metric_can_be_taken_from_the_package() -> None:
    folder = Path(metrics.__file__).parent
    defined = {
        node.name
        for path in folder.glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    }
    assert set(metrics.__all__) == defined


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("Toqaev", "President TOQAEV's visit"),
        ("the group’s “core”", 'The group\'s "core"'),
        ("2010-2014", "in 2010–2014."),
        ("1,200", "some 1,200 tonnes"),
        ("43", "exactly 43."),
        ("43%", "It rose 43%, they say"),
        ("$4", "for US$4 each"),
        ("sea of azov", "the Sea\u00a0of\nAzov"),
        ("İstanbul", "istanbul"),
    ],
)
def test_a_fact_is_found_in_another_spelling(wanted: str, text: str) -> None:
    assert metrics.occurs(wanted, text)


@pytest.mark.parametrize(
    ("wanted", "text"),
    [
        ("4", "43"),
        ("4", "14"),
        ("4", "2.4"),
        ("4", "4.5"),
        ("200", "1,200"),
        ("1", "1,200"),
        ("art", "the party"),
        ("Kazan", "Kazakhstan"),
        ("", "anything"),
        (" ", "anything"),
    ],
)
def test_a_part_of_a_word_or_number_is_no_fact(wanted: str, text: str) -> None:
    assert not metrics.occurs(wanted, text)


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert metrics.normalise(metrics.normalise(text)) == metrics.normalise(text)


def test_a_citation_marker_is_not_a_fact() -> None:
    assert metrics.fact_recall("They joined [9].", [("9",)]) == 0.0


def test_a_forbidden_text_in_any_shown_text_counts() -> None:
    assert metrics.forbidden_rate(["fine", "43 trains"], ["43", "44"]) == 0.5


def test_half_of_the_gold_span_is_enough_and_less_is_not() -> None:
    gold = Span("a", 10, 21)
    assert metrics.covers(Span("a", 0, 16), gold)
    assert not metrics.covers(Span("a", 0, 15), gold)
    assert not metrics.covers(Span("a", 21, 40), gold)


def test_a_passage_inside_the_gold_span_needs_half_of_it() -> None:
    assert not metrics.covers(Span("a", 12, 14), Span("a", 0, 100))


def test_the_rank_stops_at_the_cutoff() -> None:
    hits = [False] * 10 + [True]
    assert metrics.reciprocal_rank(hits) == 0.0
    assert metrics.reciprocal_rank(hits, cutoff=11) == pytest.approx(1 / 11)


def test_a_valid_answer_has_no_fault() -> None:
    answer = answered((statement(JOINED, 1), cite(1, SUMMIT_ARTICLE, JOINED)))
    assert metrics.citation_faults(answer, STORE.get) == []
    assert metrics.citation_validity(answer, STORE.get) == 1.0
    assert metrics.verbatim_rate(answer) == 1.0


def test_each_kind_of_invalid_citation_is_told() -> None:
    good = cite(1, SUMMIT_ARTICLE, JOINED)
    wrong = {
        "not stored": good.model_copy(update={"article_id": "gone"}),
        "offsets": good.model_copy(update={"start": good.start + 1}),
        "hash": good.model_copy(update={"text_sha256": RAIL_ARTICLE.text_sha256}),
    }
    for word, citation in wrong.items():
        fault = metrics.citation_fault(citation, STORE.get)
        assert fault is not None
        assert word in fault


def test_an_empty_quote_is_no_citation() -> None:
    empty = cite(1, SUMMIT_ARTICLE, JOINED).model_copy(update={"quote": "", "end": 0})
    assert metrics.citation_fault(empty, STORE.get) is not None


def test_a_marker_without_a_citation_counts_against_validity() -> None:
    good = cite(1, SUMMIT_ARTICLE, JOINED)
    answer = answered((statement(JOINED, 1), good), text=f"{JOINED} [1] [7]")
    assert metrics.dangling_numbers(answer) == [7]
    assert metrics.citation_validity(answer, STORE.get) == 0.5


def test_a_statement_may_not_name_a_number_that_is_not_there() -> None:
    answer = answered((statement(JOINED, 1, 4), cite(1, SUMMIT_ARTICLE, JOINED)))
    assert metrics.dangling_numbers(answer) == [4]


def test_brackets_of_the_source_are_not_markers_but_a_models_are() -> None:
    said = "Output fell [3] in May."
    article = FakeArticle("c", "c.txt", said)
    quoted = answered((statement(said, 1), cite(1, article, said)))
    assert metrics.dangling_numbers(quoted) == []
    written = answered((statement("Output fell [5].", 1), cite(1, article, said)))
    assert metrics.dangling_numbers(written) == [5]


def test_a_supported_statement_has_to_cite() -> None:
    cited = cite(1, SUMMIT_ARTICLE, JOINED)
    bare = answered((statement(JOINED), cited))
    assert "cites nothing" in " ".join(metrics.citation_faults(bare, STORE.get))
    shown_as_unsupported = answered((statement(JOINED, supported=False), cited))
    assert metrics.citation_faults(shown_as_unsupported, STORE.get) == []


def test_a_number_is_given_once() -> None:
    cited = cite(1, SUMMIT_ARTICLE, JOINED)
    twice = answered((statement(JOINED, 1), cited), (statement(JOINED, 1), cited))
    assert metrics.citation_faults(twice, STORE.get) == ["the number 1 is given twice"]


def test_a_rewritten_statement_is_not_verbatim() -> None:
    span = "43 trains a day"
    answer = answered(
        (statement(span, 1), cite(1, RAIL_ARTICLE, RAIL)),
        (statement("43 trains run daily.", 2), cite(2, RAIL_ARTICLE, RAIL)),
    )
    assert metrics.verbatim_rate(answer) == 0.5
