"""docs/PERFORMANCE.md: the table, what it was measured with, and how to measure it again.

Everything between the two marks is written by `citewire bench`; what a person writes outside of
them stays. What this module does not know: how a figure was measured.
"""

from collections.abc import Sequence
from pathlib import Path

from eval.benchmarks.speed.goals import Row, Spread
from eval.benchmarks.speed.inputs import SIZE
from eval.benchmarks.speed.measures import Measured, add_ratios, p50, p95, rows
from eval.benchmarks.speed.records import Comparison, Grown
from eval.metrics import percentile
from eval.report.tables import markdown_table
from vectorstore.errors import UsageError

BEGIN = "<!-- measured by `citewire bench`: begin -->"
END = "<!-- measured by `citewire bench`: end -->"

PICTURE = "images/performance.svg"

EMPTY_PAGE = f"""# Performance

{BEGIN}
{END}

## Where the time goes

Not written yet.
"""

METHOD = """## How it is measured

`citewire bench` measures in five parts, each of them in processes of its own. The other side is
the pipeline of LangChain's RAG tutorial: one document an article,
`RecursiveCharacterTextSplitter(1000, 200)`, `HuggingFaceEmbeddings` and `langchain-chroma`, with
the same MiniLM weights, on the same file, in the same run.

- **Whole process** means from start to exit: imports and loading the model included. Before the
  first measured round each side ran once on one article, so both find their libraries in the
  file cache and the embedding model converted. What the conversion takes, once on a machine, is
  told below.
- Rounds are interleaved, and the side that goes first changes. A ratio is that of one round,
  and what is reached is judged by the median.
- **Again** is the same file given once more. Without the start of the process: the seconds of
  the adding itself, against the first ingest less that start.
- **Adding** counts the seconds of adding 100 real articles, embedding included, in a process
  that has loaded model and libraries, against the same articles into an empty index. The whole
  process is noted beside it. Every round has other titles, so that no vector is known.
- **Question to answer** is the time of the chain in a process that has answered three other
  questions. Every question is asked once, as of its day, and none is repeated: vectors of
  sentences are remembered.
- **Sizes** are made of real articles: a made one has title (with a number), date and outlet of
  one, and as many paragraphs, each a real chunk drawn from all. The vector of its chunk is the
  real one plus noise (cosine 0.94), renormalised. The vocabulary therefore does not grow with
  the index; the posting lists of the full-text search do. Questions and sentences are embedded
  by the real model.
- **Memory** is the highest resident memory of the process (1 GB is 10^9 bytes).
- **`make chat` to page**: from the start of the command, with everything installed, until the
  page with its question box is answered with HTTP 200. What a browser takes to draw it is not
  counted. The first answer is that of a question asked as soon as the page is there.
"""

REPRODUCE = """## Again, on your machine

```
make bench                                   # the sample articles
citewire bench --articles articles.jsonl.gz --questions questions.jsonl \\
    --sizes 1000,10000,34000,100000,30000a,1000000
citewire bench --report-only                 # this page, from what was measured
```

A run that is ended goes on where it was; `--only` names the parts, `--again` forgets them first.
"""


def write_page(measured: Measured, directory: Path) -> Path:
    """Write PERFORMANCE.md into `directory`, leaving what stands outside of the marks.

    Raises UsageError when the page has no marks.
    """
    path = directory / "PERFORMANCE.md"
    before = path.read_text(encoding="utf-8") if path.exists() else EMPTY_PAGE
    head, begin, rest = before.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not (begin and end):
        raise UsageError(f"{path} has no place for the figures: put the lines {BEGIN} and {END}.")
    directory.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{head}{BEGIN}\n\n{text(measured)}\n{END}{tail}", encoding="utf-8")
    return path


def text(measured: Measured) -> str:
    """Return what stands between the marks."""
    figures = [_summary(measured), _ingest(measured.comparison), _growth(measured.grown())]
    sections = [*figures, METHOD, _circumstances(measured), REPRODUCE]
    return "\n".join(section for section in sections if section)


def cells(row: Row) -> list[str]:
    """Return the cells of a row: measure, bar, moonshot, measured, reached."""
    goal, sign = row.goal, "≥" if row.goal.at_least else "≤"
    limits = [f"{sign} {limit:g}{_space(goal.unit)}" for limit in (goal.bar, goal.moonshot)]
    if row.spread is None:
        return [goal.measure, *limits, "not measured", "–"]
    figure = shown(row.spread, goal.unit)
    note = f"; {row.note}" if row.note else ""
    return [goal.measure, *limits, f"{figure}{note}", goal.reached(row.spread.median)]


