"""The Evaluation tab without a browser: runs, reports, comparisons, samples under review."""

import re
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr
import pytest
from conftest import TRADE_ID, FakeChain, nasty_answer, summit_answer
from library_fakes import small_store
from workplace_fakes import DECLINES, FAILS, PASSES, SAMPLES, SETUP, measured, parts_with, workplace

from eval.baselines.baseline import baseline_of, write_baseline
from eval.baselines.gate import changes
from eval.runs.figures import METRICS
from eval.runs.records import Run
from eval.samples.sample import Sample
from eval.samples.sets import OWN, SHIPPED
from eval.workplace import BASELINE, Workplace
from rag.feedback import Opinion
from ui.ask.chat import ChatPage
from ui.ask.feedback import FeedbackPage
from ui.ask.turn import Turn
from ui.evaluation.figures import categories_html, metrics_html, score_html
from ui.evaluation.questions import AT_FIRST, questions_shown
from ui.evaluation.review import FIELDS, ReviewPage
from ui.evaluation.runs import NO_SAMPLES, REPORT, WATCHED, RunsPage
from ui.once import Once
from ui.parts import Parts

DAY = datetime(2024, 10, 22, 9, 5, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path, fake_chain: FakeChain) -> Workplace:
    return workplace(tmp_path, fake_chain)


@pytest.fixture
def page(place: Workplace) -> RunsPage:
    return RunsPage(lambda: place)


def finish() -> None:
    for thread in threading.enumerate():
        if thread.name == "background":
            thread.join(20)


def passing(run: Run) -> Run:
    """The run as if every question had passed."""
    outcomes = tuple(
        outcome.model_copy(
            update={"passed": True, "failures": (), "values": {**outcome.values, "passed": 1.0}}
        )
        for outcome in run.outcomes
    )
    return run.model_copy(update={"outcomes": outcomes})


# --- Running ------------------------------------------------------------------------------------


def test_a_run_ends_as_a_kept_run_that_is_shown(page: RunsPage, place: Workplace) -> None:
    assert len(page.start(SHIPPED, None)) == WATCHED
    finish()
    progress, start, stop, timer, _, runs = page.tick(None)
    assert "done in" in progress
    assert start["interactive"] and not stop["visible"]
    assert timer.active is False
    newest = place.kept.listed().runs[0]
    assert (newest.passed, newest.asked) == (2, 3)
    assert runs["value"] == newest.id
    assert runs["choices"][0][0].endswith("Sample questions · 2 of 3 passed")


def test_a_run_under_way_is_seen_by_everybody_and_no_second_starts(
    tmp_path: Path, fake_chain: FakeChain
) -> None:
    go = threading.Event()
    place = workplace(tmp_path, fake_chain, lambda: go.wait(20) and None)
    RunsPage(lambda: place).start(SHIPPED, None)
    place.own.put(PASSES)
    second = RunsPage(lambda: place).start(OWN, None)
    for progress, start, stop, timer, *_ in (second, RunsPage(lambda: place).look(None)):
        assert "Sample questions" in progress
        assert not start["interactive"] and stop["visible"]
        assert timer.active is True
    go.set()
    finish()
    assert [head.name for head in place.kept.listed().runs] == [SHIPPED]


def test_a_stopped_run_keeps_nothing_and_says_so(tmp_path: Path, fake_chain: FakeChain) -> None:
    go = threading.Event()
    place = workplace(tmp_path, fake_chain, lambda: go.wait(20) and None)
    page = RunsPage(lambda: place)
    page.start(SHIPPED, None)
    assert "Stopping" in page.stop(None)[0]
    go.set()
    finish()
    assert "Nothing was kept" in page.tick(None)[0]
    assert place.kept.listed().runs == ()


def test_what_cannot_run_is_said(page: RunsPage, place: Workplace, tmp_path: Path) -> None:
    assert NO_SAMPLES in page.start(OWN, None)[0]
    assert "Choose a set" in page.start("../nonsense", None)[0]
    place.own.path.write_text("{spoilt")
    assert "line 1" in page.start(OWN, None)[0]
    place.own.path.unlink()
    place.subjects[SHIPPED].samples.file.write_text("")
    page.start(SHIPPED, None)
    finish()
    assert "holds no samples" in page.tick(None)[0]


