"""RAMDocs: questions whose documents give different answers, each asked of its own documents.

Wang et al., Retrieval-Augmented Generation with Conflicting Evidence (2025): names that several
things share, documents with a false answer put in, documents that do not answer. Each question has
a collection of its own, made for it by the same code that adds articles, and goes through the whole
chain. Thresholds were chosen on one half of the questions, told apart by a hash; the figures of the
other half are the ones to quote. What this module does not know: whether two answers that are
written differently are the same ("AFL", "Australian football"); it compares words.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from pydantic import ConfigDict
from rich.table import Table

from eval.json_lines import read_records
from eval.metrics import Estimate, mean_interval, normalise, occurs, quotes_of
from eval.report.numbers import figures
from eval.report.tables import terminal_table
from rag.answer import Answer, Record
from rag.settings import Settings
from vectorstore.errors import UsageError

FIGURES = {
    "gold_shown": "gold answers that stand in the answer or in a position",
    "flagged": "disagreement shown where the documents give more than one answer",
    "flagged_gold": "disagreement shown where there is more than one gold answer",
    "false_flags": "disagreement shown where all documents that answer agree",
}
"""Every figure and what it is a share of. A false answer is an answer of the documents: whoever
asks wants to see that they disagree; `flagged` and `false_flags` count it."""

HALVES = {"tuned": "half that thresholds were chosen on", "other": "other half", "all": "all"}

Ask = Callable[["Question"], Answer]


class Document(Record):
    """One document of a question."""

    model_config = ConfigDict(extra="ignore")

    text: str
    type: Literal["correct", "misinfo", "noise"]
    answer: str
    """What it gives as the answer; of no meaning for noise."""


class Question(Record):
    """One line of the file."""

    model_config = ConfigDict(extra="ignore")

    question: str
    documents: tuple[Document, ...]
    gold_answers: tuple[str, ...]

    @property
    def told(self) -> set[str]:
        """The different answers of its documents, true or false."""
        return {normalise(d.answer) for d in self.documents if d.type != "noise"}

    @property
    def half(self) -> str:
        """Which half of the questions it belongs to."""
        even = int(hashlib.sha256(self.question.encode()).hexdigest(), 16) % 2 == 0
        return "tuned" if even else "other"


class Result(Record):
    """What came of one question."""

    question: str
    half: str
    status: str
    positions: tuple[str, ...]
    """Values of the positions, if a disagreement is shown."""
    gold: tuple[bool, ...]
    """For each gold answer, whether it is shown."""
    values: dict[str, float | None]
    """The figures of this question, None where one is not defined for it."""


class Benchmark(Record):
    """The whole result."""

    questions: int
    figures: dict[str, dict[str, Estimate | None]]
    """By half, then by figure."""
    results: tuple[Result, ...]


def read_questions(path: Path, limit: int | None = None) -> list[Question]:
    """Read the questions of a JSON-lines file; UsageError names the first malformed line."""
    questions = [question for _, question in read_records(path, Question, "question")]
    if not questions:
        raise UsageError(f"{path} holds no questions.")
    return questions[:limit]


def asker(settings: Settings) -> Ask:
    """Return what asks a question of a collection of its own; models are loaded once."""
    from rag.chain import build_chain, load_readers
    from vectorstore.embedding import SentenceEmbeddings
    from vectorstore.loaders import load_path
    from vectorstore.store import Store

    embeddings = SentenceEmbeddings(settings.embedding_model, settings.embedding_backend)
    readers = load_readers(settings)

    def ask(question: Question) -> Answer:
        with TemporaryDirectory() as directory:
            file = Path(directory) / "documents.jsonl"
            file.write_text("".join(_lines(question)), encoding="utf-8")
            store = Store(Path(directory) / "home", embeddings, embeddings.name)
            try:
                for _added in store.add(load_path(file)):
                    pass
                chain = build_chain(store, settings.passages, readers=readers)
                answer: Answer = chain.invoke({"question": question.question})["answer"]
            finally:
                store.close()
            return answer

    return ask


def _lines(question: Question) -> Iterable[str]:
    """Yield the documents as articles that nothing is known about but their text."""
    for at, document in enumerate(question.documents, start=1):
        url = f"https://ramdocs.invalid/{at}"
        yield json.dumps({"url": url, "text": document.text}) + "\n"


def measure(
    questions: Sequence[Question],
    ask: Ask,
    progress: Callable[[int, int], None] | None = None,
) -> Benchmark:
    """Ask every question; `progress` is told (done, of how many)."""
    results = []
    for done, question in enumerate(questions, start=1):
        results.append(result_of(question, ask(question)))
        if progress is not None:
            progress(done, len(questions))
    halves = {half: [r for r in results if half in (r.half, "all")] for half in HALVES}
    return Benchmark(
        questions=len(results),
        figures={half: _figures(found) for half, found in halves.items()},
        results=tuple(results),
    )


def result_of(question: Question, answer: Answer) -> Result:
    """Measure one answer. A gold answer is shown where its words stand, in any case."""
    quotes = quotes_of(answer)
    positions = [p for about in answer.disagreements for p in about.positions]
    quoted = [quotes.get(number, "") for p in positions for number in p.citations]
    shown = "\n".join([answer.text, *(p.value for p in positions), *quoted])
    gold = tuple(occurs(wanted, shown) for wanted in question.gold_answers)
    flag = float(bool(answer.disagreements))
    return Result(
        question=question.question,
        half=question.half,
        status=answer.status,
        positions=tuple(p.value for p in positions),
        gold=gold,
        values={
            "flagged": flag if len(question.told) > 1 else None,
            "flagged_gold": flag if len(question.gold_answers) > 1 else None,
            "false_flags": flag if len(question.told) == 1 else None,
        },
    )


def _figures(results: Sequence[Result]) -> dict[str, Estimate | None]:
    """Return every figure; the interval of `gold_shown` draws whole questions again."""
    gold = [(float(shown), r.question) for r in results for shown in r.gold]
    found = {"gold_shown": mean_interval([g for g, _ in gold], [q for _, q in gold])}
    others = [figure for figure in FIGURES if figure not in found]
    return found | {f: mean_interval([r.values[f] for r in results]) for f in others}


def render(benchmark: Benchmark) -> Table:
    """Return the figures as a table for the terminal."""
    columns = ("figure", "share of", "questions", "value", "95 % interval", "count")
    table = terminal_table("RAMDocs", columns)
    for half, found in benchmark.figures.items():
        for figure, estimate in found.items():
            table.add_row(figure, FIGURES[figure], HALVES[half], *figures(estimate))
    return table
