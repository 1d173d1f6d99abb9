"""What real news taught: names with something left on them, surnames of several, epithets."""

import pytest

from rag.speakers.speech import read_article
from vectorstore.article import Metadata


def last(text: str) -> tuple[str | None, str]:
    by = read_article(text, Metadata())[-1].by
    return by.speaker, by.kind


BERG = "The judge Anna Berg spoke first. "


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # What is left on a name, or missing of it.
        ("The dam held, said Agent Karl Holm.\nHolm said it would hold.", "Karl Holm"),
        ("The dam held, said Gov. A.B. Holm.\nHolm said it would hold.", "A.B. Holm"),
        ("Getty Images Anna Berg stood there.\nUnder Berg it held, Berg said.", "Anna Berg"),
        ("Marvin Holm Jr. is a farmer.\nThe dam held, Holm said.", "Marvin Holm Jr."),
        ("President-elect Anna Berg said that the dam held.", "Anna Berg"),
        ("Beekeeper Anna Berg said that the dam held.", "Anna Berg"),
        ("The dam held, said secretary of labour and Welfare Anna Berg.", "Anna Berg"),
        ("April Holm said that the dam held.", "April Holm"),
        ("Calder Institute of Water Deputy Director Anna Berg said it held.", "Anna Berg"),
        # Words that only begin a sentence, and people in general.
        ("Some historians met.\nHistorians said that the dam held.", None),
        ("Many Calderans said that the dam held.", None),
        ("Advocates said that the dam held.", None),
        # Whose verb it is.
        ("The aide of Mayor Anna Berg said that the dam held.", None),
        ("Anna Berg of Calder won the prize announced on Friday.", None),
        ("“It held,” said Senators Anna Berg and Karl Holm.", None),
        ("It holds, according to a statement from Superintendent Anna Berg.", "Anna Berg"),
        ("It holds, according to a note shown by Mayor Anna Berg.", None),
        ("U.S. Rep. Anna Berg, R-Calder, said that the dam held.", "Anna Berg"),
        ("Anna Berg, head of the dam, which is old, said on Monday that it held.", "Anna Berg"),
        ("The Calder Water Authority (CWA) said that the dam held.", "Calder Water Authority"),
        ("The Food and Water Administration said it held.", "Food and Water Administration"),
        ("Velmora's foreign ministry said that the dam held.", "Velmora's foreign ministry"),
        ("Anna Berg, the mayor, answered in the evening, saying the dam held.", "Anna Berg"),
        ("Anna Berg of the council said that the dam held.", "Anna Berg"),
    ],
)
def test_whom_one_sentence_names(text: str, speaker: str | None) -> None:
    assert last(text)[0] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        # Several people of one surname: an office and most mentions, or nobody.
        (
            "President Karl Berg came. Karl Berg left. Ida Berg stayed.\nIt held, Berg said.",
            "Karl Berg",
        ),
        ("Karl Berg came. Ida Berg stayed.\nIt held, Berg said.", None),
        # He and she.
        (f"{BERG}It rained.\n“The dam holds very well,” she said.", "Anna Berg"),
        (f"{BERG}It rained.\n“The dam holds very well,” he said.", None),
        (f"{BERG}Her lawyer left.\n“The dam holds very well,” she said.", None),
        (f"{BERG}Karl Holm has no part in it, she said.", "Anna Berg"),
        ("When Anna Berg came home, she said that the dam held.", "Anna Berg"),
        # Organisations, taken up again.
        ("Calder Palace was closed.\nThe palace said that it would open.", "Calder Palace"),
        ("They asked Oskwater.\nOskwater said it held.\nThe company said it rained.", "Oskwater"),
        ("Oskwater said it held.\nThe judge Anna Berg left.\nThe company said it rained.", None),
        ("Oskwater said that it held.\nThe ministry said that it rained.", None),
        ("It fell, the Calder Journal wrote.\nIt fell, the Journal reported.", "Calder Journal"),
        ("The state said that the dam of the State of Velmora held.", None),
        (
            "Calder Public Schools said so.\nIt is so, the school district said.",
            "Calder Public Schools",
        ),
        (f"{BERG}The Velmora Democrat said that the dam held.", "Anna Berg"),
    ],
)
def test_who_is_taken_up_again(text: str, speaker: str | None) -> None:
    assert last(text)[0] == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('It was late and nobody came," said Anna Berg.', "Anna Berg"),
        (
            "“It was late and nobody came,’’ Anna Berg said. “We had gone home by then.’’",
            "Anna Berg",
        ),
    ],
)
def test_marks_that_do_not_match(text: str, speaker: str) -> None:
    assert last(text) == (speaker, "quotation")


def test_turns_that_names_mark() -> None:
    text = (
        "The judge Anna Berg talks to us.\n"
        "HOLM: Is it late?\nBERG: It is late. Very late.\nHOLM: And why?\nBERG: Nobody knows.\n"
    )
    found = {text[a.start : a.end]: a.by for a in read_article(text, Metadata())}
    assert found["Very late."].speaker == "Anna Berg"
    assert found["HOLM: And why?"].kind == "question"


def test_views_of_her_own_make_no_opinion_piece() -> None:
    assert last("The mayor changed her own views.\nThe dam was safe.") == (None, "reported")
