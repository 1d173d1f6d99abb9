"""Why an answer is what it is: the way it took, as a page of the reader's column.

What this module does not know: how any figure came about; `rag.trace` keeps them.
"""

import re
from collections.abc import Iterable, Sequence

from rag.answer import Answer
from rag.trace import StepTime, Trace, TracedCandidate, TracedSentence
from ui.ask.turn import Turn
from ui.plain import quiet_line, shortened, shown
from ui.reader.page import CLOSE, problem_page

NAME = re.compile(r"why-([0-9a-f]{8})", re.ASCII)

NOT_KEPT = "How this answer came about is no longer kept. Ask the question again to see it."

MOST_WORDS = 12
"""Words of the question that are listed."""
SENTENCE_LIMIT = 240
TITLE_LIMIT = 70


def read_why(name: object) -> str | None:
    """Return the turn whose answer is to be explained, or None when a link names none."""
    match = NAME.fullmatch(name) if isinstance(name, str) else None
    return match[1] if match else None


def why_page(token: str, turns: Sequence[Turn]) -> str:
    """Return the page for one turn, or a sentence that its way is not known."""
    turn = next((turn for turn in turns if turn.token == token), None)
    if turn is None or turn.answer is None or turn.trace is None:
        return problem_page(NOT_KEPT)
    return why_html(turn.answer, turn.trace, f"why-{token}")


def why_html(answer: Answer, trace: Trace, name: str = "") -> str:
    """Return the page: the question, the decision, sentences, passages, times.

    `name` is what the link to it names.
    """
    parts = (
        _question(answer, trace),
        _decision(answer, trace),
        _checks(answer),
        _sentences(trace.sentences),
        _candidates(trace),
        _times(trace.steps),
    )
    return (
        '<article class="cw-article cw-why" tabindex="-1" aria-label="Why this answer"'
        f' data-name="{shown(name)}"><header class="cw-head"><div class="cw-bar">'
        '<span class="cw-kicker">'
        f"{shown(shortened(answer.question, 90))}</span>{CLOSE}</div>"
        f'<h2 class="cw-headline">Why this answer</h2></header>{"".join(parts)}</article>'
    )


def _section(title: str, body: str) -> str:
    return f'<section class="cw-reason-part"><h3>{title}</h3>{body}</section>' if body else ""


def _question(answer: Answer, trace: Trace) -> str:
    rows = [("Searched for", f"<bdi>{shown(answer.searched_for)}</bdi>")]
    if answer.as_of:
        rows.append(("As of", shown(answer.as_of)))
    rows += [
        ("Also as", f"<bdi>{shown(match.asked)}: {shown(', '.join(match.found))}</bdi>")
        for match in answer.matched
    ]
    rows += [
        (f"Filter, {found.kind}", f"<bdi>{shown(found.value)}</bdi> from “{shown(found.words)}”")
        for found in answer.filters
    ]
    words = ", ".join(f"{shown(w.word)} {w.weight:.1f}" for w in trace.words[:MOST_WORDS])
    rows.append(("Words, by weight", words or "none that carries meaning"))
    return _section("The question", _list(rows))


def _decision(answer: Answer, trace: Trace) -> str:
    return _section("The decision", "".join(f"<p>{line}</p>" for line in _verdict(answer, trace)))


def _verdict(answer: Answer, trace: Trace) -> Iterable[str]:
    if answer.abstention is not None:
        yield f"Declined: {shown(answer.abstention.reason)}"
    else:
        yield "Answered."
    if trace.confidence is not None:
        enough = "enough" if trace.confidence >= trace.threshold else "too little"
        yield (
            f"The best sentence suggests a probability of {trace.confidence:.2f} that the"
            f" collection answers this: {enough}, {trace.threshold:.2f} is asked for."
        )
    if trace.premise:
        yield shown(trace.premise)


def _checks(answer: Answer) -> str:
    if not answer.statements:
        return ""
    carried = sum(statement.supported for statement in answer.statements)
    if answer.composer == "extractive" or answer.comparison:
        said = "Every sentence is a slice of its article, character by character."
    else:
        said = (
            f"{carried} of {len(answer.statements)} sentences passed the check of numbers, names,"
            " negation and words against the passages they cite."
        )
    return _section("The support check", f"<p>{said}</p>")


def _sentences(sentences: Sequence[TracedSentence]) -> str:
    head = ("Sentence", "Meaning", "Words", "Around", "Kind", "Reader", "Score")
    rows = "".join(_sentence(found) for found in sentences)
    note = (
        '<p class="cw-quiet">Meaning: cosine similarity to the question. Words: weighted share of'
        " its words in the sentence; Around: in its passage and title. Kind: holds a date for"
        " “when”, and so on. Reader: log-odds that the answer stands here.</p>"
    )
    return _section("Sentences, best first", f"{_table(head, rows)}{note}") if rows else ""


def _sentence(found: TracedSentence) -> str:
    cells = (
        f"{found.similarity:.2f}",
        f"{found.overlap:.2f}",
        f"{found.context:.2f}",
        "yes" if found.fits else "–",
        _figure(found.reading),
        f"{found.score:.2f}",
    )
    mark = '<span class="cw-used">in the answer</span> ' if found.is_cited else ""
    text = f"{mark}<bdi>{shown(shortened(found.text, SENTENCE_LIMIT))}</bdi>"
    return _row(text, cells)


def _candidates(trace: Trace) -> str:
    head = ("Passage", "Meaning", "Words", "Fused", "Reader", "Final")
    rows = "".join(_candidate(found) for found in trace.candidates)
    note = (
        f'<p class="cw-quiet">{trace.found} passages were found. Meaning and Words are places in'
        " the two searches, – where it was not among the first hundred; Fused is the place after"
        " both, weighted by date; Final after reading.</p>"
    )
    return _section("Passages", f"{_table(head, rows)}{note}") if rows else ""


def _candidate(found: TracedCandidate) -> str:
    ranks = (found.dense_rank, found.lexical_rank, found.fused_rank)
    cells = (*("–" if r is None else str(r) for r in ranks), _figure(found.reading))
    title = shown(shortened(found.title, TITLE_LIMIT))
    link = f'<a class="cw-open" href="#article-{shown(found.article_id)}"><bdi>{title}</bdi></a>'
    left_out = None if found.is_passage else "not read for sentences"
    return _row(
        f'{link}<span class="cw-quiet">{quiet_line(found.outlet, left_out)}</span>',
        (*cells, str(found.rank)),
    )


def _times(steps: Sequence[StepTime]) -> str:
    longest = max((step.seconds for step in steps), default=0.0)
    rows = "".join(
        f'<tr><th scope="row">{shown(step.name)}</th><td>{step.seconds * 1000:,.0f} ms</td>'
        f'<td class="cw-time"><meter min="0" max="{longest:.4f}" value="{step.seconds:.4f}">'
        "</meter></td></tr>"
        for step in steps
    )
    return _section("Time", f'<table class="cw-table">{rows}</table>') if rows else ""


def _list(rows: Iterable[tuple[str, str]]) -> str:
    return "<dl>" + "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows) + "</dl>"


def _table(head: Sequence[str], rows: str) -> str:
    cells = "".join(f'<th scope="col">{name}</th>' for name in head)
    return (
        '<div class="cw-scroll" tabindex="0" role="group" aria-label="Table">'
        f'<table class="cw-table"><thead><tr>{cells}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(first: str, cells: Iterable[str]) -> str:
    return f"<tr><td>{first}</td>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"
