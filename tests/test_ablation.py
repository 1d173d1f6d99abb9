"""Each part of answering switched off, over a real store and a reader that looks for one word."""

import io
import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from answer_fakes import FLOOD, WordCounts, loaded, small_collection
from eval_fakes import FakeArticle, FakeChain, abstained, answered, cite, passage, statement
from rich.console import Console

from eval.benchmarks.ablation.asking import COLUMNS, Ablation, measure, read_answerable
from eval.benchmarks.ablation.tables import as_markdown, render
from eval.benchmarks.ablation.ways import VARIANTS, Parts, Variant, ready_reader
from eval.benchmarks.ablation.without import SAME, EvenEmbeddings, NoOrder, OrderOnly, View
from eval.benchmarks.realtimeqa.questions import Question
from eval.runs.collection import Ingest
from rag.answer import Answer
from rag.reading.reader import Reading
from vectorstore.catalog import Filter
from vectorstore.errors import UsageError
from vectorstore.store import Store

INGEST = Ingest(seconds=1.5, added=3, unchanged=0, rejected=())
ASKED = "When does building work on the tram line begin?"
DAY = "2024-11-05"


class Watched(View):
    """Counts the searches."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.calls: Counter[str] = Counter()

    def dense(self, vector: Sequence[float], limit: int, only: Filter) -> list[tuple[int, float]]:
        self.calls["dense"] += 1
        return super().dense(vector, limit, only)

    def full_text(self, query: str, limit: int, only: Filter) -> list[tuple[int, float]]:
        self.calls["full_text"] += 1
        return super().full_text(query, limit, only)


class Spotter:
    """A reader that is sure of one word, wherever it stands, and of nothing else."""

    def __init__(self, word: str) -> None:
        self._word = word
        self.read_passages: list[tuple[str, str]] = []

    def read(self, question: str, passages: Sequence[tuple[str, str]]) -> list[Reading]:
        self.read_passages += passages
        return [self._reading(text) for _title, text in passages]

    def _reading(self, text: str) -> Reading:
        words = list(re.finditer(r"\w+", text))
        scores = [20.0 if m.group() == self._word else -20.0 for m in words]
        return Reading(
            answerable=max(scores),
            offsets=tuple(m.span() for m in words),
            starts=np.array(scores, np.float32),
            ends=np.array(scores, np.float32),
        )


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Three articles, and one that was published after the day of the question."""
    found = small_collection(tmp_path_factory.mktemp("ablation"))
    later = loaded(
        "Fog closed the harbour to ships.", "fog.txt", title="Fog", published_at="2024-12-24"
    )
    assert [result.status for result in found.add([later])] == ["added"]
    return found


class Run:
    """One question asked in one variant: the keys of the chain, and what was called for them."""

    def __init__(self, store: Store, name: str) -> None:
        watched, self.reader = Watched(store), Spotter("Nobody")
        variant = next(v for v in VARIANTS if v.name == name)
        chain = variant.build(Parts(watched, 12, self.reader))
        self.state: dict[str, Any] = chain.invoke({"question": ASKED, "as_of": DAY})
        self.calls = watched.calls

    def ids(self, key: str) -> list[int]:
        return [candidate.chunk.id for candidate in self.state[key]]


@pytest.fixture(scope="module")
def asked(store: Store) -> Callable[[str], Run]:
    return lambda name: Run(store, name)


# --- the variants ------------------------------------------------------------------------------


def test_everything_is_switched_on_at_first(asked: Callable[[str], Run]) -> None:
    run = asked(VARIANTS[0].name)
    assert run.calls == {"dense": 1, "full_text": 1}
    assert run.state["query"].as_of == date(2024, 11, 5)
    assert len(run.reader.read_passages) == 3
    assert {title for title, _ in run.reader.read_passages} == {""}
    assert run.ids("candidates") != run.ids("found")
    assert place(run) < place(asked("without the reader"))
    assert len({e.similarity for e in run.state["evidence"]}) > 1


def place(run: Run) -> int:
    """Where the sentence that the reader points to stands among the evidence."""
    return next(i for i, e in enumerate(run.state["evidence"]) if "Nobody" in e.text)


def test_without_the_dense_search_it_is_never_called(asked: Callable[[str], Run]) -> None:
    run = asked("without the dense search")
    assert run.calls == {"full_text": 1}
    assert run.state["found"]
    assert {candidate.dense_rank for candidate in run.state["found"]} == {None}


