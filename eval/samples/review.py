"""From an answer that was marked as bad to a sample: drafted, then edited by a person.

A draft expects what the reason says: that the question is declined, answered, or shows a
disagreement. With another reason it fails until a person has edited it, because the answer that was
marked as bad would pass it. Facts and passages are for that person to add. What this module does
not know: where samples are kept, and how the form looks.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from eval.samples.sample import BETWEEN_FACTS, GoldPassage, Sample
from rag.feedback import REASONS, Opinion

QUESTION_LIMIT = 2000
"""Characters of a question, as in the chat."""

MOST_COPIES = 10
"""Articles that may hold a passage; more make it no passage of its own."""


TELLING = ("decline", "answer", "disagreement")
"""Reasons that say what is expected; the answer that was marked as bad would pass any other."""


class Text(Protocol):
    """One stored article."""

    @property
    def source(self) -> str:
        """File name or URL."""

    @property
    def text(self) -> str:
        """The text that passages stand in."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person wrote into the form; lists have an item a line."""

    question: str
    history: str = ""
    as_of: str = ""
    decline: bool = False
    """The question is to be declined."""
    conflict: bool = False
    """The articles disagree, and the answer is to show it."""
    facts: str = ""
    """A fact a line, other ways to write it after ` / `."""
    forbidden: str = ""
    passages: str = ""
    """The exact words of a passage that answers, one passage a line."""
    note: str = ""


class Invalid(Exception):
    """An edit that makes no sample: a sentence for each field that is wrong."""

    def __init__(self, problems: dict[str, str]) -> None:
        """Keep the sentences by the field they are about."""
        super().__init__(" ".join(problems.values()))
        self.problems = problems


def drafted(opinion: Opinion) -> Sample:
    """Return the sample that a bad opinion asks for; its id names the turn."""
    reason = opinion.reason
    told = [REASONS[reason] + "." if reason else "", opinion.comment.strip()]
    return Sample(
        id=f"feedback-{opinion.turn}",
        category="conflict" if reason == "disagreement" else "feedback",
        question=opinion.question.strip(),
        history=opinion.history,
        as_of=opinion.answer.as_of,
        status="abstained" if reason == "decline" else "answered",
        note=" ".join(filter(None, told)),
        unreviewed=reason not in TELLING,
    )


def form_of(sample: Sample) -> Edit:
    """Return a sample as the form shows it."""
    # Near-copies hold the same words: they are one line, and found again when it is saved.
    passages = dict.fromkeys(passage.text for passage in sample.passages)
    return Edit(
        question=sample.question,
        history="\n".join(sample.history),
        as_of=sample.as_of or "",
        decline=sample.status == "abstained",
        conflict=sample.category == "conflict",
        facts="\n".join(BETWEEN_FACTS.join(fact) for fact in sample.facts),
        forbidden="\n".join(sample.forbidden),
        passages="\n".join(passages),
        note=sample.note,
    )


def edited(sample: Sample, edit: Edit, articles: Iterable[Text]) -> Sample:
    """Return the sample as the edit has it. Raises Invalid; `articles` is read only if needed."""
    passages, wrong = _passages(_lines(edit.passages), articles)
    problems = {**_problems(edit), **({"passages": wrong} if wrong else {})}
    if problems:
        raise Invalid(problems)
    return sample.model_copy(
        update={
            "question": edit.question.strip(),
            "history": tuple(_lines(edit.history)),
            "as_of": edit.as_of.strip() or None,
            "status": "abstained" if edit.decline else "answered",
            "category": _category(sample, edit),
            "facts": tuple(_facts(edit.facts)),
            "forbidden": tuple(_lines(edit.forbidden)),
            "passages": tuple(passages),
            "note": edit.note.strip(),
            "unreviewed": False,
        }
    )


def _category(sample: Sample, edit: Edit) -> str:
    if edit.conflict:
        return "conflict"
    return "feedback" if sample.category == "conflict" else sample.category


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _facts(text: str) -> Iterator[tuple[str, ...]]:
    for line in _lines(text):
        aliases = tuple(alias.strip() for alias in line.split(BETWEEN_FACTS) if alias.strip(" /"))
        if aliases:
            yield aliases


def _problems(edit: Edit) -> dict[str, str]:
    facts = list(_facts(edit.facts))
    checks = {
        "question": _wrong_question(edit.question.strip()),
        "as_of": _wrong_day(edit.as_of.strip()),
        "facts": _wrong_facts(edit, facts),
        "forbidden": _wrong_forbidden(_lines(edit.forbidden), facts),
        "conflict": "A question that is to be declined shows no disagreement: untick one of them."
        if edit.decline and edit.conflict
        else None,
    }
    return {field: said for field, said in checks.items() if said}


def _wrong_question(question: str) -> str | None:
    if not question:
        return "The question is empty: write what is to be asked."
    if len(question) > QUESTION_LIMIT:
        return f"The question is too long: at most {QUESTION_LIMIT:,} characters."
    return None


def _wrong_day(as_of: str) -> str | None:
    try:
        written = date.fromisoformat(as_of).isoformat() if as_of else ""
    except ValueError:
        written = None
    return None if written == as_of else "The day must be written as 2024-10-25, or left empty."


def _wrong_facts(edit: Edit, facts: list[tuple[str, ...]]) -> str | None:
    if edit.decline and facts:
        return "A question that is to be declined has no facts: remove them, or untick “decline”."
    if edit.conflict and len(facts) < 2:
        return "A disagreement needs both sides: write one fact a line, at least two."
    return None


def _wrong_forbidden(forbidden: list[str], facts: list[tuple[str, ...]]) -> str | None:
    wanted = {alias.casefold() for fact in facts for alias in fact}
    both = next((text for text in forbidden if text.casefold() in wanted), None)
    return None if both is None else f"“{both}” is expected as a fact: it cannot be forbidden too."


def _passages(texts: list[str], articles: Iterable[Text]) -> tuple[list[GoldPassage], str | None]:
    if not texts:
        return [], None
    places: dict[str, list[str]] = {text: [] for text in texts}
    for article in articles:
        for text, sources in places.items():
            sources += [article.source] * article.text.count(text)
    wrong = next((said for text in texts if (said := _misplaced(text, places[text]))), None)
    found = [GoldPassage(source=source, text=text) for text in places for source in places[text]]
    return found, wrong


def _misplaced(text: str, sources: list[str]) -> str | None:
    start = " ".join(text.split()[:8])
    if not sources:
        return f"“{start} …” stands in no article: copy the exact words from the article."
    if len(set(sources)) < len(sources):
        return f"“{start} …” stands twice in {sources[0]}: copy more of the sentence."
    if len(sources) > MOST_COPIES:
        return f"“{start} …” stands in {len(sources)} articles: copy more of the sentence."
    return None
