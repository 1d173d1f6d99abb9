"""The gate: what a run lost against its baseline.

A question that passed and now fails is a regression, and so is a metric that fell by more
than the tolerance. Both are judged on the questions that the two have in common, so that a
new question can never be one. Seconds are left out: they measure the machine as well.

What this module does not know: whether the change is deliberate; `--update-baseline` says so.
"""

from eval.baselines.baseline import Baseline, baseline_of
from eval.metrics import Estimate, mean_interval, paired_difference
from eval.runs.figures import METRICS
from eval.runs.records import Run
from rag.answer import Record

TOLERANCE = 0.02
"""How far a metric may fall (or the forbidden rate rise): two of a hundred questions."""

LOWER_IS_BETTER = frozenset({"forbidden_rate", "false_conflict_rate"})


class Change(Record):
    """A metric that moved beyond the tolerance in the wrong direction."""

    metric: str
    was: float
    now: float | None
    """None: it is not defined any more."""


class Comparison(Record):
    """A run held against the baseline."""

    regressed: tuple[str, ...]
    """Ids of the questions that passed and now fail."""
    repaired: tuple[str, ...]
    """Ids of the questions that failed and now pass."""
    new: tuple[str, ...]
    """Ids the baseline does not have."""
    removed: tuple[str, ...]
    """Ids only the baseline has."""
    dropped: tuple[Change, ...]
    notes: tuple[str, ...]
    """What makes the two less comparable."""

    @property
    def ok(self) -> bool:
        """True when nothing was lost."""
        return not self.regressed and not self.dropped


def compare(run: Run, baseline: Baseline) -> Comparison:
    """Hold a run against the baseline."""
    now = baseline_of(run)
    shared = [key for key in now.samples if key in baseline.samples]
    was_ok = {key for key in shared if baseline.samples[key].passed}
    is_ok = {key for key in shared if now.samples[key].passed}
    return Comparison(
        regressed=tuple(key for key in shared if key in was_ok - is_ok),
        repaired=tuple(key for key in shared if key in is_ok - was_ok),
        new=tuple(key for key in now.samples if key not in baseline.samples),
        removed=tuple(key for key in baseline.samples if key not in now.samples),
        dropped=tuple(_dropped(now, baseline, shared)),
        notes=tuple(_notes(now, baseline)),
    )


def changes(run: Run, baseline: Baseline) -> dict[str, Estimate | None]:
    """Return by how much each metric moved on the questions that both have, pair by pair."""
    now = baseline_of(run).samples
    shared = [key for key in now if key in baseline.samples]
    return {
        metric: paired_difference(
            [now[key].values.get(metric) for key in shared],
            [baseline.samples[key].values.get(metric) for key in shared],
        )
        for metric in METRICS
    }


def _dropped(now: Baseline, baseline: Baseline, shared: list[str]) -> list[Change]:
    changes = []
    for metric in METRICS:
        was = mean_interval([baseline.samples[key].values.get(metric) for key in shared])
        new = mean_interval([now.samples[key].values.get(metric) for key in shared])
        if was is None:
            continue
        if new is None or _is_worse(metric, was.mean, new.mean):
            mean = None if new is None else new.mean
            changes.append(Change(metric=metric, was=was.mean, now=mean))
    return changes


def _is_worse(metric: str, was: float, now: float) -> bool:
    loss = now - was if metric in LOWER_IS_BETTER else was - now
    # The values are rounded to four places, so a loss of exactly the tolerance is no loss.
    return loss > TOLERANCE + 1e-4


def _notes(now: Baseline, baseline: Baseline) -> list[str]:
    pairs = {
        "embedding model": (baseline.embedding_model, now.embedding_model),
        "composer": (baseline.composer, now.composer),
    }
    return [
        f"The {what} of the baseline is {was or 'unknown'}, of this run {new or 'unknown'}."
        for what, (was, new) in pairs.items()
        if was != new
    ]
