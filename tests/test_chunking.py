"""Chunks: never too long, never losing a word, exact."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vectorstore.chunking import FULL_ENOUGH, MAX_CHARACTERS, chunk_spans
from vectorstore.sentences import sentence_spans

WORDS = st.lists(
    st.sampled_from(
        ["word", "The", "end.", "\n", "\n\n", " ", " " * 1200, "x" * 1500, "中" * 700, "- ", "said"]
    ),
    max_size=120,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(WORDS, st.text(max_size=3000)))
def test_chunks_are_short_ordered_and_hold_every_sentence(text: str) -> None:
    spans = chunk_spans(text)
    before = 0
    for start, end in spans:
        assert before <= start < end <= start + MAX_CHARACTERS
        assert text[start:end] == text[start:end].strip()
        before = end
    covered = [False] * len(text)
    for start, end in spans:
        covered[start:end] = [True] * (end - start)
    for start, end in sentence_spans(text):
        assert all(covered[i] or text[i].isspace() for i in range(start, end))


def test_a_sentence_that_fits_is_never_cut() -> None:
    text = " ".join(f"Sentence number {i} tells of a river and of a town." for i in range(200))
    ends = {end for _, end in sentence_spans(text)}
    assert all(end in ends for _, end in chunk_spans(text))


def test_a_full_chunk_ends_with_its_paragraph() -> None:
    paragraph = " ".join(["The council met for an hour and then went home."] * 14)
    assert FULL_ENOUGH < len(paragraph) < MAX_CHARACTERS
    text = f"{paragraph}\n\nA short paragraph follows."
    assert [text[a:b] for a, b in chunk_spans(text)] == [paragraph, "A short paragraph follows."]


def test_short_paragraphs_share_a_chunk() -> None:
    assert len(chunk_spans("A heading\n\nOne line.\n\nAnother line.")) == 1


@pytest.mark.parametrize("text", ["", " \n ", "\n\n\n"])
def test_nothing_gives_no_chunk(text: str) -> None:
    assert chunk_spans(text) == []


def test_a_sentence_over_the_limit_is_cut_at_a_space() -> None:
    text = "word " * 500
    assert all(text[a:b].split() == ["word"] * len(text[a:b].split()) for a, b in chunk_spans(text))
