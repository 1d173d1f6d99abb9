"""Who is asked for comes first with their own words; who is not quoted is not answered for."""

from dataclasses import replace

from answer_fakes import chunk

from rag.evidence import Evidence
from rag.fitting.sayings import not_quoted, words_first


def told(text: str, score: float, id: int, similarity: float = 0.5) -> Evidence:
    found = replace(chunk(text, id), article_id=f"article {id}")
    return Evidence(found, 1, 0, len(text), text, similarity, 0.5, 0.5, False, None, None, score)


MEETING = "What did Berg say at the Union summit in Osk?"
IN_OSK = told("Berg praised the neighbours of the Union at length.", 1.0, 1)
IN_SUND = told("At the Union summit in Sund, Berg said that she was tired.", 1.3, 2)
CAME = told("Berg came to the Union summit in Osk.", 1.5, 3)


def test_the_words_come_before_what_is_said_of_somebody() -> None:
    assert words_first(MEETING, [IN_OSK], [CAME])[0].text == IN_OSK.text


def test_words_of_another_place_do_not_lead() -> None:
    assert words_first(MEETING, [IN_OSK, IN_SUND], [CAME])[0].text == IN_OSK.text


def test_reasons_come_first_where_reasons_are_asked_for() -> None:
    says = told("Norland will not join, Berg said.", 1.0, 1)
    gives = told("Berg cited the many stages as the reason.", 0.6, 2, similarity=0.1)
    for question in ("Why did Berg say Norland will not join?", "What reasons did Berg give?"):
        assert words_first(question, [says, gives], [])[0].text == gives.text


def test_who_says_nothing_on_it_is_not_quoted() -> None:
    question = "What did Berg say about the flood?"
    tram = told("The tram is late, Berg said.", 1.0, 1)
    flood = told("The flood came at night.", 1.0, 2)
    reason = not_quoted(question, "Berg", [tram], [tram, flood])
    assert reason is not None
    assert reason.startswith("Berg is not quoted on this")
    assert not_quoted(question, "Berg", [], [flood]) is not None


def test_what_may_be_their_words_is_left_to_the_answer() -> None:
    question = "What did Berg say about the flood?"
    hers = told("Nobody foresaw the flood.", 1.0, 1)
    assert not_quoted(question, "Berg", [hers], [hers]) is None
    unread = told("Berg rejected all blame for the flood.", 1.0, 2)
    assert not_quoted(question, "Berg", [], [unread]) is None
    elsewhere = told("The flood was the first point.", 1.0, 1)
    assert not_quoted(question, "Berg", [told("It is late.", 1.0, 1)], [elsewhere]) is None
    assert not_quoted("What does the report say?", "the report", [], [unread]) is None
