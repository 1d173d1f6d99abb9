"""The user's own samples: a list, and a form to edit the one that was chosen.

What this module does not know: how a sample is checked; eval/samples/review.py does that.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import gradio as gr

from eval.samples.review import Edit, Invalid, Text, edited, form_of
from eval.samples.sample import Sample
from eval.samples.sets import OWN
from eval.workplace import Workplace
from rag.feedback import Feedback, Opinion
from ui.answer.render import answer_html
from ui.ask.turn import Turn
from ui.events import Update
from ui.guarded import guarded, problem_html
from ui.plain import shortened, shown
from vectorstore.errors import UsageError

LABEL_LIMIT = 110
QUOTATION_LIMIT = 160

FIELDS = {
    "question": "Question",
    "history": "Earlier questions",
    "as_of": "Asked as of",
    "decline": "To be declined",
    "conflict": "The articles disagree",
    "facts": "Expected facts",
    "forbidden": "Must not say",
    "passages": "Passages that answer",
    "note": "Note",
}
"""The fields of an `Edit`, in their order, and what they are called on the page."""

EMPTY = (
    '<div class="cw-none"><h3>No samples yet</h3><p>Mark an answer as bad under Ask and make it a '
    "sample. It stands here to be edited, and is asked in the next run of your samples.</p></div>"
)
GONE = "This sample is no longer there."

SHOWN = 6 + len(FIELDS)
"""Values of the page: list, empty page, form, what is said, the answer, its quotations, fields."""


def _unchanged(said: str) -> Update:
    return *[gr.skip()] * 3, problem_html(said), *[gr.skip()] * (SHOWN - 4), gr.skip()


class ReviewPage:
    """The events, as functions of what the browser holds."""

    def __init__(
        self, place: Callable[[], Workplace], feedback: Callable[[], Feedback] | None
    ) -> None:
        """Keep where samples and opinions are; neither is there before the first event."""
        self._place = place
        self._feedback = feedback

    @guarded(_unchanged)
    def show(self, sample_id: str | None) -> Update:
        """Show the list, and a sample in the form: that of the id, or the first."""
        return self._shown(sample_id, "")

    @guarded(_unchanged)
    def save(self, sample_id: str | None, *fields: Any) -> Update:
        """Keep what was written, or say what is wrong with it."""
        own = self._place().own
        sample = own.get(sample_id or "")
        if sample is None:
            raise UsageError(GONE)
        try:
            own.put(edited(sample, _edit(fields), _Articles(self._place)))
        except Invalid as found:
            lines = (
                f"<li><b>{FIELDS[name]}</b> {shown(said)}</li>"
                for name, said in found.problems.items()
            )
            wrong = f'<ul class="cw-notice" role="alert">{"".join(lines)}</ul>'
            return *[gr.skip()] * 3, wrong, *[gr.skip()] * (SHOWN - 4), gr.skip()
        return self._shown(sample.id, "Saved. It is in the next run of your samples.")

    @guarded(_unchanged)
    def remove(self, sample_id: str | None) -> Update:
        """Drop a sample."""
        self._place().own.remove(sample_id or "")
        return self._shown(None, "Removed.")

    def quote(self, chosen: list[str], passages: str) -> str:
        """Return the passages with the chosen quotations of the answer among them."""
        lines = [line for line in str(passages or "").splitlines() if line.strip()]
        return "\n".join(dict.fromkeys([*lines, *(" ".join(q.split("\n")) for q in chosen)]))

    def _shown(self, sample_id: str | None, said: str) -> Update:
        samples = self._place().own.read()
        sample = next((s for s in samples if s.id == sample_id), samples[0] if samples else None)
        choices = [(_label(found), found.id) for found in samples]
        listed = gr.update(choices=choices, value=sample.id if sample else None)
        told = f'<p class="cw-quiet" role="status">{shown(said)}</p>' if said else ""
        if sample is None:
            form = gr.update(visible=False)
            return listed, EMPTY, form, told, "", gr.update(choices=[]), *_values(None), ()
        answer, quotations, turns = self._answer(sample)
        form = gr.update(visible=True)
        return listed, "", form, told, answer, quotations, *_values(sample), turns

    def _answer(self, sample: Sample) -> tuple[str, Any, tuple[Turn, ...]]:
        """Return the answer that was marked as bad, and its quotations to choose from."""
        opinion = self._opinion(sample)
        if opinion is None:
            return "", gr.update(choices=[], value=[], visible=False), ()
        turn = Turn(opinion.question, answer=opinion.answer, asked_of=OWN)
        quotes = dict.fromkeys(citation.quote for citation in opinion.answer.citations)
        choices = [(shortened(quote, QUOTATION_LIMIT), quote) for quote in quotes]
        html = (
            "<details class='cw-others'><summary>The answer that was given</summary>"
            f'<div class="cw-evaluated">{answer_html(opinion.answer, turn.token)}</div></details>'
        )
        return html, gr.update(choices=choices, value=[], visible=bool(choices)), (turn,)

    def _opinion(self, sample: Sample) -> Opinion | None:
        token = sample.id.removeprefix("feedback-")
        return self._feedback().of(token) if self._feedback else None


class _Articles:
    """The articles, read only when they are asked for."""

    def __init__(self, place: Callable[[], Workplace]) -> None:
        self._place = place

    def __iter__(self) -> Any:
        found: list[Text] = list(self._place().articles())
        return iter(found)


def _label(sample: Sample) -> str:
    return shortened(sample.question, LABEL_LIMIT)


def _edit(fields: tuple[Any, ...]) -> Edit:
    given: dict[str, Any] = dict(zip(FIELDS, fields, strict=True))
    for name, value in given.items():
        given[name] = bool(value) if name in ("decline", "conflict") else str(value or "")
    return Edit(**given)


def _values(sample: Sample | None) -> tuple[Any, ...]:
    edit = form_of(sample) if sample else Edit(question="")
    return tuple(getattr(edit, name) for name in FIELDS)


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """The components of the list and the form."""

    samples: gr.Radio
    empty: gr.HTML
    form: gr.Column
    said: gr.HTML
    answer: gr.HTML
    quotations: gr.CheckboxGroup
    fields: tuple[Any, ...]
    """In the order of `FIELDS`."""
    save: gr.Button
    remove: gr.Button

    @property
    def shown(self) -> list[Any]:
        """What an `Update` goes to, less the turns of the answer."""
        page = [self.samples, self.empty, self.form, self.said, self.answer, self.quotations]
        return [*page, *self.fields]


def lay_out() -> ReviewForm:
    """Lay the list and the form out in the Blocks that are being built."""
    empty = gr.HTML("", apply_default_css=False)
    with gr.Row(elem_id="cw-review"):
        with gr.Column(elem_id="cw-review-list", scale=1, min_width=240):
            samples = gr.Radio([], label="Your samples", container=False, show_label=False)
        with gr.Column(elem_id="cw-review-form", scale=2, min_width=300, visible=False) as form:
            fields, answer, quotations = _fields()
            said = gr.HTML("", apply_default_css=False)
            with gr.Row(elem_classes="cw-buttons"):
                save = gr.Button("Save", variant="primary", size="sm", scale=0)
                remove = gr.Button("Remove", size="sm", scale=0)
    return ReviewForm(samples, empty, form, said, answer, quotations, fields, save, remove)


def _fields() -> tuple[tuple[Any, ...], gr.HTML, gr.CheckboxGroup]:
    question = gr.Textbox(label=FIELDS["question"], lines=2, max_length=2000)
    answer = gr.HTML("", apply_default_css=False)
    with gr.Row():
        decline = gr.Checkbox(label="It is to be declined: the articles do not answer it")
        conflict = gr.Checkbox(label="The articles disagree, and the answer is to show it")
    facts = gr.Textbox(
        label=FIELDS["facts"],
        info="One a line; other ways to write it after “ / ”, as in: 43 / forty-three",
        lines=2,
    )
    forbidden = gr.Textbox(label=FIELDS["forbidden"], info="One a line.", lines=2)
    passages = gr.Textbox(
        label=FIELDS["passages"],
        info="The exact words of the article, one passage a line; which article is found for you.",
        lines=2,
    )
    quotations = gr.CheckboxGroup(
        [], label="Quotations of the answer", info="Those that do answer it become passages."
    )
    with gr.Row():
        as_of = gr.Textbox(label=FIELDS["as_of"], info="YYYY-MM-DD, or empty.", max_length=10)
        history = gr.Textbox(
            label=FIELDS["history"], info="One a line, oldest first.", lines=1, scale=2
        )
    note = gr.Textbox(label=FIELDS["note"], lines=2)
    in_order = (question, history, as_of, decline, conflict, facts, forbidden, passages, note)
    return in_order, answer, quotations