def test_without_the_lexical_search_it_is_never_called(asked: Callable[[str], Run]) -> None:
    run = asked("without the lexical search")
    assert run.calls == {"dense": 1}
    assert run.state["found"]
    assert {candidate.lexical_rank for candidate in run.state["found"]} == {None}


def test_without_dates_no_article_is_too_late(asked: Callable[[str], Run]) -> None:
    run, everything = asked("without dates"), asked("everything")
    assert run.state["query"].as_of is None
    assert set(run.ids("found")) > set(everything.ids("found"))


def test_without_the_reader_nothing_is_read(asked: Callable[[str], Run]) -> None:
    run = asked("without the reader")
    assert run.reader.read_passages == []
    assert run.ids("candidates") == run.ids("found")
    assert {evidence.reading for evidence in run.state["evidence"]} == {None}


def test_the_reader_orders_passages_as_ever_and_chooses_nothing(
    asked: Callable[[str], Run],
) -> None:
    run, everything = asked("the reader only orders passages"), asked("everything")
    assert run.ids("candidates") == everything.ids("candidates") != run.ids("found")
    assert {evidence.reading for evidence in run.state["evidence"]} == {None}


def test_the_reader_chooses_sentences_as_ever_and_orders_nothing(
    asked: Callable[[str], Run],
) -> None:
    run = asked("the reader only chooses sentences")
    assert run.ids("candidates") == run.ids("found")
    assert place(run) < place(asked("without the reader"))
    assert None not in {evidence.reading for evidence in run.state["evidence"]}


def test_the_reader_sees_the_same_texts_with_titles(asked: Callable[[str], Run]) -> None:
    run, everything = asked("the reader with titles"), asked("everything")
    assert all(title for title, _ in run.reader.read_passages)
    texts = [[text for _, text in each.reader.read_passages] for each in (run, everything)]
    assert texts[0] == texts[1]


def test_even_sentences_leave_the_dense_search_as_it_is(asked: Callable[[str], Run]) -> None:
    run, everything = asked("without the similarity of sentences"), asked("everything")
    assert [e.similarity for e in run.state["evidence"]] == pytest.approx(
        [SAME] * len(everything.state["evidence"])
    )
    assert run.state["found"] == everything.state["found"]
    assert run.calls == everything.calls


def test_each_variant_differs_from_everything_in_what_it_names() -> None:
    names = [variant.name for variant in VARIANTS]
    assert names[0] == "everything"
    assert len(set(names)) == len(VARIANTS) == 9
    assert all(variant.off for variant in VARIANTS)


def test_the_parts_that_stand_in_for_the_reader() -> None:
    passages = [("Flood", FLOOD), ("Nobody", "Somebody came.")]
    assert OrderOnly(Spotter("Nobody")).score("Who?", passages) == [20.0, -20.0]
    assert NoOrder().score("Who?", passages) == [0.0, 0.0]
    assert EvenEmbeddings(WordCounts()).embed_documents([]) == []


# --- measuring ---------------------------------------------------------------------------------

GOLD = FakeArticle("g", "g.txt", "The winner was Luke Humphries, aged 28.")
FILLER = FakeArticle("f", "f.txt", "Nothing of note happened.")


def question(id: str, there: bool = True) -> Question:
    return Question(
        id=id,
        question=f"{id}?",
        asked_at="2024-01-05",
        answer="Luke Humphries",
        answer_in_articles=there,
    )


def told(article: FakeArticle) -> Answer:
    """An answer that quotes an article, with the other one after it."""
    said = (statement(article.text, 1), cite(1, article, article.text))
    other = GOLD if article is FILLER else FILLER
    return answered(said, passages=(passage(article), passage(other)))


QUESTIONS = [question(f"{week}_{n}") for week in ("20240105", "20240112") for n in range(2)]
RIGHT, WRONG = told(GOLD), told(FILLER)


def variant(name: str, *answers: Answer | Exception) -> Variant:
    """One in which the questions are answered so."""
    chain = FakeChain({q.question: a for q, a in zip(QUESTIONS, answers, strict=True)})
    return Variant(name, f"not {name}", lambda _parts: chain)


def measured(store: Store, *variants: Variant, **more: Any) -> Ablation:
    parts = Parts(store, 12, Spotter("Nobody"))
    return measure(QUESTIONS, parts, INGEST, variants=variants, reader_name="spotter", **more)


