"""How well speakers and kinds are read: labelled sentences of the sample collection, or of yours.

`python -m eval.attribution [LABELS] [--articles PATH] [--wrong]`
A label is a line of JSON: source (file name or URL), text (a sentence as it stands in the article),
speaker (null: nobody, or nobody certain), kind, split; `also` may list other good spellings. What
this module does not know: how much a reader loses by a speaker that is missing.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from eval.json_lines import read_records
from eval.metrics import Estimate, mean_interval, normalise
from eval.runs.collection import SAMPLE_ARTICLES
from rag.answer import Kind, Record
from rag.attribution import attributions
from rag.draft import Attribution
from vectorstore.article import LoadedArticle
from vectorstore.catalog import StoredArticle
from vectorstore.errors import UsageError
from vectorstore.loaders import load
from vectorstore.store.ingest import prepare

LABELS = Path(__file__).parent / "labels" / "attribution.jsonl"


class Label(Record):
    """A sentence, and who says it, as a person reads it."""

    source: str
    """File name or URL of the article."""
    text: str
    speaker: str | None
    """In full, as the article writes it."""
    kind: Kind
    split: str
    """`dev`: labelled before the rules were written; `held_out`: after, and measured once before
    the rules were changed again."""
    also: tuple[str, ...] = ()
    """Other names that are as good."""


class Judged(Record):
    """A label with what was read."""

    label: Label
    speaker: str | None
    kind: Kind

    @property
    def right_speaker(self) -> bool | None:
        """Whether the speaker that was read is the labelled one; None when none was read."""
        if self.speaker is None:
            return None
        names = (self.label.speaker, *self.label.also)
        return any(_same(self.speaker, name) for name in names if name)

    @property
    def found_speaker(self) -> bool | None:
        """Whether the labelled speaker was found; None when the label has none."""
        return None if self.label.speaker is None else self.right_speaker is True


class Figures(Record):
    """What a set of labels comes to; clusters of the intervals are the articles."""

    sentences: int
    precision: Estimate | None
    recall: Estimate | None
    kind: Estimate | None


def read_labels(path: Path) -> list[Label]:
    """Read labels. Raises UsageError naming the line that is not one."""
    return [label for _, label in read_records(path, Label, "label")]


def judge(labels: Sequence[Label], article: Callable[[str], StoredArticle]) -> list[Judged]:
    """Read every labelled sentence in its article. Raises UsageError for one that is not there."""
    return [_judged(label, article(label.source)) for label in labels]


def figures(judged: Sequence[Judged]) -> Figures:
    """Return precision and recall of speakers, and accuracy of kinds, with their intervals."""
    sources = [j.label.source for j in judged]
    return Figures(
        sentences=len(judged),
        precision=mean_interval([_number(j.right_speaker) for j in judged], sources),
        recall=mean_interval([_number(j.found_speaker) for j in judged], sources),
        kind=mean_interval([float(j.kind == j.label.kind) for j in judged], sources),
    )


def articles_of(path: Path, sources: set[str]) -> dict[str, StoredArticle]:
    """Return the articles of a file or folder that labels are about, by source and by URL."""
    loaded = [a for a in load(str(path)) if isinstance(a, LoadedArticle)]
    wanted = [a for a in loaded if {a.source, a.metadata.url.value or ""} & sources]
    found = [prepare(article)[0] for article in wanted]
    return {a.metadata.url.value or "": a for a in found} | {a.source: a for a in found}


def _judged(label: Label, article: StoredArticle) -> Judged:
    start = article.text.find(label.text)
    if start < 0:
        raise UsageError(f"{label.source} does not hold the sentence {label.text!r}.")
    end = start + len(label.text)
    found = [a.by for a in attributions(article.text, article.metadata) if start <= a.start < end]
    by = found[0] if found else Attribution(None, "reported")
    return Judged(label=label, speaker=by.speaker, kind=by.kind)


def _same(one: str, other: str) -> bool:
    return normalise(one).removeprefix("the ") == normalise(other).removeprefix("the ")


def _number(value: bool | None) -> float | None:
    return None if value is None else float(value)


def _line(name: str, found: Figures) -> str:
    def shown(estimate: Estimate | None) -> str:
        if estimate is None:
            return "none"
        if estimate.low is None:
            return f"{estimate.mean:.3f} (n={estimate.count})"
        return f"{estimate.mean:.3f} [{estimate.low:.3f}, {estimate.high:.3f}] (n={estimate.count})"

    return (
        f"{name}: {found.sentences} sentences; speaker precision {shown(found.precision)}, "
        f"recall {shown(found.recall)}; kind accuracy {shown(found.kind)}"
    )


def main(
    labels: Annotated[Path, typer.Argument(help="Labels, .jsonl.")] = LABELS,
    articles: Annotated[
        Path, typer.Option(help="The articles: a folder or a .jsonl(.gz).")
    ] = SAMPLE_ARTICLES,
    wrong: Annotated[
        bool, typer.Option("--wrong", help="Print what was read differently.")
    ] = False,
) -> None:
    """Print precision and recall of speakers and accuracy of kinds, a line for each split."""
    wanted = read_labels(labels)
    stored = articles_of(articles, {label.source for label in wanted})
    missing = sorted({label.source for label in wanted} - set(stored))
    if missing:
        raise UsageError(f"{articles} has no article {missing[0]!r}.")
    judged = judge(wanted, stored.__getitem__)
    for split in sorted({label.split for label in wanted}):
        typer.echo(_line(split, figures([j for j in judged if j.label.split == split])))
    typer.echo(_line("all", figures(judged)))
    for j in judged if wrong else ():
        if j.kind != j.label.kind or j.right_speaker is False or j.found_speaker is False:
            typer.echo(
                f"  {j.label.source}: {j.label.text!r}\n    labelled {j.label.speaker}, "
                f"{j.label.kind}; read {j.speaker}, {j.kind}"
            )


if __name__ == "__main__":
    typer.run(main)
