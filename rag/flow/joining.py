"""The answers to the parts of one question as one: one after the other, each source numbered once.

What this module does not know: why they belong together.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, zip_longest
from typing import Any, TypeVar

from rag.answer import Answer, Origin, Passage, Position, Seconds, Statement, TimelineEntry
from rag.citations import marked_text

_Citing = TypeVar("_Citing", Statement, Position, TimelineEntry, Origin)
_Place = tuple[str, int, int]


def joined(question: str, parts: Sequence[str], answers: Sequence[Answer]) -> Answer:
    """Return one answer to a question of several `parts`, of which at least one is answered.

    A part without an answer is named in a notice.
    """
    places: dict[_Place, int] = {}
    told = [_numbered(answer, places) for answer in answers if answer.status == "answered"]
    citations = {found.number: found for answer in reversed(told) for found in answer.citations}
    statements = _every(answer.statements for answer in told)
    lists: dict[str, Any] = {
        name: _every(getattr(answer, name) for answer in told)
        for name in ("disagreements", "comparison", "timeline", "origins")
    }
    found = {
        name: _every(getattr(answer, name) for answer in answers) for name in ("matched", "filters")
    }
    return told[0].model_copy(
        update={
            **lists,
            **found,
            "question": question,
            "searched_for": " ".join(answer.searched_for for answer in answers),
            "confidence": min((a.confidence for a in told if a.confidence), default=None),
            "text": marked_text(statements),
            "statements": statements,
            "citations": tuple(citations[number] for number in sorted(citations)),
            # The few words that answer one question do not answer two.
            "short_answer": None,
            "passages": _in_turn([answer.passages for answer in answers]),
            "seconds": _seconds([answer.seconds for answer in answers]),
            "notices": _every([_notices(*pair) for pair in zip(parts, answers, strict=True)]),
        }
    )


def _every(lists: Iterable[Iterable[Any]]) -> tuple[Any, ...]:
    """Return what stands in any of the lists, each once, in order."""
    return tuple(dict.fromkeys(chain.from_iterable(lists)))


def _numbered(answer: Answer, places: dict[_Place, int]) -> Answer:
    """Return the answer with the numbers that its quotations have among those of all parts."""
    new = {
        one.number: places.setdefault((one.article_id, one.start, one.end), len(places) + 1)
        for one in answer.citations
    }
    update: dict[str, Any] = {
        name: _cited(getattr(answer, name), new) for name in ("statements", "timeline", "origins")
    }
    update["citations"] = tuple(
        one.model_copy(update={"number": new[one.number]}) for one in answer.citations
    )
    update["disagreements"] = tuple(
        one.model_copy(update={"positions": _cited(one.positions, new)})
        for one in answer.disagreements
    )
    return answer.model_copy(update=update)


def _cited(records: Sequence[_Citing], new: Mapping[int, int]) -> tuple[_Citing, ...]:
    return tuple(
        record.model_copy(update={"citations": tuple(new[number] for number in record.citations)})
        for record in records
    )


def _in_turn(lists: Sequence[Sequence[Passage]]) -> tuple[Passage, ...]:
    """Return the passages of all parts, the best of each before the second best of any."""
    found = [one for row in zip_longest(*lists) for one in row if one is not None]
    return tuple({(one.article_id, one.start): one for one in reversed(found)}.values())[::-1]


def _seconds(parts: Sequence[Seconds]) -> Seconds:
    return Seconds(
        retrieve=round(sum(one.retrieve for one in parts), 4),
        compose=round(sum(one.compose for one in parts), 4),
        total=round(sum(one.total for one in parts), 4),
    )


def _notices(part: str, answer: Answer) -> Iterator[str]:
    yield from answer.notices
    if answer.abstention is not None:
        yield f"“{part}” is not answered. {answer.abstention.reason}"
