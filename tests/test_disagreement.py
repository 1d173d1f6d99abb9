"""What articles give differently for one thing: shown side by side, and only then."""

from collections.abc import Sequence

import numpy as np
import pytest
from answer_fakes import WordCounts, candidate

from rag.citations import Numbering
from rag.disagreement import disagreements
from rag.evidence import Evidence, score_sentences
from rag.positions.claims import all_claims, asked_for
from rag.reading.reader import Reading
from rag.retriever import Candidate
from rag.terms.words import Weights, content_stems
from vectorstore.names import name_key

NEVER = -15.0


def reading(text: str, answer: str) -> Reading:
    """A reader that is sure of one stretch of words and of nothing else."""
    offsets, place = [], 0
    for word in text.split():
        start = text.index(word, place)
        place = start + len(word)
        offsets.append((start, place))
    first = text.index(answer)
    last = first + len(answer)
    starts = np.array([1.0 if a <= first < b else NEVER for a, b in offsets], np.float32)
    ends = np.array([1.0 if a < last <= b else NEVER for a, b in offsets], np.float32)
    return Reading(2.0, tuple(offsets), starts, ends)


def weights_of(question: str) -> Weights:
    return Weights({name_key(word): 1.0 for word in content_stems(question)})


def found(
    question: str, told: Sequence[tuple[str, str]]
) -> tuple[list[Evidence], dict[int, Reading]]:
    """The evidence and readings of one passage an article: its text, and what is read in it."""
    candidates: list[Candidate] = [
        candidate(text, id, outlet=f"Outlet {id}", published_at=f"2024-05-0{id}")
        for id, (text, _) in enumerate(told, start=1)
    ]
    readings = {
        c.chunk.id: reading(c.chunk.text, answer)
        for c, (_, answer) in zip(candidates, told, strict=True)
        if answer
    }
    weights = weights_of(question)
    evidence = score_sentences(question, candidates, WordCounts(), weights, readings)
    return evidence, readings


def values(question: str, *told: tuple[str, str]) -> list[str]:
    evidence, readings = found(question, told)
    shown = disagreements(question, evidence, readings, WordCounts(), Numbering())
    return [position.value for about in shown for position in about.positions]


DAYS = (
    ("The harbour fair was held from 22 to 24 May.", "22 to 24 May."),
    ("The harbour fair was held on 23 and 24 May.", "23 and 24 May."),
)


def test_two_days_for_one_event_are_shown_with_outlet_and_date() -> None:
    question = "When was the harbour fair held?"
    evidence, readings = found(question, DAYS)
    numbering = Numbering()
    [about] = disagreements(question, evidence, readings, WordCounts(), numbering)
    assert about.about == question
    assert {p.value for p in about.positions} == {"22 to 24 May", "23 and 24 May"}
    assert {(p.outlet, p.published_at) for p in about.positions} == {
        ("Outlet 1", "2024-05-01"),
        ("Outlet 2", "2024-05-02"),
    }
    cited = {citation.number: citation.quote for citation in numbering.citations()}
    assert all(p.value in cited[p.citations[0]] for p in about.positions)


def test_articles_that_agree_are_one_position_and_no_disagreement() -> None:
    told = (
        ("The harbour fair was held from 22 to 24 May.", "22 to 24 May."),
        ("The harbour fair was held from May 22 to 24.", "May 22 to 24."),
        ("The harbour fair was held in May.", "May."),
    )
    assert values("When was the harbour fair held?", *told) == []


def test_numbers_of_different_things_are_no_disagreement() -> None:
    told = (
        ("The Osk flood drove 1,340 people away.", "1,340 people"),
        ("The Osk flood damaged 212 houses.", "212 houses."),
    )
    assert values("How many people did the Osk flood drive away?", *told) == []


def test_two_numbers_of_one_thing_are_a_disagreement() -> None:
    told = (
        ("The Osk flood drove 1,340 people away.", "1,340 people"),
        ("The Osk flood drove about 1,900 people away.", "1,900 people"),
    )
    question = "How many people did the Osk flood drive away?"
    assert set(values(question, *told)) == {"1,340 people", "1,900 people"}


def test_another_name_instead_of_the_one_asked_about_is_another_thing() -> None:
    told = (
        ("Yearly trade of Velmora with Calder reached 17 million crowns.", "17 million crowns."),
        ("Yearly trade of Velmora with Norland reached 43 million crowns.", "43 million crowns."),
    )
    assert values("How much is the yearly trade of Velmora with Calder?", *told) == []


def test_when_a_plan_was_taken_back_is_not_when_it_was_made() -> None:
    told = (
        ("The council announced the tunnel plan in May 2023.", "May 2023."),
        ("The council announced to freeze the tunnel plan in June 2024.", "June 2024."),
    )
    assert values("When was the tunnel plan announced by the council?", *told) == []


def test_a_year_is_asked_for_so_a_day_without_one_does_not_count() -> None:
    evidence, readings = found("In which year was the harbour fair held?", DAYS)
    assert all_claims("In which year was the harbour fair held?", evidence, readings) == []


def test_without_a_reader_nothing_is_claimed() -> None:
    question = "When was the harbour fair held?"
    evidence, _ = found(question, DAYS)
    assert disagreements(question, evidence, {}, WordCounts(), Numbering()) == ()


def test_suspended_and_still_going_on_stand_against_each_other() -> None:
    told = (
        ("The league has suspended its expansion for now.", ""),
        ("Four new members joined the league in January, its first expansion.", ""),
    )
    question = "Has the league suspended its expansion?"
    assert values(question, *told) == ["suspended its expansion", "first expansion"]


def test_what_would_be_is_no_report_that_it_is() -> None:
    told = (
        ("The league has suspended its expansion for now.", ""),
        ("Norland would be the first of the new members of the league.", ""),
    )
    assert values("Has the league suspended its expansion?", *told) == []


WHY = "Why did the council reject the tunnel?"
REASONS = (
    ("The council rejected the tunnel because of its price, Anna Berg said.", ""),
    ("The council rejected the tunnel because of pressure from the harbour, Olof Dahl said.", ""),
)


def test_why_gives_one_position_a_speaker() -> None:
    evidence, readings = found(WHY, REASONS)
    [about] = disagreements(WHY, evidence, readings, WordCounts(), Numbering())
    assert {position.speaker for position in about.positions} == {"Anna Berg", "Olof Dahl"}


def test_one_reason_of_nobody_in_particular_is_no_disagreement() -> None:
    told = (REASONS[0], ("The council rejected the tunnel because of the rock below it.", ""))
    assert values(WHY, *told) == []


def test_who_asks_for_the_reasons_of_one_gets_no_others() -> None:
    question = "Why does Berg say that the council rejected the tunnel?"
    assert values(question, *REASONS) == []


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When was the fair?", "time"),
        ("What are the dates of the fair?", "time"),
        ("How many people came?", "number"),
        ("What was the damage of the flood?", "number"),
        ("Who opened the fair?", "name"),
        ("Who is Anna Berg?", None),
        ("Who attended the fair?", None),
        ("Who says the fair costs 5 million?", None),
        ("Calder fair", None),
        ("Why was it closed?", None),
        ("What was the reason?", None),
    ],
)
def test_the_kind_that_is_asked_for(question: str, kind: str | None) -> None:
    assert asked_for(question) == kind
