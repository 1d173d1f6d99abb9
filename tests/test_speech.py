"""Every sentence of an article with who says it: what runs on, who is meant, what is unsure."""

import pytest

from rag.answer import INTERVIEWER
from rag.draft import Attribution
from rag.speakers.speech import read_article
from vectorstore.article import Field, Metadata

UALI = "The press secretary Berik Uali spoke first. "


def read(text: str, **metadata: str) -> dict[str, Attribution]:
    fields = {name: Field(value, "given") for name, value in metadata.items()}
    return {text[a.start : a.end]: a.by for a in read_article(text, Metadata(**fields))}


def last(text: str, **metadata: str) -> tuple[str | None, str]:
    by = list(read(text, **metadata).values())[-1]
    return by.speaker, by.kind


INTERVIEW = (
    "The transport economist Sauran Beketov answers our questions.\n"
    "- Trade came to 17 billion dollars this year. What stands behind the number?\n"
    "- Mostly a detour. I believe it will grow.\n"
    "Some of it is honest.\n"
    "- Which route is better?\n"
    "- Both, without investment neither.\n"
    "Share this page with a friend today.\n"
)


def test_the_words_of_an_interviewer_are_nobody_elses() -> None:
    found = read(INTERVIEW)
    asked = Attribution(None, "question", INTERVIEWER)
    assert found["Trade came to 17 billion dollars this year."] == asked
    assert found["What stands behind the number?"] == asked
    answered = Attribution("Sauran Beketov", "quotation", "transport economist")
    assert found["Mostly a detour."] == answered
    assert found["Some of it is honest."] == answered
    assert found["I believe it will grow."].kind == "opinion"
    assert found["Share this page with a friend today."].speaker is None


def test_an_interview_marked_with_letters_is_one_too() -> None:
    text = (
        "Anna Berg, a judge, talks.\nQ: Is it late?\nA: It is.\nQ: Why is that?\nA: Nobody knows.\n"
    )
    assert last(text) == ("Anna Berg", "quotation")


def test_of_two_people_in_the_introduction_nobody_is_sure_to_answer() -> None:
    text = INTERVIEW.replace("answers", "and the judge Anna Berg answer")
    assert read(text)["Mostly a detour."].speaker is None


def test_a_list_with_dashes_is_no_interview() -> None:
    text = "News\n- Is the tram late?\n- Rain is coming.\n- Fish is dear.\n- The bus is full.\n"
    assert {by.role for by in read(text).values()} == {None}


def test_a_paragraph_that_is_introduced_is_quoted_up_to_its_end() -> None:
    text = (
        "Anna Berg's press secretary, Tomas Lind, then replied, saying:\n"
        "We respect the choice. It is their own.\n"
        "In August the guests had gone home.\n"
    )
    found = read(text)
    assert found["It is their own."] == Attribution(
        "Tomas Lind", "quotation", "Anna Berg's press secretary"
    )
    assert found["In August the guests had gone home."] == Attribution(None, "reported")


