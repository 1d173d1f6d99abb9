"""Which questions ask for a comparison of outlets, and above all which do not."""

import pytest

from rag.asking.comparing import as_comparison, read_comparison
from rag.question import Query, read_question

OUTLETS = {
    "harbour post": "Harbour Post",
    "the velmora gazette": "The Velmora Gazette",
    "orda.example": "Orda.example",
    "kyiv herald": "Kyiv Herald",
    "time": "Time",
}
POST, GAZETTE = "harbour post", "the velmora gazette"


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Compare how the outlets reported Kazakhstan's decision", "Kazakhstan's decision"),
        ("compare how outlets reported on the flood", "the flood"),
        ("How did different outlets report the cost of Line 7?", "the cost of Line 7"),
        ("How did the media report that the dam broke?", "the dam broke"),
        ("How differently did the outlets report the flood?", "the flood"),
        ("How have newspapers reported the flood?", "the flood"),
        ("What do different newspapers say about the flood?", "the flood"),
        ("What does each outlet say about the losses of the shops?", "the losses of the shops"),
        ("Tell me what each newspaper says about Line 7.", "Line 7"),
        ("What do the various sources say about the passengers?", "the passengers"),
        ("Please compare how the different news outlets describe the dam", "the dam"),
        ("Contrast how the newspapers portrayed the mayor.", "the mayor"),
        ("Compare media coverage of the flood", "the flood"),
        ("Compare the coverage of the speech in Kazan by the outlets.", "the speech in Kazan"),
        ("Compare how the decision was reported by the outlets", "the decision"),
        ("How was the failure of the siren covered by the outlets?", "the failure of the siren"),
        ("How has the summit been reported in the press?", "the summit"),
        ("How do the outlets differ on the cost of Line 7?", "the cost of Line 7"),
        ("How do the outlets' reports on the flood differ?", "the flood"),
        ("How do the reports differ on the number of houses?", "the number of houses"),
        ("How does reporting on the flood vary across newspapers?", "the flood"),
        ("Where do the outlets disagree about the time of the flood?", "the time of the flood"),
        ("What are the differences in how the outlets describe the dam?", "the dam"),
        ("Which outlets reported on the flood, and what did they say?", "the flood"),
        ("Which reasons do the outlets give for the delay?", "reasons for the delay"),
        ("When do the outlets say the gates were opened?", "When the gates were opened"),
        ("How many houses do the newspapers say were lost?", "How many houses were lost"),
        ("According to the different outlets, why was it late?", "why was it late"),
        ("How did the outlets report the Harbour Post's fire?", "the Harbour Post's fire"),
    ],
)
def test_a_question_about_all_outlets(question: str, topic: str) -> None:
    assert read_comparison(question, OUTLETS) == (topic, ())


@pytest.mark.parametrize(
    "question",
    [
        "How do the Harbour Post and The Velmora Gazette differ on the flood?",
        "how do harbour post and velmora gazette differ about the flood",
        "What did the Harbour Post and the Velmora Gazette report about the flood?",
        "Compare what the Harbour Post and the Velmora Gazette say about the flood.",
        "Compare the Harbour Post's and the Velmora Gazette's coverage of the flood.",
        "Compare the Harbour Post's coverage of the flood with the Velmora Gazette's",
        "Compare the Harbour Post and the Velmora Gazette on the flood",
        "How does the Harbour Post's coverage of the flood differ from the Velmora Gazette's?",
        "How does the Harbour Post differ from The Velmora Gazette on the flood?",
        "How does the coverage of the flood differ between the Harbour Post and"
        " the Velmora Gazette?",
        "What are the differences between the Harbour Post and the Velmora Gazette on the flood?",
    ],
)
def test_a_question_that_names_outlets(question: str) -> None:
    assert read_comparison(question, OUTLETS) == ("the flood", (POST, GAZETTE))


def test_names_are_found_in_other_spellings_and_with_their_domain() -> None:
    read = read_comparison("How do Orda.example and the Kiev Herald differ on tax?", OUTLETS)
    assert read == ("tax", ("orda.example", "kyiv herald"))


@pytest.mark.parametrize(
    "question",
    [
        "Compare the population of Oslo and Bergen.",
        "Compare the reasons that Uali and Spanov see for staying outside BRICS.",
        "Compare the reports of the auditor and the transport office.",
        "Compare the cost of Line 7 in 2022 and 2024.",
        "Compare prices of newspapers in France and Spain",
        "What did the press secretary say about BRICS?",
        "What did the report say about the dam?",
        "What do experts say about the flood?",
        "What did the minister say about the press?",
        "How do Uali and Spanov differ on the reasons?",
        "How do Kazakhstan and Uzbekistan differ on BRICS?",
        "How do the two reports differ on cost?",
        "How do sources differ in salt content?",
        "How does the Harbour Post report the flood?",
        "What does The Velmora Gazette say about the flood?",
        "How do the Harbour Post and the auditor differ on the cost?",
        "How does the Velmora Gazette differ from last year?",
        "How did Western media report the decision?",
        "How did state media describe the protest?",
        "How did social media react to the speech?",
        "How did the media company report its losses?",
        "How did the retail outlets describe the season?",
        "How did the witnesses describe the flood?",
        "How do newspapers cover their costs?",
        "How do newspapers cover costs?",
        "How were the media banned in Russia?",
        "How many newspapers are sold in Germany?",
        "Which outlets did the company close?",
        "Which newspaper first reported the flood?",
        "Which media did Russia ban?",
        "What media were present at the summit?",
        "How do time and tide differ on the coast?",
    ],
)
def test_other_questions_are_left_alone(question: str) -> None:
    assert read_comparison(question, OUTLETS) is None
    query = Query(question, question)
    assert as_comparison(query, lambda: OUTLETS) is query


@pytest.mark.parametrize(
    "question",
    [
        "Compare the outlets.",
        "How do the outlets differ?",
        "What do the newspapers say?",
        "How did the outlets report it?",
        "How do the outlets report the news?",
    ],
)
def test_without_a_topic_there_is_nothing_to_compare(question: str) -> None:
    assert as_comparison(Query(question, question), lambda: OUTLETS).compared is None


def test_the_topic_is_searched_for_and_the_question_kept() -> None:
    question = "How did the outlets report the flood?"
    query = as_comparison(read_question({"question": question}), lambda: OUTLETS)
    assert (query.question, query.searched_for, query.compared) == (question, "the flood", ())


@pytest.mark.parametrize(
    "earlier", ["What damage did the flood do?", "How did the press report what damage was done?"]
)
def test_a_follow_up_is_about_what_was_asked_before(earlier: str) -> None:
    ask = {"question": "How did the outlets report it?", "history": [earlier]}
    query = as_comparison(read_question(ask), lambda: OUTLETS)
    assert query.compared == ()
    assert "damage" in query.searched_for
    assert "outlets" not in query.searched_for
    assert "press" not in query.searched_for


def test_the_outlets_are_not_read_for_a_question_that_can_be_no_comparison() -> None:
    def unwanted() -> dict[str, str]:
        raise AssertionError("read")

    query = Query("When was the summit?", "When was the summit?")
    assert as_comparison(query, unwanted) is query


def test_letters_for_private_use_in_a_question_are_no_outlets() -> None:
    assert read_comparison("How do \ue000 and \ue001 differ on tax?", OUTLETS) is None


@pytest.mark.parametrize("question", ["how do " * 280, "compare how the outlets " * 80])
def test_no_question_takes_long(question: str) -> None:
    assert read_comparison(question, OUTLETS) is None
