"""A kept conversation as Markdown: statements with their markers, then the sources in full.

Titles, names and quotations are data, so every character that Markdown gives a meaning is
escaped, and only whole http(s) addresses become links. What this module does not know: the forms
that are made of it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from rag.answer import (
    Abstention,
    Answer,
    Citation,
    ComparisonRow,
    Disagreement,
    Passage,
    Statement,
    TimelineEntry,
)
from rag.conversations.records import Conversation, KeptTurn
from rag.credits import credit, speaker_words
from rag.days.day_words import day, told_on
from vectorstore.formats.characters import one_line
from vectorstore.formats.given import web_address

LONGEST = 20_000
"""Characters of one piece of text; more than any sentence has."""

_MEANING = re.compile(r"([\\`*_{}\[\]<>()#|~$&@!^=])")
_LINKS = re.compile(r"(?i)(?<=http)(s?):|(?<=www)\.")
"""Where GitHub's Markdown would make a link of plain text."""


def markdown(conversation: Conversation, turns: Sequence[KeptTurn]) -> str:
    """Return the conversation as a Markdown document."""
    noun = "question" if len(turns) == 1 else "questions"
    began = _day(conversation.created_at.date().isoformat())
    blocks = [f"# {_plain(conversation.title)}", f"*Citewire, {began}, {len(turns)} {noun}*"]
    for turn in turns:
        blocks += [f"## {_plain(turn.question) or '(an empty question)'}", *_turn(turn)]
    return "\n\n".join(blocks) + "\n"


def _turn(turn: KeptTurn) -> Iterator[str]:
    if turn.answer:
        yield from _answer(turn.answer)
    if turn.problem:
        yield f"*{_plain(turn.problem)}*"


def _answer(answer: Answer) -> Iterator[str]:
    if answer.searched_for.strip() != answer.question.strip():
        yield f"*Searched for “{_plain(answer.searched_for)}”*"
    yield from (f"*{_plain(notice)}*" for notice in answer.notices)
    if answer.abstention:
        yield from _abstention(answer.abstention)
        return
    if answer.short_answer:
        yield f"**{_plain(answer.short_answer)}**"
    cited = {citation.number: citation for citation in answer.citations}
    if answer.comparison:
        yield "\n".join(_compared(row) for row in answer.comparison)
    else:
        yield from (_statement(statement, cited) for statement in answer.statements)
    yield from (_disagreement(found) for found in answer.disagreements)
    if answer.timeline:
        yield "### In order of time"
        yield "\n".join(_dated(entry) for entry in answer.timeline)
    if answer.citations:
        yield "### Sources"
        yield "\n".join(_source(citation) for citation in answer.citations)


def _statement(statement: Statement, cited: dict[int, Citation]) -> str:
    by = " · ".join(map(_plain, credit(statement, cited)))
    doubt = "" if statement.supported else " *(not confirmed by the passages)*"
    told = f"{_plain(statement.text)}{_markers(statement.citations)}{doubt}"
    return f"{told}\\\n*{by}*" if by else told


def _compared(row: ComparisonRow) -> str:
    said = f"{_plain(row.quote)}{_markers(row.citations)}" if row.quote else "silent"
    by = _plain(speaker_words(row.speaker, row.role) or "")
    told = f"- {_plain(row.outlet or 'outlet unknown')}: {said}"
    return f"{told} *({by})*" if by else told


def _disagreement(found: Disagreement) -> str:
    rows = [f"**The reports disagree: {_plain(found.about)}**", ""]
    for side in found.positions:
        known = (side.speaker, side.outlet, _day(side.published_at))
        by = ", ".join(_plain(part) for part in known if part)
        told = f" *({by})*" if by else ""
        rows.append(f"- {_plain(side.value)}{_markers(side.citations)}{told}")
    return "\n".join(rows)


def _dated(entry: TimelineEntry) -> str:
    return f"- {told_on(entry)}: {_plain(entry.text)}{_markers(entry.citations)}"


def _source(citation: Citation) -> str:
    # The quotation is a block of its own below the source.
    return f"{citation.number}. {_provenance(citation)}\n\n   > {_plain(citation.quote)}\n"


def _abstention(abstention: Abstention) -> Iterator[str]:
    yield _plain(abstention.reason)
    if abstention.suggestions:
        yield "One could ask:"
        yield "\n".join(f"- {_plain(question)}" for question in abstention.suggestions)
    if abstention.closest:
        yield "### Closest passages"
        yield "\n".join(
            f"- {_provenance(passage)}\n\n  > {_plain(passage.text)}\n"
            for passage in abstention.closest
        )


def _provenance(found: Citation | Passage) -> str:
    url = web_address(found.url) if isinstance(found, Citation) else None
    title = _plain(found.title or found.source)
    linked = f"[{title}](<{_address(url)}>)" if url else title
    outlet = _plain(found.outlet or "outlet unknown")
    file = f", {_plain(found.source)}" if found.title and not url else ""
    return f"{linked}, {outlet}, {_day(found.published_at) or 'date unknown'}{file}"


def _address(url: str) -> str:
    return re.sub(r"[<>\\\"'`|{}\[\]]", lambda found: f"%{ord(found[0]):02X}", url)


def _markers(numbers: Iterable[int]) -> str:
    return "".join(f" \\[{number}\\]" for number in numbers)


def _plain(text: str) -> str:
    """Return `text` on one line, with nothing left that Markdown gives a meaning."""
    escaped = _MEANING.sub(r"\\\1", one_line(text, LONGEST))
    unlinked = _LINKS.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", escaped)
    # What would make a list or a line of a text's first characters.
    return re.sub(r"^(\d+)([.)])(?=\s|$)|^([-+])", r"\1\\\2\3", unlinked)


def _day(published_at: str | None) -> str | None:
    """Return `2024-10-22` as `22 Oct 2024`; anything else escaped."""
    return _plain(day(published_at) or "") or None
