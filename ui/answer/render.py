"""An answer as the HTML of one chat message: statements, chips, sources, disagreements.

Everything is built from escaped text on the server; Gradio's own sanitiser then removes what
it does not know (`data-*`, `aria-*`), so a chip carries all it means in its `href`. What this
module does not know: how an article is opened; it only names the place, `#cite-TURN-NUMBER`.
"""

from collections.abc import Iterable, Mapping, Sequence

from rag.abstention import NO_PASSAGE
from rag.answer import Abstention, Answer, Citation, Origin, Passage, Statement
from rag.credits import credit
from rag.days.day_words import day
from ui.answer.comparison import comparison_html
from ui.answer.disagreements import disagreement_html
from ui.answer.filter_chips import filters_html
from ui.answer.suggestions import suggestions_html
from ui.answer.when import dates_html, timeline_html
from ui.plain import quiet_line, shortened, shown

QUESTION_LIMIT = 600
"""Characters of a question that are shown back."""

SNIPPET_LIMIT = 220
"""Characters of a close passage that are shown below an abstention."""


def question_html(question: str, edited: bool = False) -> str:
    """Return what the asker wrote, as text; a very long one is cut and says so."""
    name = "cw-question cw-edited" if edited else "cw-question"
    if not question.strip():
        return '<span class="cw-quiet">(an empty question)</span>'
    if len(question) <= QUESTION_LIMIT:
        return f'<span class="{name}">{shown(question)}</span>'
    return (
        f'<span class="{name}">{shown(question[:QUESTION_LIMIT])}…</span> '
        f'<span class="cw-quiet">({len(question):,} characters)</span>'
    )


def status_html(status: str) -> str:
    """Return the line that says what is being done."""
    return f'<p class="cw-status">{shown(status)}</p>'


def problem_html(message: str) -> str:
    """Return an error as a message of the chat."""
    return f'<div class="cw-problem"><p>{shown(message)}</p></div>'


def stopped_html(message: str) -> str:
    """Return the line below an answer that was stopped."""
    return f'<p class="cw-quiet cw-stopped">{shown(message)}</p>'


def quiet_html(note: str) -> str:
    """Return a remark that is not part of the answer."""
    return f'<p class="cw-quiet">{shown(note)}</p>'


def draft_html(statements: Iterable[Statement], citations: Iterable[Citation], turn: str) -> str:
    """Return the statements that have arrived before the answer is complete."""
    cited = {citation.number: citation for citation in citations}
    return "".join(_statement(statement, cited, turn) for statement in statements)


def answer_html(answer: Answer, turn: str) -> str:
    """Return the complete message for `answer`; `turn` makes its chips unique in the chat."""
    parts = [*_preamble(answer, turn)]
    if answer.abstention is not None:
        parts.append(_abstention(answer.abstention, turn))
    else:
        parts.append(_body(answer, turn))
    return f'<div class="cw-answer">{"".join(parts)}</div>'


def _preamble(answer: Answer, turn: str) -> Iterable[str]:
    if answer.searched_for.strip() != answer.question.strip():
        searched = shown(shortened(answer.searched_for, QUESTION_LIMIT))
        yield f'<p class="cw-searched">Searched for “<bdi>{searched}</bdi>”</p>'
    for match in answer.matched:
        found = shown(", ".join(match.found))
        yield f'<p class="cw-searched">{shown(match.asked)} matched as <bdi>{found}</bdi></p>'
    yield filters_html(answer.filters, turn)
    for notice in answer.notices:
        yield f'<p class="cw-notice">{shown(notice)}</p>'


def _body(answer: Answer, turn: str) -> str:
    cited = {citation.number: citation for citation in answer.citations}
    parts = []
    if answer.short_answer:
        parts.append(f'<p class="cw-short">{shown(answer.short_answer)}</p>')
    if answer.comparison:
        titles = {number: citation.title for number, citation in cited.items()}
        parts.append(comparison_html(answer.comparison, lambda n: _chips(n, cited, turn), titles))
    else:
        parts += [_statement(statement, cited, turn) for statement in answer.statements]
    parts += [
        disagreement_html(found, cited, lambda citation: _chip(citation, turn))
        for found in answer.disagreements
    ]
    said = () if answer.comparison else {statement.text for statement in answer.statements}
    parts.append(timeline_html(answer.timeline, lambda n: _chips(n, cited, turn), said))
    parts += [_origin(found) for found in answer.origins]
    parts.append(_sources(answer, turn))
    parts.append(f'<p class="cw-foot">{_how(answer)}</p>')
    return "".join(parts)


