"""What happens with runs: one is started, watched, stopped; a kept one is chosen and shown.

What this module does not know: the components; tab.py connects them.
"""

from collections.abc import Callable, Sequence

import gradio as gr

from eval.runs.background import Progress
from eval.runs.kept import Head, Listing
from eval.samples.sets import OWN
from eval.workplace import BASELINE, Workplace
from ui.evaluation.figures import categories_html, metrics_html, moment, score_html
from ui.evaluation.questions import questions_shown
from ui.events import Update
from ui.guarded import guarded, problem_html
from ui.plain import shown
from vectorstore.errors import CitewireError

NO_RUNS = (
    '<div class="cw-none"><h3>No run yet</h3><p>A run asks every sample, compares each answer '
    "with what is expected, and keeps the result here.</p></div>"
)
NO_SAMPLES = (
    "You have no samples yet. Under Ask, mark an answer as bad and make it a sample; it is asked"
    " in the next run."
)

WATCHED = 6
"""Values of what is watched: progress, run and stop buttons, timer, choices of sets and runs."""

REPORT = 7
"""Values of a report: what it is held against, score, metrics, categories, questions, the turns
of their answers, the button for more questions."""


def _unwatched(said: str) -> Update:
    return problem_html(said), *[gr.skip()] * (WATCHED - 1)


def _unreported(said: str) -> Update:
    return gr.skip(), problem_html(said), "", "", "", (), gr.update(visible=False)


class RunsPage:
    """The events, as functions of what the browser holds."""

    def __init__(self, place: Callable[[], Workplace]) -> None:
        """Keep where the work is done; it is not there before the first event."""
        self._place = place

    @guarded(_unwatched)
    def start(self, name: str, chosen: str | None) -> Update:
        """Start a run of the set of that name, unless one is under way."""
        place = self._place()
        if name not in place.subjects:
            return _unwatched("Choose a set of samples.")
        if name == OWN and not place.own.read():
            return _unwatched(NO_SAMPLES)
        place.background.start(name)
        return self.tick(chosen)

    @guarded(_unwatched)
    def stop(self, chosen: str | None) -> Update:
        """Ask the run under way to end."""
        self._place().background.stop()
        return self.tick(chosen)

    @guarded(_unwatched)
    def look(self, chosen: str | None) -> Update:
        """Return what there is by now: a run under way, kept runs, sets."""
        place = self._place()
        listing = place.kept.listed()
        there = [head.id for head in listing.runs]
        value = chosen if chosen in there else next(iter(there), None)
        return (
            *_under_way(place, listing),
            gr.update(choices=_sets(place)),
            gr.update(choices=_choices(place, listing.runs), value=value),
        )

    @guarded(_unwatched)
    def tick(self, chosen: str | None) -> Update:
        """Return how far the run is; one that has just ended is shown.

        Lists are left alone meanwhile, because somebody may be choosing from them.
        """
        place = self._place()
        now = place.background.now()
        if now.is_running:
            return *_under_way(place, place.kept.listed()), gr.skip(), gr.skip()
        return self.look(now.result or chosen)

    @guarded(_unreported)
    def choose(self, run_id: str | None) -> Update:
        """Show a run, held against its baseline or else the run of the set before it."""
        if not run_id:
            return gr.update(choices=[]), NO_RUNS, "", "", "", (), gr.update(visible=False)
        place = self._place()
        runs = place.kept.listed().runs
        against = _others(place, runs, run_id)
        first = _first_choice(place, runs, run_id)
        return gr.update(choices=against, value=first), *self._report(run_id, first)

    @guarded(_unreported)
    def hold(self, run_id: str | None, against: str | None) -> Update:
        """Show a run, held against another."""
        if not run_id:
            return self.choose(run_id)
        return gr.skip(), *self._report(run_id, against or "")

    @guarded(_unreported)
    def everything(self, run_id: str | None, against: str | None) -> Update:
        """Show all questions that failed."""
        if not run_id:
            return self.choose(run_id)
        return gr.skip(), *self._report(run_id, against or "", everything=True)

    def _report(self, run_id: str, against: str, everything: bool = False) -> Update:
        held = self._place().held(run_id, against)
        asked = questions_shown(held, everything)
        more = gr.update(visible=asked.hidden > 0, value=f"Show {asked.hidden} more")
        figures = score_html(held), metrics_html(held.report), categories_html(held.report)
        return *figures, asked.html, asked.turns, more