def test_a_torn_run_is_told_beside_the_others(page: RunsPage, place: Workplace) -> None:
    kept = place.kept.save(measured(), SETUP, DAY)
    folder = place.own.path.parent / "evaluations"
    (folder / "20240101T000000-000000-citewire.json").write_text('{"at"')
    progress, *_, runs = page.look(None)
    assert "1 kept run cannot be read" in progress
    assert runs["value"] == kept


def test_a_run_that_ends_is_shown_and_one_that_was_chosen_stays(
    page: RunsPage, place: Workplace
) -> None:
    earlier = place.kept.save(measured(), SETUP, DAY)
    page.start(SHIPPED, earlier)
    finish()
    assert page.tick(earlier)[-1]["value"] == place.kept.listed().runs[0].id != earlier
    assert page.look(earlier)[-1]["value"] == earlier


def test_spoilt_samples_leave_the_rest_of_the_page_usable(page: RunsPage, place: Workplace) -> None:
    place.own.put(PASSES)
    assert ("Your samples (1)", OWN) in page.look(None)[4]["choices"]
    place.own.path.write_text("{spoilt")
    assert ("Your samples", OWN) in page.look(None)[4]["choices"]
    page.start(SHIPPED, None)
    finish()
    assert "done in" in page.tick(None)[0]


# --- The report ---------------------------------------------------------------------------------


def report(page: RunsPage, run_id: str, against: str | None = None) -> tuple[Any, ...]:
    shown = page.choose(run_id) if against is None else page.hold(run_id, against)
    assert len(shown) == REPORT
    return shown


def test_a_report_shows_figures_with_intervals_and_the_baseline(
    page: RunsPage, place: Workplace
) -> None:
    run = measured()
    write_baseline(place.subjects[SHIPPED].samples.baseline, baseline_of(passing(run)))
    against, score, metrics, categories, *_ = report(page, place.kept.save(run, SETUP, DAY))
    assert against["value"] == BASELINE
    assert "<strong>2</strong> of 3 questions passed" in score
    assert "1 now fail" in score
    assert "22 Oct 2024, 09:05 UTC" in score
    assert all(metric in metrics for metric in METRICS)
    row = re.search(r"<tr><th[^>]*>Questions passed.*?</tr>", metrics)
    assert row and "0.667" in row[0] and "0.00–1.00" in row[0] and "1.000" in row[0]
    assert "-0.333" in row[0]
    assert "Conflict" in categories and "0 of 1" in categories


def test_a_failed_question_opens_as_an_answer_with_citations(
    page: RunsPage, place: Workplace
) -> None:
    *_, questions, turns, more = report(page, place.kept.save(measured(), SETUP, DAY))
    assert FAILS.question in questions
    assert PASSES.question not in questions
    assert "the fact &#x27;50 billion&#x27; is missing" in questions
    assert [turn.question for turn in turns] == [FAILS.question]
    assert turns[0].asked_of == SHIPPED
    assert f'href="#cite-{turns[0].token}-1"' in questions
    assert not more["visible"]


def test_citations_of_a_report_open_in_the_collection_that_was_asked(
    tmp_path: Path, fake_chain: FakeChain
) -> None:
    parts, place = parts_with(tmp_path, fake_chain)
    *_, turns, _ = RunsPage(lambda: place).choose(place.kept.save(measured(), SETUP, DAY))
    name = f"cite-{turns[0].token}-1"
    opened = ChatPage(parts).follow((), turns, (), gr.EventData(None, {"id": name}))
    assert "Trade with the EU grows" in opened
    assert f'data-names="{name}"' in opened
    gone = ChatPage(parts).follow((), (), (), gr.EventData(None, {"id": name}))
    assert "no longer kept" in gone


def test_a_link_to_an_article_of_a_report_opens_that_collection_again(
    tmp_path: Path, fake_chain: FakeChain
) -> None:
    parts, place = parts_with(tmp_path, fake_chain)
    # The user's own collection has no such article.
    page = ChatPage(replace(parts, library=Once(lambda: small_store(tmp_path / "own"))))
    *_, turns, _ = RunsPage(lambda: place).choose(place.kept.save(measured(), SETUP, DAY))
    clicked = gr.EventData(None, {"id": f"cite-{turns[0].token}-1"})
    assert f'data-of="{SHIPPED}"' in page.follow((), turns, (), clicked)
    query = {"open": f"cite-{turns[0].token}-1", "article": TRADE_ID, "at": "0-5", "of": SHIPPED}
    linked = page.open_linked((), SimpleNamespace(query_params=query))
    assert "Trade with the EU grows" in linked
    name = f"article-{TRADE_ID}-0-5"
    assert f'data-of="{SHIPPED}"' in linked and f'data-name="{name}"' in linked
    raw = {"id": name, "view": "raw", "of": SHIPPED}
    assert "cw-raw" in page.follow((), (), (), gr.EventData(None, raw))
    elsewhere = page.open_linked((), SimpleNamespace(query_params={**query, "of": ""}))
    assert "Trade with the EU grows" not in elsewhere
    assert "The Library tab lists the articles there are" in elsewhere


