"""Who says a sentence; a name that is not certain is no name."""

import pytest
from answer_fakes import chunk

from rag.attribution import attribute, attributed
from rag.draft import Attribution, DraftStatement, Quote
from vectorstore.errors import NoArticle


def read(sentence: str) -> tuple[str | None, str]:
    found = attribute(Quote(chunk(sentence), 0, len(sentence)))
    return found.speaker, found.kind


@pytest.mark.parametrize(
    ("sentence", "speaker", "kind"),
    [
        ("“We will not apply for now,” said Berik Uali.", "Berik Uali", "quotation"),
        ('"We will not apply for now," Berik Uali said.', "Berik Uali", "quotation"),
        ("The line is late, said auditor Helga Strand.", "Helga Strand", "statement"),
        ("Helga Strand said the line is late.", "Helga Strand", "statement"),
        ("According to Helga Strand, the line is late.", "Helga Strand", "statement"),
        ("The line is late, according to the auditor Helga Strand.", "Helga Strand", "statement"),
        ("The line is late.", None, "reported"),
        ("“We will not apply for the time being,” he said.", None, "quotation"),
        ("Is the line late?", None, "question"),
        ("He said the line is late.", None, "statement"),
        # Not who says it, but where or when, or whose officials.
        ("“The line will be very late,” said the minister on Monday.", None, "quotation"),
        ("Officials in Moscow said the line is late.", None, "statement"),
        ("According to officials in Moscow, the line is late.", None, "reported"),
        ("The president of Kazakhstan said the line is late.", None, "statement"),
        # Words that are verbs elsewhere, and terms in quotation marks.
        ("The heads of the BRICS states met in Kazan.", None, "reported"),
        ("Helga Strand notes that the line is late.", "Helga Strand", "statement"),
        ('He spoke in the format called "Outreach / BRICS Plus" there.', None, "reported"),
    ],
)
def test_speaker_and_kind(sentence: str, speaker: str | None, kind: str) -> None:
    assert read(sentence) == (speaker, kind)


ARTICLE = (
    "The press secretary of the president, Berik Uali, answered on Wednesday.\n"
    "We will not apply for now, Uali said. He added that the procedure is long.\n"
)


def test_the_article_around_a_chunk_gives_the_full_name_and_the_role() -> None:
    sentence = "We will not apply for now, Uali said."
    start = ARTICLE.index(sentence)
    quote = Quote(chunk(sentence, start=start), start, start + len(sentence))
    assert attribute(quote) == Attribution("Uali", "statement")
    assert attribute(quote, ARTICLE) == Attribution(
        "Berik Uali", "statement", "press secretary of the president"
    )


def test_a_text_that_is_not_the_article_is_not_read() -> None:
    sentence = "We will not apply for now, Uali said."
    quote = Quote(chunk(sentence, start=5), 5, 5 + len(sentence))
    assert attribute(quote, ARTICLE).speaker == "Uali"


def test_a_quote_of_two_speakers_has_none() -> None:
    text = "It is late, Anna Berg said. It is early, Karl Holm said."
    found = attribute(Quote(chunk(text), 0, len(text)))
    assert (found.speaker, found.role) == (None, None)


def test_a_draft_is_read_in_its_article_and_without_it_when_that_is_gone() -> None:
    sentence = "We will not apply for now, Uali said."
    start = ARTICLE.index(sentence)
    quote = Quote(chunk(sentence, start=start), start, start + len(sentence))
    draft = DraftStatement(sentence, (quote,))

    def gone(article_id: str) -> str:
        raise NoArticle("It was removed.")

    assert attributed(draft, lambda _: ARTICLE).by == attribute(quote, ARTICLE)
    assert attributed(draft, gone).by == attribute(quote)
    assert attributed(DraftStatement(sentence, ()), gone).by is None


def test_a_name_inside_a_quotation_is_not_its_speaker() -> None:
    assert read("“Anna Berg said it was late and nobody cared,” she recalled.")[0] is None


@pytest.mark.parametrize(
    "text",
    [
        "said " * 20_000,
        "A" * 50_000,
        "Aa " * 20_000,
        '"' * 20_000,
        "“" * 20_000,
        ", said A" * 9_000,
    ],
)
def test_no_sentence_takes_long(text: str) -> None:
    assert read(text)[1] in {"reported", "statement", "quotation"}
