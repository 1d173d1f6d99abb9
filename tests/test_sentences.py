"""Sentence spans: worked cases, then what must hold for any text."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vectorstore.sentences import sentence_spans

BULLET = re.compile(r"(?:[-–—•*·▪]|\d{1,2}[.)])\s+")


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One came. Two left.", ["One came.", "Two left."]),
        ("Mr. Bell met Dr. Ames. They spoke.", ["Mr. Bell met Dr. Ames.", "They spoke."]),
        ("J. R. Ewing won. He left.", ["J. R. Ewing won.", "He left."]),
        ("It opens at 9 a.m. The hall fills.", ["It opens at 9 a.m.", "The hall fills."]),
        ("The U.S. Senate met.", ["The U.S. Senate met."]),
        ("He went to the U.S. The house is sold.", ["He went to the U.S.", "The house is sold."]),
        ("They ended the process.At the border it rained.",
         ["They ended the process.", "At the border it rained."]),
        ("Example.Az reported it first.", ["Example.Az reported it first."]),
        ("Prices rose 3.5 percent. Wages fell.", ["Prices rose 3.5 percent.", "Wages fell."]),
        ("“We won. We are glad,” she said. He agreed.",
         ["“We won. We are glad,” she said.", "He agreed."]),
        ('"We won. We are glad," she said. He agreed.',
         ['"We won. We are glad," she said.', "He agreed."]),
        ("Why now? Because!", ["Why now?", "Because!"]),
        ("- first point\n- second point", ["first point", "second point"]),
        ("1. first point\n2) second point", ["first point", "second point"]),
        ("A heading\nThe text begins. It ends.", ["A heading", "The text begins.", "It ends."]),
        ("the line was\nbroken here", ["the line was\nbroken here"]),
        ("会議は終わった。次は五月だ。", ["会議は終わった。", "次は五月だ。"]),
        ("No full stop at the end", ["No full stop at the end"]),
        ("", []),
        (" \n\t\n ", []),
    ],
)  # fmt: skip
def test_worked_cases(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_hard_wrapped_lines_are_joined() -> None:
    line = "The river rose for a third day while the town waited for help"
    text = "\n".join([line, line, line, line + ".", line, line, line, line + "."])
    assert len(sentences(text)) == 2


def test_a_very_long_quotation_is_cut() -> None:
    text = "“" + "We were told nothing at all. " * 20 + "” he said."
    assert len(sentences(text)) > 10


PIECES = st.sampled_from(
    ["a", "B", "The ", "end.", ". ", "\n", "\n\n", " ", "“", "”", '"', "- ", "3.", "5", "Mr. ",
     "U.S. ", "!", "…", "。", "é", "中", "😀", "\u00a0", "\t", "(", ")", "word "]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=80).map("".join)))
def test_spans_cover_the_text_in_order(text: str) -> None:
    spans = sentence_spans(text)
    before = 0
    for start, end in spans:
        assert before <= start < end
        assert text[start:end] == text[start:end].strip()
        gap = text[before:start]
        assert not gap.strip() or BULLET.fullmatch(gap.lstrip()), gap
        before = end
    assert not text[before:].strip()


@pytest.mark.parametrize(
    "unit", ["a. ", "A. ", '"', "A.", '"A b." ', "“A b.” ", "word word\n", "\n", "1. ", "“", "x"]
)
def test_time_grows_with_length_not_with_its_square(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    began = time.process_time()
    sentence_spans(text)
    # Measured: under 2 s each. Two loops inside each other took minutes.
    assert time.process_time() - began < 20
