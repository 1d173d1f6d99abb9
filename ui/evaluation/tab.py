"""The Evaluation tab laid out and wired: what runs, the report, the samples.

What this module does not know: what happens on an event; runs.py and review.py do.
"""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from eval.samples.sets import OWN, SHIPPED
from eval.workplace import Workplace
from ui.ask.feedback import FeedbackForm
from ui.evaluation import review
from ui.evaluation.review import ReviewForm, ReviewPage
from ui.evaluation.runs import RunsPage
from ui.events import PRIVATE, UNQUEUED
from ui.once import Once
from ui.parts import Parts

SECONDS = 1.0
"""Between two looks at a run under way."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The components of the tab."""

    tab: gr.Tab
    inner: gr.Tabs
    """The report, and the samples."""
    sets: gr.Radio
    start: gr.Button
    stop: gr.Button
    timer: gr.Timer
    progress: gr.HTML
    run: gr.Dropdown
    against: gr.Dropdown
    report: tuple[gr.HTML, ...]
    """Score, metrics, categories, questions."""
    more: gr.Button
    samples: ReviewForm
    samples_tab: gr.Tab


def lay_out() -> Evaluation:
    """Lay the tab out in the Tabs that are being built."""
    with gr.Tab("Evaluation", id="evaluation") as tab, gr.Column(elem_id="cw-evaluation"):
        with gr.Row(elem_id="cw-start"):
            sets = gr.Radio(
                [("Sample questions", SHIPPED), ("Your samples", OWN)],
                value=SHIPPED,
                label="The next run asks",
                scale=1,
                elem_id="cw-asks",
            )
            stop = gr.Button("Stop", size="md", scale=0, visible=False, elem_id="cw-stop-run")
            start = gr.Button("Run", variant="primary", size="md", scale=0, elem_id="cw-run")
        progress = gr.HTML("", apply_default_css=False, elem_id="cw-progress")
        with gr.Tabs(elem_id="cw-evaluation-tabs") as inner:
            with gr.Tab("Report", id="report"):
                run, against, report, more = _report()
            with gr.Tab("Your samples", id="samples") as samples_tab:
                samples = review.lay_out()
        timer = gr.Timer(SECONDS, active=False)
    return Evaluation(
        tab, inner, sets, start, stop, timer, progress, run, against, report, more, samples,
        samples_tab,
    )  # fmt: skip


def _report() -> tuple[gr.Dropdown, gr.Dropdown, tuple[gr.HTML, ...], gr.Button]:
    with gr.Row(elem_id="cw-which"):
        run = gr.Dropdown([], label="Report of the run", filterable=False, interactive=True)
        against = gr.Dropdown([], label="Held against", filterable=False, interactive=True)
    report = tuple(gr.HTML("", apply_default_css=False) for _ in range(4))
    more = gr.Button("Show more", size="sm", visible=False, elem_id="cw-more")
    return run, against, report, more


def wire(
    demo: gr.Blocks, parts: Parts, tab: Evaluation, reported: gr.State, reviewed: gr.State
) -> None:
    """Connect the components; the states take the turns whose citations can be opened."""
    _wire_runs(RunsPage(_place(parts)), tab, reported)
    _wire_samples(ReviewPage(_place(parts), parts.feedback), tab, reviewed)
    demo.load(RunsPage(_place(parts)).look, [tab.run], _watched(tab), **PRIVATE)


def _place(parts: Parts) -> Once[Workplace]:
    if parts.evaluation is None:
        raise ValueError("the tab is laid out only where there is an evaluation")
    return parts.evaluation


def _watched(tab: Evaluation) -> list[Any]:
    return [tab.progress, tab.start, tab.stop, tab.timer, tab.sets, tab.run]


def _wire_runs(page: RunsPage, tab: Evaluation, reported: gr.State) -> None:
    watched = _watched(tab)
    tab.tab.select(page.look, [tab.run], watched, **PRIVATE)
    tab.timer.tick(page.tick, [tab.run], watched, **PRIVATE)
    tab.start.click(page.start, [tab.sets, tab.run], watched, **PRIVATE)
    tab.stop.click(page.stop, [tab.run], watched, **PRIVATE)
    shown = [tab.against, *tab.report, reported, tab.more]
    tab.run.change(page.choose, [tab.run], shown, **PRIVATE)
    tab.against.input(page.hold, [tab.run, tab.against], shown, **PRIVATE)
    tab.more.click(page.everything, [tab.run, tab.against], shown, **PRIVATE)


def _wire_samples(page: ReviewPage, tab: Evaluation, reviewed: gr.State) -> None:
    form = tab.samples
    shown = [*form.shown, reviewed]
    tab.samples_tab.select(page.show, [form.samples], shown, **UNQUEUED)
    form.samples.input(page.show, [form.samples], shown, **UNQUEUED)
    form.save.click(page.save, [form.samples, *form.fields], shown, **UNQUEUED)
    form.remove.click(page.remove, [form.samples], shown, **UNQUEUED)
    passages = form.fields[7]
    form.quotations.input(page.quote, [form.quotations, passages], [passages], **UNQUEUED)


def lead_to(
    parts: Parts, tab: Evaluation, tabs: gr.Tabs, form: FeedbackForm, reviewed: gr.State
) -> None:
    """Let the form of the thumbs lead to the sample that was made there."""
    page = ReviewPage(_place(parts), parts.feedback)
    form.review.click(
        lambda: (gr.Tabs(selected="evaluation"), gr.Tabs(selected="samples")),
        None,
        [tabs, tab.inner],
        **UNQUEUED,
    ).then(page.show, [form.sample], [*tab.samples.shown, reviewed], **UNQUEUED)
