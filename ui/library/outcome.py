"""What came of adding, as a page: a line of progress, and a row for each article.

What this module does not know: how articles are added.
"""

import logging
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ui.guarded import UNEXPECTED
from ui.library.adding import State
from ui.library.said import bar, note, problem
from ui.plain import shortened, shown
from vectorstore.errors import CitewireError
from vectorstore.store.plan import AddResult, Status

log = logging.getLogger(__name__)

MOST_ROWS = 100
"""Rows of each kind that are shown; of the others it is said how many they are."""

OUTCOMES: Mapping[Status, str] = {
    "added": "was added",
    "updated": "was updated",
    "unchanged": "was here already",
    "rejected": "was rejected",
}
"""What came of an article, in words."""

PAUSE = 0.2
"""Seconds between two pages; results come in bursts."""


def pages(states: Iterator[State]) -> Iterator[tuple[str, str]]:
    """Yield (line, table) for states of adding, and for an error that ends it.

    What had been kept before the error stays on the page: it stays in the collection too.
    """
    state, told = State(1), 0.0
    try:
        for state in states:
            if state.done or time.monotonic() - told > PAUSE:
                told = time.monotonic()
                yield progress_html(state), results_html(state.results)
    except CitewireError as error:
        yield problem(str(error)), results_html(state.results)
    # A broad catch, on purpose: what was kept before must stay on the page, with a reason.
    except Exception:
        log.exception("Adding failed")
        yield problem(UNEXPECTED), results_html(state.results)


def progress_html(state: State) -> str:
    """Return how far it is, as one line."""
    done = len(state.results)
    if state.done:
        return note(told(state.results))
    if not done:
        return bar(0, state.total, "Reading and embedding…")
    return bar(done, state.total, f"{done:,} of about {state.total:,}: {_numbers(state.results)}")


def told(results: Sequence[AddResult]) -> str:
    """Return what came of adding as a sentence.

    >>> told([AddResult("rejected", "empty.txt", reason="is empty")])
    'Nothing was added: empty.txt is empty.'
    >>> told([AddResult("added", "pier.txt", "0a1b"), AddResult("unchanged", "sea.txt", "0a1c")])
    '1 was added, 1 was here already.'
    """
    if not results:
        return "Nothing was added: there was no article in it."
    if len(results) > 1:
        return f"{_numbers(results)}."
    only = results[0]
    if only.status == "rejected":
        reason = (only.reason or "was rejected").rstrip(".")
        return f"Nothing was added: {shortened(only.source, 200)} {reason}."
    return f"1 article {OUTCOMES[only.status]}."


def _numbers(results: Sequence[AddResult]) -> str:
    counts = Counter(result.status for result in results)
    return ", ".join(
        f"{counts[status]:,} {said if counts[status] == 1 else said.replace('was ', 'were ')}"
        for status, said in OUTCOMES.items()
        if counts[status]
    )


def results_html(results: tuple[AddResult, ...]) -> str:
    """Return what came of each article: first what needs a look, then what is there now.

    Of a single one that is rejected the line above says all there is to say.
    """
    if [result.status for result in results] == ["rejected"]:
        return ""
    refused = [result for result in results if result.status == "rejected"]
    kept = [result for result in results if result.status != "rejected"]
    rows = "".join(_row(result) for result in [*refused[:MOST_ROWS], *kept[:MOST_ROWS]])
    if not rows:
        return ""
    more = max(0, len(refused) - MOST_ROWS) + max(0, len(kept) - MOST_ROWS)
    others = f'<p class="cw-quiet">and {more:,} more</p>' if more else ""
    head = "".join(f'<th scope="col">{name}</th>' for name in ("Result", "From", "Why"))
    return (
        f'<table class="cw-list cw-results"><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>{others}"
    )


def _row(result: AddResult) -> str:
    source = f"<bdi>{shown(shortened(result.source, 200))}</bdi>"
    if result.article_id:
        source = f'<a href="#article-{shown(result.article_id)}">{source}</a>'
    return (
        f'<tr class="cw-{result.status}"><td>{result.status}</td><td>{source}</td>'
        f"<td><bdi>{shown(result.reason or '')}</bdi></td></tr>"
    )
