"""An answer as plain text: as a terminal shows it, and as it is copied with its sources.

What this module does not know: how wide the terminal is, and what an answer could be drawn as.
"""

from collections.abc import Iterable, Iterator, Mapping

from rag.answer import (
    Abstention,
    Answer,
    Citation,
    ComparisonRow,
    Disagreement,
    Position,
    ResolvedDate,
    Statement,
)
from rag.credits import credit, kind_note, speaker_words
from rag.days.day_words import meanings, told_on
from rag.days.undated import in_words
from rag.origins import origin_line

INDENT = "    "
"""Before what is no part of an answer's sentence."""

SNIPPET = 160
"""Characters that are shown of a passage which came close."""


def lines(answer: Answer) -> Iterator[str]:
    """Yield the lines of an answer; its notices are told elsewhere."""
    yield from _asked(answer)
    if answer.abstention is not None:
        yield from _abstention(answer.abstention)
        return
    yield from _told(answer)
    outlets = {passage.article_id: passage.outlet or passage.source for passage in answer.passages}
    for origin in answer.origins:
        yield origin_line(origin)
    for citation in answer.citations:
        also = dict.fromkeys(outlets.get(copy, copy) for copy in citation.copies)
        yield f"  [{citation.number}] {_source(citation, tuple(also))}"
        yield from _window(citation)


def with_sources(answer: Answer) -> str:
    """Return question and answer as they are passed on: statements with [n], then the sources."""
    abstention = answer.abstention
    body = list(_told(answer) if abstention is None else _abstention(abstention))
    sources = [f"[{citation.number}] {_passed_on(citation)}" for citation in answer.citations]
    listed = ["", "Sources", *sources] if sources else []
    return "\n".join([answer.question.strip(), "", *body, *listed]) + "\n"


def _told(answer: Answer) -> Iterator[str]:
    """Yield what the articles say: the same in a terminal and on the clipboard."""
    if answer.short_answer:
        yield answer.short_answer
    cited = {citation.number: citation for citation in answer.citations}
    for row in answer.comparison:
        yield from _compared(row)
    for statement in () if answer.comparison else answer.statements:
        yield from _statement(statement, cited)
    for found in answer.disagreements:
        yield from _disagreement(found, cited)
    if answer.timeline:
        yield "In order of time:"
    for entry in answer.timeline:
        said = " ".join(entry.text.split())
        yield f"  - {told_on(entry)}: {said} {_markers(entry.citations)}"


def _statement(statement: Statement, cited: Mapping[int, Citation]) -> Iterator[str]:
    yield f"{' '.join(statement.text.split())} {_markers(statement.citations)}".rstrip()
    yield from _by(credit(statement, cited), statement.dates)
    if not statement.supported:
        yield f"{INDENT}not confirmed by the passages"


def _by(known: Iterable[str], dates: Iterable[ResolvedDate]) -> Iterator[str]:
    """Yield who says it, and what its dates mean, as they stand below a sentence."""
    told = " · ".join(" ".join(part.split()) for part in known)
    meant = (f"“{' '.join(words.split())}”: {meaning}" for words, meaning, _ in meanings(dates))
    if line := "; ".join(filter(None, (told, *meant))):
        yield f"{INDENT}{line}"


def _passed_on(citation: Citation) -> str:
    title = f"“{citation.title}”" if citation.title else None
    known = (citation.outlet, citation.published_at, title, citation.url or citation.source)
    return ", ".join(" ".join(value.split()) for value in known if value)


def _asked(answer: Answer) -> Iterator[str]:
    """Yield how the question was understood, where that is not how it was asked."""
    if answer.searched_for != answer.question:
        yield f"Searched for: {answer.searched_for}"
    for match in answer.matched:
        yield f"{match.asked} matched as {', '.join(match.found)}"
    for found in answer.filters:
        yield f"Filter: {found.kind} {found.value} (“{found.words}”; --without {found.kind})"


def _abstention(abstention: Abstention) -> Iterator[str]:
    yield abstention.reason
    for passage in abstention.closest:
        snippet = " ".join(passage.text.split())[:SNIPPET]
        yield f"  closest: {passage.outlet or passage.title or passage.source}: {snippet}…"
    for question in abstention.suggestions:
        yield f"  you could ask: {question}"


def _compared(row: ComparisonRow) -> Iterator[str]:
    said = " ".join((row.quote or "silent").split())
    yield f"{row.outlet or 'outlet unknown'}: {said} {_markers(row.citations)}".rstrip()
    known = (speaker_words(row.speaker, row.role), kind_note(row.kind, row.role))
    yield from _by(filter(None, known), row.dates)


def _disagreement(found: Disagreement, cited: Mapping[int, Citation]) -> Iterator[str]:
    yield f"The reports disagree: {found.about}"
    for position in found.positions:
        first = cited.get(position.citations[0])
        quote = " ".join(first.quote.split()) if first else ""
        value = "" if position.value == quote else f"{position.value}: "
        yield f"  - {value}“{quote}” {_markers(position.citations)}{_holder(position)}"


def _holder(position: Position) -> str:
    known = (position.speaker, position.outlet, position.published_at)
    named = ", ".join(value for value in known if value)
    return f" ({named})" if named else ""


def _markers(numbers: Iterable[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def _window(citation: Citation) -> Iterator[str]:
    if window := citation.published_between:
        told = " … ".join(" ".join(words.split()) for words in window.evidence)
        yield f"      no date given; published {in_words(window)}, inferred from “{told}”"


def _source(citation: Citation, also: tuple[str, ...]) -> str:
    known = (citation.outlet, citation.published_at, citation.title, citation.source)
    copies = f" (also in {', '.join(also)})" if also else ""
    return ", ".join(value for value in known if value) + copies
