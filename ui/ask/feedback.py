"""What the thumbs below an answer do: an opinion is kept at once, a bad one can say why.

The form stands between the conversation and the box, and goes when it is closed. What this module
does not know: where opinions are kept, and how a sample is reviewed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

import gradio as gr

from eval.samples.review import drafted
from rag.feedback import COMMENT_LIMIT, REASONS, Opinion, Reason, is_reason
from ui.ask.thumbs import marks_html, read_thumb
from ui.ask.turn import Turn, earlier_questions
from ui.events import UNQUEUED, Update, event_data
from ui.guarded import guarded, problem_html
from ui.parts import Parts
from ui.plain import shortened, shown
from vectorstore.errors import CitewireError

GONE = "This answer is no longer kept here. Ask the question again to judge it."
KEPT = "Kept as a sample: it is in the next run of your samples."
REVIEW_IT = "Kept as a sample. Say what is expected: until then it fails in every run."
NOT_KEPT = "Opinions are not kept here."


def _nothing(said: str) -> Update:
    keep = gr.skip()
    visible = gr.update(visible=True)
    return keep, keep, visible, problem_html(said), *[keep] * 6


class FeedbackPage:
    """What happens on a click, as functions of what the browser holds."""

    def __init__(self, parts: Parts) -> None:
        """Keep the parts; none is loaded yet."""
        self._parts = parts

    @guarded(_nothing)
    def judge(self, turns: Sequence[Turn], event: gr.EventData) -> Update:
        """Keep what was thought of a turn; the same click again takes it back."""
        read = read_thumb(event_data(event).get("id"))
        good, token = read or (False, "")
        place = next((at for at, turn in enumerate(turns) if turn.token == token), None)
        if place is None or turns[place].answer is None:
            return _nothing(GONE)
        before = self._kept().of(token)
        if before is not None and before.good == good:
            self._kept().take_back(token)
            return self._shown(turns, "", "Taken back.")
        self._kept().give(_opinion(turns, place, good))
        if good:
            return self._shown(turns, "", "Noted as a good answer. Thank you.")
        about = shown(shortened(turns[place].question, 90))
        return self._shown(turns, token, f"Noted. What is wrong with the answer to “{about}”?")

    @guarded(_nothing)
    def look(self, turns: Sequence[Turn]) -> Update:
        """Mark what was thought of the answers of a conversation that was opened."""
        return self._shown(turns if self._parts.feedback else (), "", "")

    @guarded(_nothing)
    def explain(self, turns: Sequence[Turn], token: str, reason: object, comment: object) -> Update:
        """Keep why the answer is bad."""
        return self._shown(turns, "", self._explained(token, reason, comment))

    @guarded(_nothing)
    def make_sample(
        self, turns: Sequence[Turn], token: str, reason: object, comment: object
    ) -> Update:
        """Keep why the answer is bad, and make it a sample for review."""
        self._explained(token, reason, comment)
        opinion = self._kept().of(token)
        place = self._parts.evaluation
        if opinion is None or place is None:
            return _nothing(GONE)
        sample = drafted(opinion)
        known = place().own.get(sample.id)
        if known is None:
            place().own.put(sample)
        said = REVIEW_IT if (known or sample).unreviewed else KEPT
        keep = gr.skip()
        there, gone = gr.update(visible=True), gr.update(visible=False)
        return keep, keep, there, _said(said), keep, keep, keep, sample.id, there, gone

    def _explained(self, token: str, reason: object, comment: object) -> str:
        opinion = self._kept().of(token)
        if opinion is None:
            return "This opinion was taken back."
        why = cast(Reason, reason) if is_reason(reason) else None
        said = str(comment or "")[:COMMENT_LIMIT]
        self._kept().give(opinion.model_copy(update={"reason": why, "comment": said}))
        return "Noted. Thank you."

    def _shown(self, turns: Sequence[Turn], token: str, said: str) -> Update:
        """Return the page with its marks; the form is open on the turn, or only says something."""
        opinions = self._kept().all([turn.token for turn in turns]) if turns else []
        marks = marks_html((opinion.good, opinion.turn) for opinion in opinions)
        open_form = gr.update(visible=bool(said))
        fields = gr.update(visible=bool(token)), None, ""
        make = gr.update(visible=self._parts.evaluation is not None)
        return marks, token, open_form, _said(said), *fields, "", gr.update(visible=False), make

    def _kept(self) -> Any:
        if self._parts.feedback is None:
            raise CitewireError(NOT_KEPT)
        return self._parts.feedback()


def _opinion(turns: Sequence[Turn], place: int, good: bool) -> Opinion:
    turn = turns[place]
    assert turn.answer is not None  # the caller looked
    history = tuple(earlier_questions(turns[:place]))
    return Opinion(
        turn=turn.token, good=good, question=turn.question, history=history, answer=turn.answer
    )


def _said(sentence: str) -> str:
    return f'<p class="cw-feedback-said" role="status">{sentence}</p>'


@dataclass(frozen=True, slots=True)
class FeedbackForm:
    """The components of the form."""

    marks: gr.HTML
    token: gr.State
    """Names the turn that the form is about."""
    form: gr.Group
    said: gr.HTML
    fields: gr.Column
    """Reason, comment and buttons: not there when there is nothing to explain."""
    reason: gr.Radio
    comment: gr.Textbox
    sample: gr.State
    """Id of the sample that was made."""
    review: gr.Button
    """Leads to it."""
    make: gr.Button
    done: gr.Button
    close: gr.Button

    @property
    def shown(self) -> list[Any]:
        """What an `Update` goes to."""
        return [
            self.marks,
            self.token,
            self.form,
            self.said,
            self.fields,
            self.reason,
            self.comment,
            self.sample,
            self.review,
            self.make,
        ]


def lay_out(can_make_samples: bool) -> FeedbackForm:
    """Lay the form out in the Blocks that are being built; it is not seen yet."""
    marks = gr.HTML("", elem_id="cw-marks", apply_default_css=False)
    token, sample = gr.State(""), gr.State("")
    with gr.Column(visible=False, elem_id="cw-feedback") as form:
        with gr.Row(elem_id="cw-feedback-head"):
            said = gr.HTML("", apply_default_css=False)
            close = gr.Button("Close", size="sm", elem_id="cw-feedback-close")
        with gr.Column(elem_id="cw-feedback-fields") as fields:
            reason, comment = _reason()
            with gr.Row(elem_id="cw-feedback-more"):
                make = gr.Button(
                    "Make it a sample", size="sm", variant="primary", visible=can_make_samples
                )
                review = gr.Button("Review it", size="sm", variant="primary", visible=False)
                done = gr.Button("Done", size="sm")
    return FeedbackForm(
        marks, token, form, said, fields, reason, comment, sample, review, make, done, close
    )


def _reason() -> tuple[gr.Radio, gr.Textbox]:
    choices = [(said_so, key) for key, said_so in REASONS.items()]
    reason = gr.Radio(choices, label="Reason", show_label=False, container=False)
    comment = gr.Textbox(
        label="In your words",
        show_label=False,
        placeholder="What would be right? (optional)",
        max_length=COMMENT_LIMIT,
        container=False,
    )
    return reason, comment


def wire(
    parts: Parts,
    form: FeedbackForm,
    turns: gr.State,
    panel: gr.HTML,
    again: gr.Button,
    opened: Sequence[Any],
) -> None:
    """Connect the thumbs and the form with what is kept.

    `again` leaves the conversation; after each of `opened` another one is on the page.
    """
    page = FeedbackPage(parts)
    told = [turns, form.token, form.reason, form.comment]
    panel.judge(page.judge, [turns], form.shown, **UNQUEUED)
    gr.on([form.done.click, form.comment.submit], page.explain, told, form.shown, **UNQUEUED)
    form.make.click(page.make_sample, told, form.shown, **UNQUEUED)
    gr.on(
        [form.close.click, again.click],
        lambda: gr.update(visible=False),
        None,
        [form.form],
        **UNQUEUED,
    )
    for event in opened:
        event.then(page.look, [turns], form.shown, **UNQUEUED)
