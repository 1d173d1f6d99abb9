"""The baseline: what the last accepted run measured, kept in a file with one line a question.

What this module does not know: what a later run lost against it; gate.py holds them together.
"""

import json
from pathlib import Path

from pydantic import ValidationError

from eval.runs.figures import summary
from eval.runs.records import Run
from rag.answer import Record
from vectorstore.errors import UsageError


class Kept(Record):
    """What is kept of one question."""

    passed: bool
    values: dict[str, float]
    """Its metrics; one that is undefined is absent."""


class Baseline(Record):
    """What the last accepted run measured."""

    name: str
    embedding_model: str
    composer: str
    metrics: dict[str, float | None]
    """The means over all questions, for people to read; a comparison takes its own."""
    samples: dict[str, Kept]
    """By the sample's id."""


def baseline_of(run: Run) -> Baseline:
    """Return what is kept of a run."""
    means = summary(run.outcomes)
    return Baseline(
        name=run.name,
        embedding_model=run.embedding_model,
        composer=run.composer,
        metrics={key: None if est is None else round(est.mean, 4) for key, est in means.items()},
        samples={
            outcome.sample.id: Kept(
                passed=outcome.passed,
                values={
                    metric: round(value, 4)
                    for metric, value in outcome.values.items()
                    if value is not None
                },
            )
            for outcome in run.outcomes
        },
    )


def read_baseline(path: Path) -> Baseline | None:
    """Read a baseline file, None when there is none; UsageError when it is not one."""
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError as error:
        raise UsageError(
            f"{path} is not a baseline; write it anew with --update-baseline."
        ) from error


def write_baseline(path: Path, baseline: Baseline) -> None:
    """Write a baseline file, one line a question so that a change is a readable difference."""
    record = baseline.model_dump(mode="json")
    samples = ",\n".join(
        f"  {json.dumps(key, ensure_ascii=False)}: {json.dumps(kept, ensure_ascii=False)}"
        for key, kept in record.pop("samples").items()
    )
    head = json.dumps(record, ensure_ascii=False, indent=1).removesuffix("\n}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'{head},\n "samples": {{\n{samples}\n }}\n}}\n', encoding="utf-8")