def _under_way(place: Workplace, listing: Listing) -> Update:
    """Return progress, buttons and timer."""
    now = place.background.now()
    running = now.is_running
    return (
        _progress(now, place) + _torn(listing),
        gr.update(interactive=not running),
        gr.update(visible=running, interactive=now.state == "running"),
        gr.Timer(active=running),
    )


def _progress(now: Progress, place: Workplace) -> str:
    title = _title(now.name, place)
    if now.is_running:
        return _running(now, title)
    told = {
        "done": f"{title}: done in {_clock(now.seconds)}.",
        "stopped": f"{title}: stopped after {now.done} of {now.total}. Nothing was kept.",
    }.get(now.state, "")
    if now.state == "failed":
        return problem_html(now.problem)
    return f'<p class="cw-quiet" role="status">{shown(told)}</p>' if told else ""


def _running(now: Progress, title: str) -> str:
    share = f"{100 * now.done / now.total:.1f}%" if now.total else "0"
    doing = "Stopping" if now.state == "stopping" else now.phase or "Preparing"
    far = f"{now.done} of {now.total}" if now.total else "…"
    return (
        f'<div class="cw-running"><p><strong>{shown(title)}</strong> · {shown(doing)} '
        f'<span class="cw-far">{far}</span> · {_clock(now.seconds)}</p>'
        f'<div class="cw-meter" role="progressbar" aria-label="Progress" aria-valuemin="0" '
        f'aria-valuemax="{now.total}" aria-valuenow="{now.done}">'
        f'<span style="width:{share}"></span></div></div>'
    )


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _torn(listing: Listing) -> str:
    lines = "".join(f"<li>{shown(problem)}</li>" for problem in listing.problems)
    number = len(listing.problems)
    what = "1 kept run cannot be read" if number == 1 else f"{number} kept runs cannot be read"
    return f'<details class="cw-others"><summary>{what}</summary><ul>{lines}</ul></details>' * bool(
        lines
    )


def _sets(place: Workplace) -> list[tuple[str, str]]:
    return [(_counted(name, place), name) for name in place.subjects]


def _counted(name: str, place: Workplace) -> str:
    title = place.subjects[name].title
    if name != OWN:
        return title
    try:
        return f"{title} ({len(place.own.read())})"
    except CitewireError:
        # Said where they are edited, and when they are asked; the other set must not suffer.
        return title


def _choices(place: Workplace, runs: Sequence[Head]) -> list[tuple[str, str]]:
    return [(_label(head, _title(head.name, place)), head.id) for head in runs]


def _label(head: Head, title: str) -> str:
    return f"{moment(head.at)} · {title} · {head.passed} of {head.asked} passed"


def _title(name: str, place: Workplace) -> str:
    """Return what a set is called on the page, its name where it is none of the sets here."""
    subject = place.subjects.get(name)
    return subject.title if subject else name


def _others(place: Workplace, runs: Sequence[Head], run_id: str) -> list[tuple[str, str]]:
    name = next((head.name for head in runs if head.id == run_id), "")
    baseline = [("The baseline", BASELINE)] if place.has_baseline(name) else []
    others = _choices(place, [h for h in runs if h.name == name and h.id != run_id])
    return [("Nothing", ""), *baseline, *others]


def _first_choice(place: Workplace, runs: Sequence[Head], run_id: str) -> str:
    """Return what a run is held against before anybody chose."""
    name = next((head.name for head in runs if head.id == run_id), "")
    if place.has_baseline(name):
        return BASELINE
    return next((head.id for head in runs if head.name == name and head.id < run_id), "")
