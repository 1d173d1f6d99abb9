"""An answer as lines of plain text, as a terminal shows it.

What this module does not know: how wide the terminal is, and what an answer could be drawn as.
"""

from collections.abc import Iterator

from rag.answer import Abstention, Answer, Citation, ComparisonRow

SNIPPET = 160
"""Characters that are shown of a passage which came close."""


def lines(answer: Answer) -> Iterator[str]:
    """Yield the lines of an answer; its notices are told elsewhere."""
    yield from _asked(answer)
    if answer.abstention is not None:
        yield from _abstention(answer.abstention)
        return
    yield from [_compared(row) for row in answer.comparison] or [answer.text]
    outlets = {passage.article_id: passage.outlet or passage.source for passage in answer.passages}
    for citation in answer.citations:
        also = dict.fromkeys(outlets.get(copy, copy) for copy in citation.copies)
        yield f"  [{citation.number}] {_source(citation, tuple(also))}"


def _asked(answer: Answer) -> Iterator[str]:
    """Yield how the question was understood, where that is not how it was asked."""
    if answer.searched_for != answer.question:
        yield f"Searched for: {answer.searched_for}"
    for match in answer.matched:
        yield f"{match.asked} matched as {', '.join(match.found)}"


def _abstention(abstention: Abstention) -> Iterator[str]:
    yield abstention.reason
    for passage in abstention.closest:
        snippet = " ".join(passage.text.split())[:SNIPPET]
        yield f"  closest: {passage.outlet or passage.source}: {snippet}…"
    for question in abstention.suggestions:
        yield f"  you could ask: {question}"


def _compared(row: ComparisonRow) -> str:
    said = " ".join((row.quote or "silent").split())
    markers = "".join(f" [{number}]" for number in row.citations)
    return f"{row.outlet or 'outlet unknown'}: {said}{markers}"


def _source(citation: Citation, also: tuple[str, ...]) -> str:
    known = (citation.outlet, citation.published_at, citation.title, citation.source)
    copies = f" (also in {', '.join(also)})" if also else ""
    return ", ".join(value for value in known if value) + copies
