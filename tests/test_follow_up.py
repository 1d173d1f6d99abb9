"""How a follow-up is understood, what only looks like one, and what stays as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.dialogue.frame import gerund
from rag.dialogue.mentions import mentions
from rag.dialogue.references import references
from rag.follow_up import leans_back, self_contained

EARLIER = "Which states joined the group in Kazan?"
APPLIED = "When did Azerbaijan apply to BRICS?"


@pytest.mark.parametrize(
    ("earlier", "question", "understood"),
    [
        (APPLIED, "And Türkiye?", "When did Türkiye apply to BRICS?"),
        (APPLIED, "Türkiye?", "When did Türkiye apply to BRICS?"),
        (APPLIED, "And why?", "Why did Azerbaijan apply to BRICS?"),
        (APPLIED, "When did Türkiye apply?", "When did Türkiye apply to BRICS?"),
        (APPLIED, "Did Cuba do the same?", "Did Cuba apply to BRICS?"),
        (APPLIED, "And did Cuba?", "Did Cuba apply to BRICS?"),
        (
            APPLIED,
            "How did Moscow respond?",
            "How did Moscow respond to Azerbaijan applying to BRICS?",
        ),
        (
            "What was Astana's decision on BRICS?",
            "But how did Moscow react?",
            "How did Moscow react to Astana's decision on BRICS?",
        ),
        ("Will Astana join the bank?", "Why not?", "Why will Astana not join the bank?"),
        (
            "What did Uali say about BRICS in 2024?",
            "What about 2023?",
            "What did Uali say about BRICS in 2023?",
        ),
        (
            "What did Uali say about BRICS?",
            "And in 2023?",
            "What did Uali say about BRICS in 2023?",
        ),
        (
            "How large is trade between Astana and Moscow?",
            "And with China?",
            "How large is trade between Astana and China?",
        ),
        ("What did Tokayev say about BRICS?", "Why did he refuse?", "Why did Tokayev refuse?"),
        ("Who is Maren Osei?", "Where does she live?", "Where does Maren Osei live?"),
        (
            "What did the mayor of Velmora promise?",
            "Who is her deputy?",
            "Who is the mayor of Velmora's deputy?",
        ),
        ("How long is Line 7?", "What are its stops?", "What are Line 7's stops?"),
        (
            "Where was the summit in Kazan held?",
            "Who opened it?",
            "Who opened the summit in Kazan?",
        ),
        ("When did Putin speak in Kazan?", "Who lives there?", "Who lives in Kazan?"),
    ],
)
def test_what_is_certain_becomes_a_question_of_its_own(
    earlier: str, question: str, understood: str
) -> None:
    assert self_contained(question, [earlier]) == understood


@pytest.mark.parametrize(
    ("earlier", "question"),
    [
        ("What did Tokayev tell Putin?", "Why did he refuse?"),
        ("Who asked Tokayev?", "Why did he refuse?"),
        ("Which student attacked Tokayev?", "Why did he do it?"),
        ("Did Kazakhstan export wheat?", "Who bought it?"),
        ("What did the commission say about the dam?", "Who leads it?"),
        ("What did Uali say about Abishev?", "And Spanov?"),
        ("How large is the trade of Kazakhstan with Russia?", "And China?"),
        ("Which states joined in 2024?", "And which one before that?"),
        (EARLIER, "How did Moscow respond?"),
        (EARLIER, "What would that cost?"),
        (EARLIER, "Who announced this decision?"),
        (EARLIER, "Who was killed?"),
        (EARLIER, "Was anybody killed by it?"),
        (EARLIER, "Which city?"),
        (EARLIER, "Who said so?"),
        (EARLIER, "And the damage?"),
        ("what did tokayev say about brics", "why did he refuse"),
    ],
)
def test_where_a_reference_can_mean_several_things_the_earlier_question_is_added(
    earlier: str, question: str
) -> None:
    assert self_contained(question, [earlier]) == f"{question} ({earlier})"


@pytest.mark.parametrize(
    "question",
    [
        "What is BRICS?",
        "What is inflation?",
        "Who's Osei?",
        "Where is Kazan?",
        "Is it true that Russia restricted imports?",
        "How long does it take to build a dam?",
        "Why did Russia restrict wheat and how did it explain the ban?",
        "What did the mayor say about her plans?",
        "Before he resigned, what did Uali promise?",
        "Which of the five harbour cities paid for the bridge that they built?",
        "Who told Tokayev about his illness?",
        "Uali spoke on Friday. What did he say?",
        'Who said "he will not apply to it"?',
        "Who is He Jiankui?",
        "Who said that Line 7 failed?",
        "What happened to those who lost their homes?",
        "Is there a fee for Line 7?",
        "Who was elected at the end of this year?",
        "What did the former president say?",
        "And how many people live in Tokyo?",
        "kazakhstan brics membership",
        "Türkiye",
        "How did Moscow respond to the ban?",
        "What about the trade between Kazakhstan and China in the year 2024?",
    ],
)
def test_a_question_that_stands_alone_stays_letter_for_letter(question: str) -> None:
    assert self_contained(question, [APPLIED, EARLIER]) == question
    assert not leans_back(question) or question.startswith("What about")


def test_a_chain_of_follow_ups_is_understood_one_after_another() -> None:
    history = [APPLIED]
    for question, understood in [
        ("And Türkiye?", "When did Türkiye apply to BRICS?"),
        ("And why?", "Why did Türkiye apply to BRICS?"),
        ("How did Moscow respond?", "How did Moscow respond to Türkiye applying to BRICS?"),
        ("And Beijing?", "How did Beijing respond to Türkiye applying to BRICS?"),
    ]:
        assert self_contained(question, history) == understood
        history.append(question)


def test_what_is_added_in_brackets_is_the_last_question_that_stands_alone() -> None:
    history = [EARLIER, "Which city?", "Who was killed?"]
    assert self_contained("Who said so?", history) == f"Who said so? ({EARLIER})"
    assert self_contained("Why?", ["And when?", "Who?"]) == "Why? (And when?)"


def test_a_new_topic_is_what_later_questions_refer_to() -> None:
    history = ["What did Tokayev say about BRICS?", "Who is Maren Osei?"]
    assert self_contained("Where does she live?", history) == "Where does Maren Osei live?"


def test_nothing_is_added_without_history() -> None:
    assert self_contained("And why?", []) == "And why?"


def test_a_long_question_explains_itself() -> None:
    question = "Why did he refuse, " + "and " * 80 + "when?"
    assert self_contained(question, [EARLIER]) == question
    assert self_contained("Why?", ["Who? " * 100]) == f"Why? ({'Who? ' * 100})"


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=3))
def test_any_text_is_understood_as_some_text(question: str, history: list[str]) -> None:
    assert self_contained(question, []) == question
    understood = self_contained(question, history)
    assert understood == question or understood.strip()


def test_a_reference_is_found_where_it_stands() -> None:
    question = "Why did Russia restrict it after that?"
    found = references(question)
    assert [(r.word, r.kind) for r in found] == [("it", "it"), ("after that", "pointer")]
    assert all(question[r.start : r.end] == r.word for r in found)


def test_a_mention_is_a_slice_of_the_question_and_has_a_kind() -> None:
    question = (
        "What did the auditor Helga Strand tell Oskwater and the Kremlin in Velmora in May 2023?"
    )
    found = mentions(question)
    assert all(question[m.start : m.end] == m.text for m in found)
    assert {m.text: m.kind for m in found} == {
        "the auditor Helga Strand": "person",
        "Oskwater": "name",
        "the Kremlin": "organisation",
        "Velmora": "place",
        "May 2023": "time",
    }


@pytest.mark.parametrize(
    ("verb", "form"),
    [("apply", "applying"), ("stop", "stopping"), ("admit", "admitting"), ("show", "showing")],
)
def test_the_form_of_a_verb_after_to(verb: str, form: str) -> None:
    assert gerund(verb) == form


@pytest.mark.parametrize(
    ("earlier", "question", "understood"),
    [
        (
            "Where did the residents of Tanner Street sleep?",
            "Where did they work?",
            "Where did the residents of Tanner Street work?",
        ),
        (
            "How many residents of Velmora had to leave their homes?",
            "Where did they spend the night?",
            "Where did the residents of Velmora spend the night?",
        ),
        (
            "Why did the council vote twice?",
            "What did they decide?",
            "What did the council decide?",
        ),
        (
            "Why did Russia and China meet?",
            "Who invited them?",
            "Who invited Russia and China?",
        ),
    ],
)
def test_they_are_the_one_group_that_was_named(
    earlier: str, question: str, understood: str
) -> None:
    assert self_contained(question, [earlier]) == understood


@pytest.mark.parametrize(
    ("earlier", "question"),
    [
        ("What did the council promise the shops of Mercer Street?", "What do they receive now?"),
        ("Which states joined the group?", "When did they apply?"),
        ("What did the leaders discuss in Kazan?", "When did they meet?"),
        ("Where did the residents of Tanner Street sleep?", "Where are their houses?"),
        ("Why were the trams of Port Calder late?", "When did they leave?"),
    ],
)
def test_they_stay_with_the_earlier_question_where_it_is_not_certain(
    earlier: str, question: str
) -> None:
    assert self_contained(question, [earlier]) == f"{question} ({earlier})"
