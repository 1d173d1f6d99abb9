"""What a question takes for granted, and when a sentence denies it."""

import pytest

from rag.dialogue.frame import frame_of
from rag.evidence import Evidence
from rag.premises.premise import denied_premise, denies, led_by
from tests.answer_fakes import evidence_of

JOINED = "Why did Norland join the Bay League?"
DENIED = "Norland will not apply for membership in the Bay League, its minister said."
OTHER = "The Bay League met for the third time in the old harbour town."


def evidence(*sentences: str) -> list[Evidence]:
    return [
        one
        for number, text in enumerate(sentences, start=1)
        for one in evidence_of(text, [1.0 / number], number)
    ]


@pytest.mark.parametrize("question", [JOINED, "When did Norland join?", "How did Norland join it?"])
def test_a_premise_that_a_sentence_denies_is_found(question: str) -> None:
    found = denied_premise(question, evidence(OTHER, DENIED))
    assert found is not None
    assert found.denial.text == DENIED


def test_the_denial_leads_and_the_notice_says_what_was_taken_for_granted() -> None:
    all_evidence = evidence(OTHER, DENIED)
    found = denied_premise(JOINED, all_evidence)
    assert found is not None
    assert [e.text for e in led_by(found, all_evidence)] == [DENIED, OTHER]
    assert led_by(found, all_evidence)[0].score > all_evidence[0].score
    assert "takes for granted that Norland did join the Bay League" in found.notice.text
    assert led_by(None, all_evidence) == all_evidence


@pytest.mark.parametrize(
    "sentence",
    [
        "Norland does not plan to join the league.",
        "Norland has never joined the Bay League.",
        "Norland decided to refrain from applying to the Bay League.",
        "Norland was invited to the Bay League, but it is not going to hand in an application.",
        "Norland's leaders have no plans to enter the Bay League.",
    ],
)
def test_ways_to_deny(sentence: str) -> None:
    frame = frame_of(JOINED)
    assert frame is not None
    assert denies(sentence, frame, "join", "All about the Bay League")


@pytest.mark.parametrize(
    "sentence",
    [
        "Sudmark will not join the Bay League.",
        "Norland said that Sudmark will not join the Bay League.",
        "Norland will not join the Hill Union.",
        "If Norland does not join the Bay League, others will.",
        "Norland should not join the Bay League, she thinks.",
        "Norland did not refuse to join the Bay League.",
        "Norland not only wants to join the Bay League.",
        "Norland will not raise its taxes while it waits for an answer that may never come at all"
        " from the league it wants to join.",
    ],
)
def test_what_does_not_deny_it(sentence: str) -> None:
    frame = frame_of(JOINED)
    assert frame is not None
    assert not denies(sentence, frame, "join", "All about the Bay League")


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        (JOINED, [DENIED, "Norland joined the Bay League in June."]),
        (JOINED, [DENIED, "Norland is a full member of the Bay League today."]),
        (JOINED, [OTHER]),
        (JOINED, []),
        ("Why did Norland refuse to join the Bay League?", [DENIED]),
        ("Why did Norland not join the Bay League?", [DENIED]),
        ("Did Norland join the Bay League?", [DENIED]),
        ("Who joined the Bay League?", [DENIED]),
        ("Why did Norland raise taxes?", [DENIED]),
        ("Why did Norland build a dam?", ["Norland did not build a dam.", "Norland builds a dam."]),
    ],
)
def test_where_it_is_affirmed_or_not_taken_for_granted_nothing_is_said(
    question: str, sentences: list[str]
) -> None:
    assert denied_premise(question, evidence(*sentences)) is None


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Why did Norland oppose the Bay League?", "Norland welcomed the Bay League warmly."),
        ("Why did Norland support the Bay League?", "Norland condemned the Bay League at once."),
        ("Why did Norland reject the plan?", "After long talks Norland accepted the plan in full."),
        ("Why did the Harne Dam burst?", "The Harne Dam was never in danger, he said."),
        ("When did Russia condemn the plan?", "Moscow respects the plan, a spokesman said."),
        ("Why did the Kremlin join the league?", "Moscow will not join the league this year."),
        ("When did Norland declare its support for the war?", "Norland has not backed the war."),
        ("How many people died in the flood?", "Nobody was killed."),
        ("How many people were injured at the fair?", "No people were hurt at the fair."),
    ],
)
def test_what_is_denied_in_other_words(question: str, sentence: str) -> None:
    found = denied_premise(question, evidence(OTHER, sentence))
    assert found is not None
    assert found.denial.text == sentence


def test_the_noun_of_a_name_stands_for_it_where_the_passage_has_the_name() -> None:
    told = "The dam itself was never in danger."
    known = evidence_of(f"Water came over the wall of the Harne Dam. {told}", [1.0, 0.5])
    found = denied_premise("Why did the Harne Dam burst?", known)
    assert found is not None
    assert found.denial.text == told
    assert denied_premise("Why did the Upland Dam burst?", known) is None


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("Why did Norland oppose the plan?", ["Sudmark welcomed the plan of Norland at once."]),
        ("Why did Norland oppose the plan?", ["Norland welcomed the guests of the fair warmly."]),
        ("Why did Norland oppose the plan?", ["Norland never supported the plan of its rivals."]),
        (
            "Why did Norland oppose the plan?",
            ["Norland supported the plan of May.", "Norland opposes the plan of October."],
        ),
        ("How many people died in the flood?", ["Nobody was killed.", "Two people were killed."]),
        ("How many people died in Norland?", ["Nobody was killed."]),
        ("How many people came to the fair?", ["Nobody was killed at the fair."]),
    ],
)
def test_what_others_say_or_what_is_affirmed_denies_nothing(
    question: str, sentences: list[str]
) -> None:
    assert denied_premise(question, evidence(*sentences)) is None


def test_nobody_of_another_year_denies_nothing() -> None:
    found = evidence("Nobody was killed.")
    assert denied_premise("How many people were killed in 1974?", found) is None


def test_a_membership_that_is_taken_for_granted_is_denied() -> None:
    found = evidence("Norland will not seek to join the Union in the foreseeable future.")
    premise = denied_premise("Since Norland is a Union member, what are its duties?", found)
    assert premise is not None
    assert premise.claim == "Norland is a Union member"
