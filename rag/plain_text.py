"""An answer as plain text: as a terminal shows it, and as it is copied with its sources.

What this module does not know: how wide the terminal is, and what an answer could be drawn as.
"""

from collections.abc import Iterable, Iterator, Mapping

from rag.answer import Abstention, Answer, Citation, ComparisonRow, Disagreement, Position
from rag.undated import in_words

SNIPPET = 160
"""Characters that are shown of a passage which came close."""


def lines(answer: Answer) -> Iterator[str]:
    """Yield the lines of an answer; its notices are told elsewhere."""
    yield from _asked(answer)
    if answer.abstention is not None:
        yield from _abstention(answer.abstention)
        return
    yield from _short(answer)
    yield from [_compared(row) for row in answer.comparison] or [answer.text]
    quotes = {citation.number: citation.quote for citation in answer.citations}
    for found in answer.disagreements:
        yield from _disagreement(found, quotes)
    for entry in answer.timeline:
        yield f"  {entry.start}: {entry.words} {_markers(entry.citations)}"
    outlets = {passage.article_id: passage.outlet or passage.source for passage in answer.passages}
    for origin in answer.origins:
        yield f"{len(origin.articles)} articles, 1 original: told to {origin.outlet}"
    for citation in answer.citations:
        also = dict.fromkeys(outlets.get(copy, copy) for copy in citation.copies)
        yield f"  [{citation.number}] {_source(citation, tuple(also))}"
        yield from _window(citation)


def with_sources(answer: Answer) -> str:
    """Return question and answer as they are passed on: statements with [n], then the sources."""
    if answer.abstention is not None:
        body: list[str] = list(_abstention(answer.abstention))
    else:
        rows = [_compared(row) for row in answer.comparison]
        said = [f"{said.text} {_markers(said.citations)}" for said in answer.statements]
        body = [*_short(answer), *(rows or said)]
    quotes = {citation.number: citation.quote for citation in answer.citations}
    body += [line for found in answer.disagreements for line in _disagreement(found, quotes)]
    sources = [f"[{citation.number}] {_passed_on(citation)}" for citation in answer.citations]
    listed = ["", "Sources", *sources] if sources else []
    return "\n".join([answer.question.strip(), "", *body, *listed]) + "\n"


def _short(answer: Answer) -> Iterator[str]:
    if answer.short_answer:
        yield answer.short_answer


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


def _compared(row: ComparisonRow) -> str:
    said = " ".join((row.quote or "silent").split())
    told = f"{row.outlet or 'outlet unknown'}: {said} {_markers(row.citations)}".rstrip()
    by = ", ".join(part for part in (row.speaker, row.role) if part)
    return f"{told} ({by})" if by else told


def _disagreement(found: Disagreement, quotes: Mapping[int, str]) -> Iterator[str]:
    yield f"The reports disagree: {found.about}"
    for position in found.positions:
        quote = " ".join(quotes.get(position.citations[0], "").split())
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
