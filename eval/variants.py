"""`python -m eval.variants`: are the gold passages found whichever way a name is spelled?

Samples are asked as written and again with another spelling of a name, told by a file of lines
{"sample", "name", "variant"}. What this module does not know: which spellings people use; the file
was written for the sample collection.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from eval.json_lines import read_records
from eval.metrics import Estimate, mean_interval, paired_difference
from eval.report.numbers import in_line
from eval.runs.ask import Chain
from eval.runs.collection import SAMPLE_ARTICLES, prepare
from eval.runs.gold import Lookup
from eval.runs.runner import run
from eval.samples.sample import Sample, read_samples
from rag.answer import Record
from rag.settings import read_settings
from vectorstore.errors import UsageError

SAMPLES = Path(__file__).parent / "samples" / "citewire.jsonl"
VARIANTS = Path(__file__).parent / "labels" / "variants.jsonl"
FOUND = "passage_recall@5"
BAR = 0.02
"""How much of the recall a spelling may cost."""


class Variant(Record):
    """A sample's question with one name spelled in another way."""

    sample: str
    """Id of the sample."""
    name: str
    """As the sample writes it."""
    variant: str


class Row(Record):
    """What came of one variant."""

    variant: Variant
    question: str
    searched_for: str
    as_written: float
    """Whether a gold passage is among the first five, asked as the sample writes it."""
    found: float
    """The same for the variant."""


class Report(Record):
    """The recall of all variants beside that of the same samples as written."""

    rows: tuple[Row, ...]
    as_written: Estimate | None
    variants: Estimate | None
    difference: Estimate | None
    """Variants less as written, pair by pair; samples are drawn, not variants."""


def read_variants(path: Path) -> list[Variant]:
    """Read a file of variants. Raises UsageError naming the first line that is none."""
    return [variant for _, variant in read_records(path, Variant, "variant")]


def spelled(sample: Sample, variant: Variant) -> Sample:
    """Return the sample with the name spelled otherwise. Raises UsageError where it has none.

    >>> kyiv = Sample(id="1", category="date", question="Who is in Kyiv?", status="answered")
    >>> spelled(kyiv, Variant(sample="1", name="Kyiv", variant="Kiev")).question
    'Who is in Kiev?'
    """
    name = rf"(?<!\w){re.escape(variant.name)}(?!\w)"
    question, times = re.subn(name, variant.variant, sample.question)
    if times == 0:
        raise UsageError(f"{sample.id} has no {variant.name!r} in its question.")
    return sample.model_copy(update={"id": f"{sample.id} {variant.variant}", "question": question})


def measure(
    samples: Sequence[Sample], variants: Sequence[Variant], chain: Chain, store: Lookup
) -> Report:
    """Ask every variant and the sample it is of. Raises UsageError for an unknown sample."""
    by_id = {sample.id: sample for sample in samples}
    unknown = next((v.sample for v in variants if v.sample not in by_id), None)
    if unknown is not None:
        raise UsageError(f"There is no sample {unknown!r}.")
    asked = list(dict.fromkeys(variant.sample for variant in variants))
    written = run([by_id[key] for key in asked], chain, store)
    base = {o.sample.id: o.values[FOUND] or 0.0 for o in written.outcomes}
    outcomes = run([spelled(by_id[v.sample], v) for v in variants], chain, store).outcomes
    rows = tuple(
        Row(
            variant=variant,
            question=outcome.sample.question,
            searched_for=outcome.answer.searched_for if outcome.answer else "",
            as_written=base[variant.sample],
            found=outcome.values[FOUND] or 0.0,
        )
        for variant, outcome in zip(variants, outcomes, strict=True)
    )
    before, after = [row.as_written for row in rows], [row.found for row in rows]
    of = [row.variant.sample for row in rows]
    return Report(
        rows=rows,
        as_written=mean_interval(before, of),
        variants=mean_interval(after, of),
        difference=paired_difference(after, before, of),
    )


def shown(report: Report) -> str:
    """Return the report as lines of text, with the variants that found less."""
    lines = [
        f"{len(report.rows)} variants of {len({r.variant.sample for r in report.rows})} samples",
        f"{FOUND} as written: {in_line(report.as_written)}",
        f"{FOUND} of variants: {in_line(report.variants)}",
        f"difference: {in_line(report.difference)}; it may be -{BAR} at most",
    ]
    lost = [row for row in report.rows if row.found < row.as_written]
    return "\n".join(lines + [f"lost: {r.question} (searched: {r.searched_for})" for r in lost])


def main(
    articles: Annotated[Path, typer.Option(help="The articles that are asked.")] = SAMPLE_ARTICLES,
    samples: Annotated[Path, typer.Option(help="The samples.")] = SAMPLES,
    variants: Annotated[Path, typer.Option(help="Spellings of their names.")] = VARIANTS,
    home: Annotated[Path | None, typer.Option(help="Where the collection is kept.")] = None,
) -> None:
    """Measure what the spelling of a name costs; exit 1 when it is more than the bar."""
    asked = prepare(articles, read_settings(), home=home)
    report = measure(read_samples(samples), read_variants(variants), asked.chain, asked.store)
    asked.store.close()
    typer.echo(shown(report))
    if report.difference is not None and report.difference.mean < -BAR:
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
