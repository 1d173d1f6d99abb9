"""Who says a sentence; a name that is not certain is no name."""

import pytest
from answer_fakes import chunk

from rag.attribution import attribute
from rag.draft import Quote


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
        ("He said the line is late.", None, "reported"),
        # Not who says it, but where or when, or whose officials.
        ("“The line will be very late,” said the minister on Monday.", None, "quotation"),
        ("Officials in Moscow said the line is late.", None, "reported"),
        ("According to officials in Moscow, the line is late.", None, "reported"),
        ("The president of Kazakhstan said the line is late.", None, "reported"),
        # Words that are verbs elsewhere, and terms in quotation marks.
        ("The heads of the BRICS states met in Kazan.", None, "reported"),
        ("Helga Strand notes that the line is late.", "Helga Strand", "statement"),
        ('He spoke in the format called "Outreach / BRICS Plus" there.', None, "reported"),
    ],
)
def test_speaker_and_kind(sentence: str, speaker: str | None, kind: str) -> None:
    assert read(sentence) == (speaker, kind)


def test_a_name_inside_a_quotation_is_not_its_speaker() -> None:
    assert read("“Anna Berg said it was late and nobody cared,” she recalled.")[0] is None


@pytest.mark.parametrize("text", ["said " * 20_000, "A" * 50_000, "Aa " * 20_000, '"' * 20_000])
def test_no_sentence_takes_long(text: str) -> None:
    assert read(text)[1] in {"reported", "statement", "quotation"}
