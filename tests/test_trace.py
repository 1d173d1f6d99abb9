"""How an answer came about: what is kept of it, and the page that shows it."""

import pytest
from answer_fakes import small_collection

from rag.chain import build_chain
from rag.trace import Trace, Tracer
from ui.answer.why import NOT_KEPT, read_why, why_page
from ui.ask.asking import asked
from ui.ask.turn import Turn
from vectorstore.store import Store

QUESTION = "How many houses were flooded by the river in Velmora?"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return small_collection(tmp_path_factory.mktemp("trace"))


def answered(store: Store, question: str = QUESTION) -> Turn:
    return list(asked(Turn(question), [], lambda: build_chain(store), lambda: 3))[-1]


def trace_of(turn: Turn) -> Trace:
    assert turn.trace is not None
    return turn.trace


def test_candidates_keep_both_ranks_and_their_final_order(store: Store) -> None:
    trace = trace_of(answered(store))
    assert [c.rank for c in trace.candidates] == list(range(1, len(trace.candidates) + 1))
    best = trace.candidates[0]
    assert (best.title, best.dense_rank, best.lexical_rank) == ("Flood", 1, 1)
    assert best.is_passage
    assert trace.found == len(trace.candidates)


def test_sentences_tell_their_scores_and_whether_they_are_cited(store: Store) -> None:
    turn = answered(store)
    assert turn.answer is not None
    cited = [s for s in trace_of(turn).sentences if s.is_cited]
    assert {s.text for s in cited} == {c.quote for c in turn.answer.citations}
    best = trace_of(turn).sentences[0]
    assert best.text == "The river flooded 96 houses in Velmora on Sunday night."
    assert best.overlap > 0.5
    scores = [sentence.score for sentence in trace_of(turn).sentences]
    assert scores == sorted(scores, reverse=True)


def test_the_words_of_the_question_are_told_by_weight(store: Store) -> None:
    words = trace_of(answered(store)).words
    assert {word.word for word in words} == {"houses", "flooded", "river", "velmora"}
    assert [w.weight for w in words] == sorted((w.weight for w in words), reverse=True)


def test_the_time_of_every_step_is_told(store: Store) -> None:
    trace = trace_of(answered(store))
    names = [step.name for step in trace.steps]
    assert names[0] == "Reading the question"
    assert names[-1] == "Writing and checking the answer"
    assert len(names) == len(set(names))
    assert all(step.seconds >= 0 for step in trace.steps)


def test_a_declined_question_is_explained_too(store: Store) -> None:
    turn = answered(store, "Who won the chess tournament in Reykjavik?")
    assert turn.answer is not None and turn.answer.abstention is not None
    page = why_page(turn.token, [turn])
    assert "Declined: " in page
    assert "Reykjavik" in page


def test_a_chain_that_was_cut_short_leaves_what_it_came_to() -> None:
    tracer = Tracer()
    tracer.add({"found": []})
    trace = tracer.trace()
    assert (trace.found, trace.candidates, trace.sentences, trace.confidence) == (0, (), (), None)


def test_the_page_shows_figures_and_links_to_the_articles(store: Store) -> None:
    turn = answered(store)
    page = why_page(turn.token, [turn])
    best = trace_of(turn).candidates[0]
    assert f'href="#article-{best.article_id}"' in page
    assert "in the answer" in page
    assert f"a probability of {trace_of(turn).confidence:.2f}" in page
    assert "Every sentence is a slice of its article" in page


def test_what_is_in_articles_is_data_on_the_page(store: Store) -> None:
    turn = answered(store, "<img src=x onerror=alert(1)> flooded Velmora houses?")
    page = why_page(turn.token, [turn])
    assert "<img" not in page
    assert "&lt;img" in page


def test_an_answer_whose_way_was_not_kept_says_so() -> None:
    assert NOT_KEPT in why_page("0123abcd", [])
    assert NOT_KEPT in why_page("0123abcd", [Turn("When?", token="0123abcd")])


def test_only_names_of_turns_are_read() -> None:
    assert read_why("why-0123abcd") == "0123abcd"
    for forged in ("why-0123abcd-1", "why-0123ABCD", "../why-0123abcd", None, 3):
        assert read_why(forged) is None


def test_a_trace_survives_being_stored(store: Store) -> None:
    trace = trace_of(answered(store))
    assert Trace.model_validate_json(trace.model_dump_json()) == trace
