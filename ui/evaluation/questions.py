"""Questions of a run as HTML: why each failed, and the answer as the chat shows it.

Each answer is a turn with a token of its own, so that its citations open in the reader. What this
module does not know: how they are opened; the panel does that.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from eval.report.sheets import PASSAGES_SHOWN, conditions
from eval.runs.records import Outcome
from eval.samples.sample import BETWEEN_FACTS
from eval.workplace import Held
from rag.answer import Passage
from rag.days.day_words import day
from ui.answer.render import answer_html, problem_html
from ui.ask.turn import Turn
from ui.plain import quiet_line, shortened, shown

AT_FIRST = 30
"""Questions that are shown before all are asked for: each comes with its whole answer."""

PASSAGE_LIMIT = 320
"""Characters of a passage that are shown."""

QUESTION_LIMIT = 300
WHY_LIMIT = 200


@dataclass(frozen=True, slots=True)
class Shown:
    """Questions as HTML, with the turns their citations belong to."""

    html: str
    turns: tuple[Turn, ...]
    hidden: int
    """How many more there are."""


def questions_shown(held: Held, everything: bool = False) -> Shown:
    """Return the failed questions, those that passed before first, then the repaired ones."""
    report, found = held.report, held.report.comparison
    lost = set(found.regressed) if found else set()
    repaired = set(found.repaired) if found else set()
    failed = sorted(report.failed, key=lambda outcome: outcome.sample.id not in lost)
    better = [outcome for outcome in report.run.outcomes if outcome.sample.id in repaired]
    limit = len(failed) if everything else AT_FIRST
    there = _Questions(held, lost)
    html = _section("Failed questions", there.all(failed[:limit]), "All questions passed.")
    if better:
        # Few, and what one looks for after a change: never cut.
        html += _section("Failed before and pass now", there.all(better), "")
    return Shown(html, tuple(there.turns), max(0, len(failed) - limit))


def _section(title: str, items: str, otherwise: str) -> str:
    body = items or f'<p class="cw-quiet">{otherwise}</p>'
    return f'<section class="cw-block"><h3>{title}</h3>{body}</section>'


class _Questions:
    """Draws questions and collects their turns."""

    def __init__(self, held: Held, lost: set[str]) -> None:
        self._name = held.kept.run.name
        self._lost = lost
        other = held.other.run.outcomes if held.other else ()
        self._other = {outcome.sample.id: outcome for outcome in other}
        self.turns: list[Turn] = []

    def all(self, outcomes: Iterable[Outcome]) -> str:
        return "".join(self._question(outcome) for outcome in outcomes)

    def _question(self, outcome: Outcome) -> str:
        sample = outcome.sample
        badge = '<span class="cw-badge">passed before</span>' if sample.id in self._lost else ""
        why = shortened("; ".join(outcome.failures), WHY_LIMIT)
        kind = sample.category.replace("_", " ")
        return (
            '<details class="cw-asked"><summary><span class="cw-line">'
            f"{badge}<bdi>{shown(shortened(sample.question, QUESTION_LIMIT))}</bdi></span>"
            f'<span class="cw-quiet">{quiet_line(sample.id, kind, why)}</span></summary>'
            f'<div class="cw-outcome">{_expected(outcome)}{self._answer(outcome)}'
            f"{self._before(outcome)}{_passages(outcome)}</div></details>"
        )

    def _answer(self, outcome: Outcome) -> str:
        if outcome.answer is None:
            return problem_html(outcome.error or "The question failed.")
        turn = Turn(outcome.sample.question, answer=outcome.answer, asked_of=self._name)
        self.turns.append(turn)
        return f'<div class="cw-evaluated">{answer_html(outcome.answer, turn.token)}</div>'

    def _before(self, outcome: Outcome) -> str:
        """Return the other run's answer, where only one of the two passed."""
        other = self._other.get(outcome.sample.id)
        if other is None or other.passed == outcome.passed:
            return ""
        return (
            "<details class='cw-others'><summary>The answer in the other run</summary>"
            f"{self._answer(other)}</details>"
        )


def _expected(outcome: Outcome) -> str:
    sample = outcome.sample
    status = "declined" if sample.status == "abstained" else "answered"
    facts = "; ".join(BETWEEN_FACTS.join(fact) for fact in sample.facts)
    rows = [
        ("Asked", conditions(outcome)),
        ("Expected", f"{status}{': ' if facts else ''}{facts}"),
        ("Must not say", "; ".join(sample.forbidden)),
        ("To be cited", ", ".join(sample.articles)),
        *(("Gold passage", f"{gold.source}: {gold.text}") for gold in sample.passages[:3]),
        *(("Why it failed", failure) for failure in outcome.failures),
        ("Note", sample.note),
    ]
    told = "".join(
        f"<dt>{name}</dt><dd><bdi>{shown(value)}</bdi></dd>" for name, value in rows if value
    )
    return f'<dl class="cw-wanted">{told}</dl>'


def _passages(outcome: Outcome) -> str:
    best: Sequence[Passage] = outcome.answer.passages[:PASSAGES_SHOWN] if outcome.answer else ()
    items = "".join(
        f"<li>{quiet_line(p.outlet or p.source, day(p.published_at))}"
        f'<span class="cw-snippet"><bdi>{shown(shortened(p.text, PASSAGE_LIMIT))}</bdi></span></li>'
        for p in best
    )
    if not items:
        return ""
    return (
        "<details class='cw-others'><summary>The best passages found</summary>"
        f'<ol class="cw-found">{items}</ol></details>'
    )