def shown(spread: Spread, unit: str) -> str:
    """Return median, lowest and highest value, and of how many; one value stands alone.

    >>> shown(Spread(2.0, 1.0, 3.0, 3), "×")
    '**2.00×** (1.00–3.00, 3 rounds)'
    """
    median = f"**{_number(spread.median)}{_space(unit)}**"
    if spread.count == 1:
        return median
    return f"{median} ({_number(spread.low)}–{_number(spread.high)}, {spread.count} rounds)"


def _summary(measured: Measured) -> str:
    head = ["measure", "bar", "moonshot", "measured: median (lowest–highest)", "reached"]
    drawn = f"\n![Performance in four pictures]({PICTURE})\n" if measured.parts() else ""
    return markdown_table(head, [cells(row) for row in rows(measured)]) + drawn


def _ingest(part: Comparison | None) -> str:
    if part is None or not part.rounds:
        return ""
    head = ["round", "Citewire", "the tutorial", "ratio", "Citewire, again", "peak memory"]
    body = [
        [
            str(number),
            f"{one.citewire.seconds:.1f} s, {one.chunks:,} chunks",
            f"{one.tutorial.seconds:.1f} s, {one.tutorial_chunks:,} chunks",
            f"{one.tutorial.seconds / one.citewire.seconds:.2f}×",
            f"{one.again.seconds:.2f} s",
            f"{one.citewire.peak_mb / 1000:.2f} GB; {one.tutorial.peak_mb / 1000:.2f} GB",
        ]
        for number, one in enumerate(part.rounds, start=1)
    ]
    return f"## Ingest of {part.articles} articles, round by round\n\n{markdown_table(head, body)}"


def _growth(sizes: Sequence[Grown]) -> str:
    if not sizes:
        return ""
    head = ["size", "chunks", "articles", "question p50", "p95", "peak memory", "adding", "disk"]
    body = [
        [
            SIZE.sub(lambda m: f"{int(m[1]):,}{' articles' if m[2] else ''}", grown.size),
            f"{grown.chunks:,}",
            f"{grown.articles:,}",
            f"{p50(grown):.3f} s",
            f"{p95(grown):.3f} s",
            f"{grown.warm.peak_mb / 1000:.2f} GB",
            _adding(grown),
            f"{grown.disk_mb / 1000:.2f} GB",
        ]
        for grown in sizes
    ]
    said = "Adding: seconds of adding the same real articles, at this size against empty.\n"
    return f"## As the index grows\n\n{markdown_table(head, body)}\n{said}"


def _adding(grown: Grown) -> str:
    here, empty = (
        Spread.of([getattr(one, name) for one in grown.added])
        for name in ("grown_inside", "empty_inside")
    )
    ratio = Spread.of(add_ratios(grown))
    if here is None or empty is None or ratio is None:
        return "–"
    return f"{here.median:.1f} s / {empty.median:.1f} s = {shown(ratio, '×')}"


def _circumstances(measured: Measured) -> str:
    parts = measured.parts()
    if not parts:
        return ""
    machines = list(dict.fromkeys(part.setting.machine.model_dump_json() for part in parts))
    lines = ["## What it was measured on\n"]
    for part in parts:
        if part.setting.machine.model_dump_json() in machines:
            machine = part.setting.machine
            machines.remove(machine.model_dump_json())
            packages = ", ".join(f"{name} {found}" for name, found in machine.packages.items())
            lines.append(
                f"{machine.processor}, {machine.cores} cores, {machine.memory_gb:g} GB,"
                f" {machine.system}, Python {machine.python}; {packages}.\n"
            )
    head = ["part", "articles", "day", "load average when begun"]
    body = [
        [part.name, part.setting.articles, part.setting.day, f"{part.setting.load:g}"]
        for part in parts
    ]
    return "\n".join([*lines, markdown_table(head, body), *_besides(measured)])


def _besides(measured: Measured) -> list[str]:
    """Return the figures that stand in no table."""
    lines = []
    if measured.comparison is not None:
        lines.append(
            "The very first ingest on a machine, which converts the embedding model, takes"
            f" {measured.comparison.first_use_seconds:.1f} s longer than the second.\n"
        )
    if measured.asking is not None and measured.asking.warm is not None:
        warm = measured.asking.warm
        lines.append(
            f"On the real collection ({warm.chunks:,} chunks) {len(warm.seconds)} questions took"
            f" {percentile(warm.seconds, 0.5) or 0:.3f} s each in the median and"
            f" {max(warm.seconds, default=0):.3f} s at most;"
            f" the tutorial answered from an index of {measured.asking.tutorial_articles}"
            " articles.\n"
        )
    if measured.growth is not None:
        lines.append(
            f"The sizes are made of {measured.growth.base_chunks:,} real chunks of"
            f" {measured.growth.base_articles:,} articles.\n"
        )
    return lines


def _number(value: float) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:.{digits}f}"


def _space(unit: str) -> str:
    return unit if unit == "×" else f" {unit}"