def _statement(statement: Statement, cited: Mapping[int, Citation], turn: str) -> str:
    by = quiet_line(*credit(statement, cited))
    doubt = (
        "" if statement.supported else '<span class="cw-doubt">not confirmed by the passages</span>'
    )
    return (
        f'<p class="cw-statement"><span class="cw-said">{shown(statement.text)}</span>'
        f"{_chips(statement.citations, cited, turn)}"
        f'<span class="cw-by">{by}{doubt}{dates_html(statement.dates)}</span></p>'
    )


def _chips(numbers: Iterable[int], cited: Mapping[int, Citation], turn: str) -> str:
    return "".join(_chip(cited[number], turn) for number in numbers if number in cited)


def _chip(citation: Citation, turn: str) -> str:
    hint = ", ".join(
        part for part in (citation.outlet, day(citation.published_at), citation.title) if part
    )
    return (
        f'<a class="cw-chip" href="#cite-{turn}-{citation.number}" '
        f'title="{shown(shortened(hint or citation.source, 160))}">{_number(citation.number)}</a>'
    )


def _number(number: int) -> str:
    # The brackets are there for copying and for screen readers; the style sheet hides them.
    return f'<span class="cw-bracket">[</span>{number}<span class="cw-bracket">]</span>'


def _origin(found: Origin) -> str:
    names = f" ({', '.join(map(shown, found.names))})" if found.names else ""
    told = f"{len(found.articles)} articles{names}, 1 original: told to "
    return f'<p class="cw-quiet">{told}<bdi>{shown(found.outlet)}</bdi></p>'


def _sources(answer: Answer, turn: str) -> str:
    if not answer.citations:
        return ""
    by_article: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        by_article.setdefault(citation.article_id, []).append(citation)
    outlets = {passage.article_id: passage.outlet or passage.source for passage in answer.passages}
    rows = "".join(_source(group, outlets, turn) for group in by_article.values())
    return f'<div class="cw-sources"><p class="cw-label">Sources</p><ul>{rows}</ul></div>'


def _source(group: Sequence[Citation], outlets: Mapping[str, str], turn: str) -> str:
    first = group[0]
    chips = "".join(_chip(citation, turn) for citation in group)
    copies = dict.fromkeys(outlets.get(c, c) for citation in group for c in citation.copies)
    also = f'<span class="cw-quiet">also in {quiet_line(", ".join(copies))}</span>'
    return (
        f'<li><span class="cw-numbers">{chips}</span><span class="cw-source">'
        f'<span class="cw-title cw-said"><bdi>{shown(first.title or first.source)}</bdi></span>'
        f'<span class="cw-quiet">{_provenance(first)}</span>{also if copies else ""}</span></li>'
    )


def _provenance(found: Citation | Passage) -> str:
    named = found.outlet or (found.source if found.title else None)
    return quiet_line(named, day(found.published_at) or "date unknown")


def _how(answer: Answer) -> str:
    if answer.composer == "extractive":
        how = "Every sentence is quoted from the articles"
    else:
        how = f"Written by {answer.composer} from the passages"
    return f"{shown(how)} · {answer.seconds.total:.1f} s"


def _abstention(abstention: Abstention, turn: str) -> str:
    parts = [f'<p class="cw-reason">{shown(abstention.reason)}</p>']
    if abstention.reason == NO_PASSAGE:
        parts.append('<p><a class="cw-open" href="#library-add">Add articles</a></p>')
    parts.append(suggestions_html(abstention.suggestions))
    if abstention.closest:
        rows = "".join(
            _close_passage(passage, number, turn)
            for number, passage in enumerate(abstention.closest, start=1)
        )
        parts.append(f'<p class="cw-label">Closest passages</p><ul class="cw-closest">{rows}</ul>')
    return f'<div class="cw-abstention">{"".join(parts)}</div>'


def _close_passage(passage: Passage, number: int, turn: str) -> str:
    snippet = shown(shortened(_untitled(passage), SNIPPET_LIMIT))
    return (
        f'<li><a class="cw-open" href="#passage-{turn}-{number}">'
        f"<bdi>{shown(passage.title or passage.source)}</bdi></a>"
        f'<span class="cw-quiet">{_provenance(passage)}</span>'
        f'<span class="cw-snippet cw-said">{snippet}</span></li>'
    )


def _untitled(passage: Passage) -> str:
    """Return the text of a passage without the headline, which stands above it already."""
    text = passage.text.lstrip()
    rest = text.removeprefix(passage.title) if passage.title else text
    return rest.lstrip() or text
