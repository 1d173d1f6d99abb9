"""Kept runs: written, listed, read again; torn files are told. And a run in the background."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from eval_fakes import FakeChain, FakeStore, abstained, sample

from eval.runs.background import UNEXPECTED, Background, Progress, Tell
from eval.runs.kept import KeptRuns, setup_of
from eval.runs.records import Run
from eval.runs.runner import run
from rag.settings import Settings
from vectorstore.errors import UsageError

NOON = datetime(2024, 10, 22, 12, 0, tzinfo=UTC)
SETUP = setup_of(Settings(home=Path("here"), model="openai:some-model"))


def a_run(name: str = "set") -> Run:
    samples = [sample("good", status="abstained"), sample("bad")]
    answers = {"good?": abstained(), "bad?": abstained()}
    return run(samples, FakeChain(answers), FakeStore(), name=name, embedding_model="mini")


def test_a_run_is_kept_and_read_again(tmp_path: Path) -> None:
    kept = KeptRuns.under(tmp_path)
    run_id = kept.save(a_run(), SETUP, NOON)
    found = KeptRuns.under(tmp_path).read(run_id)
    assert (found.run, found.setup, found.at) == (a_run_like(found.run), SETUP, NOON)
    head = kept.listed().runs[0]
    assert (head.id, head.name, head.passed, head.asked) == (run_id, "set", 1, 2)


def a_run_like(found: Run) -> Run:
    """The run again; only its seconds differ."""
    again = a_run()
    outcomes = (
        outcome.model_copy(update={"seconds": kept.seconds})
        for outcome, kept in zip(again.outcomes, found.outcomes, strict=True)
    )
    return again.model_copy(update={"outcomes": tuple(outcomes)})


def test_the_newest_comes_first_and_a_new_one_is_seen(tmp_path: Path) -> None:
    kept = KeptRuns.under(tmp_path)
    assert kept.listed().runs == ()
    first = kept.save(a_run("my set (1)"), SETUP, NOON)
    assert kept.listed().runs[0].id == first
    second = kept.save(a_run(), SETUP, NOON.replace(hour=13))
    assert [head.id for head in kept.listed().runs] == [second, first]


def test_a_setup_tells_models_and_neither_paths_nor_ports() -> None:
    assert SETUP["model"] == "openai:some-model"
    assert not {"home", "host", "port", "chroma_url"} & set(SETUP)


def test_the_fingerprint_changes_with_the_setup(tmp_path: Path) -> None:
    kept = KeptRuns.under(tmp_path)
    same = [kept.read(kept.save(a_run(), SETUP)).fingerprint for _ in range(2)]
    other = kept.read(kept.save(a_run(), {**SETUP, "passages": 3})).fingerprint
    assert same[0] == same[1] != other


@pytest.mark.parametrize("content", ['{"at": ', "{}", "", "\x00"])
def test_a_torn_file_is_told_and_passed_over(tmp_path: Path, content: str) -> None:
    kept = KeptRuns.under(tmp_path)
    good = kept.save(a_run(), SETUP, NOON)
    torn = tmp_path / "evaluations" / "20240101T000000-000000-set.json"
    torn.write_text(content)
    (tmp_path / "evaluations" / "notes.json").write_text("{}")
    listing = kept.listed()
    assert [head.id for head in listing.runs] == [good]
    assert len(listing.problems) == 2
    with pytest.raises(UsageError, match="torn"):
        kept.read(torn.stem)


@pytest.mark.parametrize("name", ["../secret", "", "20240101T000000-000000-a/../../x", "nothing"])
def test_only_the_name_of_a_run_is_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="no such run"):
        KeptRuns.under(tmp_path).read(name)


def test_a_run_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        KeptRuns.under(tmp_path).read("20240101T000000-000000-set")


# --- In the background --------------------------------------------------------------------------


class Work:
    """Work that waits to be let on, a step at a time."""

    def __init__(self) -> None:
        self.step = threading.Semaphore(0)
        self.at = threading.Semaphore(0)

    def __call__(self, name: str, tell: Tell) -> str:
        for done in range(3):
            tell("Asking", done, 3)
            self.at.release()
            assert self.step.acquire(timeout=60)
        if name == "wrong":
            raise UsageError("There is no such set.")
        if name == "bug":
            raise ValueError("a bug")
        return f"{name} kept"


def ended(background: Background) -> Progress:
    for thread in threading.enumerate():
        if thread.name == "background":
            thread.join(60)
    return background.now()


def test_one_piece_of_work_runs_at_a_time_and_its_progress_is_seen() -> None:
    work = Work()
    background = Background(work)
    assert background.now() == Progress()
    assert background.start("first")
    assert work.at.acquire(timeout=60)
    assert not background.start("second")
    now = background.now()
    assert (now.state, now.name, now.phase, now.done, now.total) == (
        "running",
        "first",
        "Asking",
        0,
        3,
    )
    work.step.release(3)
    now = ended(background)
    assert (now.state, now.result) == ("done", "first kept")
    assert background.start("second")
    work.step.release(3)
    assert ended(background).result == "second kept"


def test_work_stops_after_the_step_it_is_at() -> None:
    work = Work()
    background = Background(work)
    background.start("first")
    assert work.at.acquire(timeout=60)
    background.stop()
    assert background.now().state == "stopping"
    work.step.release()
    now = ended(background)
    assert (now.state, now.done, now.result) == ("stopped", 0, "")
    background.stop()
    assert background.now().state == "stopped"


@pytest.mark.parametrize(
    ("name", "said"), [("wrong", "There is no such set."), ("bug", UNEXPECTED)]
)
def test_work_that_fails_says_why(name: str, said: str) -> None:
    work = Work()
    background = Background(work)
    background.start(name)
    work.step.release(3)
    now = ended(background)
    assert (now.state, now.problem) == ("failed", said)
