"""The language of a text."""

import time

import pytest

from vectorstore.article import Field
from vectorstore.metadata.language import detect_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The president said that the country would not apply for membership this year.", "en"),
        ("Президент заявил, что страна не будет подавать заявку на членство в этом году.", "ru"),
        ("Der Präsident sagte, dass das Land in diesem Jahr keinen Antrag stellen werde.", "de"),
        (
            "哈萨克斯坦总统表示，该国今年不会申请加入该组织，但将继续与其成员国发展友好关系，并参加首脑会议和其他活动。",
            "zh",
        ),
    ],
)
def test_languages_are_told_apart(text: str, code: str) -> None:
    assert detect_language(text) == Field(code, "inferred")


@pytest.mark.parametrize("text", ["", "Too short.", "1234567890 " * 100])
def test_few_letters_are_no_evidence(text: str) -> None:
    assert detect_language(text) == Field()


def test_a_long_text_costs_no_more_than_its_beginning() -> None:
    text = "The president said that the country would not apply for membership. " * 70_000
    detect_language(text)  # loads the model
    started = time.perf_counter()
    for _ in range(100):
        detect_language(text)
    assert (time.perf_counter() - started) / 100 < 0.02
