"""What the evaluation page works with: the sets, the run under way, kept runs, own samples.

What this module does not know: how any of it is shown, and where the parts come from; they are
passed in.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from eval.baselines.baseline import Baseline, baseline_of, read_baseline
from eval.baselines.gate import compare
from eval.report.sheets import Report
from eval.runs.background import Background, Tell
from eval.runs.collection import SAMPLE_ARTICLES, Asked, Step, prepare, settings_for
from eval.runs.kept import KeptRun, KeptRuns, Setup, setup_of
from eval.runs.runner import run
from eval.samples.own import OwnSamples
from eval.samples.sets import OWN, SHIPPED, SampleSet, find_set, own_set
from rag.settings import Settings, open_store

if TYPE_CHECKING:
    from rag.reading.readers import Readers
    from vectorstore.store import Store

BASELINE = "baseline"
"""Names the set's baseline where a kept run could stand."""

INDEXING = "Indexing"
ASKING = "Asking"


@dataclass(frozen=True, slots=True)
class Subject:
    """A set of samples with the collection it is asked of."""

    title: str
    samples: SampleSet
    prepare: Callable[[Step], Asked]
    """Makes the collection ready to be asked."""
    store: Callable[[], Any]
    """The collection, to read its articles."""
    is_apart: bool = False
    """Whether `prepare` opens a store for the run alone, to be closed after it."""


@dataclass(frozen=True, slots=True)
class Held:
    """A kept run, held against something or against nothing."""

    kept: KeptRun
    report: Report
    other: KeptRun | None = None
    """The run it is held against, where that is not a baseline."""

    @property
    def differences(self) -> list[str]:
        """What was set up otherwise in the other run, a sentence each."""
        if self.other is None:
            return []
        now, was = self.kept.setup, self.other.setup
        names = [name for name in {**was, **now} if was.get(name) != now.get(name)]
        return [
            f"{name.replace('_', ' ').capitalize()}: {_value(was.get(name))} in the other run,"
            f" {_value(now.get(name))} in this one."
            for name in names
        ]


def _value(value: object) -> str:
    return "none" if value is None else str(value)


class Workplace:
    """The parts of the page, and what is done with several of them."""

    def __init__(
        self, subjects: Mapping[str, Subject], kept: KeptRuns, own: OwnSamples, setup: Setup
    ) -> None:
        """Keep the parts; `subjects` are by the name of their set."""
        self.subjects = subjects
        self.kept = kept
        self.own = own
        self.background = Background(self._run)
        self._setup = setup

    def held(self, run_id: str, against: str) -> Held:
        """Return a kept run held against its baseline, another run, or nothing.

        Raises UsageError for a run that is none or torn.
        """
        kept = self.kept.read(run_id)
        if against in ("", BASELINE):
            baseline = self._baseline(kept) if against else None
            return Held(kept, _report(kept, baseline))
        other = self.kept.read(against)
        return Held(kept, _report(kept, baseline_of(other.run)), other)

    def has_baseline(self, name: str) -> bool:
        """Tell whether the set of that name has a baseline."""
        subject = self.subjects.get(name)
        return subject is not None and subject.samples.baseline.is_file()

    def store(self, name: str) -> Any:
        """Return the collection that the set of that name is asked of; the user's by default."""
        return (self.subjects.get(name) or self.subjects[OWN]).store()

    def articles(self) -> Iterable[Any]:
        """Return the articles that the user's own samples are about."""
        found: Iterable[Any] = self.store(OWN).articles()
        return found

    def _baseline(self, kept: KeptRun) -> Baseline | None:
        subject = self.subjects.get(kept.run.name)
        return None if subject is None else read_baseline(subject.samples.baseline)

    def _run(self, name: str, tell: Tell) -> str:
        """Ask the set of that name and keep the run; returns its id."""
        subject = self.subjects[name]
        samples = subject.samples.read()
        tell(INDEXING, 0, 0)
        asked = subject.prepare(lambda done, total: tell(INDEXING, done, total))
        try:
            tell(ASKING, 0, len(samples))
            result = run(
                samples,
                asked.chain,
                asked.store,
                lambda done, total: tell(ASKING, done, total),
                name=name,
                embedding_model=asked.store.model,
            )
        finally:
            if subject.is_apart:
                asked.store.close()
        return self.kept.save(result, self._setup)


def _report(kept: KeptRun, baseline: Baseline | None) -> Report:
    comparison = None if baseline is None else compare(kept.run, baseline)
    return Report(kept.run, baseline, comparison)


def open_workplace(
    settings: Settings,
    store: Callable[[], "Store"],
    chain: Callable[[], Any],
    readers: Callable[[], "Readers"],
) -> Workplace:
    """Return the workplace of the settings, with the program's own set and the user's samples.

    `store` and `chain` are the user's collection; the readers are shared, as they are large.
    """
    apart = settings_for(SAMPLE_ARTICLES, settings)
    own = own_set(settings.home)
    subjects = {
        SHIPPED: Subject(
            "Sample questions",
            find_set(SHIPPED),
            lambda step: prepare(SAMPLE_ARTICLES, settings, step, readers=readers()),
            cache(lambda: open_store(apart)),
            is_apart=True,
        ),
        OWN: Subject("Your samples", own, lambda step: Asked(store(), chain()), store),
    }
    kept = KeptRuns.under(settings.home)
    return Workplace(subjects, kept, OwnSamples(own.file), setup_of(settings))
