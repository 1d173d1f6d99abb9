"""How well comparisons by outlet tell who speaks and who is silent: samples in, figures out.

`python -m eval.comparison` asks the samples of the sample collection. What this module does not
know: whether a quotation is the best one; it looks for words that have to stand in it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from eval.json_lines import read_records
from eval.runs.ask import answers_to
from rag.answer import Answer, ComparisonRow, Record

SAMPLES = Path(__file__).parent / "labels" / "comparisons.jsonl"


class ComparisonSample(Record):
    """A question that asks what each outlet says, and which of them say something."""

    id: str
    part: Literal["tuning", "held_out"]
    """Whether the thresholds were chosen with it, or it was written after that."""
    question: str
    speaks: Mapping[str, tuple[str, ...]]
    """Outlets with something to say, each with texts one of which its quotation holds."""
    silent: tuple[str, ...]
    """Outlets without an article on the topic."""
    unclear: tuple[str, ...] = ()
    """Outlets that come near the topic; whether they speak is not judged."""


class Figures(Record):
    """What came of one part of the samples; counted in outlets, over all questions together."""

    questions: int
    recognised: int
    """Questions that were answered by outlet, or declined where all are silent."""
    speaking: int
    """Outlets that are expected to speak."""
    shown: int
    """Judged outlets that are shown to speak."""
    right: int
    """Outlets that are expected to speak and do."""
    silent: int
    """Outlets that are expected to be silent."""
    shown_silent: int
    """Judged outlets that are shown silent."""
    right_silent: int
    """Outlets that are expected to be silent and are."""
    facts: int
    """Quotations of outlets rightly shown to speak that hold an expected text."""


def read_comparisons(path: Path = SAMPLES) -> list[ComparisonSample]:
    """Read the samples. Raises UsageError naming the line of the first that is none."""
    return [sample for _, sample in read_records(path, ComparisonSample, "sample")]


def measure(asked: Sequence[tuple[ComparisonSample, Answer]]) -> Figures:
    """Return the figures of answered samples."""
    told = [(sample, _quotes(answer.comparison)) for sample, answer in asked]
    right = [
        (sample.speaks[outlet], quotes[outlet])
        for sample, quotes in told
        for outlet in sample.speaks
        if outlet in quotes
    ]
    wrong = sum(outlet in quotes for sample, quotes in told for outlet in sample.silent)
    speaking = sum(len(sample.speaks) for sample, _ in told)
    silent = sum(len(sample.silent) for sample, _ in told)
    return Figures(
        questions=len(asked),
        recognised=sum(_recognised(sample, answer) for sample, answer in asked),
        speaking=speaking,
        shown=len(right) + wrong,
        right=len(right),
        silent=silent,
        shown_silent=(silent - wrong) + (speaking - len(right)),
        right_silent=silent - wrong,
        facts=sum(any(fact in quote for fact in facts) for facts, quote in right),
    )


def lines(figures: Figures) -> Iterator[str]:
    """Yield the figures, a line each."""
    f = figures
    yield f"questions answered by outlet (or declined, all silent): {f.recognised} of {f.questions}"
    yield f"speaks: precision {_share(f.right, f.shown)}, recall {_share(f.right, f.speaking)}"
    precision, recall = _share(f.right_silent, f.shown_silent), _share(f.right_silent, f.silent)
    yield f"silent: precision {precision}, recall {recall}"
    yield f"quotation holds an expected fact: {_share(f.facts, f.right)}"


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f} ({part} of {whole})" if whole else "– (0 of 0)"


def _quotes(rows: Iterable[ComparisonRow]) -> dict[str | None, str]:
    return {row.outlet: row.quote for row in rows if row.quote is not None}


def _recognised(sample: ComparisonSample, answer: Answer) -> bool:
    return bool(answer.comparison) if sample.speaks else answer.status == "abstained"


def main() -> Iterator[str]:
    """Ask the samples of the sample collection; yield what came of them."""
    from eval.runs.collection import SAMPLE_ARTICLES, prepare
    from rag.settings import read_settings

    chain = prepare(SAMPLE_ARTICLES, read_settings()).chain
    asked = answers_to(read_comparisons(), chain)
    for part in ("tuning", "held_out"):
        yield f"# {part}"
        yield from lines(measure([pair for pair in asked if pair[0].part == part]))
        for sample, answer in asked:
            if sample.part == part:
                yield from _missed(sample, _quotes(answer.comparison))


def _missed(sample: ComparisonSample, quotes: Mapping[str | None, str]) -> Iterator[str]:
    """Yield what is not as expected."""
    for outlet, facts in sample.speaks.items():
        if outlet not in quotes:
            yield f"{sample.id}: {outlet} is silent"
        elif not any(fact in quotes[outlet] for fact in facts):
            yield f"{sample.id}: {outlet}: {quotes[outlet]}"
    for outlet in sample.silent:
        if outlet in quotes:
            yield f"{sample.id}: {outlet} speaks: {quotes[outlet]}"


if __name__ == "__main__":
    from eval.console import write_lines

    write_lines(main())
