"""PDFs: text, reflow, refusals."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdf_pages import pdf

from vectorstore.article import Field
from vectorstore.errors import UnreadableArticle
from vectorstore.formats.pdf import read_pdf, reflow

LINES = [
    "The committee of the harbour town met on Tuesday and agreed to re-",
    "pair the pier before the winter storms arrive from the north.",
    "The mayor opened it.",
    "A second meeting was called for the following week by its chair.",
]


def test_text_is_read_with_whole_words_and_paragraphs() -> None:
    text, metadata = read_pdf(pdf([LINES, ["Page two."]], title="The pier"))
    assert "agreed to repair the pier before" in text
    assert "Page two." in text
    assert metadata.title == Field("The pier", "page")


@pytest.mark.parametrize("title", ["Microsoft Word - draft3.docx", "article.indd", "Untitled"])
def test_titles_made_up_by_programs_are_no_titles(title: str) -> None:
    assert read_pdf(pdf([LINES], title=title))[1].title == Field()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf([LINES], password="secret"), "is encrypted: save it without a password"),
        (pdf([[], []]), "holds no text"),
        (pdf([LINES])[:200], "is damaged or not a PDF"),
        (b"plain text", "is damaged or not a PDF"),
        (b"", "is empty"),
    ],
    ids=["encrypted", "scanned", "cut off", "text", "empty"],
)
def test_a_pdf_that_cannot_be_read_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableArticle, match=reason):
        read_pdf(data)


def test_protection_against_changes_does_not_hinder_reading() -> None:
    assert "harbour" in read_pdf(pdf([LINES], password=""))[0]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 600), st.binary(min_size=1, max_size=20))
def test_damaged_pdfs_are_read_or_refused(place: int, junk: bytes) -> None:
    data = bytearray(pdf([LINES]))
    data[place : place + len(junk)] = junk
    try:
        text, _ = read_pdf(bytes(data))
    except UnreadableArticle:
        return
    assert text


def test_a_short_last_line_ends_a_paragraph() -> None:
    assert reflow(
        "\n".join(["a" * 60, "b" * 60, "the end.", "Next " + "c" * 55, "more words"])
    ) == (f"{'a' * 60} {'b' * 60} the end.\nNext {'c' * 55} more words")


def test_a_headline_stays_apart_from_the_text() -> None:
    text = "A headline\n" + "The committee met. " * 4 + "\n" + "The mayor spoke. " * 4
    assert reflow(text).split("\n")[0] == "A headline"


def test_empty_lines_and_list_items_stay_apart() -> None:
    text = (
        "A line of ordinary length here\n\n\n\nAnother line of ordinary size\n- an item of a list"
    )
    assert reflow(text) == text.replace("\n\n\n\n", "\n\n")


def test_a_hyphen_that_belongs_to_the_word_stays() -> None:
    assert (
        reflow("a multi-\nvector policy is multi-vector") == "a multi-vector policy is multi-vector"
    )
    assert reflow("Trans-\nCaspian and inter-\nnational") == "Trans-Caspian and international"