def test_two_runs_are_compared(page: RunsPage, place: Workplace) -> None:
    run = measured()
    earlier = place.kept.save(passing(run), {**SETUP, "passages": 8}, DAY)
    later = place.kept.save(run, SETUP, DAY + timedelta(days=1))
    against, score, metrics, _, questions, turns, _ = report(page, later)
    assert against["value"] == earlier
    assert "1 now fail" in score
    assert "Passages: 8 in the other run, 12 in this one." in score
    assert "passed before" in questions
    assert "The answer in the other run" in questions
    assert len(turns) == 2
    assert "Before" in metrics
    *_, questions, _, _ = report(page, earlier, later)
    assert "Failed before and pass now" in questions and FAILS.question in questions
    _, score, metrics, *_ = report(page, later, "")
    assert "now fail" not in score
    assert "Before" not in metrics


def test_a_change_is_measured_on_the_questions_that_both_have() -> None:
    run = measured()
    before = baseline_of(passing(measured(samples=(PASSES, FAILS))))
    moved = changes(run, before)["passed"]
    assert moved is not None
    assert (moved.mean, moved.count) == (-0.5, 2)


def test_regressed_questions_come_first(place: Workplace) -> None:
    other = FAILS.model_copy(update={"id": "trade-00"})
    run = measured(samples=(other, FAILS))
    write_baseline(
        place.subjects[SHIPPED].samples.baseline,
        baseline_of(passing(measured(samples=(FAILS,)))),
    )
    held = place.held(place.kept.save(run, SETUP), BASELINE)
    html = questions_shown(held).html
    assert html.index("trade-01") < html.index("trade-00")


def test_many_failed_questions_are_cut_until_all_are_asked_for(
    page: RunsPage, place: Workplace
) -> None:
    many = tuple(FAILS.model_copy(update={"id": f"t-{n}"}) for n in range(AT_FIRST + 3))
    run_id = place.kept.save(measured(samples=many), SETUP, DAY)
    *_, questions, turns, more = report(page, run_id)
    assert questions.count('<details class="cw-asked"') == len(turns) == AT_FIRST
    assert more["visible"] and more["value"] == "Show 3 more"
    *_, turns, more = page.everything(run_id, "")
    assert len(turns) == AT_FIRST + 3
    assert not more["visible"]


def test_a_run_that_is_none_is_said(page: RunsPage) -> None:
    assert "No run yet" in page.choose(None)[1]
    assert "no such run" in page.choose("../../etc/passwd")[1]
    assert "cannot be read" in page.hold("20240101T000000-000000-x", BASELINE)[1]


def test_text_of_a_report_is_shown_as_text(place: Workplace) -> None:
    nasty = "<img src=x onerror=alert(1)>"
    sample = Sample(
        id=nasty,
        category="feedback",
        question=nasty,
        status="abstained",
        facts=((nasty,),),
        note=nasty,
    )
    quoted = nasty_answer(nasty)
    run = measured(samples=(sample,))
    outcome = run.outcomes[0].model_copy(update={"answer": quoted})
    run = run.model_copy(update={"outcomes": (outcome,), "sample_errors": (nasty,)})
    held = place.held(place.kept.save(run, {**SETUP, "reader": nasty}), "")
    html = (
        score_html(held)
        + metrics_html(held.report)
        + categories_html(held.report)
        + questions_shown(held).html
    )
    assert "<img" not in html
    assert "&lt;img src=x" in html


# --- Samples under review -----------------------------------------------------------------------


@pytest.fixture
def everything(tmp_path: Path, fake_chain: FakeChain) -> tuple[Parts, Workplace]:
    return parts_with(tmp_path, fake_chain)


def named(update: tuple[Any, ...]) -> dict[str, Any]:
    """The fields of the form by their names."""
    return dict(zip(FIELDS, update[6 : 6 + len(FIELDS)], strict=True))


