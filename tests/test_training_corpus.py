"""The articles that are trained on: read as Citewire reads them, and searched by their words."""

import logging
from pathlib import Path

import pytest
from training_fakes import REPORTS, make_chunks, write_articles, write_lines

from training.corpus import Chunk, Corpus, read_chunks
from vectorstore.errors import UsageError

pytest.importorskip("bm25s", reason="bm25s comes with the extra `train`")


def test_articles_are_cut_into_chunks_of_their_text(tmp_path: Path) -> None:
    chunks = list(read_chunks([write_articles(tmp_path / "a.jsonl.gz")]))
    assert [chunk.article for chunk in chunks if chunk.start == 0] == list(range(len(REPORTS)))
    for chunk, (title, day, texts) in zip(chunks, REPORTS.values(), strict=True):
        assert (chunk.title, chunk.published) == (title, day)
        assert chunk.text == "\n\n".join(texts)


def test_an_article_in_two_files_counts_once(tmp_path: Path) -> None:
    first = write_articles(tmp_path / "a.jsonl.gz")
    again = write_articles(tmp_path / "b.jsonl.gz")
    other = write_lines(tmp_path / "c.jsonl", {"text": "A lone seal swam up the river to Ruen."})
    chunks = list(read_chunks([first, again, other]))
    assert len(chunks) == len(REPORTS) + 1
    assert (chunks[-1].article, chunks[-1].title, chunks[-1].published) == (len(REPORTS), "", None)


def test_what_cannot_be_read_is_told(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = write_lines(tmp_path / "c.jsonl", {"title": "No text"}, {"text": "A seal swam to Ruen."})
    with caplog.at_level(logging.WARNING, "training"):
        assert len(list(read_chunks([path]))) == 1
    assert "1 articles are left out" in caplog.text
    assert "c.jsonl" in caplog.text


def test_a_missing_file_is_told_before_the_others_are_read(tmp_path: Path) -> None:
    there = write_articles(tmp_path / "a.jsonl.gz")
    with pytest.raises(UsageError, match="nosuch"):
        next(read_chunks([there, tmp_path / "nosuch.jsonl"]))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Who directed the drama about a lost farm?", "Why the drama about a lost farm moved"),
        ("storm warnings lifted", "Storm warning for the coast lifted"),
        ("the company's contracts", "Ferry company Norvik Lines"),
        ("wins", "Ferry company Norvik Lines wins"),  # only a title has it
    ],
)
def test_the_chunk_that_shares_the_words_comes_first(text: str, title: str) -> None:
    corpus = Corpus(make_chunks())
    found = corpus.search(text, 3)
    assert corpus.chunks[found[0]].title.startswith(title)
    assert len(found) == len(set(found)) <= 3


def test_only_chunks_that_share_a_word_are_found() -> None:
    corpus = Corpus([Chunk(0, "", None, "A seal swam.", 0), Chunk(1, "", None, "An owl flew.", 0)])
    assert corpus.search("When was the owl there?", 5) == [1]
    assert corpus.search("What about whales?", 5) == []
    assert corpus.search("", 5) == []