@pytest.fixture(scope="module")
def ablation(store: Store) -> Ablation:
    """Everything has three of four right; less has none right in the second week."""
    return measured(
        store,
        variant("everything", RIGHT, RIGHT, RIGHT, WRONG),
        variant("less", RIGHT, RIGHT, WRONG, UsageError("no")),
        variant("silent", *[abstained()] * 4),
    )


def test_figures_and_failures_of_each_variant(ablation: Ablation) -> None:
    everything, less, silent = ablation.rows
    means = [
        {figure: est and est.mean for figure, est in row.figures.items()} for row in ablation.rows
    ]
    assert list(everything.figures) == list(COLUMNS)
    assert means[0]["answer_recall@1"] == means[0]["answer_in_text"] == 0.75
    assert means[0]["answer_recall@5"] == 1.0
    assert means[0]["mrr@10"] == pytest.approx(3.5 / 4)
    assert means[1]["mrr@10"] == pytest.approx(2.5 / 4)
    assert [row["refused"] for row in means] == [0.0, 0.0, 1.0]
    assert [row.failed for row in (everything, less, silent)] == [0, 1, 0]


def test_differences_are_to_everything_by_week(ablation: Ablation) -> None:
    everything, less, silent = ablation.rows
    assert everything.differences == {}
    found = less.differences["answer_in_text"]
    assert found is not None
    # The first week lost nothing, the second one of its two.
    assert (found.mean, found.low, found.high, found.count) == (-0.25, -0.5, 0.0, 4)
    declined = silent.differences["refused"]
    assert declined is not None
    assert (declined.mean, declined.low, declined.high) == (1.0, 1.0, 1.0)


def test_progress_is_that_of_all_variants(store: Store) -> None:
    steps: list[tuple[int, int]] = []
    right = variant("everything", *[RIGHT] * 4)
    measured(store, right, right, progress=lambda *step: steps.append(step))
    assert steps == [(done, 8) for done in range(1, 9)]


def test_all_variants_are_asked_unless_others_are_given(store: Store) -> None:
    flood = question("20240105_0").model_copy(
        update={"question": "How many houses were flooded in Velmora?", "answer": "96"}
    )
    result = measure([flood], Parts(store, 12, Spotter("96")), INGEST)
    assert [row.name for row in result.rows] == [v.name for v in VARIANTS]
    assert [row.failed for row in result.rows] == [0] * 9
    found = result.rows[0].figures["answer_in_text"]
    assert found is not None
    assert found.mean == 1.0


# --- tables and files --------------------------------------------------------------------------


def test_the_terminal_shows_figures_and_the_differences_compared(ablation: Ablation) -> None:
    out = io.StringIO()
    Console(file=out, width=200).print(render(ablation))
    text = " ".join(out.getvalue().split())
    assert all(name in text for name in ("everything", "less", "silent", *COLUMNS.values()))
    assert "−0.250 (−0.500 to 0.000)" in text
    assert "+1.000" not in text
    assert "1 failed in all rows" in text
    assert "reader spotter" in text


def test_the_markdown_is_one_table_and_a_sentence(ablation: Ablation) -> None:
    table, caption = as_markdown(ablation).split("\n\n")
    lines = table.splitlines()
    assert lines[0].startswith("| variant | answer recall@1 | @5 | @10 | MRR@10 | within 60 words")
    assert len({line.count("|") for line in lines}) == 1
    assert lines[2].startswith("| everything | 0.750 | 1.000 | 1.000 | 0.875 | 0.750 | 0.000 | 0.")
    assert "| 0.500; −0.250 (−0.500 to 0.000) |" in lines[3]
    assert caption.startswith("4 questions")


def test_the_json_tells_everything(ablation: Ablation) -> None:
    assert Ablation.model_validate_json(ablation.model_dump_json()) == ablation
    assert [len(row.results) for row in ablation.rows] == [4, 4, 4]


def test_only_questions_that_the_articles_answer_are_read(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    lines = [question(f"20240105_{n}", there=n != 0).model_dump_json() for n in range(4)]
    path.write_text("\n".join(lines))
    assert [q.id for q in read_answerable(path, 2)] == ["20240105_1", "20240105_2"]
    assert len(read_answerable(path, None)) == 3
    path.write_text(lines[0])
    with pytest.raises(UsageError, match="no question with `answer_in_articles`"):
        read_answerable(path, None)


def test_a_reader_that_is_off_cannot_be_switched_off() -> None:
    with pytest.raises(UsageError, match="CITEWIRE_READER is 'off'"):
        ready_reader("off")