def test_a_bad_answer_becomes_a_sample_is_edited_and_is_in_the_next_run(
    everything: tuple[Parts, Workplace],
) -> None:
    parts, place = everything
    turns = (Turn("How large is trade?", token="0123abcd", answer=summit_answer("How?")),)
    judged = FeedbackPage(parts)
    judged.judge(turns, gr.EventData(None, {"id": "bad-0123abcd"}))
    made = judged.make_sample(turns, "0123abcd", "wrong", "It is not about the summit.")
    sample_id = made[7]
    assert made[8]["visible"]

    assert parts.evaluation and parts.feedback
    review = ReviewPage(parts.evaluation, parts.feedback)
    shown = review.show(sample_id)
    assert shown[0]["value"] == sample_id
    assert "The answer that was given" in shown[4]
    assert named(shown)["note"] == "It is wrong. It is not about the summit."
    fields = named(shown) | {"facts": "41.8 billion", "forbidden": "Kazan"}
    assert "Saved" in review.save(sample_id, *fields.values())[3]

    RunsPage(parts.evaluation).start(OWN, None)
    finish()
    kept = place.kept.read(place.kept.listed().runs[0].id)
    assert [outcome.sample.id for outcome in kept.run.outcomes] == [sample_id]
    assert kept.run.outcomes[0].passed
    assert kept.run.outcomes[0].sample.facts == (("41.8 billion",),)


def test_a_sample_is_made_once(everything: tuple[Parts, Workplace]) -> None:
    parts, place = everything
    turns = (Turn("How?", token="0123abcd", answer=summit_answer("How?")),)
    judged = FeedbackPage(parts)
    judged.judge(turns, gr.EventData(None, {"id": "bad-0123abcd"}))
    judged.make_sample(turns, "0123abcd", "wrong", "")
    edited = place.own.read()[0].model_copy(update={"note": "by hand"})
    place.own.put(edited)
    judged.make_sample(turns, "0123abcd", "decline", "")
    assert place.own.read() == [edited]


def test_what_is_wrong_in_the_form_is_said_by_field(everything: tuple[Parts, Workplace]) -> None:
    parts, place = everything
    place.own.put(DECLINES)
    assert parts.evaluation
    review = ReviewPage(parts.evaluation, None)
    fields = named(review.show(None)) | {"as_of": "soon", "passages": "<b>nowhere</b>"}
    said = review.save(DECLINES.id, *fields.values())[3]
    assert "<b>Asked as of</b> The day must be written" in said
    assert "&lt;b&gt;nowhere" in said
    assert place.own.read() == [DECLINES]


def test_samples_are_removed_and_an_empty_list_says_how_they_come(
    everything: tuple[Parts, Workplace],
) -> None:
    parts, place = everything
    assert parts.evaluation
    review = ReviewPage(parts.evaluation, parts.feedback)
    place.own.put(PASSES)
    update = review.remove(PASSES.id)
    assert "No samples yet" in update[1]
    assert not update[2]["visible"]
    assert "no longer there" in review.save(PASSES.id, *named(update).values())[3]


def test_quotations_of_the_answer_become_passages(everything: tuple[Parts, Workplace]) -> None:
    parts, place = everything
    answer = summit_answer("When?")
    assert parts.feedback and parts.evaluation
    parts.feedback().give(Opinion(turn="0123abcd", good=False, question="When?", answer=answer))
    sample = PASSES.model_copy(update={"id": "feedback-0123abcd"})
    place.own.put(sample)
    review = ReviewPage(parts.evaluation, parts.feedback)
    shown = review.show(sample.id)
    quotes = [quote for _, quote in shown[5]["choices"]]
    assert quotes == [citation.quote for citation in answer.citations]
    passages = review.quote(quotes[:1], "another one")
    assert passages.splitlines() == ["another one", quotes[0]]
    fields = named(shown) | {"passages": quotes[0]}
    review.save(sample.id, *fields.values())
    assert place.own.read()[0].passages[0].source == "kazan-summit.html"


def test_the_samples_of_the_set_are_all_asked(page: RunsPage, place: Workplace) -> None:
    page.start(SHIPPED, None)
    finish()
    kept = place.kept.read(place.kept.listed().runs[0].id)
    assert [outcome.sample for outcome in kept.run.outcomes] == list(SAMPLES)
