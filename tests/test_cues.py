"""What a question asks for, by its words."""

import pytest

from rag.fitting.cues import Expected, asks_for_few_words, asks_for_several, expected, has


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How many houses were flooded?", "number"),
        ("What does the tram cost? What price?", "number"),
        ("When did the tram open?", "time"),
        ("In which year did the tram open?", "time"),
        ("Who leads the commission?", "person"),
        ("Whose application was rejected?", "person"),
        ("Where was the summit held?", "place"),
        ("In which city was it held?", "place"),
        ("Why did the siren fail?", "reason"),
        ("Did the siren fail?", None),
        ("", None),
    ],
)
def test_what_is_asked_for(question: str, kind: Expected | None) -> None:
    assert expected(question) == kind


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Some 96 houses were flooded.", "number"),
        ("Nine states joined, twelve did not.", "number"),
        ("The tram opened in October 2024.", "time"),
        ("The tram opened on Monday.", "time"),
        ("It is led by judge Tomas Aberg.", "person"),
        ("It was held in Kazan.", "place"),
        ("It failed because its battery was dead.", "reason"),
    ],
)
def test_a_sentence_with_something_of_the_kind(sentence: str, kind: Expected) -> None:
    assert has(sentence, kind, "?")


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Many houses were flooded.", "number"),
        ("The tram opened late.", "time"),
        ("It is led by a judge.", "person"),
        ("It was held far away.", "place"),
        ("The siren was silent.", "reason"),
    ],
)
def test_a_sentence_without(sentence: str, kind: Expected) -> None:
    assert not has(sentence, kind, "?")


def test_what_the_question_says_itself_is_no_answer() -> None:
    assert not has("Line 7 was discussed.", "number", "How long is Line 7?")
    assert has("Line 7 is 9 kilometres long.", "number", "How long is Line 7?")


@pytest.mark.parametrize("kind", ["time", "number", "person", "place", "reason"])
@pytest.mark.parametrize("text", ["." * 3_000, "1," * 1_500, "Aa " * 1_000, "," * 3_000])
def test_no_sentence_takes_long(text: str, kind: Expected) -> None:
    end = " In May 1999 then Anna Berg met Karl Voss in Oslo because 7 of them had asked."
    assert has(text + end, kind, "?")


@pytest.mark.parametrize(
    ("question", "few"),
    [
        ("Who won the darts?", True),
        ("How many houses were flooded?", True),
        ("Which bank paid, and when?", True),
        ("What share of the trade is with India?", True),
        ("What would it cost to halt the works?", True),
        ("Why was the tram late?", False),
        ("How did Moscow react?", False),
        ("How does the economist explain the growth?", False),
        ("What did the mayor say about the flood?", False),
        ("What happened in Velmora?", False),
        ("And did he agree?", False),
        ("Compare how the two papers saw it.", False),
    ],
)
def test_what_a_few_words_answer(question: str, few: bool) -> None:
    assert asks_for_few_words(question) is few


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("Which countries joined?", True),
        ("Who were the four new members?", True),
        ("What are the largest northern cities called?", True),
        ("Which team wins the cup?", False),
        ("What is his name?", False),
        ("Which country has joined?", False),
        ("Who is the country's press secretary?", False),
        ("How many members joined?", False),
    ],
)
def test_one_or_several(question: str, several: bool) -> None:
    assert asks_for_several(question) == several
