"""Stand-ins at the seams of the evaluation: a list-backed store, a chain with set answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from eval.samples.sample import Sample
from rag.answer import (
    Abstention,
    Answer,
    Citation,
    Disagreement,
    Passage,
    Position,
    Seconds,
    Statement,
)
from vectorstore.article import text_hash
from vectorstore.errors import NoArticle

SUMMIT = "Nine states joined the group in Kazan. The host was pleased. Two states declined."
RAIL = "The railway to Aktau carries 43 trains a day. It was opened in May."


@dataclass(frozen=True)
class FakeArticle:
    id: str
    source: str
    text: str

    @property
    def text_sha256(self) -> str:
        return text_hash(self.text)


class FakeStore:
    """The two articles above, as `a` (summit.txt) and `b` (rail.txt)."""

    def __init__(self, *articles: FakeArticle) -> None:
        self._articles = {
            article.id: article
            for article in articles
            or (FakeArticle("a", "summit.txt", SUMMIT), FakeArticle("b", "rail.txt", RAIL))
        }
        self.read: list[str] = []

    def get(self, article_id: str) -> FakeArticle:
        self.read.append(article_id)
        if article_id not in self._articles:
            raise NoArticle(f"There is no article {article_id}.")
        return self._articles[article_id]

    def articles(self) -> list[FakeArticle]:
        return list(self._articles.values())


class FakeChain:
    """Answers each question with what was set for it; an exception is raised.

    Where no day is given, with what was set in `undated`, if anything was.
    """

    def __init__(
        self,
        answers: Mapping[str, Answer | Exception],
        undated: Mapping[str, Answer | Exception] | None = None,
    ) -> None:
        self._answers = answers
        self._undated = {**answers, **(undated or {})}
        self.inputs: list[dict[str, Any]] = []

    def invoke(self, input: dict[str, Any]) -> dict[str, Any]:
        self.inputs.append(input)
        answers = self._undated if input["as_of"] is None else self._answers
        answer = answers[input["question"]]
        if isinstance(answer, Exception):
            raise answer
        return {"answer": answer}


def cite(number: int, article: FakeArticle, quote: str) -> Citation:
    start = article.text.index(quote)
    return Citation(
        number=number,
        article_id=article.id,
        source=article.source,
        title=None,
        outlet=None,
        url=None,
        published_at=None,
        quote=quote,
        start=start,
        end=start + len(quote),
        text_sha256=article.text_sha256,
    )


def passage(article: FakeArticle, start: int = 0, end: int | None = None) -> Passage:
    stop = len(article.text) if end is None else end
    return Passage(
        article_id=article.id,
        source=article.source,
        title=None,
        outlet=None,
        published_at=None,
        start=start,
        end=stop,
        text=article.text[start:stop],
        score=1.0,
    )


def statement(text: str, *numbers: int, supported: bool = True) -> Statement:
    return Statement(
        text=text,
        citations=numbers,
        speaker=None,
        outlet=None,
        kind="reported",
        supported=supported,
    )


def answered(
    *parts: tuple[Statement, Citation],
    text: str | None = None,
    passages: tuple[Passage, ...] = (),
    short: str | None = None,
    positions: tuple[str, ...] = (),
    confidence: float | None = None,
) -> Answer:
    """An answer of statements with a citation each; `text` overrides the composed one."""
    composed = " ".join(f"{said.text} [{cited.number}]" for said, cited in parts)
    sides = tuple(Position(value=value, citations=(1,)) for value in positions)
    return _answer(
        "answered",
        confidence=confidence,
        text=composed if text is None else text,
        statements=tuple(said for said, _ in parts),
        citations=tuple(cited for _, cited in parts),
        short_answer=short,
        passages=passages,
        disagreements=(Disagreement(about="it", positions=sides),) if sides else (),
    )


def abstained(
    reason: str = "Nothing covers it.", *passages: Passage, confidence: float | None = None
) -> Answer:
    return _answer(
        "abstained",
        confidence=confidence,
        abstention=Abstention(reason=reason, closest=passages),
        passages=passages,
    )


def _answer(status: Literal["answered", "abstained"], **fields: Any) -> Answer:
    empty: dict[str, Any] = {
        "question": "q",
        "searched_for": "q",
        "as_of": None,
        "confidence": None,
        "text": "",
        "statements": (),
        "citations": (),
        "short_answer": None,
        "disagreements": (),
        "abstention": None,
        "passages": (),
        "seconds": Seconds(retrieve=0.1, compose=0.1, total=0.2),
        "composer": "extractive",
        "notices": (),
    }
    return Answer(status=status, **(empty | fields))


def sample(id: str, **fields: Any) -> Sample:
    given: dict[str, Any] = {
        "category": "single_fact",
        "question": f"{id}?",
        "status": "answered",
    }
    return Sample(id=id, **(given | fields))
