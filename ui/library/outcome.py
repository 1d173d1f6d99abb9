"""What came of adding, as a page: a line of progress, and a row for each article.

What this module does not know: how articles are added.
"""

from ui.library.additions import Addition
from ui.library.said import bar, note, problem
from ui.plain import shortened, shown
from vectorstore.store.plan import AddResult, counted

MOST_ROWS = 100
"""Rows of each kind that are shown; of the others it is said how many they are."""

UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"))

STOPPED = "Stopped. What is listed as added is kept"


def line_html(addition: Addition) -> str:
    """Return how far adding is, or how it ended, as one line; empty where nothing was added yet."""
    progress, results = addition.progress, addition.state.results
    if progress.state == "idle":
        return ""
    if progress.state == "stopping":
        return bar(len(results), addition.state.total, "Stopping…")
    if progress.is_running:
        return _running(len(results), addition)
    if progress.state == "failed":
        return problem(progress.problem)
    ended = f"{STOPPED}: {counted(results)}" if progress.state == "stopped" else counted(results)
    return note(f"{ended}{_ago(addition.ago)}.")


def _running(done: int, addition: Addition) -> str:
    total = addition.state.total
    if not done:
        return bar(0, total, "Reading and embedding…")
    return bar(done, total, f"{done:,} of about {total:,}: {counted(addition.state.results)}")


def _ago(seconds: float) -> str:
    """Return how long ago something was, where that is not just now.

    >>> _ago(30), _ago(60), _ago(7300)
    ('', ', 1 minute ago', ', 2 hours ago')
    """
    for length, unit in UNITS:
        if seconds >= length:
            number = int(seconds // length)
            return f", {number} {unit}{'' if number == 1 else 's'} ago"
    return ""


def results_html(results: tuple[AddResult, ...]) -> str:
    """Return what came of each article: first what needs a look, then what is there now."""
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