def test_a_list_after_a_colon_is_not_somebodys_words() -> None:
    assert last("Anna Berg, a judge, named three towns:\nVelmora has a dam.\n") == (
        None,
        "reported",
    )


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        # A quotation of several sentences, whichever of them says whose it is.
        ('"It is late," said Anna Berg. "It will be later."', "Anna Berg", "quotation"),
        ("It is late, Anna Berg said.\n“Nobody has told us why it is.”", "Anna Berg", "quotation"),
        ("«Мы подождём и посмотрим потом», said Anna Berg.", "Anna Berg", "quotation"),
        ("„Wir warten noch ein wenig ab“, said Anna Berg.", "Anna Berg", "quotation"),
        # He and she: whoever was spoken of alone just before.
        (f"{UALI}He said that it was too early.", "Berik Uali", "statement"),
        ("The spokesman Berik Uali met Anna Berg. He said it was early.", None, "statement"),
        ("The spokeswoman Anna Berg spoke first. He said it was early.", None, "statement"),
        (f"{UALI}Rain fell on Monday.\nHe said it was early.", "Berik Uali", "statement"),
        (f"{UALI}A driver came in.\nHe said it was early.", None, "statement"),
        (f"{UALI}Rain. Snow. Hail.\nHe said it was early.", None, "statement"),
        # The expert: the only one so far.
        ("The analyst Karl Holm spoke. It is late, as the expert notes.", "Karl Holm", "opinion"),
        (
            "The analyst Karl Holm and the observer Anna Berg met. It is late, the expert said.",
            None,
            "statement",
        ),
        (f"{UALI}Another secretary came in. It is late, the secretary said.", None, "statement"),
        # Full names, and two people of one surname.
        ("Anna Berg is a judge. Berg said that it is late.", "Anna Berg", "statement"),
        ("The judge Anna Berg and the nurse Karl Berg met. Berg said it.", None, "statement"),
        # A view is told from a report, a part of a document from a person.
        ("The mayor Ilse Berg expects rain.", "Ilse Berg", "opinion"),
        ("According to the log, the gate was opened at noon.", None, "reported"),
        # What was not said, not by the one named, or not as the sentence itself.
        ("The judge Anna Berg did not say which of them it was.", None, "reported"),
        ("The tram stopped after the judge Anna Berg said it would.", None, "reported"),
        ("Anna Berg and Karl Holm said that it is late.", None, "statement"),
        ("Kazakhstan fears that the trade will shrink.", None, "reported"),
        ("She saw the film “The Power of the Dog” with us.", None, "reported"),
    ],
)
def test_who_says_the_last_sentence(text: str, speaker: str | None, kind: str) -> None:
    assert last(text) == (speaker, kind)


NOTE = "Editor's note: The column gives the author's own opinion.\n\n"


def test_an_opinion_is_its_authors_but_for_what_others_say_in_it() -> None:
    text = NOTE + "The dam was safe all the time. The mayor Ilse Berg said it was not.\n"
    found = read(text, author="Anders Vik")
    assert found["The dam was safe all the time."] == Attribution("Anders Vik", "opinion")
    assert found["The mayor Ilse Berg said it was not."].speaker == "Ilse Berg"
    assert found["Editor's note: The column gives the author's own opinion."].speaker is None


@pytest.mark.parametrize(
    "metadata",
    [{"url": "https://paper.example/opinion/dam"}, {"title": "Opinion: Do not hang him"}],
)
def test_an_opinion_may_be_declared_by_its_place_or_title(metadata: dict[str, str]) -> None:
    assert last("The dam was safe.", author="Anders Vik", **metadata) == ("Anders Vik", "opinion")


def test_of_two_authors_neither_is_named() -> None:
    assert last(NOTE + "The dam was safe.", author="Anders Vik, Anna Berg") == (None, "opinion")


def test_somebody_without_a_name_has_the_role_the_text_gives() -> None:
    by = read("It is late, a government spokesperson told the paper.\n").popitem()[1]
    assert by == Attribution(None, "statement", "government spokesperson")


def test_a_block_that_the_expert_writes_is_all_of_the_experts() -> None:
    text = (
        "The political observer Anna Berg believes that the line will be late.\n\n"
        "The plan is a promise and nothing else. It could be kept by a city with more money, the"
        " observer writes.\n\n"
        "The council meets on Monday."
    )
    found = {text[a.start : a.end]: a.by.speaker for a in read_article(text, Metadata())}
    assert found["The plan is a promise and nothing else."] == "Anna Berg"
    assert found["The council meets on Monday."] is None


def test_facts_before_what_somebody_said_stay_the_papers() -> None:
    text = (
        "The auditor Anna Berg said that the line will be late.\n\n"
        "The council meets on Monday. It will take long, Anna Berg said."
    )
    found = {text[a.start : a.end]: a.by.speaker for a in read_article(text, Metadata())}
    assert found["The council meets on Monday."] is None


def test_what_somebody_calls_something_at_the_end_is_theirs() -> None:
    text = 'The firm made an offer that Mayor Ilse Brandvik called "a towel after a shipwreck".'
    (only,) = read_article(text, Metadata())
    assert only.by.speaker == "Ilse Brandvik"
