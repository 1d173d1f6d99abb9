"""The language of a question, told by its small words and its alphabet."""

import pytest

from rag.asking.other_language import other_language


@pytest.mark.parametrize(
    ("question", "code"),
    [
        ("Was wurde über die Brücke berichtet?", "de"),
        ("Wer ist Ilse Brandvik?", "de"),
        ("Pourquoi le pont est-il fermé ?", "fr"),
        ("¿Cuánto cuesta la línea 7?", "es"),
        ("Quanto costa la linea 7?", "it"),
        ("Hoeveel kost lijn 7?", "nl"),
        ("Ile kosztuje linia 7?", "pl"),
        ("Почему совет отказался?", "ru"),
    ],
)
def test_another_language(question: str, code: str) -> None:
    assert other_language(question) == code


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote the song 'La vie en rose'?",
        "What did Angela de la Cruz say?",
        "Velmora flood damage",
        "wat did the mayor say abot teh flood",
        "Die Hard was shown in which cinema?",
        "1234",
    ],
)
def test_english_and_what_cannot_be_told(question: str) -> None:
    assert other_language(question) is None
