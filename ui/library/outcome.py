"""What came of adding, as a page: a line of progress, and a row for each article.

What this module does not know: how articles are added.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from ui.library.additions import Addition
from ui.library.said import bar, note, problem
from ui.plain import shortened, shown
from vectorstore.store.plan import AddResult, Status

MOST_ROWS = 100
"""Rows of each kind that are shown; of the others it is said how many they are."""

OUTCOMES: Mapping[Status, str] = {
    "added": "was added",
    "updated": "was updated",
    "unchanged": "was here already",
    "rejected": "was rejected",
}
"""What came of an article, in words."""

UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"))

NOTHING = "Nothing was added"


def line_html(addition: Addition) -> str:
    """Return how far adding is, or how it ended, as one line; empty where nothing was added yet."""
    progress, results = addition.progress, addition.state.results
    stopped = progress.state == "stopped"
    if progress.state == "idle":
        return ""
    if progress.state == "stopping":
        return bar(len(results), addition.state.total, "Stopping…")
    if progress.is_running:
        return _running(len(results), addition)
    if progress.state == "failed":
        return problem(progress.problem)
    ended = f"Stopped. {told(results) if results else NOTHING}" if stopped else told(results)
    ago = _ago(addition.ago)
    said = note(f"{ended}{ago}.")
    return f"<div data-past>{said}</div>" if ago else said


def told(results: Sequence[AddResult]) -> str:
    """Return what came of adding, in words.

    >>> told([AddResult("rejected", "empty.txt", reason="is empty")])
    'Nothing was added: empty.txt is empty'
    >>> told([AddResult("added", "pier.txt", "0a1b"), AddResult("unchanged", "sea.txt", "0a1c")])
    '1 was added, 1 was here already'
    """
    if not results:
        return f"{NOTHING}: there was no article in it"
    if len(results) > 1:
        return _numbers(results)
    only = results[0]
    if only.status == "rejected":
        return f"{NOTHING}: {shortened(only.source, 200)} {only.reason or 'was rejected'}"
    return f"1 article {OUTCOMES[only.status]}"


def _numbers(results: Sequence[AddResult]) -> str:
    counts = Counter(result.status for result in results)
    return ", ".join(
        f"{counts[status]:,} {said if counts[status] == 1 else said.replace('was ', 'were ')}"
        for status, said in OUTCOMES.items()
        if counts[status]
    )


def _running(done: int, addition: Addition) -> str:
    total = addition.state.total
    if not done:
        return bar(0, total, "Reading and embedding…")
    return bar(done, total, f"{done:,} of about {total:,}: {_numbers(addition.state.results)}")


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
