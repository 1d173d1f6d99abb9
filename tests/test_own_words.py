"""Follow-ups that could not be made one question are answered by their own words, or not at all."""

from answer_fakes import chunk

from rag.draft import Attribution, DraftStatement, Quote
from rag.evidence import Evidence
from rag.fitting.own_words import carrying, own_part, unanswerable, with_own_words
from rag.question import Query

CLOSED = "Six shops closed in Mill Street."
COST = "The damage cost nine million crowns."
NOBODY = Attribution(None, "reported")


def told(text: str, score: float, answer: str | None = None, id: int = 1) -> Evidence:
    span = None
    if answer is not None:
        span = (text.index(answer), text.index(answer) + len(answer))
    found = chunk(text, id)
    return Evidence(found, 1, 0, len(text), text, 0.5, 0.5, 0.5, False, span, None, score)


def follow_up(own: str, earlier: str) -> Query:
    return Query(own, f"{own} ({earlier})")


def nobody(quote: Quote) -> Attribution:
    return NOBODY


SHOPS = follow_up("And the damage?", "How many shops closed?")


def test_what_holds_the_words_of_the_follow_up_comes_first() -> None:
    found = with_own_words(SHOPS, [told(CLOSED, 1.0), told(COST, 0.8, id=2)], nobody)
    assert [e.text for e in found] == [COST, CLOSED]


def test_few_words_stand_in_a_sentence_with_a_word_of_its_own() -> None:
    evidence = [told(CLOSED, 1.0), told(COST, 0.8, id=2)]
    assert [e.text for e in carrying(SHOPS, evidence, ())] == [COST]
    where = follow_up("And where was it?", "When was the summit?")
    assert carrying(where, evidence, ()) == []


def test_a_question_of_its_own_is_left_alone() -> None:
    query = Query("Who leads the EU (European Union)?", "Who leads the EU (European Union)?")
    evidence = [told(CLOSED, 1.0)]
    assert own_part(query) is None
    assert with_own_words(query, evidence, nobody) == carrying(query, evidence, ()) == evidence
    assert unanswerable(query, evidence) is None


def test_a_follow_up_that_nothing_tells_of_is_declined_with_its_words() -> None:
    assert unanswerable(SHOPS, [told(CLOSED, 1.0)]) == (
        "The passages on the earlier question say nothing of “damage”."
    )
    assert unanswerable(SHOPS, [told(COST, 1.0)]) is None


def test_the_one_before_that_is_asked_back() -> None:
    another = follow_up("And the one before that?", "When was the summit in Osk?")
    reason = unanswerable(another, [told(CLOSED, 1.0)])
    assert reason is not None
    assert reason.startswith("It is not clear what “the one before that” refers to.")


def test_a_figure_is_of_the_source_that_was_asked_for() -> None:
    question = "How much is it according to the auditor?"
    query = Query(question, question)
    both = "The council approved 412 million, and the auditor speaks of 530 million."
    council, auditor = told(both, 1.0, "412 million"), told(both, 1.0, "530 million")
    assert carrying(query, [council, auditor], ()) == [auditor]
    hers = told("It will cost 530 million.", 1.0, "530 million")
    by = Attribution("Helga Strand", "statement", "auditor of the city")
    draft = DraftStatement(hers.text, (Quote(hers.chunk, 0, hers.end),), by=by)
    assert carrying(query, [hers], [draft]) == [hers]
    assert carrying(query, [hers], ()) == []
