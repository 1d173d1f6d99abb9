"""Groups made of real questions with known answers: RealTimeQA's quiz of the week.

A passage answers a question when it holds the answer and shares words with the evidence that
comes with the question. The evidence itself, put into the midst of a passage that does not
answer, is one more positive passage. What this module does not know: whether the evidence is in
any article.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from eval.json_lines import read_json_lines
from rag.retriever import date_weight
from rag.terms.words import content_stems
from training.corpus import Corpus
from training.groups import Group, Passage
from training.spans import find_answer
from vectorstore.errors import UsageError
from vectorstore.sentences import sentence_spans

SEARCHED = 80
"""Chunks that are looked at for one question, before those of later articles are left out."""
MOST_POSITIVES, MOST_NEGATIVES = 4, 28
LEAST_SHARED = 0.3
"""Share of the words of question and evidence that a passage with the answer has to have."""
DAYS_AFTER = 2
"""A quiz is dated a little before some of the articles on its news."""
RANKED = 60
"""The constant of reciprocal rank fusion."""
PLANTED_AMONG = 10
"""The evidence is put into one of the hardest so many passages that do not answer."""
MOST_CHARACTERS = 1_000
"""Of a passage with the evidence in it; as long as the longest chunk."""


class QuizQuestion(BaseModel):
    """One line of the questions file; what else stands on the line is left alone."""

    model_config = ConfigDict(frozen=True)

    id: str = Field(min_length=8)
    """Its first eight characters are the day of the week's quiz, `YYYYMMDD`."""
    question: str
    answer: str
    """A few words."""
    asked_at: date
    evidence: str | None = None
    """Sentences from the quiz that tell the answer; None where the quiz gave none."""

    @field_validator("id")
    @classmethod
    def _begins_with_a_day(cls, value: str) -> str:
        _day(value)
        return value

    @property
    def quiz(self) -> date:
        """The day of the quiz, as its id has it."""
        return _day(self.id)


def _day(name: str) -> date:
    return datetime.strptime(name[:8], "%Y%m%d").date()


def read_quiz(files: Sequence[Path], since: date, before: date) -> list[QuizQuestion]:
    """Return the questions of the quizzes from the day `since` to the one before `before`.

    By the day of the quiz, and not of the question: those of one week stay together. Raises
    UsageError naming the first line that is no question.
    """
    found = []
    for path in files:
        for number, line in read_json_lines(path):
            try:
                question = QuizQuestion.model_validate(line)
            except ValidationError as error:
                reason = str(error).splitlines()[1:3]
                raise UsageError(
                    f"{path.name}, line {number}: not a question of a quiz ({' '.join(reason)})."
                ) from error
            if since <= question.quiz < before:
                found.append(question)
    return found


def make_quiz_groups(
    questions: Sequence[QuizQuestion], corpus: Corpus, seed: int
) -> Iterator[Group]:
    """Yield one group a question, in order."""
    rng = random.Random(seed)
    for question in questions:
        yield _group(question, corpus, rng)


def _group(asked: QuizQuestion, corpus: Corpus, rng: random.Random) -> Group:
    evidence = asked.evidence or ""
    wanted = set(content_stems(f"{asked.question} {evidence}"))
    answered: list[tuple[float, Passage]] = []
    negatives: list[Passage] = []
    for number in _search(asked.question, asked.asked_at, corpus):
        chunk = corpus.chunks[number]
        places = find_answer(asked.answer, chunk.text)
        passage = Passage(title=chunk.title, text=chunk.text, spans=tuple(places))
        if not places:
            if not find_answer(asked.answer, chunk.title):
                negatives.append(passage)
            continue
        share = len(wanted & set(corpus.stems[number])) / len(wanted)
        if share >= LEAST_SHARED:
            answered.append((share, passage))
    answered.sort(key=lambda found: -found[0])
    positives = [passage for _, passage in answered[:MOST_POSITIVES]]
    if evidence and negatives and find_answer(asked.answer, evidence):
        chosen = rng.choice(negatives[:PLANTED_AMONG])
        positives.append(_planted(evidence, asked.answer, chosen))
    return Group(
        id=asked.id,
        question=asked.question,
        answer=asked.answer,
        positives=tuple(positives),
        negatives=tuple(negatives[:MOST_NEGATIVES]),
    )


def _search(question: str, asked_at: date, corpus: Corpus) -> list[int]:
    """Return chunks as the retriever ranks them: by words and date, nothing from the future."""
    last = asked_at + timedelta(days=DAYS_AFTER)
    ranked = []
    for rank, number in enumerate(corpus.search(question, SEARCHED), start=1):
        published = corpus.chunks[number].published
        day = date.fromisoformat(published) if published else None
        if day is None or day <= last:
            ranked.append((date_weight(day, last) / (RANKED + rank), number))
    return [number for _, number in sorted(ranked, key=lambda found: -found[0])]


def _planted(evidence: str, answer: str, passage: Passage) -> Passage:
    """Return a passage with the evidence in place of the middle third of its sentences."""
    text = passage.text
    spans = sentence_spans(text) or [(0, len(text))]
    third = len(spans) // 3
    before = text[: spans[third][0]].strip()
    after = text[spans[-third][0] :].strip() if third else ""
    joined = " ".join(part for part in (before, evidence, after) if part)[:MOST_CHARACTERS]
    # With the title of the passage: one without would give it away.
    return Passage(title=passage.title, text=joined, spans=tuple(find_answer(answer, joined)))
