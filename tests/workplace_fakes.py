"""A workplace over fakes: a set of three samples asked of the chat's fake chain and store."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from conftest import ARTICLES, FakeChain, FakeStore

from eval.runs.collection import Asked
from eval.runs.kept import KeptRuns
from eval.runs.records import Run
from eval.runs.runner import run
from eval.samples.own import OwnSamples
from eval.samples.sample import Sample
from eval.samples.sets import OWN, SHIPPED, SampleSet, own_set
from eval.workplace import Subject, Workplace
from rag.conversations.tables import Database
from rag.feedback import Feedback
from ui.once import Once
from ui.parts import Parts
from vectorstore.article import text_hash

PASSES = Sample(
    id="summit-01",
    category="date",
    question="When was the summit?",
    status="answered",
    facts=(("22 to 24 October",),),
)
FAILS = Sample(
    id="trade-01",
    category="conflict",
    question="How large is trade with the EU?",
    status="answered",
    facts=(("41.8 billion",), ("39.9 billion", "39,9 billion"), ("50 billion",)),
)
DECLINES = Sample(
    id="mars-01", category="unanswerable", question="Weather on Mars?", status="abstained"
)
SAMPLES = (PASSES, FAILS, DECLINES)
SETUP: dict[str, str | int | None] = {"version": "1", "reader": "fake", "passages": 12}


@dataclass(frozen=True)
class Whole:
    """A fake article as the evaluation sees it."""

    id: str
    article: Any

    def __getattr__(self, name: str) -> Any:
        return getattr(self.article, name)

    @property
    def text_sha256(self) -> str:
        return text_hash(self.article.text)


class AskedStore(FakeStore):
    """The chat's fake store with what an evaluation needs besides."""

    model = "fake-embeddings"

    def get(self, article_id: str) -> Any:
        return Whole(article_id, super().get(article_id))

    def articles(self) -> list[Any]:
        return [Whole(key, article) for key, article in ARTICLES.items()]


def workplace(
    home: Path, chain: FakeChain, prepare: Callable[[], None] = lambda: None
) -> Workplace:
    """A workplace whose sets are both asked of the fake store; `prepare` comes first."""
    store: Any = AskedStore()

    def asked(step: Callable[[int, int], None]) -> Asked:
        prepare()
        step(1, 1)
        return Asked(store, chain)

    home.mkdir(parents=True, exist_ok=True)
    shipped = home / "shipped.jsonl"
    shipped.write_text("".join(f"{sample.model_dump_json()}\n" for sample in SAMPLES))
    own = own_set(home)
    subjects = {
        SHIPPED: Subject(
            "Sample questions",
            SampleSet(SHIPPED, shipped, home / "baseline.json"),
            asked,
            lambda: store,
        ),
        OWN: Subject("Your samples", own, asked, lambda: store),
    }
    return Workplace(subjects, KeptRuns.under(home), OwnSamples(own.file), SETUP)


def parts_with(home: Path, chain: FakeChain) -> tuple[Parts, Workplace]:
    """The parts of the pages over fakes, with an evaluation and opinions under `home`."""
    place = workplace(home, chain)
    store = FakeStore()
    opinions = Feedback(Database(home / "opinions.sqlite"))
    parts = Parts(
        Once(lambda: chain),
        Once(lambda: store),
        evaluation=Once(lambda: place),
        feedback=Once(lambda: opinions),
    )
    return parts, place


def measured(chain: FakeChain | None = None, samples: tuple[Sample, ...] = SAMPLES) -> Run:
    """What a run of the samples comes to."""
    store: Any = AskedStore()
    return run(samples, chain or FakeChain(), store, name=SHIPPED, embedding_model=store.model)
